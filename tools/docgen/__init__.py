"""Generators of the reference pages; `tools/reference.py` writes their text into the pages."""
