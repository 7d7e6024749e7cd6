"""Conversations: they ask and return what was said; they save nothing."""
