"""The manual in the window, the overview of keys, and what the program is."""
