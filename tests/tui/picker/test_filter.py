"""What lies on the shelf under a filter."""

import pytest

from tests.tui.picker.driver import EN, NL, picker_data
from tipcycle.core.tips import TipKind
from tipcycle.tui.picker.filter import TipFilter, list_entries, parse_filter
from tipcycle.tui.picker.texts import filter_terms


def numbers(wanted: TipFilter, **told: object) -> list[int]:
    on = picker_data(**told)
    return [entry.tip.id for entry in list_entries(on, on.starred, wanted) if entry.tip]


def test_every_theme_stands_behind_its_door() -> None:
    """In the order of the themes, the manager's own last."""
    found = list_entries(picker_data(), frozenset(), TipFilter())
    assert [(entry.theme.slug if entry.theme else None, entry.count) for entry in found if entry.tip is None] == [
        ("lead", 4),
        ("listen", 3),
        ("small", 3),
        (None, 1),
    ]


def test_a_door_with_nothing_behind_it_is_gone() -> None:
    """Narrowed to builds, the manager's own theme has none."""
    found = list_entries(picker_data(), frozenset(), TipFilter(kind=TipKind.BUILD))
    assert [entry.count for entry in found if entry.tip is None] == [1, 1, 1]


NARROWED: list[tuple[str, TipFilter, list[int]]] = [
    ("a word of a title", TipFilter("breaths"), [6]),
    ("a word of the other language", TipFilter("stoel"), [10]),
    ("a word of a theme", TipFilter("listen"), [5, 6, 7]),
    ("a number", TipFilter("8"), [8]),
    ("how often", TipFilter(kind=TipKind.REFLEX), [2, 6, 9]),
    ("starred", TipFilter(starred_only=True), [2, 7]),
    ("new", TipFilter(new_only=True), [1, 3, 5, 6, 7, 9, 10, 201]),
    ("words and how often", TipFilter("wait", kind=TipKind.REFLEX), [6]),
    ("nothing is like that", TipFilter("xylophone"), []),
]


@pytest.mark.parametrize(("wanted", "tips"), [row[1:] for row in NARROWED], ids=[row[0] for row in NARROWED])
def test_the_shelf_is_narrowed(wanted: TipFilter, tips: list[int]) -> None:
    """By words of a title, a text or a theme, by how often, by a star, by being new."""
    found = numbers(wanted, starred=frozenset({2, 7}), cycles_by_tip={2: (1,), 4: (1,), 8: (1, 2)})
    assert sorted(found) == tips


def test_words_put_the_best_first() -> None:
    """A title outranks a text; without doors between them."""
    found = list_entries(picker_data(), frozenset(), TipFilter("customer"))
    assert all(entry.tip for entry in found)
    assert {entry.tip.id for entry in found[:4] if entry.tip} == {2, 4, 7, 8}


TYPED = [
    ("how often", EN, "every week", TipFilter(kind=TipKind.RITUAL)),
    ("how often, and a word", EN, "desk every week", TipFilter("desk", kind=TipKind.RITUAL)),
    ("a part of how often is a word", EN, "every", TipFilter("every")),
    ("in Dutch, with capitals", NL, "Elke Week balie", TipFilter("balie", kind=TipKind.RITUAL)),
    ("when it arises", NL, "als het zich voordoet", TipFilter(kind=TipKind.REFLEX)),
    ("starred", EN, "starred", TipFilter(starred_only=True)),
    ("a star", EN, "* customer", TipFilter("customer", starred_only=True)),
    ("new", EN, "new", TipFilter(new_only=True)),
    ("new is part of another word", EN, "newcomer", TipFilter("newcomer")),
    ("accents do not count", EN, "één", TipFilter("een")),
]


@pytest.mark.parametrize(("words", "typed", "meant"), [row[1:] for row in TYPED], ids=[row[0] for row in TYPED])
def test_what_is_typed_narrows_like_the_keys_do(words: object, typed: str, meant: TipFilter) -> None:
    """The label of how often, of a star and of new; everything else is looked for."""
    on = picker_data(cycles_by_tip={2: (1,)})
    assert parse_filter(TipFilter(typed), filter_terms(on, words)) == meant  # type: ignore[arg-type]


def test_new_is_a_word_while_everything_is_new() -> None:
    """In the first cycle it can only be meant as a word of a tip."""
    assert parse_filter(TipFilter("new"), filter_terms(picker_data(), EN)) == TipFilter("new")


def test_how_often_goes_round() -> None:
    """All, then each kind, then all again."""
    wanted, seen = TipFilter("desk"), []
    for _ in range(4):
        wanted = wanted.with_next_kind()
        seen.append(wanted.kind)
    assert seen == [TipKind.RITUAL, TipKind.REFLEX, TipKind.BUILD, None]
    assert wanted == TipFilter("desk")
