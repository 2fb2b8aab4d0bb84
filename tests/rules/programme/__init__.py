"""Pure rules of the programme side."""
