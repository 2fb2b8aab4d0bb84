"""Searching over everything that the reader may see."""
