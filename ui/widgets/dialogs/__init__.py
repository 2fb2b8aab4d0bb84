"""Dialogs and courses: one act, one choice, or several steps in turn."""
