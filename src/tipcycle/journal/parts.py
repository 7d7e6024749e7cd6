"""Text as tables: the whole file, or all parts of it that a TOML parser takes; and tables as text behind the old.

Knows no block and no rule. What is added never changes the bytes before it; who adds reads the result back.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import tomli_w
from msgspec import Struct

from tipcycle.core.errors import CannotEncode, TooLarge
from tipcycle.core.guard import BOM, LongKey, guarded, line_of
from tipcycle.core.problems import Problem
from tipcycle.journal.names import is_cycle
from tipcycle.journal.shapes import BODIES

MOST_BYTES = 8 * 1024 * 1024
"""More is no journal of a person; parsing time grows with it."""
MOST_PROBLEMS = 1000
"""More of them nobody reads, and a file of nothing else would fill the memory."""

_BLOCK = re.compile(r"""^[ \t]*\[\[[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*\]\]""", re.MULTILINE)


class Part(Struct, frozen=True):
    """A part of a file that was parsed by itself, and the line it begins on."""

    line: int
    table: Mapping[str, Any]


def decoded(data: bytes, name: str) -> tuple[str, Problem | None]:
    """The text of a file, or the one problem that makes it unreadable."""
    if len(data) > MOST_BYTES:
        return "", Problem("error", name, None, "too-large")
    if data and not data.strip(b"\0"):
        return "", Problem("error", name, None, "all-zero")
    # What is no UTF-8 becomes lone surrogates here, so that it only costs the block that it stands in.
    return data.removeprefix(BOM).decode("utf-8", "surrogateescape").replace("\r\n", "\n"), None


def parsed(text: str) -> Mapping[str, Any] | Exception:
    """The document, or why there is none."""
    return guarded(tomllib.loads, text)


def parts_of(text: str, name: str, problems: list[Problem]) -> list[Part]:
    """The whole file as one part; or, when it does not parse, all parts that do, cut before each `[[`."""
    whole = parsed(text)
    if not isinstance(whole, Exception):
        return [Part(1, whole)]
    cuts = [0, *(match.start() for match in re.finditer(r"^\[\[", text, re.MULTILINE)), len(text)]
    parts = []
    for (start, end), line in zip(pairwise(cuts), _line_numbers(text, cuts), strict=False):
        table = parsed(text[start:end])
        if not isinstance(table, Exception):
            parts.append(Part(line, table))
        else:
            where = _where(table, text[start:end], line)
            problems.append(Problem("error", name, line, _what(table), where, hidden=1 if start else 0))
            if len(problems) == MOST_PROBLEMS:  # this is no journal any more; the rest is left alone
                problems.append(Problem("error", name, line, "too-many", hidden=len(cuts) - cuts.index(end) - 1))
                break
    if not problems:  # each part parses alone, together they do not: a table of the person's own is in the way
        clash = _clash(parts)
        problems.append(Problem("error", name, clash[1], "in-the-way", clash[0]))
    return parts


def _line_numbers(text: str, starts: Iterable[int]) -> Iterator[int]:
    """The line of each of these places in the text, which come in order; one walk for all."""
    line, counted = 1, 0
    for start in starts:
        line += text.count("\n", counted, start)
        counted = start
        yield line


def _what(error: Exception) -> str:
    """Which problem it is that a part could not be parsed for this reason."""
    if isinstance(error, UnicodeError):
        return "not-utf8"
    return "long-key" if isinstance(error, LongKey) else "not-toml"


def _where(error: Exception, text: str, line: int) -> str:
    """The line of the file on which the parser stopped, as text; empty when it does not say."""
    stopped = line_of(error, text)
    return "" if stopped is None else str(stopped + line - 1)


def _clash(parts: list[Part]) -> tuple[str, int | None]:
    """The first name that is a block in one place and something else in another."""
    lists: set[str] = set()
    others: dict[str, int] = {}
    for part in parts:
        for key, value in part.table.items():
            if is_blocks(value):
                lists.add(key)
            elif key in others:
                return key, part.line
            else:
                others[key] = part.line
    return next(((key, line) for key, line in others.items() if key in lists), ("", None))


def is_blocks(value: Any) -> bool:
    """Whether a value is a list of tables, as `[[kind]]` makes one."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def head_of(parts: list[Part]) -> dict[str, Any]:
    """The plain keys and tables of all parts; the first of a name counts."""
    merged: dict[str, Any] = {}
    for part in parts:
        for key, value in part.table.items():
            merged.setdefault(key, value)
    return merged


def blocks_in(
    parts: list[Part], text: str, name: str, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, Any], int | None]]:
    """Every block as (kind, table, line), and a remark for everything else that stands in the file."""
    whole = len(parts) == 1 and parts[0].line == 1
    places: dict[str, list[int]] = {}
    if whole:
        headers = list(_BLOCK.finditer(text))
        for match, line in zip(headers, _line_numbers(text, (match.start() for match in headers)), strict=True):
            places.setdefault(match[1], []).append(line)
    expected = {"format", "cycle"} if is_cycle(name) else {"format"}
    for part in parts:
        for key, value in part.table.items():
            if is_blocks(value):
                found = places.get(key, [])
                # A `[[` inside somebody's own multi-line text makes the counts differ: then no line is named.
                lines = found if len(found) == len(value) else [None if whole else part.line] * len(value)
                yield from ((key, table, line) for table, line in zip(value, lines, strict=True))
            elif key not in expected:
                what = "own-table" if key in BODIES else "unknown-key"
                problems.append(Problem("remark", name, None if whole else part.line, what, key))


def format_block(kind: str, table: Mapping[str, Any]) -> str:
    """One block of this kind as text, whatever is in it, with an empty line before it: it can follow any other.

    Headers are ours, keys and values are tomli-w's, which alone may write a short list of tables inline: no other
    table of that name could come after it.

    >>> print(format_block("mood", {"id": "a", "mine": {"x": 1}}), end="")
    <BLANKLINE>
    [[mood]]
    id = "a"
    <BLANKLINE>
    [mood.mine]
    x = 1
    """
    return _formatted(f"[[{_part(kind)}]]", _part(kind), table)


def _formatted(header: str, path: str, table: Mapping[str, Any]) -> str:
    plain, below = {}, []
    for key, value in table.items():
        name = f"{path}.{_part(key)}"
        if isinstance(value, Mapping):
            below.append(_formatted(f"[{name}]", name, value))
        elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
            below += [_formatted(f"[[{name}]]", name, item) for item in value]
        else:
            plain[key] = value
    return "".join((f"\n{header}\n", tomli_w.dumps(plain), *below))


def _part(key: str) -> str:
    """A key as it stands in a header: bare, or in quotation marks."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def behind(old: bytes, text: str, name: str) -> bytes:
    """The old bytes, and this text on lines of its own behind them.

    CannotEncode for a text that has no place in UTF-8, TooLarge for more than is read of a file.

    >>> behind(b"# mine", "x = 1\\n", "journal.toml")
    b'# mine\\nx = 1\\n'
    """
    try:
        added = text.encode("utf-8")
    except UnicodeEncodeError:
        raise CannotEncode from None
    new = old + (b"" if old.endswith(b"\n") or not old else b"\n") + added
    if len(new) > MOST_BYTES:
        raise TooLarge(name)
    return new


def standing_in_the_way(old: bytes, kinds: Iterable[str]) -> str:
    """The name of the person's own that keeps blocks of these kinds from being read back."""
    text, _ = decoded(old, "")
    different = list(dict.fromkeys(kinds))
    return next(
        (each for each in different if isinstance(parsed(text + format_block(each, {})), Exception)), different[0]
    )
