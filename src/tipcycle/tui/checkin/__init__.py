"""The check-in on a full screen: is given a week, returns what was said, saves nothing."""
