"""Terms: holidays, single terms, and the terms of a screening."""
