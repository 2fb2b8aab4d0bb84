"""Signals: handing in, what they mention, their weighing, where they went, and what the bringer hears."""
