"""Text for Typst: any user text becomes text that the embedded font can show."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tipcycle.render
from tests.render.injection_payloads import PAYLOADS
from tipcycle.render.typst_text import (
    GLYPH_PLACEHOLDER,
    MAX_TEXT_LENGTH,
    MIN_BREAKABLE_LENGTH,
    characters_in,
    font_characters,
    printable_data,
    printable_line,
)

FONTS = Path(tipcycle.render.__file__).parent / "templates" / "fonts"
BREAK_OPPORTUNITY = "\u200b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: that is fine — 100 %.", "He said: that is fine — 100 %."),
        ("Één café, naïef, Ĳsland, Łódź, Ελλάδα, Київ", "Één café, naïef, Ĳsland, Łódź, Ελλάδα, Київ"),
        ("one\r\ntwo\t three ", "one two three"),
        ("bell\x07", "bell\\u0007"),
        ("\u202eback", "\\u202eback"),
        ("e\u0301", "é"),
        ("well done 👍🏽", "well done"),
        ("👍", GLYPH_PLACEHOLDER),
        ("漢字 said 漢", f"{GLYPH_PLACEHOLDER} said {GLYPH_PLACEHOLDER}"),
        ("soft\u00adhyphen", "softhyphen"),
        ("thin\u2009space", "thin space"),
        ("", ""),
    ],
    ids=["plain", "alphabets", "lines", "bell", "rlo", "composed", "picture", "only-a-picture", "other-script",
         "soft-hyphen", "thin-space", "empty"],
)  # fmt: skip
def test_printable_line_replaces_unprintable_characters(text: str, expected: str) -> None:
    """Letters stay, control characters are escaped, emoji are dropped, and other scripts become placeholders."""
    assert printable_line(text) == expected


@given(st.text())
def test_printable_line_has_only_font_characters(text: str) -> None:
    """The only invisible characters are the break opportunities."""
    for character in printable_line(text).replace(GLYPH_PLACEHOLDER, "").replace(BREAK_OPPORTUNITY, ""):
        assert character in font_characters()
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cn", "Co", "Cs")


@given(st.text(st.characters(exclude_categories=["Zs", "Cc"]), min_size=1, max_size=400))
def test_long_word_can_break(word: str) -> None:
    """A long word has a break opportunity every few letters, so that it never overflows the page."""
    mark_category = "Mn"
    for part in printable_line(word).replace(BREAK_OPPORTUNITY, " ").split(" "):
        assert (
            len([character for character in part if unicodedata.category(character) != mark_category])
            < MIN_BREAKABLE_LENGTH
        )


def test_long_text_is_cut_unless_there_is_no_limit() -> None:
    """A text that is cut ends with an ellipsis."""
    text = "word " * 200_000
    assert len(printable_line(text)) == MAX_TEXT_LENGTH + 1
    assert printable_line(text).endswith("…")
    assert printable_line(text, None) == text.strip()


def test_printable_data_converts_nested_texts() -> None:
    """Numbers, booleans and None stay unchanged."""
    data = {"a": ["\x1b", {"b": ("\x1b", 1, None, True)}]}
    assert printable_data(data) == {"a": ["\\u001b", {"b": ["\\u001b", 1, None, True]}]}


def test_payloads_keep_no_control_characters() -> None:
    characters_by_name = {
        name: set(printable_line(payload)) - {BREAK_OPPORTUNITY} for name, payload in PAYLOADS.items()
    }
    assert [name for name, characters in characters_by_name.items() if not all(map(str.isprintable, characters))] == []


def test_packaged_fonts_have_the_letters_of_both_languages() -> None:
    """The regular and the semibold font have the same characters."""
    regular, semibold = (
        characters_in((FONTS / f"SourceSansPro-{weight}.otf").read_bytes()) for weight in ("Regular", "Semibold")
    )
    assert regular == semibold == font_characters()
    assert set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") <= regular
    assert set("áéíóúàèëïöüçñÁÉÍÓÚËÏÖÜĳĲ€…–—“”‘’„«»·→½%&@#*()[]{}/\\\"'") <= regular
    assert "漢" not in regular


def test_fonts_are_packaged_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
