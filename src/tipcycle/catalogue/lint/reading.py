"""What stands in a table, whatever it holds: a key of the wrong shape reads as an empty one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tipcycle.core.languages import LANGUAGES

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def text_in(table: Mapping[str, Any], key: str) -> str:
    """The text of a key."""
    found = table.get(key)
    return found if isinstance(found, str) else ""


def list_in(table: Mapping[str, Any], key: str) -> Sequence[Any]:
    """The list of a key."""
    found = table.get(key)
    return found if isinstance(found, list | tuple) else ()


def languages_in(table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The languages of a table, each with its own table."""
    for language in LANGUAGES:
        if isinstance(table.get(language), Mapping):
            yield language, table[language]


def written(table: Mapping[str, Any], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The texts of these fields, each step by itself."""
    for field in fields:
        if isinstance(table.get(field), str):
            yield field, table[field]
        for place, part in enumerate(list_in(table, field), 1):
            if isinstance(part, str):
                yield f"{field}[{place}]", part


def words(text: str) -> list[str]:
    """The words of a text in lower case.

    >>> words("Zo'n klant, twee collega’s.")
    ["zo'n", 'klant', 'twee', "collega's"]
    """
    return _WORD.findall(text.replace("’", "'").lower())
