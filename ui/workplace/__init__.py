"""The workplace around the window: when it locks, what it keeps from others, what it leaves on the clipboard."""
