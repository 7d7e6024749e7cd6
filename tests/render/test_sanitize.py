"""`sanitize()` and `escape_json()`: no text can control the terminal (docs/reliability.md, T20)."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.render.sanitize import MAX_COMBINING_MARKS, escape_json, sanitize

UNSAFE_RANGES = (
    (0x00, 0x1F), (0x7F, 0x7F), (0x80, 0x9F), (0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F), (0x2028, 0x2029),
    (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFC), (0xE0000, 0xE007F),
    (0xD800, 0xDFFF),
)  # fmt: skip
"""The code points that can control a terminal, or hide or reorder text."""

UNSAFE_CODE_POINTS = {code for first, last in UNSAFE_RANGES for code in range(first, last + 1)} - {0x09}


def escaped(code: int) -> str:
    """Return the escape of an unsafe code point, such as `\\u001b`."""
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_unsafe_characters_are_escaped(text: str, expected: str) -> None:
    """All other characters stay unchanged."""
    assert sanitize(text) == expected


def test_multiline_keeps_only_line_feeds() -> None:
    assert sanitize("one\ntwo\x1b\r", multiline=True) == "one\ntwo\\u001b\\u000d"


@pytest.mark.parametrize("multiline", [False, True], ids=["single-line", "multiline"])
def test_exactly_the_unsafe_code_points_are_escaped(multiline: bool) -> None:
    """The test covers every code point of Unicode."""
    unsafe = UNSAFE_CODE_POINTS - {0x0A} if multiline else UNSAFE_CODE_POINTS
    for first in range(0, sys.maxunicode + 1, 0x1000):
        codes = range(first, first + 0x1000)
        actual = sanitize("".join(f"a{chr(code)}" for code in codes), multiline=multiline)
        expected = "".join(f"a{escaped(code) if code in unsafe else chr(code)}" for code in codes)
        assert actual == expected, f"U+{first:04X} and what follows"


def test_no_unsafe_code_point_stays_within_a_word() -> None:
    """The text has every unsafe code point between two letters."""
    text = "".join(f"a{chr(code)}b" for code in sorted(UNSAFE_CODE_POINTS))
    assert not {ord(character) for character in sanitize(text)} & UNSAFE_CODE_POINTS
    assert not {ord(character) for character in sanitize(text, multiline=True)} & (UNSAFE_CODE_POINTS - {0x0A})


@given(st.text(alphabet=st.characters(codec=None)))
def test_sanitize_is_idempotent(text: str) -> None:
    """The result has no unsafe code point."""
    sanitized = sanitize(text)
    assert sanitize(sanitized) == sanitized
    assert not {ord(character) for character in sanitized} & UNSAFE_CODE_POINTS


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u0e49", "\ufe0f"], ids=["mn", "me", "thai", "selector"])
@pytest.mark.parametrize("joiner", ["", "\u200d", "\u200c", "\u00ad"], ids=["bare", "joiner", "non-joiner", "hyphen"])
def test_combining_marks_are_limited(mark: str, joiner: str) -> None:
    """A base keeps at most 8 combining marks. A character without width is not a new base."""
    sanitized = sanitize(("e" + (mark + joiner) * 5000 + " ") * 2)
    assert sanitized.count(mark) == 2 * MAX_COMBINING_MARKS == 16


def test_combining_marks_of_real_languages_stay() -> None:
    """Vietnamese, Hebrew and Thai texts stay unchanged."""
    for text in ("tie\u0302\u0301ng Vie\u0323\u0302t", "שָׁלוֹם", "ที่นี่"):
        assert sanitize(text) == text


@given(st.text(alphabet=st.characters(codec=None)))
def test_escape_json_keeps_values_and_escapes_unsafe_characters(text: str) -> None:
    document = escape_json(json.dumps({"text": text}, ensure_ascii=False, indent=2))
    assert json.loads(document) == {"text": text}
    assert not {ord(character) for character in document} & (UNSAFE_CODE_POINTS - {0x0A})
    assert document.encode("utf-8")


def test_escape_json_escapes_every_unsafe_code_point() -> None:
    """A code point above U+FFFF becomes a surrogate pair."""
    text = "".join(map(chr, sorted(UNSAFE_CODE_POINTS)))
    document = escape_json(json.dumps(text, ensure_ascii=False))
    assert document.isascii()
    assert json.loads(document).encode("utf-16-be", "surrogatepass") == text.encode("utf-16-be", "surrogatepass")


def test_escape_json_keeps_letters_emoji_and_marks() -> None:
    text = "één ‖ 🙂 " + "e" + "\u0301" * 12
    assert escape_json(json.dumps(text, ensure_ascii=False)) == f'"{text}"'


def test_unsafe_ranges_include_all_unicode_controls() -> None:
    """No control character, line separator or surrogate is missing."""
    controls = {
        code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp")
    }
    assert controls - {0x09} <= UNSAFE_CODE_POINTS
