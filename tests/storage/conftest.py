"""What the tests of the files need before they run commands in process."""

import warnings

with warnings.catch_warnings():
    # typer 0.25 still takes names from click that click 8.5 calls deprecated, once, when it is imported
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401
