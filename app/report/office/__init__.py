"""The same documents for Word and Excel: to go on writing in, and to count further with."""
