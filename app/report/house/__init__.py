"""The house style of a municipality: its colours, checked for contrast, and its logo."""
