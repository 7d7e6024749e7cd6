"""How each part of the reference is made; `tools/reference.py` puts them in their pages."""
