"""Reading a list from a file, step by step, and taking a list along as a file."""
