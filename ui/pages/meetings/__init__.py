"""The page Overleg: calendar, meetings with their agenda, meeting mode for the beamer, actions, and types."""
