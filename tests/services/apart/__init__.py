"""Cases in a compartment of their own."""
