"""Reporting without an account: what the form makes of what somebody typed, and files without traces of their maker."""
