"""Keys: from a password to a slot, from a holder to a grant, from shares to a recovery."""
