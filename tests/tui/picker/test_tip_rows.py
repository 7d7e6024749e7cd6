"""Lines and widths, without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.picker.driver import EN, NL, picker_data
from tipcycle.render.text_layout import wrap_text
from tipcycle.tui.picker.filter import TipFilter, list_entries
from tipcycle.tui.picker.keys import KEY_GAP, confirm_keys, details_keys, filter_keys, fit_keys, list_keys, reasons_keys
from tipcycle.tui.picker.tip_rows import adjacent_theme, layout_rows, title_column, truncate

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me"]), max_size=60)


@given(TEXTS, st.integers(10, 40))
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    """Whatever is written, in whatever script; and no word is lost."""
    lines = wrap_text(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(1, 40))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    """It is the text itself, or says by … that it was cut."""
    short = truncate(text, width)
    assert cell_len(short) <= max(1, width)
    assert short == text or short.endswith("…")


@pytest.mark.parametrize("width", [20, 35, 60, 100])
def test_rows_follow_each_other(width: int) -> None:
    """Each row begins where the one before ended, a door one line later."""
    rows = layout_rows(
        list_entries(picker_data(), frozenset(), TipFilter()),
        "en",
        width,
        number_width=3,
        own_label="Your own",
        show_questions=True,
    )
    line = 0
    for place, row in enumerate(rows):
        line += 1 if place and row.entry.tip is None else 0
        assert row.first_line == line
        assert row.end_line == row.first_line + len(row.lines)
        assert all(cell_len(text) + (title_column(3) if row.entry.tip else 2) <= width for text in row.lines)
        line = row.end_line


def test_doors_are_found_in_both_directions() -> None:
    """The next and the one before, and staying where there is none."""
    rows = layout_rows(
        list_entries(picker_data(), frozenset(), TipFilter()),
        "en",
        60,
        number_width=3,
        own_label="Your own",
        show_questions=False,
    )
    assert [adjacent_theme(rows, place, 1) for place in (0, 2, 13, 14)] == [5, 5, 13, 14]
    assert [adjacent_theme(rows, place, -1) for place in (0, 2, 5, 14)] == [0, 0, 0, 13]


@pytest.mark.parametrize("words", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("width", [10, 40, 58, 78, 200])
def test_a_bar_of_keys_fits(words: object, width: int) -> None:
    """In both languages; what is dearest stays longest."""
    for bar in (list_keys, details_keys, reasons_keys, filter_keys, confirm_keys):
        every = bar(words)  # type: ignore[arg-type]
        kept = fit_keys(every, width)
        assert sum(key.width + KEY_GAP for key in kept) - KEY_GAP <= width or len(kept) == 1
        assert max(every, key=lambda key: key.priority) in kept
        assert len(kept) == len(every) or width < 200


def test_the_way_on_is_shown_at_sixty_columns() -> None:
    """Choosing, searching, proposing, being done and the help have their keys on the smallest screen."""
    for words in (EN, NL):
        assert {"choose", "search", "propose", "done", "help"} <= {key.action for key in fit_keys(list_keys(words), 58)}
