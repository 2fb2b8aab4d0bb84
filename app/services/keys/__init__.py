"""Who has access: founding, accounts, keys, recovery, locking and the yearly review."""
