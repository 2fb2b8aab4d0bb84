"""Bibob screenings through their services."""
