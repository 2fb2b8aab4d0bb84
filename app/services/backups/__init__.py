"""Backups as a user sees them: what there is of each compartment, what is due, making them, and trying them out."""
