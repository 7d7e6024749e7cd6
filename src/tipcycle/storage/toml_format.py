"""The TOML format of journal files: parsing bytes to events, and appending events (docs/reference/file-format.md).

Parsing accepts any bytes and keeps every part that is valid. Appending never changes the existing bytes and parses the
result before it is returned. This module does not read or write files.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

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
from tipcycle.storage.field_types import (
    PAYLOAD_TYPES,
    FieldError,
    event_table,
    is_valid_monday,
    parse_payload,
    similar_key,
    similar_name,
    unknown_keys,
)
from tipcycle.storage.paths import JOURNAL_FILE, OWN_TIPS_FILE, cycle_file_name, is_cycle_file

MAX_FILE_BYTES = 8 * 1024 * 1024
"""Maximum size of a journal file. Parsing time grows with the size."""
MAX_PROBLEMS = 1000
"""Maximum number of problems reported for a file, to limit memory and output."""

_BLOCK_HEADER = re.compile(r"""^[ \t]*\[\[[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*\]\]""", re.MULTILINE)


class TomlFragment(Struct, frozen=True):
    """A part of a file that was parsed separately, and the line where it starts."""

    line: int
    table: Mapping[str, Any]


def decode_text(data: bytes, name: str) -> tuple[str, Problem | None]:
    """Return the text of a file, and None or the problem that makes the file unreadable."""
    if len(data) > MAX_FILE_BYTES:
        return "", Problem("error", name, None, "too-large")
    if data and not data.strip(b"\0"):
        return "", Problem("error", name, None, "all-zero")
    # Invalid UTF-8 becomes lone surrogates, so that only the block with these bytes is lost.
    return data.removeprefix(BOM).decode("utf-8", "surrogateescape").replace("\r\n", "\n"), None


def parse_toml(text: str) -> Mapping[str, Any] | Exception:
    """Return the TOML document, or the exception if the text is not valid."""
    return try_loads(tomllib.loads, text)


def parse_fragments(text: str, name: str, problems: list[Problem]) -> list[TomlFragment]:
    """Return the whole file as one fragment or, if it does not parse, the valid fragments between the `[[` headers.

    Append a problem for each fragment that does not parse.
    """
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
            line_text = _fragment_error_line(table, text[start:end], line)
            problems.append(
                Problem("error", name, line, _parse_problem(table), line_text, skipped_blocks=1 if start else 0)
            )
            if len(problems) == MAX_PROBLEMS:  # probably not a journal: stop parsing
                problems.append(
                    Problem("error", name, line, "too-many", skipped_blocks=len(offsets) - offsets.index(end) - 1)
                )
                break
    if not problems:  # each fragment parses alone but not together: a user-defined table has the name of a block
        conflict = _find_key_conflict(fragments)
        problems.append(Problem("error", name, conflict[1], "in-the-way", conflict[0]))
    return fragments


def _line_numbers(text: str, offsets: Iterable[int]) -> Iterator[int]:
    """Yield the line number of each offset. The offsets must be sorted, so that one pass is enough."""
    line, previous = 1, 0
    for start in offsets:
        line += text.count("\n", previous, start)
        previous = start
        yield line


def _parse_problem(error: Exception) -> str:
    """Return the problem code for this parser exception."""
    if isinstance(error, UnicodeError):
        return "not-utf8"
    return "long-key" if isinstance(error, KeyTooLongError) else "not-toml"


def _fragment_error_line(error: Exception, text: str, line: int) -> str:
    """Return the line of the file with the syntax error, as text; empty if the parser does not report it."""
    fragment_line = error_line(error, text)
    return "" if fragment_line is None else str(fragment_line + line - 1)


def _find_key_conflict(fragments: list[TomlFragment]) -> tuple[str, int | None]:
    """Return the first key that is both a block and something else, and the line of its fragment."""
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
    """Return True if the value is a non-empty list of tables, as `[[kind]]` produces it."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def top_level_table(fragments: list[TomlFragment]) -> dict[str, Any]:
    """Return the top-level keys of all fragments. The first value of a key wins."""
    merged: dict[str, Any] = {}
    for fragment in fragments:
        for key, value in fragment.table.items():
            merged.setdefault(key, value)
    return merged


def iter_blocks(
    fragments: list[TomlFragment], text: str, name: str, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, Any], int | None]]:
    """Yield each block as (kind, table, line). Append a warning for every other unexpected top-level key."""
    is_whole_file = len(fragments) == 1 and fragments[0].line == 1
    header_lines: dict[str, list[int]] = {}
    if is_whole_file:
        headers = list(_BLOCK_HEADER.finditer(text))
        for match, line in zip(headers, _line_numbers(text, (match.start() for match in headers)), strict=True):
            header_lines.setdefault(match[1], []).append(line)
    expected_keys = {"format", "cycle"} if is_cycle_file(name) else {"format"}
    for fragment in fragments:
        for key, value in fragment.table.items():
            if is_table_array(value):
                known_lines = header_lines.get(key, [])
                # A `[[` inside a multi-line string makes the counts differ; then the line numbers are unknown.
                lines = (
                    known_lines
                    if len(known_lines) == len(value)
                    else [None if is_whole_file else fragment.line] * len(value)
                )
                yield from ((key, table, line) for table, line in zip(value, lines, strict=True))
            elif key not in expected_keys:
                code = "own-table" if key in PAYLOAD_TYPES else "unknown-key"
                problems.append(Problem("remark", name, None if is_whole_file else fragment.line, code, key))


def format_block(kind: str, table: Mapping[str, Any]) -> str:
    """Return one block of this kind as text, with an empty line before it, so that it can follow any other text.

    This function writes the headers, and tomli-w the keys and values. tomli-w alone can write a short list of tables
    inline, and then no further table with that name can follow.

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
    plain_values, subtables = {}, []
    for key, value in table.items():
        name = f"{path}.{_format_key(key)}"
        if isinstance(value, Mapping):
            subtables.append(_format_table(f"[{name}]", name, value))
        elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
            subtables += [_format_table(f"[[{name}]]", name, item) for item in value]
        else:
            plain_values[key] = value
    return "".join((f"\n{header}\n", _dump_toml(plain_values), *subtables))


def _format_key(key: str) -> str:
    """Return the key as it appears in a header: bare or quoted."""
    return _dump_toml({key: 0}).removesuffix(" = 0\n")


def _dump_toml(table: Mapping[str, Any]) -> str:
    """Return a table as TOML text."""
    import tomli_w  # reading does not need it

    return tomli_w.dumps(table)


def append_text(old: bytes, text: str, name: str) -> bytes:
    """Return the old bytes followed by the text on new lines.

    Raises `UnencodableTextError` if the text cannot be encoded as UTF-8, and `FileTooLargeError` if the result is
    larger than `MAX_FILE_BYTES`.

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
    """Return the user-defined key that collides with one of these block kinds."""
    text, _ = decode_text(old, "")
    distinct_kinds = list(dict.fromkeys(kinds))
    return next(
        (kind for kind in distinct_kinds if isinstance(parse_toml(text + format_block(kind, {})), Exception)),
        distinct_kinds[0],
    )


JOURNAL_FORMAT = 1

_MAX_FORMAT = 10**30
"""Upper limit for a format number, because Python refuses to convert very large integers to text."""


_CYCLE_KINDS = frozenset(event_kind(payload_type) for payload_type in CYCLE_PAYLOADS)
_JOURNAL_KINDS = frozenset(event_kind(payload_type) for payload_type in JOURNAL_PAYLOADS)


class ParsedFile(Struct, frozen=True):
    """The parsed content of a journal file."""

    name: str
    """Name relative to the journal folder, such as `cycles/2026-03-02.toml`."""
    header: CycleHeader | None = None
    """Header of the cycle; None for `journal.toml` and if the header cannot be read."""
    events: tuple[Event, ...] = ()
    line_numbers: Mapping[str, int | None] = field(default_factory=dict)
    """Line of the header of each event, by id."""
    problems: tuple[Problem, ...] = ()
    format: int = JOURNAL_FORMAT

    @property
    def is_damaged(self) -> bool:
        """True if the file has errors. Nothing may be appended to a damaged file."""
        return any(problem.severity == "error" for problem in self.problems)


class RawParsedFile(ParsedFile, frozen=True):
    """A freshly parsed file with the raw tables of all its blocks."""

    tables: tuple[tuple[str, Mapping[str, Any], Event | None], ...] = ()
    """Each block that can be merged, as (kind, table, event). The event is None for an unknown kind."""


def parse_file(data: bytes, name: str) -> RawParsedFile:
    """Parse the bytes of a journal file into events and problems. Never raises an exception, whatever the bytes."""
    text, problem = decode_text(data, name)
    if problem is not None:
        return RawParsedFile(name, problems=(problem,))
    problems: list[Problem] = []
    fragments = parse_fragments(text, name, problems)
    if not fragments:
        return RawParsedFile(name, problems=tuple(problems))
    top_level = top_level_table(fragments)
    format = _read_format(top_level, name, problems)
    header = _read_header(top_level, name, problems) if is_cycle_file(name) else None
    kinds = _CYCLE_KINDS if is_cycle_file(name) else _JOURNAL_KINDS
    events: dict[Event, None] = {}
    line_numbers: dict[str, int | None] = {}
    tables: list[tuple[str, Mapping[str, Any], Event | None]] = []
    for kind, table, line in iter_blocks(fragments, text, name, problems):
        if kind not in kinds:
            code, suggestion = (
                ("misplaced", "") if kind in PAYLOAD_TYPES else ("unknown-block", similar_name(kind, kinds))
            )
            problems.append(Problem("remark", name, line, code, kind, suggestion=suggestion))
            tables.append((kind, table, None))
            continue
        try:
            event = _read_event(kind, table)
        except FieldError as error:
            problems.append(Problem("error", name, line, "misread", error.key, error.expected, skipped_blocks=1))
            continue
        tables.append((kind, table, event))
        problems += [
            Problem("remark", name, line, "unknown-key", key, suggestion=similar_key(kind, key, table))
            for key in unknown_keys(kind, table)
        ]
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
    """Return the name of the journal file that the content belongs to, whatever the name of the file, or None.

    The result is None for text that is not TOML or has no `format`, for a cycle without a start date, and for the
    built-in catalogue.
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
    """Return the problems to report: all of them, or the first `MAX_PROBLEMS` with the errors first."""
    if len(problems) <= MAX_PROBLEMS + 1:
        return tuple(problems)
    limited = sorted(problems, key=lambda problem: problem.severity != "error")[:MAX_PROBLEMS]
    return (*limited, Problem(limited[-1].severity, name, None, "too-many"))


def _read_format(top_level: Mapping[str, Any], name: str, problems: list[Problem]) -> int:
    value = top_level.get("format")
    if type(value) is not int or value < 1:
        problems.append(Problem("error", name, 1, "no-format"))
        return JOURNAL_FORMAT
    if value > JOURNAL_FORMAT:
        problems.append(Problem("remark", name, 1, "newer", str(min(value, _MAX_FORMAT))))
    return min(value, _MAX_FORMAT)


def _read_header(top_level: Mapping[str, Any], name: str, problems: list[Problem]) -> CycleHeader | None:
    """Return the header of a cycle file, or None, with a problem, if it is missing or invalid."""
    table = top_level.get("cycle")
    if not isinstance(table, dict):
        problems.append(Problem("error", name, 1, "no-header"))
        return None
    starts, weeks, anchor = table.get("starts"), table.get("weeks"), table.get("anchor")
    for key, value in (("starts", starts), ("anchor", anchor)):
        if not is_valid_monday(value):
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
    """Return one event. Raises `FieldError` for the first key that is missing or invalid."""
    id, at, on = table.get("id"), table.get("at"), table.get("on")
    if not isinstance(id, str) or not id:
        raise FieldError("id", "text")
    if not isinstance(at, datetime) or at.tzinfo is None or not 1 < at.year < YEAR_LIMIT:
        raise FieldError("at", "instant")
    if type(on) is not date:
        raise FieldError("on", "date")
    at = at.astimezone(UTC)
    if not 1 < at.year < YEAR_LIMIT:  # the offset can move it across the limit
        raise FieldError("at", "instant")
    return Event(id, at, on, parse_payload(kind, table))


def _format_events(events: Iterable[Event]) -> str:
    return "".join(format_block(event_kind(event.payload), event_table(event)) for event in events)


def format_header(header: CycleHeader | None) -> bytes:
    """Return the first lines of a new cycle file or, without a header, of `journal.toml`."""
    document: dict[str, Any] = {"format": JOURNAL_FORMAT}
    if header is not None:
        document["cycle"] = {"starts": header.starts, "weeks": header.weeks, "anchor": header.anchor}
    return _dump_toml(document).encode()


def append_events(old: bytes, events: tuple[Event, ...], name: str, before: ParsedFile | None = None) -> bytes:
    """Return the old bytes followed by the new events. `before` is the content of the old bytes, if already parsed.

    The result is parsed before it is returned, to verify that it contains exactly the old and the new events. Raises
    `NewerFormatError`, `DamagedFileError` or `ReservedKeyError` if the file does not accept new events, and
    `UnencodableTextError` or `FileTooLargeError` as `append_text` does.
    """
    before = before or parse_file(old, name)
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
        raise ReservedKeyError(name, conflicting_key(old, (event_kind(event.payload) for event in events)))
    return new
