"""What comes in and goes out as files that others made or will read: lists, tables, templates and packages."""
