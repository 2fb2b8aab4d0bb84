"""Measures under art. 13b Opiumwet: the ladder of the municipality, what cannot be stored, and how a year counts."""
