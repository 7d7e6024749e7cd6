"""The rules of the format (docs/reference/file-format.md), as cases in file text and as laws."""

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


def read(text: str | bytes) -> RawParsedFile:
    """The cycle file with this text."""
    return parse_file(text if isinstance(text, bytes) else text.encode(), NAME)


def read_own(text: str) -> RawParsedFile:
    """The `journal.toml` with this text."""
    return parse_file(text.encode(), "journal.toml")


def block(payload: Payload, id: str = "new") -> Event:
    """A block of the sixth of March."""
    return Event(id, datetime(2026, 3, 6, 16, 5, 0, 250, tzinfo=UTC), date(2026, 3, 6), payload)


CHECKIN = block(Checkin(week=WEEK_10, missed=(13,)))


def add(old: str | bytes, *new: Event) -> bytes:
    """The cycle file with these blocks added, a check-in when none is given."""
    data = old if isinstance(old, bytes) else old.encode()
    return append_events(data, new or (CHECKIN,), NAME)


def ids(file: RawParsedFile) -> list[str]:
    """The ids of the blocks that were read; their order says nothing."""
    return sorted(block.id for block in file.events)


def said(file: RawParsedFile) -> list[tuple[str, int | None, str, str]]:
    """The problems of a file as (level, line, what, detail)."""
    return [(problem.severity, problem.line, problem.code, problem.detail) for problem in file.problems]


def line_of(text: str, start: str) -> int:
    """The number of the only line that begins so."""
    (number,) = [n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start)]
    return number


# What a person's editor may have made of a file.

QUEUE = '"the queue was long"'
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
    "with keys in another order": FILE.replace(f"text = {QUEUE}\ntip = 5", f"tip=5\ntext={QUEUE}").encode(),
    "with a text over more lines": FILE.replace(QUEUE, '"""\nthe queue \\\n   was long"""').encode(),
    "with escapes": FILE.replace(QUEUE, r'"the queue w\u0061s long"').encode(),
    "with literal texts": FILE.replace(QUEUE, QUEUE.replace('"', "'")).encode(),
    "with stamps in another zone": FILE.replace("T08:01:00+00:00", "T17:01:00+09:00").encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", EDITED.values(), ids=EDITED.keys())
def test_edited_file_reads_the_same(data: bytes) -> None:
    """However an editor left a file, it says the same, nothing is odd, and each block is found at its header."""
    file = read(data)
    assert (file.header, file.events, file.problems) == (HEADER, read(FILE).events, ())
    lines = data.decode().split("\n")
    for each in file.events:
        line = lines[(file.line_numbers[each.id] or 0) - 1].strip()
        assert line.startswith("[[")
        assert event_kind(each.payload) in line
        assert each.at.tzinfo is UTC


@pytest.mark.parametrize("data", EDITED.values(), ids=EDITED.keys())
def test_edited_file_stays_byte_for_byte(data: bytes) -> None:
    """What is added comes after exactly the bytes that were there, and reads back with what they said."""
    new = add(data)
    assert new.startswith(data)
    assert Counter(read(new).events) == Counter((*read(data).events, CHECKIN))
    assert not read(new).problems


def test_missing_final_newline() -> None:
    """A missing final newline is added before the block, and not a second one where there is one."""
    assert add(FILE.rstrip("\n"))[len(FILE) - 1 :] == add(FILE)[len(FILE) - 1 :]
    assert add(FILE)[len(FILE) :].startswith(b"\n[[checkin]]\n")


def test_form_of_a_block() -> None:
    """A block is a header line and its keys: id, instant in UTC to the microsecond, day, and what it says."""
    added = add(FILE, block(Note(text='"hush"\nshe said', tip=5)))[len(FILE) :].decode()
    assert added == (
        '\n[[note]]\nid = "new"\nat = 2026-03-06 16:05:00.000250+00:00\non = 2026-03-06\n'
        'text = "\\"hush\\"\\nshe said"\ntip = 5\n'
    )


def test_form_of_a_new_file() -> None:
    """A cycle's file begins with the format and the cycle, `journal.toml` with the format."""
    assert format_header(HEADER) == HEAD.encode()
    assert format_header(None) == b"format = 1\n"
    assert read(format_header(HEADER)) == RawParsedFile(NAME, HEADER)


UNKNOWN = {
    "key in a block": (FILE.replace("did = [5]", 'did = [5]\nmood = "ok"'), "unknown-key", "mood", "[[checkin]]"),
    "table in a block": (FILE.replace("did = [5]", "did = [5]\n[checkin.mine]"), "unknown-key", "mine", "[[checkin]]"),
    "key in the header": (FILE.replace("weeks = 9", "weeks = 9\nroom = 3"), "unknown-key", "room", "format"),
    "key at the top": (FILE.replace("format = 1", "format = 1\nroom = 3"), "unknown-key", "room", None),
    "table of one's own": (FILE + "\n[mine]\nx = 1 # y\n", "unknown-key", "mine", None),
    "block of a later version": (FILE + "\n[[mood]]\nid = 5\n", "unknown-block", "mood", "[[mood]]"),
    "block of the other file": (FILE + '\n[[profile]]\nid = "p"\n', "misplaced", "profile", "[[profile]]"),
    "table with a block's name": (FILE + "\n[swap]\nx = 1\n", "own-table", "swap", None),
    "empty list with a block's name": (FILE.replace("format = 1", "format = 1\nswap = []"), "own-table", "swap", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "what", "detail", "header"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_survives(text: str, what: str, detail: str, header: str | None) -> None:
    """What tipcycle does not know is a remark at its block's line, hides nothing, and survives the next entry."""
    line = line_of(text, header) if header else None
    assert said(read(text)) == [("remark", line, what, detail)]
    assert ids(read(text)) == IDS
    assert add(text).startswith(text.encode())
    assert said(read(add(text))) == said(read(text))


def test_block_of_a_cycle_in_the_journal() -> None:
    """A check-in in `journal.toml` belongs to no cycle: it is not read, and that is a remark."""
    file = read_own(
        'format = 1\n\n[[checkin]]\nid = "c"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\nweek = "2026-W10"\n'
    )
    assert file.events == ()
    assert said(file) == [("remark", 3, "misplaced", "checkin")]


# A person's own table in the way.

PLAIN = HEAD + "\n[[pick]]\n" + FILE.partition("[[pick]]\n")[2].partition("[[checkin]]")[0]
"""A cycle without a check-in or a note."""

IN_THE_WAY = {
    "table": PLAIN + "\n[checkin]\nmood = 1\n",
    "table within": PLAIN + "\n[checkin.mine]\nmood = 1\n",
    "list of tables within": PLAIN + "\n[[checkin.mine]]\nmood = 1\n",
    "empty list": PLAIN.replace("format = 1", "format = 1\ncheckin = []"),
    "list of numbers": PLAIN.replace("format = 1", "format = 1\ncheckin = [5, 13]"),
    "number": PLAIN.replace("format = 1", "format = 1\ncheckin = 3"),
    "quoted": PLAIN.replace("format = 1", 'format = 1\n"checkin" = "soon"'),
    "dotted": PLAIN.replace("format = 1", "format = 1\ncheckin.mood = 1"),
    "inline table": PLAIN.replace("format = 1", "format = 1\ncheckin = {mood = 1}"),
    "inline list of blocks": PLAIN.replace(
        "format = 1",
        'format = 1\ncheckin = [{id = "i", at = 2026-03-06T08:00:00Z, on = 2026-03-06, week = "2026-W10"}]',
    ),
}


@pytest.mark.parametrize("text", IN_THE_WAY.values(), ids=IN_THE_WAY.keys())
def test_in_the_way(text: str) -> None:
    """A name of ours that a person uses otherwise can be read, and refuses exactly the blocks that it keeps out."""
    assert not read(text).is_damaged
    with pytest.raises(ReservedKeyError) as caught:
        add(text, CHECKIN)
    assert (caught.value.file, caught.value.key, caught.value.exit_code) == (NAME, "checkin", 65)
    assert block(Voice(text="at last")) in read(add(text, block(Voice(text="at last")))).events


@pytest.mark.parametrize("text", IN_THE_WAY.values(), ids=IN_THE_WAY.keys())
def test_the_name_in_the_way(text: str) -> None:
    """Of an entry of several blocks the one that finds its name taken is named, and none is added."""
    note = block(Note(text="a"), "first")
    with pytest.raises(ReservedKeyError) as caught:
        add(text, note, CHECKIN)
    assert caught.value.key == "checkin"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FILE + "\n[checkin]\nmood = 1\n", "[[note]]"),
        (FILE.replace("format = 1", "format = 1\ncheckin = []"), "format"),
        (FILE.replace("[[pick]]", "[checkin.mine]\n\n[[pick]]"), "format"),
    ],
    ids=["table after the blocks", "empty list before them", "table before them"],
)
def test_two_things_of_one_name(text: str, line: str) -> None:
    """A block and a table of one name make a file that no parser takes: the blocks are read, and no more is written."""
    file = read(text)
    assert said(file)[0] == ("error", line_of(text, line), "in-the-way", "checkin")
    assert ids(file) == IDS
    with pytest.raises(ReservedKeyError) as caught:
        add(text)
    assert caught.value.key == "checkin"


# Blocks and files with errors.

BROKEN = {
    "number as text": ("did = [5]", 'did = ["5"]', "misread", "did"),
    "no such week": ('"2026-W10"', '"2026-W60"', "misread", "week"),
    "no week": ('week = "2026-W10"\n', "", "misread", "week"),
    "no id": ('id = "2026-03-02-2"\n', "", "misread", "id"),
    "empty id": ('id = "2026-03-02-2"', 'id = ""', "misread", "id"),
    "number as id": ('id = "2026-03-02-2"', "id = 2", "misread", "id"),
    "no instant": ("at = 2026-03-06T08:02:00+00:00\n", "", "misread", "at"),
    "instant without a zone": ("at = 2026-03-06T08:02:00+00:00", "at = 2026-03-06T08:02:00", "misread", "at"),
    "date as instant": ("at = 2026-03-06T08:02:00+00:00", "at = 2026-03-06", "misread", "at"),
    "instant at the calendar's end": ("at = 2026-03-06T08:02:00+00:00", "at = 9999-12-31T23:59:59Z", "misread", "at"),
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
    "open text over more lines": ('week = "2026-W10"', 'week = """2026-W10', "not-toml", None),
    "key twice": ("did = [5]", "did = [5]\ndid = [13]", "not-toml", None),
    "no such day": ("on = 2026-03-06\nweek", "on = 2026-02-30\nweek", "not-toml", None),
    "open header": ("[[checkin]]", "[[checkin]", "not-toml", None),
    "nothing but a bracket": ("[[checkin]]", "[[", "not-toml", None),
    "NUL": ("did = [5]", "did = [5]\0", "not-toml", None),
    "a lone carriage return": ("did = [5]", "did = [5]\rmissed = [13]", "not-toml", None),
    "a number of 5,000 digits": ("did = [5]", f"did = [{'5' * 5000}]", "not-toml", None),
    "a list in a list in a list …": ("did = [5]", f"did = {'[' * 5000}{']' * 5000}", "not-toml", None),
    "a key of many parts": ("did = [5]", ".".join("a" * (MAX_KEY_PARTS + 1)) + " = 1", "long-key", None),
    "no UTF-8": ("did = [5]", "did = [5] # caf\udce9", "not-utf8", None),
}


@pytest.mark.parametrize(("sound", "broken", "what", "detail"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_block(sound: str, broken: str, what: str, detail: str | None) -> None:
    """A block with an error is named with the line of its header and left out; those around it are read."""
    text = FILE.replace(sound, broken)
    file = read(text.encode("utf-8", "surrogateescape"))
    (problem,) = file.problems
    assert (problem.severity, problem.file, problem.code) == ("error", NAME, what)
    assert problem.line == line_of(FILE, "[[checkin]]")
    assert detail in (None, problem.detail)
    assert ids(file) == [IDS[0], IDS[2]]
    assert file.header == HEADER
    assert file.line_numbers == {IDS[0]: line_of(text, "[[pick]]"), IDS[2]: line_of(text, "[[note]]")}


@pytest.mark.parametrize(("sound", "broken", "what", "detail"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_block_forbids_writing(sound: str, broken: str, what: str, detail: str | None) -> None:
    """A file with an error takes no entry; the refusal names the file and the line."""
    text = FILE.replace(sound, broken).encode("utf-8", "surrogateescape")
    with pytest.raises(DamagedFileError) as caught:
        add(text)
    assert (caught.value.file, caught.value.line, caught.value.exit_code) == (NAME, line_of(FILE, "[[checkin]]"), 65)


def test_where_the_parser_stopped() -> None:
    """Of a part that does not parse, the very line of the trouble is named too."""
    text = FILE.replace("did = [5]", "did = = [5]")
    assert said(read(text)) == [("error", line_of(text, "[[checkin]]"), "not-toml", str(line_of(text, "did")))]


def test_one_error_never_hides_the_next() -> None:
    """Every broken block is named, not only the first."""
    text = FILE.replace("did = [5]", "did = [").replace("tip = 5", "tip =").replace("[5, 13,", "[5, 13, 13,")
    lines = {line_of(text, f"[[{kind}]]") for kind in ("pick", "checkin", "note")}
    assert {problem.line for problem in read(text).problems if problem.severity == "error"} == lines


HEADERS = {
    "no cycle": ("[cycle]", "[cicle]", "no-header", ""),
    "list of cycles": ("[cycle]", "[[cycle]]", "no-header", ""),
    "no start": ("starts = 2026-03-02\n", "", "header", "starts"),
    "start on a Tuesday": ("starts = 2026-03-02", "starts = 2026-03-03", "header", "starts"),
    "start of another file": ("starts = 2026-03-02", "starts = 2026-03-09", "header", "starts"),
    "start with a time": ("starts = 2026-03-02", "starts = 2026-03-02T00:00:00", "header", "starts"),
    "start as text": ("starts = 2026-03-02", 'starts = "2026-03-02"', "header", "starts"),
    "seven weeks": ("weeks = 9", "weeks = 7", "header", "weeks"),
    "ten weeks": ("weeks = 9", "weeks = 10", "header", "weeks"),
    "weeks as text": ("weeks = 9", 'weeks = "9"', "header", "weeks"),
    "weeks as a fraction": ("weeks = 9", "weeks = 9.0", "header", "weeks"),
    "no anchor": ("anchor = 2026-03-02\n", "", "header", "anchor"),
    "anchor on a Friday": ("anchor = 2026-03-02", "anchor = 2026-03-06", "header", "anchor"),
}


@pytest.mark.parametrize(("sound", "broken", "what", "detail"), HEADERS.values(), ids=HEADERS.keys())
def test_broken_header(sound: str, broken: str, what: str, detail: str) -> None:
    """Without a sound header nobody knows which cycle a file is: an error on its first line, and no more is written."""
    text = FILE.replace(sound, broken)
    file = read(text)
    assert ("error", 1, what, detail) in said(file)
    assert file.header is None
    with pytest.raises(DamagedFileError):
        add(text)


@pytest.mark.parametrize("starts", ["9999-12-27", "9000-01-06"])
def test_header_at_the_end_of_the_calendar(starts: str) -> None:
    """A cycle so late that its weeks have no dates is an error, and no crash later on."""
    assert date.fromisoformat(starts).weekday() == 0
    file = parse_file(FILE.replace("2026-03-02", starts).encode(), f"cycles/{starts}.toml")
    assert file.header is None
    assert file.is_damaged


@pytest.mark.parametrize(
    "line", ["", "format = 0", "format = -1", 'format = "1"', "format = true", "format = 1.0", "format = []"]
)
def test_no_format(line: str) -> None:
    """A file that does not say a format by a whole number from 1 on is an error; its blocks are read all the same."""
    text = FILE.replace("format = 1", line)
    assert said(read(text)) == [("error", 1, "no-format", "")]
    assert ids(read(text)) == IDS
    with pytest.raises(DamagedFileError):
        add(text)


@pytest.mark.parametrize("number", [JOURNAL_FORMAT + 1, 2**70])
@pytest.mark.parametrize("broken", [False, True], ids=["sound", "with what we cannot read"])
def test_newer_format(number: int, broken: bool) -> None:
    """The file of a newer tipcycle is read as far as it goes, and never written to."""
    text = FILE.replace("format = 1", f"format = {number}").replace("did = [5]", "did = 5" if broken else "did = [5]")
    assert ("remark", 1, "newer", str(number)) in said(read(text))
    assert ids(read(text)) == ([IDS[0], IDS[2]] if broken else IDS)
    with pytest.raises(NewerFormatError) as caught:
        add(text)
    assert (caught.value.file, caught.value.format, caught.value.exit_code) == (NAME, number, 78)


UNREADABLE = {
    "zeros": (b"\0" * 4096, "all-zero"),
    "one zero": (b"\0", "all-zero"),
    "UTF-16": (FILE.encode("utf-16"), "not-utf8"),
    "UTF-16 without a mark": (FILE.encode("utf-16-le"), "not-toml"),
    "noise": (bytes(range(256)) * 8, "not-utf8"),
    "an archive": (b"\x1f\x8b\x08\x00" + b"\x81" * 40, "not-utf8"),
    "too much": (FILE.encode() + b"#" * MAX_FILE_BYTES, "too-large"),
    "a key of many parts": (b".".join([b"a"] * 20_000) + b" = 1", "long-key"),
    "a quoted key of many parts": (b" . ".join([b'"a.b"', b"'c'"] * 10_000) + b" = 1", "long-key"),
    "a header of many parts": (b"[" + b".".join([b"a"] * 20_000) + b"]", "long-key"),
    "a key of many parts after quotation marks": (
        b'x = [""" " """, {' + b".".join([b"a"] * 20_000) + b' = 1}] # "',
        "long-key",
    ),
    "brackets": (b"x = " + b"[" * 100_000, "not-toml"),
    "braces": (b"x = " + b"{a=" * 100_000, "not-toml"),
}


@pytest.mark.parametrize(("data", "what"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_file(data: bytes, what: str) -> None:
    """Bytes that are no journal at all are one error that says what they are; nothing is written after them."""
    file = read(data)
    assert [(problem.severity, problem.code) for problem in file.problems] == [("error", what)]
    assert (file.events, file.header) == ((), None)
    with pytest.raises(DamagedFileError):
        add(data)


@pytest.mark.parametrize(
    "data", [b"", BOM, b"\n\n", b"# soon\n"], ids=["nothing", "a mark", "empty lines", "a comment"]
)
def test_empty_file(data: bytes) -> None:
    """An empty file says neither format nor cycle: somebody emptied it, so nothing is written until that is clear."""
    assert said(read(data)) == [("error", 1, "no-format", ""), ("error", 1, "no-header", "")]
    with pytest.raises(DamagedFileError):
        add(data)
    with pytest.raises(DamagedFileError):
        append_events(data, (block(Profile(name="Ro")),), "journal.toml")


def test_head_that_does_not_parse() -> None:
    """A broken first part hides the header, and never the blocks."""
    file = read(FILE.replace("format = 1", "format 1"))
    assert [problem.code for problem in file.problems] == ["not-toml", "no-format", "no-header"]
    assert ids(file) == IDS


LONG = {
    "a comment of one word": "# " + "a" * 300_000,
    "a text of one word": f'mine = "{"a" * 300_000}"',
    "a text over more lines of one word": f"mine = '''\n{'a' * 300_000}'''",
    "a comment of many quotation marks": "# " + '\\"' * 100_000,
    "a comment of many dots": "# " + "a." * 1_000,
    "a text of many dots": f'mine = "{"a." * 1_000}"',
    "a literal text of many dots": f"mine = '{'a.' * 1_000}'",
    "a text over more lines of many dots": f'mine = """\nit\'s {"a." * 1_000}"""',
    "as many parts as a key may have": ".".join(["a"] * MAX_KEY_PARTS) + " = 1",
}


@pytest.mark.parametrize("line", LONG.values(), ids=LONG.keys())
def test_long_line(line: str) -> None:
    """A long line of a person's own is no error, and reading it takes no longer than its length asks for."""
    file = read(FILE.replace("format = 1", f"format = 1\n{line}"))
    assert not file.is_damaged
    assert ids(file) == IDS


@pytest.mark.parametrize(
    "line", ["a" * 300_000, '"' + '\\"' * 100_000, "[[\n" * 30_000], ids=["word", "marks", "brackets"]
)
def test_long_nonsense(line: str) -> None:
    """Long nonsense is an error, and reading it takes no longer than its length asks for."""
    file = read(FILE + line)
    assert file.is_damaged
    assert ids(file)[:2] == IDS[:2]


def test_long_note() -> None:
    """A note of a mebibyte is written and read."""
    text = "word, " * (1024 * 1024 // 6)
    assert block(Note(text=text)) in read(add(FILE, block(Note(text=text)))).events


def test_too_large() -> None:
    """An entry that would make the file larger than tipcycle reads is refused, not written and then lost."""
    with pytest.raises(FileTooLargeError) as caught:
        add(FILE, block(Note(text="a" * MAX_FILE_BYTES)))
    assert caught.value.exit_code == 65


@pytest.mark.parametrize("text", ["caf\udce9", "\ud83d", "a\udfffb"])
def test_no_place_in_utf8(text: str) -> None:
    """A text that UTF-8 has no place for is a mistake on the command line."""
    with pytest.raises(UnencodableTextError) as caught:
        add(FILE, block(Note(text=text)))
    assert caught.value.exit_code == 2


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
def test_text_of_many_lines(text: str) -> None:
    """A text is written on one line, whatever is in it, and is never taken for a block."""
    new = add(FILE, block(Note(text=text)))
    assert len(new[len(FILE) :].splitlines()) == 6
    assert block(Note(text=text)) in read(new).events
    assert ids(read(new)) == [*IDS, "new"]


def test_header_in_a_text() -> None:
    """What looks like a header in somebody's own text is none, and then no line is named rather than a wrong one."""
    file = read(FILE + "mine = '''\n[[note]]\n'''\n")
    assert ids(file) == IDS
    assert file.line_numbers[IDS[1]] == line_of(FILE, "[[checkin]]")
    assert file.line_numbers[IDS[2]] is None


def test_block_twice() -> None:
    """A block that a merge left twice counts once, and that is a remark."""
    again = FILE + "\n[[note]]" + FILE.partition("[[note]]")[2]
    assert ids(read(again)) == IDS
    assert [(problem.severity, problem.code, problem.detail) for problem in read(again).problems] == [
        ("remark", "twice", IDS[2])
    ]
    assert CHECKIN in read(add(again)).events


def test_two_blocks_of_one_id() -> None:
    """Two different blocks with one id are both kept, and that is a remark."""
    text = FILE + "\n[[note]]" + FILE.partition("[[note]]")[2].replace("long", "short")
    assert ids(read(text)) == [*IDS, IDS[2]]
    assert [(problem.severity, problem.code, problem.detail) for problem in read(text).problems] == [
        ("remark", "same-id", IDS[2])
    ]


def test_own_blocks() -> None:
    """`journal.toml` needs no cycle, and holds what belongs to none."""
    new = (block(Profile(name="Ro", day="monday"), "a"), block(Star(tips=(5,)), "b"), block(Voice(text="ah"), "c"))
    data = append_events(format_header(None), new, "journal.toml")
    file = parse_file(data, "journal.toml")
    assert replace(file, tables=()) == RawParsedFile("journal.toml", None, new, {"a": 3, "b": 10, "c": 18})
    assert [(kind, block) for kind, _, block in file.tables] == [
        ("profile", new[0]), ("star", new[1]), ("voice", new[2]),
    ]  # fmt: skip


# Laws.

comments = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(lambda text: f"# {text}")
own_lines = st.one_of(comments, st.just(""), st.just("   "), st.just("\t# ["))
own_keys = st.sampled_from(
    ['mood = "[[note]]"', "x-y = {a = [1, 2]}", '"a b" = 1979-05-27T07:32:00Z', "z = '''\n[[note]]\n'''"]
)


@st.composite
def files(draw: st.DrawFn) -> tuple[CycleHeader, tuple[Event, ...], bytes]:
    """A cycle file as tipcycle and a person made it together: blocks, comments, keys of one's own, line ends."""
    header = draw(headers())
    every = draw(event_lists(cycle_payloads))
    data = append_events(format_header(header), every, name_of(header)) if every else format_header(header)
    parts = data.decode().split("\n[[")
    text = parts[0]
    for part in parts[1:]:
        text += "".join("\n" + line for line in draw(st.lists(own_lines, max_size=3))) + "\n[[" + part.rstrip("\n")
        text += "\n" + draw(own_keys) + "\n" if draw(st.booleans()) and "[" not in part.split("\n")[-1] else "\n"
    text += draw(st.sampled_from(["", "# the end", "\n\n", "\n[mine]\nx = 1"]))
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return header, every, draw(st.sampled_from([b"", BOM])) + text.replace("\n", ends).encode()


def name_of(header: CycleHeader) -> str:
    """The name of a cycle's file."""
    return f"cycles/{header.starts}.toml"


@given(headers(), event_lists(cycle_payloads, min_size=1))
@settings(deadline=None)
def test_blocks_to_text_to_blocks(header: CycleHeader, every: tuple[Event, ...]) -> None:
    """The blocks of a cycle, written and read, are the same blocks."""
    data = append_events(format_header(header), every, name_of(header))
    file = parse_file(data, name_of(header))
    assert (file.header, Counter(file.events), file.problems) == (header, Counter(every), ())


@given(event_lists(journal_payloads, min_size=1))
@settings(deadline=None)
def test_own_blocks_to_text_to_blocks(every: tuple[Event, ...]) -> None:
    """The blocks of `journal.toml`, written and read, are the same blocks."""
    data = append_events(format_header(None), every, "journal.toml")
    assert Counter(parse_file(data, "journal.toml").events) == Counter(every)


@given(files(), event_lists(cycle_payloads, min_size=1, max_size=3))
@settings(deadline=None)
def test_only_added_to(made: tuple[CycleHeader, tuple[Event, ...], bytes], new: tuple[Event, ...]) -> None:
    """The new file begins with exactly the old bytes, and says what the old one said and the new blocks."""
    header, old, data = made
    assume(not {block.id for block in old} & {block.id for block in new})
    written = append_events(data, new, name_of(header))
    assert written.startswith(data)
    file = parse_file(written, name_of(header))
    assert (file.header, Counter(file.events)) == (header, Counter(old + new))
    before = parse_file(data, name_of(header)).problems
    assert file.problems == before
    assert {problem.severity for problem in before} <= {"remark"}


@given(files())
@settings(deadline=None)
def test_line_of_every_block(made: tuple[CycleHeader, tuple[Event, ...], bytes]) -> None:
    """The line that is named for a block is the line of its header."""
    header, every, data = made
    lines = data.decode().split("\n")
    found = parse_file(data, name_of(header)).line_numbers
    assert set(found) == {block.id for block in every}
    for block in every:
        line = found[block.id]
        assert line is None or lines[line - 1].strip() == f"[[{event_kind(block.payload)}]]"


@given(headers(), event_lists(cycle_payloads, min_size=1), st.data())
@settings(deadline=None)
def test_one_broken_among_many(header: CycleHeader, every: tuple[Event, ...], data: st.DataObject) -> None:
    """A line of nonsense in one block hides that block, names its line, and hides no other."""
    broken = data.draw(st.integers(0, len(every) - 1))
    nonsense = data.draw(st.sampled_from(["did [5]", "=", "]]", "x = ", '"', "\udcff", "a = 1\na = 1", "id = 3 4"]))
    parts = append_events(format_header(header), every, name_of(header)).decode().split("\n[[")
    parts[broken + 1] = parts[broken + 1].replace("\n", f"\n{nonsense}\n", 1)
    whole = "\n[[".join(parts)
    file = parse_file(whole.encode("utf-8", "surrogateescape"), name_of(header))
    assert Counter(file.events) == Counter((*every[:broken], *every[broken + 1 :]))
    line = "\n[[".join(parts[: broken + 1]).count("\n") + 2
    assert [(problem.severity, problem.line) for problem in file.problems] == [("error", line)]


TOKENS = [
    b"[[", b"]]", b"[", b"]", b"{", b"}", b'"""', b"'''", b'"', b"'", b"=", b".", b",", b"#", b"\n", b"\r", b"\r\n",
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", BOM, b"\\u001b", b"\\", b"inf", b"nan", b"9" * 5000, b"2026-02-30",
    b".".join([b"a"] * 33), b"[[checkin]]\n", b"[checkin]\n", b"checkin = []\n", b"format = 2\n", b"[cycle]\n", b"- 1",
    b"9999-12-31", b"0001-01-01T00:00:00+23:59", b'"9999-W53"', b"true",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """The bytes of a sound file, with some of them flipped, cut, doubled, or made room for others."""
    header, _, data = draw(files())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 40)))
        middle = draw(
            st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=4) | st.just(b"") | st.just(data[at:to] * 2)
        )
        data = data[:at] + middle + data[to:]
    return name_of(header), data


def _harmless(data: bytes, name: str) -> None:
    """Reads and adds as a run would; asserts what holds for any bytes."""
    file = parse_file(data, name)
    assert all(isinstance(problem, Problem) and problem.file == name for problem in file.problems)
    assert all(problem.line is None or 1 <= problem.line <= data.count(b"\n") + 1 for problem in file.problems)
    try:
        new = append_events(data, (block(Voice(text="at last"), "a new id"),), name)
    except TipcycleError:
        return
    assert not file.is_damaged
    assert file.format == JOURNAL_FORMAT
    assert new.startswith(data)
    assert Counter(parse_file(new, name).events) > Counter(file.events)


@given(st.binary(max_size=200) | st.lists(st.sampled_from(TOKENS), max_size=12).map(b"".join))
@settings(deadline=None, max_examples=300)
def test_any_bytes(data: bytes) -> None:
    """No bytes make reading fail, and none that have an error are written to."""
    _harmless(data, NAME)
    _harmless(data, "journal.toml")


@given(mutated())
@settings(deadline=None, max_examples=400)
def test_mutated_text(made: tuple[str, bytes]) -> None:
    """However a sound file was damaged, reading does not fail, and what has an error is not written to."""
    name, data = made
    _harmless(data, name)
