"""The page of charts on a real vault."""
