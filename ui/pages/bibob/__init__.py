"""The page Bibob: screenings, what hangs on them, their terms, and the little that may leave them."""
