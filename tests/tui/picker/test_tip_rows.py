"""The layout of the rows and of the key bars, without a screen."""

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
def test_wrapped_lines_fit_the_width(text: str, width: int) -> None:
    """No word is lost, in any script."""
    lines = wrap_text(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(1, 40))
def test_truncated_text_fits_the_width(text: str, width: int) -> None:
    """A text that is cut ends with an ellipsis."""
    short = truncate(text, width)
    assert cell_len(short) <= max(1, width)
    assert short == text or short.endswith("…")


@pytest.mark.parametrize("width", [20, 35, 60, 100])
def test_rows_have_consecutive_lines(width: int) -> None:
    """There is an empty line before each theme except the first."""
    rows = layout_rows(
        list_entries(picker_data(), frozenset(), TipFilter()),
        "en",
        width,
        number_width=3,
        own_label="Your own",
        show_questions=True,
    )
    line = 0
    for index, row in enumerate(rows):
        line += 1 if index and row.entry.tip is None else 0
        assert row.first_line == line
        assert row.end_line == row.first_line + len(row.lines)
        assert all(cell_len(text) + (title_column(3) if row.entry.tip else 2) <= width for text in row.lines)
        line = row.end_line


def test_adjacent_theme_works_in_both_directions() -> None:
    """The row stays the same if there is no theme in that direction."""
    rows = layout_rows(
        list_entries(picker_data(), frozenset(), TipFilter()),
        "en",
        60,
        number_width=3,
        own_label="Your own",
        show_questions=False,
    )
    assert [adjacent_theme(rows, index, 1) for index in (0, 2, 13, 14)] == [5, 5, 13, 14]
    assert [adjacent_theme(rows, index, -1) for index in (0, 2, 5, 14)] == [0, 0, 0, 13]


@pytest.mark.parametrize("translator", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("width", [10, 40, 58, 78, 200])
def test_key_bar_fits_the_width(translator: object, width: int) -> None:
    """The key with the highest priority is always shown."""
    for make_keys in (list_keys, details_keys, reasons_keys, filter_keys, confirm_keys):
        keys = make_keys(translator)  # type: ignore[arg-type]
        visible_keys = fit_keys(keys, width)
        assert sum(key.width + KEY_GAP for key in visible_keys) - KEY_GAP <= width or len(visible_keys) == 1
        assert max(keys, key=lambda key: key.priority) in visible_keys
        assert len(visible_keys) == len(keys) or width < 200


def test_essential_keys_are_shown_at_60_columns() -> None:
    for translator in (EN, NL):
        assert {"choose", "search", "propose", "done", "help"} <= {
            key.action for key in fit_keys(list_keys(translator), 58)
        }
