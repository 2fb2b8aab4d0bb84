"""The casework through its services."""
