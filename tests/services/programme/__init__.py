"""The registers of the programme side."""
