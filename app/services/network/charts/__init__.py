"""Charts that are kept: saving and opening versions, what came since, and leaving on paper."""
