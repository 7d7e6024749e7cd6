"""One module per command: parse the options, call the core, save, and print.

Commands can import prompts. They must not import each other.
"""
