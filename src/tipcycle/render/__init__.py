"""Renderers: turn facts from the core into text, JSON, HTML and PDF.

They do not print, make decisions, or read files other than the bundled templates and fonts.
"""
