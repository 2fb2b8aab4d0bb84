"""Letters: which kinds there are, the fields each offers, and what a template may say."""
