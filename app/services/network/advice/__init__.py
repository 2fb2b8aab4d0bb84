"""Which interventions fit the recorded facts, by editable rules; and what became of those that were taken over."""
