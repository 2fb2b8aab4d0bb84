"""Bolwerk without a window: rules, vault, services, documents and the command line."""
