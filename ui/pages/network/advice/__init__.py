"""The tab Advies, its rules, and taking an advice over."""
