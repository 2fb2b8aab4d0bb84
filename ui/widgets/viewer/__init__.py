"""Attachments inside the program: listed, looked at, and let out only with a reason."""
