"""The network around a start, a number of steps far, within what one may see; and ways through it."""
