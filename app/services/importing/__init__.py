"""Storing what came in as a list: many records in one act, which can be taken back as one."""
