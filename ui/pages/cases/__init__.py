"""The page Casussen: the case with everything that hangs on it, its types and its templates."""
