"""Letters on screen, for the page of any kind of file: making one, looking at one, and the list of what was made."""
