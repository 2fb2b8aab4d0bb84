"""Connections in casework: entities as a view over mentions, what was judged of them, and links between them."""
