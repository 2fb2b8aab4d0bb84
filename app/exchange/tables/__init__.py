"""Tables as a report prints them, with groups, years and totals: recognised as such and compared, never repaired."""
