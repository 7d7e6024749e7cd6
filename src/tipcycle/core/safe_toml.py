"""What may be given to a TOML parser: text from a person, a crash or somebody else, made safe to try.

Every file that tipcycle reads passes here, the journal's and the catalogue's. Pure: the parser is an argument.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

MAX_KEY_PARTS = 32
"""A dotted key of 64 KiB keeps a TOML parser busy for half a minute."""
BOM = b"\xef\xbb\xbf"

_STRING_OR_COMMENT = re.compile(
    r'''"""(?:[^"\\]++|\\[\s\S]?|"(?!""))*+(?:"{3,5}|\Z)'''
    r"""|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"""
    r"""|"(?:[^"\\\n]++|\\[^\n])*+"?|'[^'\n]*+'?|#[^\n]*+"""
)
"""What cannot be part of a bare key. Matches even where it is left open, so that no text takes more than one walk."""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS}}}")
_LINE_NUMBER = re.compile(r"at line (\d+)")


class KeyTooLongError(ValueError):
    """A key of more parts than a parser should be given."""


def try_loads(loads: Callable[[str], dict[str, Any]], text: str) -> Mapping[str, Any] | Exception:
    """The document, or why there is none; never raises for any text.

    UnicodeError where a file was no UTF-8 (its bytes stand there as lone surrogates), KeyTooLongError, or what `loads` raised.
    """
    try:
        text.encode()
        if _LONG_KEY.search(_STRING_OR_COMMENT.sub("_", text)):
            raise KeyTooLongError
        return loads(text)
    except (ValueError, RecursionError, OverflowError, MemoryError) as error:
        return error


def error_line(error: Exception, text: str) -> int | None:
    """The line of the text on which the parser stopped; None when it does not say.

    >>> error_line(ValueError("Expected '=' (at line 3, column 5)"), "")
    3
    """
    found = _LINE_NUMBER.search(str(error))
    if found:
        return int(found[1])
    return text.rstrip("\n").count("\n") + 1 if "end of document" in str(error) else None
