"""Renderers: turn facts from the core into text, JSON, HTML and PDF.

They do not print, read files or make decisions.
"""
