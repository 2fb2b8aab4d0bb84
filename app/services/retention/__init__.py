"""Keeping and destroying: what is due, holds, proposals, four eyes, erasing, and what is left of it."""
