"""Letters: the templates they are made from, the facts they are filled with, and what became of them."""
