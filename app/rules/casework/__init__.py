"""Rules of a case: its dates and counting, its course, and who may still change what was written down."""
