"""The desk of the integrity officer on screen."""
