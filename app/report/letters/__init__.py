"""Letters on paper: a filled Word file read as text, drawn as a tagged PDF, and both let out of the vault."""
