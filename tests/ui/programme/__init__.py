"""The pages of the programme side."""
