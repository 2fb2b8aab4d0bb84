"""Blind hits between casework compartments: who to get in touch with, and nothing more."""
