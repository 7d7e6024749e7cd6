"""Import typer before the tests that run commands in process, without its deprecation warning."""

import warnings

with warnings.catch_warnings():
    # When it is imported, typer 0.25 uses names that are deprecated in click 8.5.
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401
