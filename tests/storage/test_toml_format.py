"""The TOML format of journal files (docs/reference/file-format.md): examples and properties."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import cycle_text
from tests.storage.strategies import cycle_payloads, event_lists, headers, journal_payloads
from tipcycle.core.diagnostics import Problem
from tipcycle.core.errors import (
    DamagedFileError,
    FileTooLargeError,
    NewerFormatError,
    ReservedKeyError,
    TipcycleError,
    UnencodableTextError,
)
from tipcycle.core.events import Checkin, CycleHeader, Event, Note, Payload, Profile, Star, Voice, event_kind
from tipcycle.core.safe_toml import MAX_KEY_PARTS
from tipcycle.core.weeks import Week
from tipcycle.storage.toml_format import (
    JOURNAL_FORMAT,
    MAX_FILE_BYTES,
    RawParsedFile,
    append_events,
    format_header,
    parse_file,
)

NAME = "cycles/2026-03-02.toml"
HEADER = CycleHeader(date(2026, 3, 2), 9, date(2026, 3, 2))
HEAD = "format = 1\n\n[cycle]\nstarts = 2026-03-02\nweeks = 9\nanchor = 2026-03-02\n"
WEEK_10 = Week(date(2026, 3, 2))
BOM = b"\xef\xbb\xbf"

FILE = cycle_text(
    """
    [[pick]]
    tips = [5, 13, 33, 34, 42]

    [[checkin]]  # 2026-03-06
    week = "2026-W10"
    did = [5]

    [[note]]
    text = "the queue was long"
    tip = 5
    """
)
IDS = ["2026-03-02-1", "2026-03-02-2", "2026-03-02-3"]


def parse(text: str | bytes) -> RawParsedFile:
    """Return the parsed cycle file with this text."""
    return parse_file(text if isinstance(text, bytes) else text.encode(), NAME)


def parse_journal(text: str) -> RawParsedFile:
    """Return the parsed `journal.toml` with this text."""
    return parse_file(text.encode(), "journal.toml")


def event(payload: Payload, id: str = "new") -> Event:
    """Return an event of 6 March 2026."""
    return Event(id, datetime(2026, 3, 6, 16, 5, 0, 250, tzinfo=UTC), date(2026, 3, 6), payload)


CHECKIN = event(Checkin(week=WEEK_10, missed=(13,)))


def append(old: str | bytes, *new: Event) -> bytes:
    """Return the cycle file with these events (by default a check-in) appended."""
    data = old if isinstance(old, bytes) else old.encode()
    return append_events(data, new or (CHECKIN,), NAME)


def event_ids(file: RawParsedFile) -> list[str]:
    """Return the sorted ids of the events. Their order in the file has no meaning."""
    return sorted(event.id for event in file.events)


def problem_rows(file: RawParsedFile) -> list[tuple[str, int | None, str, str]]:
    """Return the problems of a file as (severity, line, code, detail)."""
    return [(problem.severity, problem.line, problem.code, problem.detail) for problem in file.problems]


def line_of(text: str, start: str) -> int:
    """Return the number of the only line that starts with this text."""
    (number,) = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)]
    return number


# Files edited by a user.

NOTE_TEXT = '"the queue was long"'
EDITED = {
    "as written": FILE.encode(),
    "with a byte order mark": BOM + FILE.encode(),
    "with CRLF": FILE.replace("\n", "\r\n").encode(),
    "with LF and CRLF mixed": FILE.replace("\n", "\r\n", 7).encode(),
    "without a final newline": FILE.rstrip("\n").encode(),
    "with CRLF and no final newline": FILE.rstrip("\n").replace("\n", "\r\n").encode(),
    "ending in a comment": FILE.encode() + b"# the end",
    "ending in empty lines": FILE.encode() + b"\n\n\n  ",
    "with comments": FILE.replace("[[", "# [[checkin]]\n[[").replace("did = [5]", "did = [5] # [[note]]").encode(),
    "with headers indented": FILE.replace("[[", "  \t[[").encode(),
    "with headers spaced": FILE.replace("[[note]]", "[[  note ]]").encode(),
    "with headers quoted": FILE.replace("[[note]]", '[["note"]]').replace("[[pick]]", "[['pick']] # 1").encode(),
    "with keys in another order": FILE.replace(f"text = {NOTE_TEXT}\ntip = 5", f"tip=5\ntext={NOTE_TEXT}").encode(),
    "with a multi-line text": FILE.replace(NOTE_TEXT, '"""\nthe queue \\\n   was long"""').encode(),
    "with escapes": FILE.replace(NOTE_TEXT, r'"the queue w\u0061s long"').encode(),
    "with literal texts": FILE.replace(NOTE_TEXT, NOTE_TEXT.replace('"', "'")).encode(),
    "with stamps in another zone": FILE.replace("T08:01:00+00:00", "T17:01:00+09:00").encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", EDITED.values(), ids=EDITED.keys())
def test_edited_file_has_same_events(data: bytes) -> None:
    """The result does not depend on formatting, and each line number is that of the header."""
    file = parse(data)
    assert (file.header, file.events, file.problems) == (HEADER, parse(FILE).events, ())
    lines = data.decode().split("\n")
    for event in file.events:
        line = lines[(file.line_numbers[event.id] or 0) - 1].strip()
        assert line.startswith("[[")
        assert event_kind(event.payload) in line
        assert event.at.tzinfo is UTC


@pytest.mark.parametrize("data", EDITED.values(), ids=EDITED.keys())
def test_append_preserves_edited_file(data: bytes) -> None:
    """The new event comes after the existing bytes, and all events can be read."""
    new = append(data)
    assert new.startswith(data)
    assert Counter(parse(new).events) == Counter((*parse(data).events, CHECKIN))
    assert not parse(new).problems


def test_append_adds_missing_final_newline() -> None:
    """A second newline is not added."""
    assert append(FILE.rstrip("\n"))[len(FILE) - 1 :] == append(FILE)[len(FILE) - 1 :]
    assert append(FILE)[len(FILE) :].startswith(b"\n[[checkin]]\n")


def test_text_of_a_block() -> None:
    """The block has a header line, id, `at` in UTC with microseconds, `on` and its other keys."""
    added = append(FILE, event(Note(text='"hush"\nshe said', tip=5)))[len(FILE) :].decode()
    assert added == (
        '\n[[note]]\nid = "new"\nat = 2026-03-06 16:05:00.000250+00:00\non = 2026-03-06\n'
        'text = "\\"hush\\"\\nshe said"\ntip = 5\n'
    )


def test_text_of_a_new_file() -> None:
    """A cycle file starts with the format and the header, `journal.toml` with the format."""
    assert format_header(HEADER) == HEAD.encode()
    assert format_header(None) == b"format = 1\n"
    assert parse(format_header(HEADER)) == RawParsedFile(NAME, HEADER)


UNKNOWN_CONTENT = {
    "key in a block": (FILE.replace("did = [5]", 'did = [5]\nmood = "ok"'), "unknown-key", "mood", "[[checkin]]"),
    "table in a block": (FILE.replace("did = [5]", "did = [5]\n[checkin.mine]"), "unknown-key", "mine", "[[checkin]]"),
    "key in the header": (FILE.replace("weeks = 9", "weeks = 9\nroom = 3"), "unknown-key", "room", "format"),
    "key at the top": (FILE.replace("format = 1", "format = 1\nroom = 3"), "unknown-key", "room", None),
    "user-defined table": (FILE + "\n[mine]\nx = 1 # y\n", "unknown-key", "mine", None),
    "block of a newer version": (FILE + "\n[[mood]]\nid = 5\n", "unknown-block", "mood", "[[mood]]"),
    "block of the other file": (FILE + '\n[[profile]]\nid = "p"\n', "misplaced", "profile", "[[profile]]"),
    "table with a block's name": (FILE + "\n[swap]\nx = 1\n", "own-table", "swap", None),
    "empty list with a block's name": (FILE.replace("format = 1", "format = 1\nswap = []"), "own-table", "swap", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "detail", "header"), UNKNOWN_CONTENT.values(), ids=UNKNOWN_CONTENT.keys())
def test_unknown_content_is_a_warning_and_preserved(text: str, code: str, detail: str, header: str | None) -> None:
    """The warning has the line of the block. Appending keeps the content."""
    line = line_of(text, header) if header else None
    assert problem_rows(parse(text)) == [("remark", line, code, detail)]
    assert event_ids(parse(text)) == IDS
    assert append(text).startswith(text.encode())
    assert problem_rows(parse(append(text))) == problem_rows(parse(text))


def test_cycle_event_in_journal_file_is_a_warning() -> None:
    """A check-in in `journal.toml` is not read."""
    file = parse_journal(
        'format = 1\n\n[[checkin]]\nid = "c"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\nweek = "2026-W10"\n'
    )
    assert file.events == ()
    assert problem_rows(file) == [("remark", 3, "misplaced", "checkin")]


# User-defined keys with the name of a block.

PICK_ONLY = HEAD + "\n[[pick]]\n" + FILE.partition("[[pick]]\n")[2].partition("[[checkin]]")[0]
"""A cycle without check-ins and notes."""

RESERVED_KEYS = {
    "table": PICK_ONLY + "\n[checkin]\nmood = 1\n",
    "nested table": PICK_ONLY + "\n[checkin.mine]\nmood = 1\n",
    "nested list of tables": PICK_ONLY + "\n[[checkin.mine]]\nmood = 1\n",
    "empty list": PICK_ONLY.replace("format = 1", "format = 1\ncheckin = []"),
    "list of numbers": PICK_ONLY.replace("format = 1", "format = 1\ncheckin = [5, 13]"),
    "number": PICK_ONLY.replace("format = 1", "format = 1\ncheckin = 3"),
    "quoted": PICK_ONLY.replace("format = 1", 'format = 1\n"checkin" = "soon"'),
    "dotted": PICK_ONLY.replace("format = 1", "format = 1\ncheckin.mood = 1"),
    "inline table": PICK_ONLY.replace("format = 1", "format = 1\ncheckin = {mood = 1}"),
    "inline list of blocks": PICK_ONLY.replace(
        "format = 1",
        'format = 1\ncheckin = [{id = "i", at = 2026-03-06T08:00:00Z, on = 2026-03-06, week = "2026-W10"}]',
    ),
}


@pytest.mark.parametrize("text", RESERVED_KEYS.values(), ids=RESERVED_KEYS.keys())
def test_reserved_key_prevents_append(text: str) -> None:
    """Only events with the same name as the user-defined key are rejected."""
    assert not parse(text).is_damaged
    with pytest.raises(ReservedKeyError) as excinfo:
        append(text, CHECKIN)
    assert (excinfo.value.file, excinfo.value.key, excinfo.value.exit_code) == (NAME, "checkin", 65)
    assert event(Voice(text="at last")) in parse(append(text, event(Voice(text="at last")))).events


@pytest.mark.parametrize("text", RESERVED_KEYS.values(), ids=RESERVED_KEYS.keys())
def test_rejected_append_names_the_reserved_key(text: str) -> None:
    """None of the events is appended."""
    note = event(Note(text="a"), "first")
    with pytest.raises(ReservedKeyError) as excinfo:
        append(text, note, CHECKIN)
    assert excinfo.value.key == "checkin"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FILE + "\n[checkin]\nmood = 1\n", "[[note]]"),
        (FILE.replace("format = 1", "format = 1\ncheckin = []"), "format"),
        (FILE.replace("[[pick]]", "[checkin.mine]\n\n[[pick]]"), "format"),
    ],
    ids=["table after blocks", "list before blocks", "table before blocks"],
)
def test_key_used_twice_is_an_error(text: str, line: str) -> None:
    """The blocks are still read, but nothing can be appended."""
    file = parse(text)
    assert problem_rows(file)[0] == ("error", line_of(text, line), "in-the-way", "checkin")
    assert event_ids(file) == IDS
    with pytest.raises(ReservedKeyError) as excinfo:
        append(text)
    assert excinfo.value.key == "checkin"


# Invalid blocks and files.

INVALID_BLOCKS = {
    "list of texts": ("did = [5]", 'did = ["5"]', "misread", "did"),
    "invalid week": ('"2026-W10"', '"2026-W60"', "misread", "week"),
    "no week": ('week = "2026-W10"\n', "", "misread", "week"),
    "no id": ('id = "2026-03-02-2"\n', "", "misread", "id"),
    "empty id": ('id = "2026-03-02-2"', 'id = ""', "misread", "id"),
    "number as id": ('id = "2026-03-02-2"', "id = 2", "misread", "id"),
    "no instant": ("at = 2026-03-06T08:02:00+00:00\n", "", "misread", "at"),
    "instant without a zone": ("at = 2026-03-06T08:02:00+00:00", "at = 2026-03-06T08:02:00", "misread", "at"),
    "date as instant": ("at = 2026-03-06T08:02:00+00:00", "at = 2026-03-06", "misread", "at"),
    "instant at the calendar limit": ("at = 2026-03-06T08:02:00+00:00", "at = 9999-12-31T23:59:59Z", "misread", "at"),
    "instant before the calendar": (
        "at = 2026-03-06T08:02:00+00:00",
        "at = 0001-01-01T00:00:00+12:00",
        "misread",
        "at",
    ),
    "no day": ("on = 2026-03-06\nweek", "week", "misread", "on"),
    "instant as day": ("on = 2026-03-06\nweek", "on = 2026-03-06T08:00:00Z\nweek", "misread", "on"),
    "day as text": ("on = 2026-03-06\nweek", 'on = "2026-03-06"\nweek', "misread", "on"),
    "no equals sign": ("did = [5]", "did [5]", "not-toml", None),
    "no value": ("did = [5]", "did =", "not-toml", None),
    "open bracket": ("did = [5]", "did = [5", "not-toml", None),
    "open quotation mark": ('week = "2026-W10"', 'week = "2026-W10', "not-toml", None),
    "open multi-line text": ('week = "2026-W10"', 'week = """2026-W10', "not-toml", None),
    "duplicate key": ("did = [5]", "did = [5]\ndid = [13]", "not-toml", None),
    "invalid day": ("on = 2026-03-06\nweek", "on = 2026-02-30\nweek", "not-toml", None),
    "unclosed header": ("[[checkin]]", "[[checkin]", "not-toml", None),
    "brackets only": ("[[checkin]]", "[[", "not-toml", None),
    "NUL": ("did = [5]", "did = [5]\0", "not-toml", None),
    "a lone carriage return": ("did = [5]", "did = [5]\rmissed = [13]", "not-toml", None),
    "number with 5,000 digits": ("did = [5]", f"did = [{'5' * 5000}]", "not-toml", None),
    "deeply nested list": ("did = [5]", f"did = {'[' * 5000}{']' * 5000}", "not-toml", None),
    "key with many parts": ("did = [5]", ".".join("a" * (MAX_KEY_PARTS + 1)) + " = 1", "long-key", None),
    "not UTF-8": ("did = [5]", "did = [5] # caf\udce9", "not-utf8", None),
}


@pytest.mark.parametrize(("valid", "invalid", "code", "detail"), INVALID_BLOCKS.values(), ids=INVALID_BLOCKS.keys())
def test_invalid_block_is_reported(valid: str, invalid: str, code: str, detail: str | None) -> None:
    """The error has the line of the header. The other blocks are read."""
    text = FILE.replace(valid, invalid)
    file = parse(text.encode("utf-8", "surrogateescape"))
    (problem,) = file.problems
    assert (problem.severity, problem.file, problem.code) == ("error", NAME, code)
    assert problem.line == line_of(FILE, "[[checkin]]")
    assert detail in (None, problem.detail)
    assert event_ids(file) == [IDS[0], IDS[2]]
    assert file.header == HEADER
    assert file.line_numbers == {IDS[0]: line_of(text, "[[pick]]"), IDS[2]: line_of(text, "[[note]]")}


@pytest.mark.parametrize(("valid", "invalid", "code", "detail"), INVALID_BLOCKS.values(), ids=INVALID_BLOCKS.keys())
def test_invalid_block_prevents_append(valid: str, invalid: str, code: str, detail: str | None) -> None:
    """The exception has the name of the file and the line."""
    text = FILE.replace(valid, invalid).encode("utf-8", "surrogateescape")
    with pytest.raises(DamagedFileError) as excinfo:
        append(text)
    assert (excinfo.value.file, excinfo.value.line, excinfo.value.exit_code) == (NAME, line_of(FILE, "[[checkin]]"), 65)


def test_syntax_error_has_its_line() -> None:
    text = FILE.replace("did = [5]", "did = = [5]")
    assert problem_rows(parse(text)) == [("error", line_of(text, "[[checkin]]"), "not-toml", str(line_of(text, "did")))]


def test_each_invalid_block_is_reported() -> None:
    text = FILE.replace("did = [5]", "did = [").replace("tip = 5", "tip =").replace("[5, 13,", "[5, 13, 13,")
    lines = {line_of(text, f"[[{kind}]]") for kind in ("pick", "checkin", "note")}
    assert {problem.line for problem in parse(text).problems if problem.severity == "error"} == lines


INVALID_HEADERS = {
    "no cycle": ("[cycle]", "[cicle]", "no-header", ""),
    "list of cycles": ("[cycle]", "[[cycle]]", "no-header", ""),
    "no start": ("starts = 2026-03-02\n", "", "header", "starts"),
    "start on a Tuesday": ("starts = 2026-03-02", "starts = 2026-03-03", "header", "starts"),
    "start of another cycle": ("starts = 2026-03-02", "starts = 2026-03-09", "header", "starts"),
    "start with a time": ("starts = 2026-03-02", "starts = 2026-03-02T00:00:00", "header", "starts"),
    "start as text": ("starts = 2026-03-02", 'starts = "2026-03-02"', "header", "starts"),
    "seven weeks": ("weeks = 9", "weeks = 7", "header", "weeks"),
    "ten weeks": ("weeks = 9", "weeks = 10", "header", "weeks"),
    "weeks as text": ("weeks = 9", 'weeks = "9"', "header", "weeks"),
    "weeks as a fraction": ("weeks = 9", "weeks = 9.0", "header", "weeks"),
    "no anchor": ("anchor = 2026-03-02\n", "", "header", "anchor"),
    "anchor on a Friday": ("anchor = 2026-03-02", "anchor = 2026-03-06", "header", "anchor"),
}


@pytest.mark.parametrize(("valid", "invalid", "code", "detail"), INVALID_HEADERS.values(), ids=INVALID_HEADERS.keys())
def test_invalid_header_is_an_error(valid: str, invalid: str, code: str, detail: str) -> None:
    """Nothing can be appended, because the cycle is unknown."""
    text = FILE.replace(valid, invalid)
    file = parse(text)
    assert ("error", 1, code, detail) in problem_rows(file)
    assert file.header is None
    with pytest.raises(DamagedFileError):
        append(text)


@pytest.mark.parametrize("starts", ["9999-12-27", "9000-01-06"])
def test_header_at_calendar_limit_is_an_error(starts: str) -> None:
    """Some weeks of such a cycle have no valid date."""
    assert date.fromisoformat(starts).weekday() == 0
    file = parse_file(FILE.replace("2026-03-02", starts).encode(), f"cycles/{starts}.toml")
    assert file.header is None
    assert file.is_damaged


@pytest.mark.parametrize(
    "line", ["", "format = 0", "format = -1", 'format = "1"', "format = true", "format = 1.0", "format = []"]
)
def test_missing_or_invalid_format_is_an_error(line: str) -> None:
    """The blocks are still read."""
    text = FILE.replace("format = 1", line)
    assert problem_rows(parse(text)) == [("error", 1, "no-format", "")]
    assert event_ids(parse(text)) == IDS
    with pytest.raises(DamagedFileError):
        append(text)


@pytest.mark.parametrize("format", [JOURNAL_FORMAT + 1, 2**70])
@pytest.mark.parametrize("has_invalid_block", [False, True], ids=["valid block", "unreadable block"])
def test_newer_format_is_read_only(format: int, has_invalid_block: bool) -> None:
    """Valid blocks are read, but nothing can be appended."""
    text = FILE.replace("format = 1", f"format = {format}").replace(
        "did = [5]", "did = 5" if has_invalid_block else "did = [5]"
    )
    assert ("remark", 1, "newer", str(format)) in problem_rows(parse(text))
    assert event_ids(parse(text)) == ([IDS[0], IDS[2]] if has_invalid_block else IDS)
    with pytest.raises(NewerFormatError) as excinfo:
        append(text)
    assert (excinfo.value.file, excinfo.value.format, excinfo.value.exit_code) == (NAME, format, 78)


UNREADABLE = {
    "zero bytes": (b"\0" * 4096, "all-zero"),
    "one zero byte": (b"\0", "all-zero"),
    "UTF-16": (FILE.encode("utf-16"), "not-utf8"),
    "UTF-16 without a byte order mark": (FILE.encode("utf-16-le"), "not-toml"),
    "random bytes": (bytes(range(256)) * 8, "not-utf8"),
    "gzip file": (b"\x1f\x8b\x08\x00" + b"\x81" * 40, "not-utf8"),
    "too many bytes": (FILE.encode() + b"#" * MAX_FILE_BYTES, "too-large"),
    "key with many parts": (b".".join([b"a"] * 20_000) + b" = 1", "long-key"),
    "quoted key with many parts": (b" . ".join([b'"a.b"', b"'c'"] * 10_000) + b" = 1", "long-key"),
    "header with many parts": (b"[" + b".".join([b"a"] * 20_000) + b"]", "long-key"),
    "key with many parts after quotation marks": (
        b'x = [""" " """, {' + b".".join([b"a"] * 20_000) + b' = 1}] # "',
        "long-key",
    ),
    "brackets": (b"x = " + b"[" * 100_000, "not-toml"),
    "braces": (b"x = " + b"{a=" * 100_000, "not-toml"),
}


@pytest.mark.parametrize(("data", "code"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_file_has_one_error(data: bytes, code: str) -> None:
    """Nothing can be appended."""
    file = parse(data)
    assert [(problem.severity, problem.code) for problem in file.problems] == [("error", code)]
    assert (file.events, file.header) == ((), None)
    with pytest.raises(DamagedFileError):
        append(data)


@pytest.mark.parametrize(
    "data", [b"", BOM, b"\n\n", b"# soon\n"], ids=["empty", "byte order mark", "empty lines", "comment"]
)
def test_empty_file_is_an_error(data: bytes) -> None:
    """Somebody may have emptied the file by mistake, so nothing can be appended."""
    assert problem_rows(parse(data)) == [("error", 1, "no-format", ""), ("error", 1, "no-header", "")]
    with pytest.raises(DamagedFileError):
        append(data)
    with pytest.raises(DamagedFileError):
        append_events(data, (event(Profile(name="Ro")),), "journal.toml")


def test_invalid_first_part_does_not_hide_blocks() -> None:
    file = parse(FILE.replace("format = 1", "format 1"))
    assert [problem.code for problem in file.problems] == ["not-toml", "no-format", "no-header"]
    assert event_ids(file) == IDS


LONG_LINES = {
    "comment of one word": "# " + "a" * 300_000,
    "text of one word": f'mine = "{"a" * 300_000}"',
    "multi-line text of one word": f"mine = '''\n{'a' * 300_000}'''",
    "comment with many quotation marks": "# " + '\\"' * 100_000,
    "comment with many dots": "# " + "a." * 1_000,
    "text with many dots": f'mine = "{"a." * 1_000}"',
    "literal text with many dots": f"mine = '{'a.' * 1_000}'",
    "multi-line text with many dots": f'mine = """\nit\'s {"a." * 1_000}"""',
    "key with the maximum number of parts": ".".join(["a"] * MAX_KEY_PARTS) + " = 1",
}


@pytest.mark.parametrize("line", LONG_LINES.values(), ids=LONG_LINES.keys())
def test_long_valid_line_is_read(line: str) -> None:
    """The parsing time must stay proportional to the length."""
    file = parse(FILE.replace("format = 1", f"format = 1\n{line}"))
    assert not file.is_damaged
    assert event_ids(file) == IDS


@pytest.mark.parametrize(
    "line", ["a" * 300_000, '"' + '\\"' * 100_000, "[[\n" * 30_000], ids=["word", "quotation marks", "brackets"]
)
def test_long_invalid_line_is_an_error(line: str) -> None:
    """The parsing time must stay proportional to the length."""
    file = parse(FILE + line)
    assert file.is_damaged
    assert event_ids(file)[:2] == IDS[:2]


def test_note_of_one_mebibyte_is_written_and_read() -> None:
    text = "word, " * (1024 * 1024 // 6)
    assert event(Note(text=text)) in parse(append(FILE, event(Note(text=text)))).events


def test_too_large_result_is_rejected() -> None:
    with pytest.raises(FileTooLargeError) as excinfo:
        append(FILE, event(Note(text="a" * MAX_FILE_BYTES)))
    assert excinfo.value.exit_code == 65


@pytest.mark.parametrize("text", ["caf\udce9", "\ud83d", "a\udfffb"])
def test_unencodable_text_is_rejected(text: str) -> None:
    """The exit code is that of a usage error."""
    with pytest.raises(UnencodableTextError) as excinfo:
        append(FILE, event(Note(text=text)))
    assert excinfo.value.exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "a\nb",
        '\n[[pick]]\ntips = [1, 2, 3, 4, 5]\n"""',
        "'''",
        "\r\n[checkin]\r\n",
        "\0\x1b[2J\x7f\x85\u2028",
        " ",
        "\\",
    ],
)
def test_text_is_written_on_one_line(text: str) -> None:
    """Its content is never parsed as a block."""
    new = append(FILE, event(Note(text=text)))
    assert len(new[len(FILE) :].splitlines()) == 6
    assert event(Note(text=text)) in parse(new).events
    assert event_ids(parse(new)) == [*IDS, "new"]


def test_header_inside_a_string_is_ignored() -> None:
    """The line number of the affected blocks is None."""
    file = parse(FILE + "mine = '''\n[[note]]\n'''\n")
    assert event_ids(file) == IDS
    assert file.line_numbers[IDS[1]] == line_of(FILE, "[[checkin]]")
    assert file.line_numbers[IDS[2]] is None


def test_duplicate_block_counts_once() -> None:
    """A merge outside tipcycle can produce one. It is a warning."""
    text = FILE + "\n[[note]]" + FILE.partition("[[note]]")[2]
    assert event_ids(parse(text)) == IDS
    assert [(problem.severity, problem.code, problem.detail) for problem in parse(text).problems] == [
        ("remark", "twice", IDS[2])
    ]
    assert CHECKIN in parse(append(text)).events


def test_different_blocks_with_same_id_are_kept() -> None:
    """The duplicate id is a warning."""
    text = FILE + "\n[[note]]" + FILE.partition("[[note]]")[2].replace("long", "short")
    assert event_ids(parse(text)) == [*IDS, IDS[2]]
    assert [(problem.severity, problem.code, problem.detail) for problem in parse(text).problems] == [
        ("remark", "same-id", IDS[2])
    ]


def test_journal_file_round_trip() -> None:
    """`journal.toml` needs no header of a cycle."""
    new = (event(Profile(name="Ro", day="monday"), "a"), event(Star(tips=(5,)), "b"), event(Voice(text="ah"), "c"))
    data = append_events(format_header(None), new, "journal.toml")
    file = parse_file(data, "journal.toml")
    assert replace(file, tables=()) == RawParsedFile("journal.toml", None, new, {"a": 3, "b": 10, "c": 18})
    assert [(kind, event) for kind, _, event in file.tables] == [
        ("profile", new[0]), ("star", new[1]), ("voice", new[2]),
    ]  # fmt: skip


# Properties.

comments = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(lambda text: f"# {text}")
user_lines = st.one_of(comments, st.just(""), st.just("   "), st.just("\t# ["))
user_keys = st.sampled_from(
    ['mood = "[[note]]"', "x-y = {a = [1, 2]}", '"a b" = 1979-05-27T07:32:00Z', "z = '''\n[[note]]\n'''"]
)


@st.composite
def cycle_files(draw: st.DrawFn) -> tuple[CycleHeader, tuple[Event, ...], bytes]:
    """Draw a cycle file as written by tipcycle and a user: events, comments, unknown keys and line endings."""
    header = draw(headers())
    events = draw(event_lists(cycle_payloads))
    data = append_events(format_header(header), events, file_name(header)) if events else format_header(header)
    parts = data.decode().split("\n[[")
    text = parts[0]
    for part in parts[1:]:
        text += "".join("\n" + line for line in draw(st.lists(user_lines, max_size=3))) + "\n[[" + part.rstrip("\n")
        text += "\n" + draw(user_keys) + "\n" if draw(st.booleans()) and "[" not in part.split("\n")[-1] else "\n"
    text += draw(st.sampled_from(["", "# the end", "\n\n", "\n[mine]\nx = 1"]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return header, events, draw(st.sampled_from([b"", BOM])) + text.replace("\n", newline).encode()


def file_name(header: CycleHeader) -> str:
    """Return the file name of a cycle."""
    return f"cycles/{header.starts}.toml"


@given(headers(), event_lists(cycle_payloads, min_size=1))
@settings(deadline=None)
def test_round_trip_of_cycle_events(header: CycleHeader, events: tuple[Event, ...]) -> None:
    data = append_events(format_header(header), events, file_name(header))
    file = parse_file(data, file_name(header))
    assert (file.header, Counter(file.events), file.problems) == (header, Counter(events), ())


@given(event_lists(journal_payloads, min_size=1))
@settings(deadline=None)
def test_round_trip_of_journal_events(events: tuple[Event, ...]) -> None:
    data = append_events(format_header(None), events, "journal.toml")
    assert Counter(parse_file(data, "journal.toml").events) == Counter(events)


@given(cycle_files(), event_lists(cycle_payloads, min_size=1, max_size=3))
@settings(deadline=None)
def test_append_preserves_bytes_and_events(
    generated: tuple[CycleHeader, tuple[Event, ...], bytes], new_events: tuple[Event, ...]
) -> None:
    header, old_events, data = generated
    assume(not {event.id for event in old_events} & {event.id for event in new_events})
    new_data = append_events(data, new_events, file_name(header))
    assert new_data.startswith(data)
    file = parse_file(new_data, file_name(header))
    assert (file.header, Counter(file.events)) == (header, Counter(old_events + new_events))
    old_problems = parse_file(data, file_name(header)).problems
    assert file.problems == old_problems
    assert {problem.severity for problem in old_problems} <= {"remark"}


@given(cycle_files())
@settings(deadline=None)
def test_line_numbers_are_those_of_the_headers(generated: tuple[CycleHeader, tuple[Event, ...], bytes]) -> None:
    header, events, data = generated
    lines = data.decode().split("\n")
    line_numbers = parse_file(data, file_name(header)).line_numbers
    assert set(line_numbers) == {event.id for event in events}
    for event in events:
        line = line_numbers[event.id]
        assert line is None or lines[line - 1].strip() == f"[[{event_kind(event.payload)}]]"


@given(headers(), event_lists(cycle_payloads, min_size=1), st.data())
@settings(deadline=None)
def test_invalid_line_hides_only_its_block(header: CycleHeader, events: tuple[Event, ...], data: st.DataObject) -> None:
    """The error has the line of that block."""
    position = data.draw(st.integers(0, len(events) - 1))
    invalid_line = data.draw(st.sampled_from(["did [5]", "=", "]]", "x = ", '"', "\udcff", "a = 1\na = 1", "id = 3 4"]))
    parts = append_events(format_header(header), events, file_name(header)).decode().split("\n[[")
    parts[position + 1] = parts[position + 1].replace("\n", f"\n{invalid_line}\n", 1)
    text = "\n[[".join(parts)
    file = parse_file(text.encode("utf-8", "surrogateescape"), file_name(header))
    assert Counter(file.events) == Counter((*events[:position], *events[position + 1 :]))
    line = "\n[[".join(parts[: position + 1]).count("\n") + 2
    assert [(problem.severity, problem.line) for problem in file.problems] == [("error", line)]


TOKENS = [
    b"[[", b"]]", b"[", b"]", b"{", b"}", b'"""', b"'''", b'"', b"'", b"=", b".", b",", b"#", b"\n", b"\r", b"\r\n",
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", BOM, b"\\u001b", b"\\", b"inf", b"nan", b"9" * 5000, b"2026-02-30",
    b".".join([b"a"] * 33), b"[[checkin]]\n", b"[checkin]\n", b"checkin = []\n", b"format = 2\n", b"[cycle]\n", b"- 1",
    b"9999-12-31", b"0001-01-01T00:00:00+23:59", b'"9999-W53"', b"true",
]  # fmt: skip


@st.composite
def mutated_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw the bytes of a valid file in which some parts are changed, removed, doubled or inserted."""
    header, _, data = draw(cycle_files())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        replacement = draw(
            st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=4) | st.just(b"") | st.just(data[start:end] * 2)
        )
        data = data[:start] + replacement + data[end:]
    return file_name(header), data


def _check_any_bytes(data: bytes, name: str) -> None:
    """Parse the bytes and append an event. Assert the properties that apply to any bytes."""
    file = parse_file(data, name)
    assert all(isinstance(problem, Problem) and problem.file == name for problem in file.problems)
    assert all(problem.line is None or 1 <= problem.line <= data.count(b"\n") + 1 for problem in file.problems)
    try:
        new = append_events(data, (event(Voice(text="at last"), "a new id"),), name)
    except TipcycleError:
        return
    assert not file.is_damaged
    assert file.format == JOURNAL_FORMAT
    assert new.startswith(data)
    assert Counter(parse_file(new, name).events) > Counter(file.events)


@given(st.binary(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=12).map(b"".join))
@settings(deadline=None, max_examples=300)
def test_any_bytes_can_be_parsed(data: bytes) -> None:
    _check_any_bytes(data, NAME)
    _check_any_bytes(data, "journal.toml")


@given(mutated_files())
@settings(deadline=None, max_examples=400)
def test_any_mutated_file_can_be_parsed(generated: tuple[str, bytes]) -> None:
    name, data = generated
    _check_any_bytes(data, name)
