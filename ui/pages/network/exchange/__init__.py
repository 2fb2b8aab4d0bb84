"""The questions before a network leaves or comes in."""
