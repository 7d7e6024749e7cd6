"""Edits: functions that return the change to add to a journal, or raise an error if it is not allowed."""
