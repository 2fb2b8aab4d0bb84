"""The page that finds every record the reader may see."""
