"""vault.json: an append-only list of signed statements, and what follows from it."""
