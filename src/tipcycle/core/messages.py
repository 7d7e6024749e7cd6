"""The marker for texts that are translated later. `tools/messages.py` collects the marked texts."""

PluralMessage = tuple[str, str, int]
"""A message in the singular and in the plural, and the number that selects one. `{n}` stands for the number."""


def N_(message: str) -> str:  # noqa: N802  (the conventional gettext name for deferred messages)
    """Return the message unchanged. Marks a message for extraction that is translated later."""
    return message


def N_plural(singular: str, plural: str, count: int) -> PluralMessage:  # noqa: N802
    """Return the arguments unchanged. Marks a message with a singular and a plural."""
    return singular, plural, count
