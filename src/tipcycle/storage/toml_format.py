"""Text as tables: the whole file, or all parts of it that a TOML parser takes; and tables as text behind the old.

Knows no block and no rule. What is added never changes the bytes before it; who adds reads the result back.

Text to blocks and back (docs/reference/file-format.md).

Reads whatever a person, a crash or a newer version left; writes nothing. A file is only ever
added to: `appended` gives the old bytes and the new blocks, or refuses.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import tomli_w
from msgspec import Struct, field

from tipcycle.core.diagnostics import Problem
from tipcycle.core.errors import (
    DamagedFileError,
    FileTooLargeError,
    NewerFormatError,
    ReservedKeyError,
    UnencodableTextError,
)
from tipcycle.core.events import CYCLE_PAYLOADS, JOURNAL_PAYLOADS, CycleHeader, Event, event_kind
from tipcycle.core.safe_toml import BOM, KeyTooLongError, error_line, try_loads
from tipcycle.core.tips import FIRST_OWN_TIP_ID
from tipcycle.core.weeks import WEEKS_PER_CYCLE, YEAR_LIMIT
from tipcycle.storage.field_types import PAYLOAD_TYPES, FieldError, event_table, parse_payload, unknown_keys
from tipcycle.storage.paths import JOURNAL_FILE, OWN_TIPS_FILE, cycle_file_name, is_cycle_file

MAX_FILE_BYTES = 8 * 1024 * 1024
"""More is no journal of a person; parsing time grows with it."""
MAX_PROBLEMS = 1000
"""More of them nobody reads, and a file of nothing else would fill the memory."""

_BLOCK_HEADER = re.compile(r"""^[ \t]*\[\[[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*\]\]""", re.MULTILINE)


class TomlFragment(Struct, frozen=True):
    """A part of a file that was parsed by itself, and the line it begins on."""

    line: int
    table: Mapping[str, Any]


def decode_text(data: bytes, name: str) -> tuple[str, Problem | None]:
    """The text of a file, or the one problem that makes it unreadable."""
    if len(data) > MAX_FILE_BYTES:
        return "", Problem("error", name, None, "too-large")
    if data and not data.strip(b"\0"):
        return "", Problem("error", name, None, "all-zero")
    # What is no UTF-8 becomes lone surrogates here, so that it only costs the block that it stands in.
    return data.removeprefix(BOM).decode("utf-8", "surrogateescape").replace("\r\n", "\n"), None


def parse_toml(text: str) -> Mapping[str, Any] | Exception:
    """The document, or why there is none."""
    return try_loads(tomllib.loads, text)


def parse_fragments(text: str, name: str, problems: list[Problem]) -> list[TomlFragment]:
    """The whole file as one part; or, when it does not parse, all parts that do, cut before each `[[`."""
    document = parse_toml(text)
    if not isinstance(document, Exception):
        return [TomlFragment(1, document)]
    offsets = [0, *(match.start() for match in re.finditer(r"^\[\[", text, re.MULTILINE)), len(text)]
    fragments = []
    for (start, end), line in zip(pairwise(offsets), _line_numbers(text, offsets), strict=False):
        table = parse_toml(text[start:end])
        if not isinstance(table, Exception):
            fragments.append(TomlFragment(line, table))
        else:
            error_line = _fragment_error_line(table, text[start:end], line)
            problems.append(
                Problem("error", name, line, _parse_problem(table), error_line, skipped_blocks=1 if start else 0)
            )
            if len(problems) == MAX_PROBLEMS:  # this is no journal any more; the rest is left alone
                problems.append(
                    Problem("error", name, line, "too-many", skipped_blocks=len(offsets) - offsets.index(end) - 1)
                )
                break
    if not problems:  # each part parses alone, together they do not: a table of the person's own is in the way
        conflict = _find_key_conflict(fragments)
        problems.append(Problem("error", name, conflict[1], "in-the-way", conflict[0]))
    return fragments


def _line_numbers(text: str, offsets: Iterable[int]) -> Iterator[int]:
    """The line of each of these places in the text, which come in order; one walk for all."""
    line, previous = 1, 0
    for start in offsets:
        line += text.count("\n", previous, start)
        previous = start
        yield line


def _parse_problem(error: Exception) -> str:
    """Which problem it is that a part could not be parsed for this reason."""
    if isinstance(error, UnicodeError):
        return "not-utf8"
    return "long-key" if isinstance(error, KeyTooLongError) else "not-toml"


def _fragment_error_line(error: Exception, text: str, line: int) -> str:
    """The line of the file on which the parser stopped, as text; empty when it does not say."""
    fragment_line = error_line(error, text)
    return "" if fragment_line is None else str(fragment_line + line - 1)


def _find_key_conflict(fragments: list[TomlFragment]) -> tuple[str, int | None]:
    """The first name that is a block in one place and something else in another."""
    table_arrays: set[str] = set()
    other_keys: dict[str, int] = {}
    for fragment in fragments:
        for key, value in fragment.table.items():
            if is_table_array(value):
                table_arrays.add(key)
            elif key in other_keys:
                return key, fragment.line
            else:
                other_keys[key] = fragment.line
    return next(((key, line) for key, line in other_keys.items() if key in table_arrays), ("", None))


def is_table_array(value: Any) -> bool:
    """Whether a value is a list of tables, as `[[kind]]` makes one."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def top_level_table(fragments: list[TomlFragment]) -> dict[str, Any]:
    """The plain keys and tables of all parts; the first of a name counts."""
    merged: dict[str, Any] = {}
    for fragment in fragments:
        for key, value in fragment.table.items():
            merged.setdefault(key, value)
    return merged


def iter_blocks(
    fragments: list[TomlFragment], text: str, name: str, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, Any], int | None]]:
    """Every block as (kind, table, line), and a remark for everything else that stands in the file."""
    is_whole_file = len(fragments) == 1 and fragments[0].line == 1
    header_lines: dict[str, list[int]] = {}
    if is_whole_file:
        headers = list(_BLOCK_HEADER.finditer(text))
        for match, line in zip(headers, _line_numbers(text, (match.start() for match in headers)), strict=True):
            header_lines.setdefault(match[1], []).append(line)
    expected = {"format", "cycle"} if is_cycle_file(name) else {"format"}
    for fragment in fragments:
        for key, value in fragment.table.items():
            if is_table_array(value):
                lines_found = header_lines.get(key, [])
                # A `[[` inside somebody's own multi-line text makes the counts differ: then no line is named.
                lines = (
                    lines_found
                    if len(lines_found) == len(value)
                    else [None if is_whole_file else fragment.line] * len(value)
                )
                yield from ((key, table, line) for table, line in zip(value, lines, strict=True))
            elif key not in expected:
                code = "own-table" if key in PAYLOAD_TYPES else "unknown-key"
                problems.append(Problem("remark", name, None if is_whole_file else fragment.line, code, key))


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
    return _format_table(f"[[{_format_key(kind)}]]", _format_key(kind), table)


def _format_table(header: str, path: str, table: Mapping[str, Any]) -> str:
    plain, subtables = {}, []
    for key, value in table.items():
        name = f"{path}.{_format_key(key)}"
        if isinstance(value, Mapping):
            subtables.append(_format_table(f"[{name}]", name, value))
        elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
            subtables += [_format_table(f"[[{name}]]", name, item) for item in value]
        else:
            plain[key] = value
    return "".join((f"\n{header}\n", tomli_w.dumps(plain), *subtables))


def _format_key(key: str) -> str:
    """A key as it stands in a header: bare, or in quotation marks."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def append_text(old: bytes, text: str, name: str) -> bytes:
    """The old bytes, and this text on lines of its own behind them.

    UnencodableTextError for a text that has no place in UTF-8, FileTooLargeError for more than is read of a file.

    >>> append_text(b"# mine", "x = 1\\n", "journal.toml")
    b'# mine\\nx = 1\\n'
    """
    try:
        added = text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnencodableTextError from None
    new = old + (b"" if old.endswith(b"\n") or not old else b"\n") + added
    if len(new) > MAX_FILE_BYTES:
        raise FileTooLargeError(name)
    return new


def conflicting_key(old: bytes, kinds: Iterable[str]) -> str:
    """The name of the person's own that keeps blocks of these kinds from being read back."""
    text, _ = decode_text(old, "")
    distinct_kinds = list(dict.fromkeys(kinds))
    return next(
        (each for each in distinct_kinds if isinstance(parse_toml(text + format_block(each, {})), Exception)),
        distinct_kinds[0],
    )


JOURNAL_FORMAT = 1

_MAX_FORMAT = 10**30
"""Of a whole number with thousands of digits Python makes no text."""


_CYCLE_KINDS = frozenset(event_kind(body) for body in CYCLE_PAYLOADS)
_JOURNAL_KINDS = frozenset(event_kind(body) for body in JOURNAL_PAYLOADS)


class ParsedFile(Struct, frozen=True):
    """A file as it was understood."""

    name: str
    """Below the journal's folder, as people see it: `cycles/2026-03-02.toml`."""
    header: CycleHeader | None = None
    """None for `journal.toml`, and where a cycle's header cannot be read."""
    events: tuple[Event, ...] = ()
    line_numbers: Mapping[str, int | None] = field(default_factory=dict)
    """The line of the header of each block, by id."""
    problems: tuple[Problem, ...] = ()
    format: int = JOURNAL_FORMAT

    @property
    def is_damaged(self) -> bool:
        """Whether errors forbid writing to this file."""
        return any(problem.severity == "error" for problem in self.problems)


class RawParsedFile(ParsedFile, frozen=True):
    """A file as it was just read, with all that stands in it."""

    tables: tuple[tuple[str, Mapping[str, Any], Event | None], ...] = ()
    """Every block that can be kept, as (kind, keys, what was understood of it); None for an unknown kind."""


def parse_file(data: bytes, name: str) -> RawParsedFile:
    """What a file says: its blocks, and what could not be read or is odd. Never raises for any bytes."""
    text, problem = decode_text(data, name)
    if problem is not None:
        return RawParsedFile(name, problems=(problem,))
    problems: list[Problem] = []
    parts = parse_fragments(text, name, problems)
    if not parts:
        return RawParsedFile(name, problems=tuple(problems))
    top_level = top_level_table(parts)
    format = _read_format(top_level, name, problems)
    header = _read_header(top_level, name, problems) if is_cycle_file(name) else None
    kinds = _CYCLE_KINDS if is_cycle_file(name) else _JOURNAL_KINDS
    events: dict[Event, None] = {}
    line_numbers: dict[str, int | None] = {}
    tables: list[tuple[str, Mapping[str, Any], Event | None]] = []
    for kind, table, line in iter_blocks(parts, text, name, problems):
        if kind not in kinds:
            problems.append(
                Problem("remark", name, line, "unknown-block" if kind not in PAYLOAD_TYPES else "misplaced", kind)
            )
            tables.append((kind, table, None))
            continue
        try:
            event = _read_event(kind, table)
        except FieldError as error:
            problems.append(Problem("error", name, line, "misread", error.key, error.expected, skipped_blocks=1))
            continue
        tables.append((kind, table, event))
        problems += [Problem("remark", name, line, "unknown-key", key) for key in unknown_keys(kind, table)]
        if event.id in line_numbers:
            if event in events:
                problems.append(Problem("remark", name, line, "twice", event.id))
                continue
            problems.append(Problem("remark", name, line, "same-id", event.id))
        line_numbers.setdefault(event.id, line)
        events[event] = None
    return RawParsedFile(
        name, header, tuple(events), line_numbers, _limit_problems(problems, name), format, tuple(tables)
    )


def detect_file_name(data: bytes) -> str | None:
    """The file of a journal that bytes belong to by what they say, whatever name they were found under.

    None when they say it not: no TOML, no `format`, a cycle without its first Monday, the catalogue itself.
    """
    text, problem = decode_text(data, "")
    top_level = {} if problem else top_level_table(parse_fragments(text, "", []))
    cycle = top_level.get("cycle")
    if type(top_level.get("format")) is not int:
        return None
    if cycle is not None:
        starts = cycle.get("starts") if isinstance(cycle, Mapping) else None
        return cycle_file_name(starts) if type(starts) is date else None
    tips: Any = top_level.get("tip")
    if not is_table_array(tips):
        return JOURNAL_FILE
    numbers = [tip.get("id") for tip in tips]
    return None if any(type(number) is int and 0 < number < FIRST_OWN_TIP_ID for number in numbers) else OWN_TIPS_FILE


def _limit_problems(problems: list[Problem], name: str) -> tuple[Problem, ...]:
    """The problems that are told, errors before remarks when they are too many for anybody to read."""
    if len(problems) <= MAX_PROBLEMS + 1:
        return tuple(problems)
    kept = sorted(problems, key=lambda problem: problem.severity != "error")[:MAX_PROBLEMS]
    return (*kept, Problem(kept[-1].severity, name, None, "too-many"))


def _read_format(head: Mapping[str, Any], name: str, problems: list[Problem]) -> int:
    value = head.get("format")
    if type(value) is not int or value < 1:
        problems.append(Problem("error", name, 1, "no-format"))
        return JOURNAL_FORMAT
    if value > JOURNAL_FORMAT:
        problems.append(Problem("remark", name, 1, "newer", str(min(value, _MAX_FORMAT))))
    return min(value, _MAX_FORMAT)


def _read_header(head: Mapping[str, Any], name: str, problems: list[Problem]) -> CycleHeader | None:
    """The header of a cycle file; without one its blocks belong nowhere."""
    table = head.get("cycle")
    if not isinstance(table, dict):
        problems.append(Problem("error", name, 1, "no-header"))
        return None
    starts, weeks, anchor = table.get("starts"), table.get("weeks"), table.get("anchor")
    for key, value in (("starts", starts), ("anchor", anchor)):
        if type(value) is not date or value.weekday() != 0 or not 1 < value.year < YEAR_LIMIT:
            problems.append(Problem("error", name, 1, "header", key, "monday"))
            return None
    if type(weeks) is not int or weeks not in WEEKS_PER_CYCLE:
        problems.append(Problem("error", name, 1, "header", "weeks", "eight-or-nine"))
        return None
    if not name.endswith(f"{starts}.toml"):
        problems.append(Problem("error", name, 1, "header", "starts", "file-name"))
        return None
    assert type(starts) is date
    assert type(anchor) is date
    problems.extend(
        Problem("remark", name, 1, "unknown-key", key) for key in table if key not in ("starts", "weeks", "anchor")
    )
    return CycleHeader(starts, weeks, anchor)


def _read_event(kind: str, table: Mapping[str, Any]) -> Event:
    """One block; Misread for the first key that does not fit."""
    id, at, on = table.get("id"), table.get("at"), table.get("on")
    if not isinstance(id, str) or not id:
        raise FieldError("id", "text")
    if not isinstance(at, datetime) or at.tzinfo is None or not 1 < at.year < YEAR_LIMIT:
        raise FieldError("at", "instant")
    if type(on) is not date:
        raise FieldError("on", "date")
    return Event(id, at.astimezone(UTC), on, parse_payload(kind, table))


def _format_events(events: Iterable[Event]) -> str:
    return "".join(format_block(event_kind(block.payload), event_table(block)) for block in events)


def format_header(header: CycleHeader | None) -> bytes:
    """How a new file begins: a cycle's, or that of `journal.toml`."""
    top: dict[str, Any] = {"format": JOURNAL_FORMAT}
    if header is not None:
        top["cycle"] = {"starts": header.starts, "weeks": header.weeks, "anchor": header.anchor}
    return tomli_w.dumps(top).encode()


def append_events(old: bytes, events: tuple[Event, ...], name: str) -> bytes:
    """The old bytes, and the new blocks after them.

    Read back before anything touches the disk: the result must say what the old file said, and the new blocks.
    Newer, Damaged or ReservedKeyError when that cannot be; UnencodableTextError and FileTooLargeError as `behind`.
    """
    before = parse_file(old, name)
    if before.format > JOURNAL_FORMAT:
        raise NewerFormatError(name, before.format)
    if before.is_damaged:
        conflict = next((problem for problem in before.problems if problem.code == "in-the-way"), None)
        if conflict is not None:
            raise ReservedKeyError(name, conflict.detail)
        raise DamagedFileError(name, next(problem.line for problem in before.problems if problem.severity == "error"))
    new = append_text(old, _format_events(events), name)
    after = parse_file(new, name)
    if after.is_damaged or after.header != before.header or Counter(after.events) != Counter(before.events + events):
        raise ReservedKeyError(name, conflicting_key(old, (event_kind(block.payload) for block in events)))
    return new
