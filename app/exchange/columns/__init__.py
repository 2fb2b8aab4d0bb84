"""Which column of a file is which field of a register: by what it is called, and by what is in it."""
