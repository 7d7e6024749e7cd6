"""Letters as they are compared: accents and case do not count."""

import unicodedata


def fold(text: str) -> str:
    """A text without accents and in lower case.

    >>> fold("Eén GEËRGERDE klant")
    'een geergerde klant'
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
