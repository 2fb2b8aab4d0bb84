"""Backups: encrypted copies of compartments with the header that goes with them, made, kept, tried out, put back."""
