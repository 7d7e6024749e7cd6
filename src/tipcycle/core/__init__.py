"""The rules of tipcycle: pure functions that take values and return values; `today` is always an argument.

Core must not read files, the clock, the environment or the terminal, and must not contain user-facing text.
"""
