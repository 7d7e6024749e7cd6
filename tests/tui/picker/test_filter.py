"""The filter of the picker, and the order of the listed tips."""

import pytest

from tests.tui.picker.driver import EN, NL, picker_data
from tipcycle.core.tips import TipKind
from tipcycle.tui.picker.filter import TipFilter, list_entries, parse_filter
from tipcycle.tui.picker.texts import filter_terms


def listed_tips(tip_filter: TipFilter, **overrides: object) -> list[int]:
    """Return the numbers of the tips that are listed with a filter."""
    data = picker_data(**overrides)
    return [entry.tip.id for entry in list_entries(data, data.starred, tip_filter) if entry.tip]


def test_each_theme_has_a_heading_with_its_tip_count() -> None:
    """The themes are in catalogue order, and the own tips are last."""
    entries = list_entries(picker_data(), frozenset(), TipFilter())
    assert [(entry.theme.slug if entry.theme else None, entry.count) for entry in entries if entry.tip is None] == [
        ("lead", 4),
        ("listen", 3),
        ("small", 3),
        (None, 1),
    ]


def test_theme_without_matching_tips_is_not_listed() -> None:
    entries = list_entries(picker_data(), frozenset(), TipFilter(kind=TipKind.BUILD))
    assert [entry.count for entry in entries if entry.tip is None] == [1, 1, 1]


FILTERS: list[tuple[str, TipFilter, list[int]]] = [
    ("a word of a title", TipFilter("breaths"), [6]),
    ("a word of the other language", TipFilter("stoel"), [10]),
    ("a word of a theme", TipFilter("listen"), [5, 6, 7]),
    ("a number", TipFilter("8"), [8]),
    ("frequency", TipFilter(kind=TipKind.REFLEX), [2, 6, 9]),
    ("starred", TipFilter(starred_only=True), [2, 7]),
    ("new", TipFilter(new_only=True), [1, 3, 5, 6, 7, 9, 10, 201]),
    ("words and frequency", TipFilter("wait", kind=TipKind.REFLEX), [6]),
    ("no match", TipFilter("xylophone"), []),
]


@pytest.mark.parametrize(("tip_filter", "expected"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_filter_selects_tips(tip_filter: TipFilter, expected: list[int]) -> None:
    """A filter selects by words of a title, a text or a theme, by frequency, by star, or new tips only."""
    listed = listed_tips(tip_filter, starred=frozenset({2, 7}), cycles_by_tip={2: (1,), 4: (1,), 8: (1, 2)})
    assert sorted(listed) == expected


def test_search_lists_the_best_match_first() -> None:
    """A match in a title is better than one in a text. There are no theme headings."""
    entries = list_entries(picker_data(), frozenset(), TipFilter("customer"))
    assert all(entry.tip for entry in entries)
    assert {entry.tip.id for entry in entries[:4] if entry.tip} == {2, 4, 7, 8}


TYPED_FILTERS = [
    ("frequency", EN, "every week", TipFilter(kind=TipKind.RITUAL)),
    ("frequency and a word", EN, "desk every week", TipFilter("desk", kind=TipKind.RITUAL)),
    ("part of a frequency is a word", EN, "every", TipFilter("every")),
    ("in Dutch, with capitals", NL, "Elke Week balie", TipFilter("balie", kind=TipKind.RITUAL)),
    ("when it arises", NL, "als het zich voordoet", TipFilter(kind=TipKind.REFLEX)),
    ("starred", EN, "starred", TipFilter(starred_only=True)),
    ("a star", EN, "* customer", TipFilter("customer", starred_only=True)),
    ("new", EN, "new", TipFilter(new_only=True)),
    ("new is part of another word", EN, "newcomer", TipFilter("newcomer")),
    ("accents are ignored", EN, "één", TipFilter("een")),
]


@pytest.mark.parametrize(
    ("translator", "text", "expected"), [row[1:] for row in TYPED_FILTERS], ids=[row[0] for row in TYPED_FILTERS]
)
def test_typed_labels_set_the_same_filters_as_keys(translator: object, text: str, expected: TipFilter) -> None:
    """The label of a frequency, of starred tips or of new tips sets a filter. Other words are searched."""
    data = picker_data(cycles_by_tip={2: (1,)})
    assert parse_filter(TipFilter(text), filter_terms(data, translator)) == expected  # type: ignore[arg-type]


def test_new_is_a_search_word_before_the_first_pick() -> None:
    assert parse_filter(TipFilter("new"), filter_terms(picker_data(), EN)) == TipFilter("new")


def test_next_kind_returns_to_all_after_the_last_kind() -> None:
    tip_filter, kinds = TipFilter("desk"), []
    for _ in range(4):
        tip_filter = tip_filter.with_next_kind()
        kinds.append(tip_filter.kind)
    assert kinds == [TipKind.RITUAL, TipKind.REFLEX, TipKind.BUILD, None]
    assert tip_filter == TipFilter("desk")
