"""Bibob screenings: their files, terms, warnings, and the little that may leave their compartment."""
