"""The page Back-up: how the backups stand, making them, where they go, and proving that they can be put back."""
