"""Tables on the screen, from a few texts to a register of any length."""
