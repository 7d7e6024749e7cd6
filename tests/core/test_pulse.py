"""Two realities or one room, and the floor under it: nobody's answer can be read out of what is kept or shown."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.writing import cycle, grown, journal, picked
from tipcycle.core.blocks import Journal, Pulse
from tipcycle.core.cycle import fold_all
from tipcycle.core.edits.undo import undo
from tipcycle.core.errors import MissingFlags, OutOfScale, SinglesOut
from tipcycle.core.pulse import FLOOR, Tally, counts_of, median, record_pulse, singles_out, tallies

CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
IN_ONE = "2026-03-06"


def on(text: str) -> date:
    return date.fromisoformat(text)


def two() -> Journal:
    """A closed cycle from 2 March, and the next from 4 May."""
    return journal(cycle(picked(CLOSE)), cycle(picked(), starts="2026-05-04", anchor="2026-03-02"))


def asked(
    told: Journal, others: str = "", *, day: str = IN_ONE, guess: int | None = None, own: int | None = None
) -> Journal:
    """The journal after `tipcycle pulse` on a day."""
    slips = [int(sign) for sign in others]
    return grown(told, record_pulse(told, fold_all(told), on(day), guess=guess, own=own, others=slips), on(day))


def shown(told: Journal) -> tuple[Tally, ...]:
    return tallies(told, fold_all(told))


# What is shown


@pytest.mark.parametrize(
    ("slips", "middle"),
    [
        ("", None),
        ("3", None),
        ("3425", None),
        ("34253", Fraction(3)),
        ("11555", Fraction(5)),
        ("112255", Fraction(2)),
        ("333444", Fraction(7, 2)),
        ("1555555", Fraction(5)),
    ],
)
def test_the_median_of_the_slips(slips: str, middle: Fraction | None) -> None:
    """The middle answer, halfway between two when their number is even; nothing under five."""
    assert median(counts_of([int(sign) for sign in slips])) == middle


@pytest.mark.parametrize(
    ("own", "slips", "gap", "word"),
    [
        (3, "33333", Fraction(0), "one-room"),
        (4, "334434", Fraction(1, 2), "one-room"),
        (4, "33333", Fraction(1), "two-realities"),
        (2, "33333", Fraction(-1), "two-realities"),
        (3, "334434", Fraction(-1, 2), "one-room"),
        (5, "22222", Fraction(3), "two-realities"),
        (4, "3333", None, None),
        (None, "33333", None, None),
    ],
)
def test_one_room_or_two_realities(own: int | None, slips: str, gap: Fraction | None, word: str | None) -> None:
    """The leader's answer minus the median: one room below one, two realities from one on, in either direction."""
    (tally,) = shown(asked(two(), slips, own=own))
    assert (tally.gap, tally.word) == (gap, word)


def test_the_history_over_cycles() -> None:
    """One for each cycle that has a pulse, oldest first, of each answer the latest; what came before stands apart."""
    told = asked(two(), day="2026-02-01", own=5)
    told = asked(told, day="2026-03-06", guess=4, own=4)
    told = asked(told, "333343", day="2026-03-20")
    told = asked(told, day="2026-04-03", own=3)
    told = asked(told, "44444", day="2026-05-08", own=4)
    found = [(t.cycle, t.guess, t.own, t.answers, t.median, t.held_back) for t in shown(told)]
    assert found == [
        (None, None, 5, 0, None, False),
        (1, 4, 3, 6, Fraction(3), False),
        (2, None, 4, 5, Fraction(4), False),
    ]


def test_only_counts_are_kept() -> None:
    """The order of the slips is gone before anything is written."""
    slips = [3, 1, 5, 3, 2]
    change = record_pulse(two(), fold_all(two()), on(IN_ONE), guess=None, own=None, others=slips)
    assert change.file is None
    assert change.bodies == (Pulse(others=(1, 1, 2, 0, 1)),)
    assert record_pulse(two(), (), on(IN_ONE), guess=None, own=None, others=slips[::-1]).bodies == change.bodies


@pytest.mark.parametrize(
    "given", [{"guess": 0}, {"guess": 6}, {"own": 6}, {"others": [3, 3, 3, 3, 6]}, {"others": [0]}]
)
def test_answers_lie_between_one_and_five(given: dict[str, object]) -> None:
    """Anything else is refused, also among the slips."""
    with pytest.raises(OutOfScale):
        record_pulse(two(), (), on(IN_ONE), **{"guess": None, "own": None, "others": [], **given})  # type: ignore[arg-type]


def test_something_must_be_said() -> None:
    """A pulse without any answer is a mistake of the command line."""
    with pytest.raises(MissingFlags):
        record_pulse(two(), (), on(IN_ONE), guess=None, own=None, others=[])


def test_an_empty_tally_of_a_hand_says_nothing() -> None:
    """Five noughts in a file are no slips, and hide none that were entered."""
    told = journal(
        cycle(), own="[[pulse]]  # 2026-03-06\nothers = [0, 0, 5, 0, 0]\n\n[[pulse]]\nothers = [0, 0, 0, 0, 0]"
    )
    (tally,) = shown(told)
    assert (tally.answers, tally.median) == (5, Fraction(3))


# The floor, attacked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("34253", "342535"),
        ("342535", "34253"),
        ("34253", "34254"),
        ("34253", "342531234"),
        ("3425", "34253"),
        ("3425", "34251"),
        ("3", "34444"),
        ("33333", "33"),
    ],
    ids=[
        "one-more-answer", "one-answer-less", "one-answer-changed", "four-more", "four-and-then-five",
        "four-and-another", "one-alone-within", "fewer",
    ],
)  # fmt: skip
@pytest.mark.parametrize("taken_back", [False, True], ids=["standing", "after-an-undo"])
def test_a_second_tally_that_singles_out_is_refused(first: str, second: str, taken_back: bool) -> None:
    """The difference of two tallies is never the answers of fewer than five, though the first was taken back."""
    told = asked(two(), first)
    if taken_back:
        told = grown(told, undo(told).change, on(IN_ONE))
        assert shown(told) == ()
    with pytest.raises(SinglesOut):
        asked(told, second, day="2026-03-13")


@pytest.mark.parametrize(
    ("first", "second"),
    [("34253", "34253"), ("33333", "3333344444"), ("3333", "333344444"), ("33333", "11111")],
    ids=["the-same-again", "five-more", "five-more-than-four", "five-others"],
)
def test_a_second_tally_that_gives_nobody_away_is_taken(first: str, second: str) -> None:
    """From a difference of five answers on, nobody stands alone."""
    (tally,) = shown(asked(asked(two(), first), second, day="2026-03-13"))
    assert tally.answers == len(second)
    assert not tally.held_back


def test_three_tallies_single_nobody_out_together() -> None:
    """Each differs enough from each other, but the sum of two minus the third would be one person's answer."""
    told = asked(asked(two(), "22222"), "444441")
    with pytest.raises(SinglesOut):
        asked(told, "2222244444")
    asked(told, "2222244444111111")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-03-06", "2026-02-01"),
        ("2026-03-06", "2025-03-06"),
        ("2026-02-27", "2026-03-03"),
        ("2026-05-03", "2026-05-04"),
        ("2026-05-08", "2026-03-06"),
        ("2026-03-06", "2026-05-01"),
        ("2030-01-01", "2026-03-06"),
    ],
    ids=[
        "clock-back-a-month", "clock-back-a-year", "before-and-after-the-first-monday", "sunday-and-monday",
        "back-into-the-cycle-before", "eight-weeks-in-one-cycle", "back-from-the-future",
    ],
)  # fmt: skip
def test_clock_games_do_not_help(first: str, second: str) -> None:
    """Another day, or another cycle on the next day, moves no tally away from the one beside it."""
    told = asked(two(), "34253", day=first)
    with pytest.raises(SinglesOut):
        asked(told, "342535", day=second)


def test_in_a_later_cycle_everybody_may_be_asked_again() -> None:
    """The same team answers anew after two months; one answer that changed is an answer of another moment."""
    told = asked(asked(two(), "34253", day="2026-03-06"), "34254", day="2026-05-08")
    assert [(tally.cycle, tally.answers, tally.held_back) for tally in shown(told)] == [(1, 5, False), (2, 5, False)]


def merged(one: Journal, other: Journal) -> Journal:
    """The union of two copies of a journal, as `journal merge` makes it."""
    known = {block.id for block in one.own}
    moved = tuple(replace(block, id=f"m{n}") for n, block in enumerate(other.own) if f"m{n}" not in known)
    return replace(one, own=one.own + moved)


@pytest.mark.parametrize("swapped", [False, True], ids=["ours-first", "theirs-first"])
def test_two_machines_give_nobody_away(swapped: bool) -> None:
    """Where a merged file holds two tallies that single somebody out, neither is shown, whatever their order."""
    first, second = asked(two(), "34253", own=4), asked(two(), "342535", day="2026-03-07")
    told = merged(second, first) if swapped else merged(first, second)
    (tally,) = shown(told)
    assert (tally.median, tally.gap, tally.word, tally.held_back, tally.own) == (None, None, None, True, 4)
    shuffled = list(told.own)
    random.Random(5).shuffle(shuffled)
    assert shown(replace(told, own=tuple(shuffled))) == (tally,)


def test_a_tally_taken_back_on_another_machine_still_counts() -> None:
    """An undo hides a tally, but what it would give away stays hidden too."""
    first = asked(two(), "34253")
    first = grown(first, undo(first).change, on(IN_ONE))
    second = asked(two(), "342535", day="2026-03-07")
    undone = replace(first.own[1], body=replace(first.own[1].body, of=("m0",)))  # type: ignore[call-arg]
    told = merged(second, replace(first, own=(first.own[0],)))
    (tally,) = shown(replace(told, own=(*told.own, undone)))
    assert (tally.median, tally.held_back) == (None, True)


def test_too_many_tallies_beside_each_other() -> None:
    """A file full of tallies takes no time to read and shows none of them."""
    blocks = "\n".join(f"[[pulse]]  # 2026-03-06\nothers = [{n}, 9, 0, {n % 7}, 5]\n" for n in range(10, 700, 10))
    (tally,) = shown(journal(cycle(), own=blocks))
    assert (tally.median, tally.held_back) == (None, True)


slips = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(tried=st.lists(st.tuples(slips, st.integers(0, 60), st.booleans()), max_size=6))
def test_whatever_is_entered_no_difference_is_small(tried: list[tuple[list[int], int, bool]]) -> None:
    """Of all tallies that were taken in one cycle, no two differ by one to four answers, undone or not."""
    told = two()
    for others, day, take_back in tried:
        when = on("2026-03-02") + timedelta(days=day)
        try:
            told = asked(told, "".join(map(str, others)), day=when.isoformat())
        except SinglesOut:
            continue
        if take_back:
            told = grown(told, undo(told).change, when)
    kept = [block.body.others for block in told.own if isinstance(block.body, Pulse)]
    for one in kept:
        for other in kept:
            gone = [a - b for a, b in zip(one, other, strict=True)]
            more, less = sum(n for n in gone if n > 0), -sum(n for n in gone if n < 0)
            assert max(more, less) == 0 or max(more, less) >= FLOOR
    for tally in shown(told):
        assert not tally.held_back
        assert (tally.median is not None) == (tally.answers >= FLOOR)


@settings(max_examples=200, deadline=None)
@given(a=slips, b=slips)
def test_singling_out_is_mutual(a: list[int], b: list[int]) -> None:
    """If one tally gives somebody away beside another, then also the other way round; equal ones say nothing."""
    one, other = counts_of(a), counts_of(b)
    assert singles_out(one, [other]) == singles_out(other, [one])
    assert not singles_out(one, [one, one])
