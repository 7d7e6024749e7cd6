"""Full-screen check-in: takes a `CheckinForm` for one week and returns the input. Never saves.

Keys arrive in `screens`; their effect on the answers is in `model`.
"""
