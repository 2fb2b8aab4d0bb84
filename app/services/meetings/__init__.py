"""Meetings: their types and calendar, the agenda, the meeting itself, the minutes, and what is left to do."""
