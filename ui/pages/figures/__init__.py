"""The page of the yearly figures: Table 1, publishing what the cases come to, and entering historic years."""
