"""The page Casussen."""
