"""What lies on the shelf under a filter."""

import pytest

from tests.picker.shelves import EN, NL, shelf
from tipcycle.core.tips import Kind
from tipcycle.picker.finding import Filter, entries, understood
from tipcycle.picker.phrases import names


def numbers(wanted: Filter, **told: object) -> list[int]:
    on = shelf(**told)
    return [entry.tip.id for entry in entries(on, on.starred, wanted) if entry.tip]


def test_every_theme_stands_behind_its_door() -> None:
    """In the order of the themes, the manager's own last."""
    found = entries(shelf(), frozenset(), Filter())
    assert [(entry.theme.slug if entry.theme else None, entry.count) for entry in found if entry.tip is None] == [
        ("lead", 4),
        ("listen", 3),
        ("small", 3),
        (None, 1),
    ]


def test_a_door_with_nothing_behind_it_is_gone() -> None:
    """Narrowed to builds, the manager's own theme has none."""
    found = entries(shelf(), frozenset(), Filter(kind=Kind.BUILD))
    assert [entry.count for entry in found if entry.tip is None] == [1, 1, 1]


NARROWED: list[tuple[str, Filter, list[int]]] = [
    ("a word of a title", Filter("breaths"), [6]),
    ("a word of the other language", Filter("stoel"), [10]),
    ("a word of a theme", Filter("listen"), [5, 6, 7]),
    ("a number", Filter("8"), [8]),
    ("how often", Filter(kind=Kind.REFLEX), [2, 6, 9]),
    ("starred", Filter(starred=True), [2, 7]),
    ("new", Filter(new=True), [1, 3, 5, 6, 7, 9, 10, 201]),
    ("words and how often", Filter("wait", kind=Kind.REFLEX), [6]),
    ("nothing is like that", Filter("xylophone"), []),
]


@pytest.mark.parametrize(("wanted", "tips"), [row[1:] for row in NARROWED], ids=[row[0] for row in NARROWED])
def test_the_shelf_is_narrowed(wanted: Filter, tips: list[int]) -> None:
    """By words of a title, a text or a theme, by how often, by a star, by being new."""
    found = numbers(wanted, starred=frozenset({2, 7}), picked_in={2: (1,), 4: (1,), 8: (1, 2)})
    assert sorted(found) == tips


def test_words_put_the_best_first() -> None:
    """A title outranks a text; without doors between them."""
    found = entries(shelf(), frozenset(), Filter("customer"))
    assert all(entry.tip for entry in found)
    assert {entry.tip.id for entry in found[:4] if entry.tip} == {2, 4, 7, 8}


TYPED = [
    ("how often", EN, "every week", Filter(kind=Kind.RITUAL)),
    ("how often, and a word", EN, "desk every week", Filter("desk", kind=Kind.RITUAL)),
    ("a part of how often is a word", EN, "every", Filter("every")),
    ("in Dutch, with capitals", NL, "Elke Week balie", Filter("balie", kind=Kind.RITUAL)),
    ("when it arises", NL, "als het zich voordoet", Filter(kind=Kind.REFLEX)),
    ("starred", EN, "starred", Filter(starred=True)),
    ("a star", EN, "* customer", Filter("customer", starred=True)),
    ("new", EN, "new", Filter(new=True)),
    ("new is part of another word", EN, "newcomer", Filter("newcomer")),
    ("accents do not count", EN, "één", Filter("een")),
]


@pytest.mark.parametrize(("words", "typed", "meant"), [row[1:] for row in TYPED], ids=[row[0] for row in TYPED])
def test_what_is_typed_narrows_like_the_keys_do(words: object, typed: str, meant: Filter) -> None:
    """The label of how often, of a star and of new; everything else is looked for."""
    on = shelf(picked_in={2: (1,)})
    assert understood(Filter(typed), names(on, words)) == meant  # type: ignore[arg-type]


def test_new_is_a_word_while_everything_is_new() -> None:
    """In the first cycle it can only be meant as a word of a tip."""
    assert understood(Filter("new"), names(shelf(), EN)) == Filter("new")


def test_how_often_goes_round() -> None:
    """All, then each kind, then all again."""
    wanted, seen = Filter("desk"), []
    for _ in range(4):
        wanted = wanted.next_kind()
        seen.append(wanted.kind)
    assert seen == [Kind.RITUAL, Kind.REFLEX, Kind.BUILD, None]
    assert wanted == Filter("desk")
