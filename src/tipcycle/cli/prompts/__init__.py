"""Conversations: ask the user, line by line or on the full screen.

Some also save the answers and report the result. Must not import commands.
"""
