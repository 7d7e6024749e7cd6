"""Command-line interface: reads the environment, calls the core and the storage, and prints the result.

Rules about tips, weeks and cycles belong in `tipcycle.core`.
"""
