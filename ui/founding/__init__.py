"""The founding ceremony: the course in which a new vault comes to be."""
