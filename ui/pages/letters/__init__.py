"""The page Brieven: the templates of letters, and who sends them."""
