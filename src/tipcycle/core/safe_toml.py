"""Safe parsing of untrusted TOML text. All files that tipcycle reads pass through here.

The TOML parser is an argument, so this module imports none.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

MAX_KEY_PARTS = 32
"""Maximum number of parts in a dotted key. A key of 64 KiB would block a TOML parser for half a minute."""
BOM = b"\xef\xbb\xbf"

_STRING_OR_COMMENT = re.compile(
    r'''"""(?:[^"\\]++|\\[\s\S]?|"(?!""))*+(?:"{3,5}|\Z)'''
    r"""|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"""
    r"""|"(?:[^"\\\n]++|\\[^\n])*+"?|'[^'\n]*+'?|#[^\n]*+"""
)
"""Text that cannot be part of a bare key. Also matches unterminated strings, so that a scan is linear for any text."""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS}}}")
_LINE_NUMBER = re.compile(r"at line (\d+)")


class KeyTooLongError(ValueError):
    """A dotted key has more than `MAX_KEY_PARTS` parts."""


def try_loads(loads: Callable[[str], dict[str, Any]], text: str) -> Mapping[str, Any] | Exception:
    """Return the parsed document, or the exception if the text is not valid. Never raises for invalid text.

    The exception is `KeyTooLongError`, `UnicodeError` if the file was not UTF-8 (the text has lone surrogates for the
    invalid bytes), or an exception of `loads`.
    """
    try:
        text.encode()
        if _LONG_KEY.search(_STRING_OR_COMMENT.sub("_", text)):
            raise KeyTooLongError
        return loads(text)
    except (ValueError, RecursionError, OverflowError, MemoryError) as error:
        return error


def error_line(error: Exception, text: str) -> int | None:
    """Return the line number of a parse error, or None if the error does not contain it.

    >>> error_line(ValueError("Expected '=' (at line 3, column 5)"), "")
    3
    """
    match = _LINE_NUMBER.search(str(error))
    if match:
        return int(match[1])
    return text.rstrip("\n").count("\n") + 1 if "end of document" in str(error) else None
