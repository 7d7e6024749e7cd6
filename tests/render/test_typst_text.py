"""Text on its way to paper: whatever people type becomes something that a typesetter can set."""

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
SOFT = "\u200b"


@pytest.mark.parametrize(
    ("typed", "printed"),
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
def test_what_is_typed_and_what_is_printed(typed: str, printed: str) -> None:
    """Letters stay, control signs become visible, little pictures go, other scripts are held open."""
    assert printable_line(typed) == printed


@given(st.text())
def test_only_signs_of_the_font_reach_the_typesetter(typed: str) -> None:
    """After `flat` no sign is left that the font lacks, and none that cannot be seen but the places to break."""
    for sign in printable_line(typed).replace(GLYPH_PLACEHOLDER, "").replace(SOFT, ""):
        assert sign in font_characters()
        assert unicodedata.category(sign) not in ("Cc", "Cf", "Cn", "Co", "Cs")


@given(st.text(st.characters(exclude_categories=["Zs", "Cc"]), min_size=1, max_size=400))
def test_no_word_is_too_long_for_a_line(word: str) -> None:
    """A long word may break every few letters, so that nothing runs off the sheet."""
    marks = "Mn"
    for part in printable_line(word).replace(SOFT, " ").split(" "):
        assert len([sign for sign in part if unicodedata.category(sign) != marks]) < MIN_BREAKABLE_LENGTH


def test_a_sheet_for_others_cuts_what_nobody_would_read_and_the_diary_does_not() -> None:
    """A text of a megabyte ends with an ellipsis on the sheet, and is whole for its writer."""
    text = "word " * 200_000
    assert len(printable_line(text)) == MAX_TEXT_LENGTH + 1
    assert printable_line(text).endswith("…")
    assert printable_line(text, None) == text.strip()


def test_no_text_in_the_data_is_forgotten() -> None:
    """However deep a text lies, it is made harmless; numbers and gaps stay what they are."""
    data = {"a": ["\x1b", {"b": ("\x1b", 1, None, True)}]}
    assert printable_data(data) == {"a": ["\\u001b", {"b": ["\\u001b", 1, None, True]}]}


def test_a_hostile_text_keeps_no_control_sign() -> None:
    """Nothing in the known payloads reaches the typesetter as something other than text."""
    signs = {name: set(printable_line(payload)) - {SOFT} for name, payload in PAYLOADS.items()}
    assert [name for name, found in signs.items() if not all(map(str.isprintable, found))] == []


def test_the_fonts_that_come_along_have_the_letters_of_both_languages() -> None:
    """Regular and semibold hold the same signs, among them every letter and mark that Dutch and English use."""
    regular, semibold = (
        characters_in((FONTS / f"SourceSansPro-{cut}.otf").read_bytes()) for cut in ("Regular", "Semibold")
    )
    assert regular == semibold == font_characters()
    assert set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") <= regular
    assert set("áéíóúàèëïöüçñÁÉÍÓÚËÏÖÜĳĲ€…–—“”‘’„«»·→½%&@#*()[]{}/\\\"'") <= regular
    assert "漢" not in regular


def test_the_licence_goes_with_the_fonts() -> None:
    """The OFL lies beside the files it is for."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
