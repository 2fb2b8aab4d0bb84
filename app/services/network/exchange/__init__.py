"""Networks of other software: what leaves, and what comes in."""
