"""Facts as the documents of the JSON contract (docs/reference/json.md), module by module as in `contract`.

Each command imports the one module that it needs, so nothing is passed on here.
"""
