"""What a screen reader, a keyboard and an enlarged screen make of every page."""
