"""Setup for the picker tests."""

import warnings

with warnings.catch_warnings():
    # importing typer 0.25 uses names that click 8.5 deprecates; later imports give no warning
    warnings.simplefilter("ignore", DeprecationWarning)
    import typer  # noqa: F401
