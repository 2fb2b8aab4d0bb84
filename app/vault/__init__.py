"""The encrypted store: who may open what, and how an act reaches the disk. Design: CONTRIBUTING.md."""
