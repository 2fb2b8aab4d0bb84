"""Statutory terms as pure functions over dates: each date comes with the steps and articles that lead to it."""
