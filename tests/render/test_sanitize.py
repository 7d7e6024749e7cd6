"""`safe(text)` (docs/reliability.md, T20): nothing from a file or an argument can steer a terminal."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.render.sanitize import MAX_COMBINING_MARKS, escape_json, sanitize

LISTED = (
    (0x00, 0x1F), (0x7F, 0x7F), (0x80, 0x9F), (0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F), (0x2028, 0x2029),
    (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC), (0xE0000, 0xE007F),
    (0xD800, 0xDFFF),
)  # fmt: skip
"""The code points that can steer a terminal, or hide or turn what stands there."""

HOSTILE = {code for first, last in LISTED for code in range(first, last + 1)} - {0x09}


def visible(code: int) -> str:
    """How a hostile code point is shown: like `\\u001b`."""
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\u001b[31mred\u001b[0m"),
        ("\x1b]0;title\x07", r"\u001b]0;title\u0007"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "\\u001b]8;;http://x\\u001b\\link\\u001b]8;;\\u001b\\"),
        ("\x1b]52;c;aGk=\x07", r"\u001b]52;c;aGk=\u0007"),
        ("\x9b31m", r"\u009b31m"),
        ("a\rb", r"a\u000db"),
        ("a\x08b", r"a\u0008b"),
        ("a\0b", r"a\u0000b"),
        ("a\x7fb", r"a\u007fb"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2066a\u2069", r"\u2066a\u2069"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("\U000e0041tag", r"\U000e0041tag"),
        ("lone \ud800 half", r"lone \ud800 half"),
        ("one\u2028two", r"one\u2028two"),
        ("one\ntwo", r"one\u000atwo"),
        ("a\tb", "a\tb"),
        ("één café, 中文, 🙂, ●◆○–‖·", "één café, 中文, 🙂, ●◆○–‖·"),
        ("", ""),
        ("[red]not markup[/red] :smile:", "[red]not markup[/red] :smile:"),
    ],
    ids=[
        "colour", "title", "link", "clipboard", "c1", "carriage-return", "backspace", "nul", "del", "override",
        "isolate", "zero-width", "tag", "surrogate", "separator", "line-feed", "tab", "letters", "empty", "markup",
    ],
)  # fmt: skip
def test_hostile_text_becomes_visible(text: str, shown: str) -> None:
    """What could steer a terminal is shown as its number; everything else stays as it is."""
    assert sanitize(text) == shown


def test_a_line_feed_stays_where_lines_are_meant() -> None:
    """With `lines`, a line feed is kept and nothing else of the hostile is."""
    assert sanitize("one\ntwo\x1b\r", multiline=True) == "one\ntwo\\u001b\\u000d"


@pytest.mark.parametrize("lines", [False, True], ids=["in-a-line", "in-lines"])
def test_every_code_point_there_is(lines: bool) -> None:
    """All listed code points are made visible, and of the other million none is touched."""
    hostile = HOSTILE - {0x0A} if lines else HOSTILE
    for first in range(0, sys.maxunicode + 1, 0x1000):
        codes = range(first, first + 0x1000)
        shown = sanitize("".join(f"a{chr(code)}" for code in codes), multiline=lines)
        wanted = "".join(f"a{visible(code) if code in hostile else chr(code)}" for code in codes)
        assert shown == wanted, f"U+{first:04X} and what follows"


def test_every_listed_code_point_within_a_word() -> None:
    """In one text of all listed code points, each between two letters, none is left."""
    text = "".join(f"a{chr(code)}b" for code in sorted(HOSTILE))
    assert not {ord(letter) for letter in sanitize(text)} & HOSTILE
    assert not {ord(letter) for letter in sanitize(text, multiline=True)} & (HOSTILE - {0x0A})


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_safe_text_is_safe_already(text: str) -> None:
    """Made safe twice is made safe once, and nothing listed is in it."""
    once = sanitize(text)
    assert sanitize(once) == once
    assert not {ord(letter) for letter in once} & HOSTILE


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0e49", "\ufe0f"], ids=["mn", "me", "thai", "selector"])
@pytest.mark.parametrize("joint", ["", "\u200d", "\u200c", "\u00ad"], ids=["bare", "joiner", "non-joiner", "hyphen"])
def test_marks_on_one_base_are_few(mark: str, joint: str) -> None:
    """At most 8 combining marks stay on a base, and what has no width of its own is no new base."""
    shown = sanitize(("e" + (mark + joint) * 5000 + " ") * 2)
    assert shown.count(mark) == 2 * MAX_COMBINING_MARKS == 16


def test_as_many_marks_as_a_language_needs_stay() -> None:
    """Vietnamese, Hebrew and Thai are written as they are."""
    for text in ("tie\u0302\u0301ng Vie\u0323\u0302t", "שָׁלוֹם", "ที่นี่"):
        assert sanitize(text) == text


@given(st.text(alphabet=st.characters(codec=None)))
def test_json_keeps_the_value_and_escapes_the_signs(text: str) -> None:
    """A JSON document with hostile text reads back as that text, and holds none of the hostile code points."""
    document = escape_json(json.dumps({"text": text}, ensure_ascii=False, indent=2))
    assert json.loads(document) == {"text": text}
    assert not {ord(letter) for letter in document} & (HOSTILE - {0x0A})
    assert document.encode("utf-8")


def test_json_escapes_every_listed_code_point() -> None:
    """All of them at once, those beyond the first plane as two halves."""
    text = "".join(map(chr, sorted(HOSTILE)))
    document = escape_json(json.dumps(text, ensure_ascii=False))
    assert document.isascii()
    assert json.loads(document).encode("utf-16-be", "surrogatepass") == text.encode("utf-16-be", "surrogatepass")


def test_json_leaves_letters_as_they_are() -> None:
    """Letters, emoji and marks are not escaped: a program may show them."""
    text = "één ‖ 🙂 " + "e" + "\u0301" * 12
    assert escape_json(json.dumps(text, ensure_ascii=False)) == f'"{text}"'


def test_the_list_knows_every_control_of_unicode() -> None:
    """No control, separator of lines or surrogate is missing from the list of the specification."""
    controls = {c for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) in ("Cc", "Cs", "Zl", "Zp")}
    assert controls - {0x09} <= HOSTILE
