"""The command line: everything that makes sense without a window, one module per group of commands."""
