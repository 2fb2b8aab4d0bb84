"""Cases in a compartment of their own: moving one there, and looking over all that this user holds."""
