"""Handing cases over to another vault, and taking in what was handed over here."""
