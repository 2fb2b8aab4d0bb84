"""Handing cases over: cards, giving, receiving, and what went and came."""
