"""Rules of a Bibob screening."""
