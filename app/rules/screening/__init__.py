"""Rules of a Bibob screening: which facts fit together, what a decision needs first, what a year comes to."""
