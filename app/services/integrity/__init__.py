"""The desk of the integrity officer: reports, the dialogue with their reporters, terms, figures and destruction."""
