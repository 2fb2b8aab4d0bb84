"""One file per act of a user, through the real window on a real vault."""
