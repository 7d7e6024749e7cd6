"""Two realities or one room, and the floor under it: nobody's answer can be read out of what is kept or shown."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import apply_change, cycle_file, make_journal, with_pick
from tipcycle.core.commands.pulse import record_pulse
from tipcycle.core.commands.undo import undo
from tipcycle.core.errors import MissingOptionsError, OutOfRangeError, RevealsIndividualsError, TooFewSlipsError
from tipcycle.core.events import Change, Journal, Pulse
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import (
    MIN_ANSWERS,
    CyclePulse,
    count_answers,
    cycle_pulses,
    median,
    recent_pulses,
    reveals_individuals,
)

CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
IN_ONE = "2026-03-06"


def on(text: str) -> date:
    return date.fromisoformat(text)


def two() -> Journal:
    """A closed cycle from 2 March, and the next from 4 May."""
    return make_journal(cycle_file(with_pick(CLOSE)), cycle_file(with_pick(), starts="2026-05-04", anchor="2026-03-02"))


def asked(
    told: Journal, others: str = "", *, day: str = IN_ONE, guess: int | None = None, own: int | None = None
) -> Journal:
    """The journal after `tipcycle pulse` on a day."""
    slips = [int(sign) for sign in others]
    found = record_pulse(told, on(day), guess=guess, own=own, others=slips)
    return apply_change(told, found.change, on(day))


def shown(told: Journal) -> tuple[CyclePulse, ...]:
    return cycle_pulses(told, Cycles(told))


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
    assert median(count_answers([int(sign) for sign in slips])) == middle


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
    assert (tally.gap, tally.verdict) == (gap, word)


def test_the_history_over_cycles() -> None:
    """One for each cycle that has a pulse, oldest first, of each answer the latest; what came before stands apart."""
    told = asked(two(), day="2026-02-01", own=5)
    told = asked(told, day="2026-03-06", guess=4, own=4)
    told = asked(told, "333343", day="2026-03-20")
    told = asked(told, day="2026-04-03", own=3)
    told = asked(told, "44444", day="2026-05-08", own=4)
    found = [(str(t.on), t.cycle_number, t.guess, t.own, t.answer_count, t.median, t.is_withheld) for t in shown(told)]
    assert found == [
        ("2026-02-01", None, None, 5, 0, None, False),
        ("2026-04-03", 1, 4, 3, 6, Fraction(3), False),
        ("2026-05-08", 2, None, 4, 5, Fraction(4), False),
    ]


def test_only_counts_are_kept() -> None:
    """The order of the slips is gone before anything is written; without slips there are no counts."""
    alone = record_pulse(two(), on(IN_ONE), guess=4, own=None, others=[]).change
    assert alone.payloads == (Pulse(guess=4),)
    slips = [3, 1, 5, 3, 2]
    change = record_pulse(two(), on(IN_ONE), guess=None, own=None, others=slips).change
    assert change.cycle_start is None
    assert change.payloads == (Pulse(others=(1, 1, 2, 0, 1)),)
    again = record_pulse(two(), on(IN_ONE), guess=None, own=None, others=slips[::-1]).change
    assert again.payloads == change.payloads


@pytest.mark.parametrize(
    "given", [{"guess": 0}, {"guess": 6}, {"own": 6}, {"others": [3, 3, 3, 3, 6]}, {"others": [0]}]
)
def test_answers_lie_between_one_and_five(given: dict[str, object]) -> None:
    """Anything else is refused, also among the slips."""
    with pytest.raises(OutOfRangeError):
        record_pulse(two(), on(IN_ONE), **{"guess": None, "own": None, "others": [], **given})  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_each_answer_of_the_scale_is_taken(value: int) -> None:
    """From one to five, both included: the guess, the own one and the slips."""
    counts = tuple(5 * (value == each) for each in range(1, 6))
    found = record_pulse(two(), on(IN_ONE), guess=value, own=value, others=[value] * 5)
    assert found.change.payloads == (Pulse(guess=value, own=value, others=counts),)


def test_something_must_be_said() -> None:
    """A pulse without any answer is a mistake of the command line, and the flags are named."""
    with pytest.raises(MissingOptionsError) as refused:
        record_pulse(two(), on(IN_ONE), guess=None, own=None, others=[])
    assert refused.value.options == ("--guess", "--own", "--others")


def test_an_empty_tally_of_a_hand_says_nothing() -> None:
    """Five noughts in a file are no slips, and hide none that were entered."""
    told = make_journal(
        cycle_file(),
        global_blocks="[[pulse]]  # 2026-03-06\nothers = [0, 0, 5, 0, 0]\n\n[[pulse]]\nothers = [0, 0, 0, 0, 0]",
    )
    (tally,) = shown(told)
    assert (tally.answer_count, tally.median) == (5, Fraction(3))


# Under the floor


@pytest.mark.parametrize("slips", ["3", "33", "1234"])
def test_fewer_than_five_slips_are_never_written_down(slips: str) -> None:
    """Alone they are refused; beside the leader's own answer that is kept and they are left out, whatever they say."""
    given = [int(sign) for sign in slips]
    with pytest.raises(TooFewSlipsError) as refused:
        record_pulse(two(), on(IN_ONE), guess=None, own=None, others=given)
    assert (refused.value.slip_count, refused.value.minimum) == (len(slips), MIN_ANSWERS)
    found = record_pulse(two(), on(IN_ONE), guess=4, own=None, others=given)
    assert (found.change.payloads, found.discarded_slips) == ((Pulse(guess=4),), len(slips))


def test_slips_that_were_left_out_stand_in_nobody_s_way() -> None:
    """Nothing was kept of the four, so the fifth may bring them along."""
    told = asked(two(), "3425", own=4)
    (tally,) = shown(asked(told, "34251"))
    assert (tally.answer_count, tally.median, tally.is_withheld) == (5, Fraction(3), False)


FEW = {"3425": (0, 1, 1, 1, 1), "3333": (0, 0, 4, 0, 0), "3": (0, 0, 1, 0, 0)}


def few_in_a_file(slips: str) -> Journal:
    """A tally under five that a hand or an earlier tipcycle wrote into the file."""
    told = two()
    return apply_change(told, Change(None, (Pulse(others=FEW[slips]),)), on(IN_ONE))


@pytest.mark.parametrize(("first", "second"), [("3425", "34253"), ("3425", "34251"), ("3", "34444")])
def test_a_file_that_holds_fewer_gives_nobody_away_either(first: str, second: str) -> None:
    """It shows nothing of them, and a tally that differs by one answer is refused."""
    told = few_in_a_file(first)
    assert [(tally.answer_count, tally.median) for tally in shown(told)] == [(len(first), None)]
    with pytest.raises(RevealsIndividualsError):
        asked(told, second, day="2026-03-13")
    (tally,) = shown(asked(few_in_a_file("3333"), "333344444", day="2026-03-13"))
    assert (tally.answer_count, tally.is_withheld) == (9, False)


# What a sheet looks back on


def tally(cycle: int | None, middle: Fraction | None = Fraction(3)) -> CyclePulse:
    """The pulse of a cycle."""
    return CyclePulse(cycle, on(IN_ONE), 4, 4, 0 if middle is None else 5, middle)


@pytest.mark.parametrize(
    ("cycles", "number", "seen"),
    [
        ([], 1, []),
        ([1], 1, [1]),
        ([1, 2, 3], 2, [1, 2]),
        ([2], 1, []),
        ([None, 1], 1, [None, 1]),
        ([None], 1, [None]),
        (list(range(1, 10)), 9, [4, 5, 6, 7, 8, 9]),
        (list(range(1, 10)), 7, [2, 3, 4, 5, 6, 7]),
        ([1, 4, 9], 9, [1, 4, 9]),
    ],
)
def test_a_sheet_looks_back_over_six_tallies_up_to_its_cycle(
    cycles: list[int | None], number: int, seen: list[int | None]
) -> None:
    """Never ahead, oldest first, what was asked before the first cycle among them."""
    assert [found.cycle_number for found in recent_pulses([tally(each) for each in cycles], number)] == seen


def test_a_sheet_shows_only_what_five_answered() -> None:
    """A cycle with a guess alone, with too few, or with tallies that are held back has no row and no gap in it."""
    found = [tally(1), tally(2, None), tally(3)]
    assert [each.cycle_number for each in recent_pulses(found, 3)] == [1, 3]
    assert recent_pulses([tally(1, None)], 1) == ()


# The floor, attacked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("34253", "342535"),
        ("342535", "34253"),
        ("34253", "34254"),
        ("34253", "342531234"),
    ],
    ids=["one-more-answer", "one-answer-less", "one-answer-changed", "four-more"],
)
@pytest.mark.parametrize("taken_back", [False, True], ids=["standing", "after-an-undo"])
def test_a_second_tally_that_singles_out_is_refused(first: str, second: str, taken_back: bool) -> None:
    """The difference of two tallies is never the answers of fewer than five, though the first was taken back."""
    told = asked(two(), first)
    if taken_back:
        told = apply_change(told, undo(told).change, on(IN_ONE))
        assert shown(told) == ()
    with pytest.raises(RevealsIndividualsError):
        asked(told, second, day="2026-03-13")


@pytest.mark.parametrize(
    ("first", "second"),
    [("34253", "34253"), ("33333", "3333344444"), ("33333", "11111")],
    ids=["the-same-again", "five-more", "five-others"],
)
def test_a_second_tally_that_gives_nobody_away_is_taken(first: str, second: str) -> None:
    """From a difference of five answers on, nobody stands alone."""
    (tally,) = shown(asked(asked(two(), first), second, day="2026-03-13"))
    assert tally.answer_count == len(second)
    assert not tally.is_withheld


def test_three_tallies_single_nobody_out_together() -> None:
    """Each differs enough from each other, but the sum of two minus the third would be one person's answer."""
    told = asked(asked(two(), "22222"), "444441")
    with pytest.raises(RevealsIndividualsError):
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
    with pytest.raises(RevealsIndividualsError):
        asked(told, "342535", day=second)


def test_in_a_later_cycle_everybody_may_be_asked_again() -> None:
    """The same team answers anew after two months; one answer that changed is an answer of another moment."""
    told = asked(asked(two(), "34253", day="2026-03-06"), "34254", day="2026-05-08")
    assert [(tally.cycle_number, tally.answer_count, tally.is_withheld) for tally in shown(told)] == [
        (1, 5, False),
        (2, 5, False),
    ]


@pytest.mark.parametrize(("first", "near"), [("2026-04-10", False), ("2026-04-11", True)])
def test_two_cycles_are_two_moments_from_four_weeks_on(first: str, near: bool) -> None:
    """On 8 May the tally of the cycle before lies four weeks back, or a day less."""
    told = asked(two(), "34253", day=first)
    if near:
        with pytest.raises(RevealsIndividualsError):
            asked(told, "34254", day="2026-05-08")
    else:
        assert [tally.cycle_number for tally in shown(asked(told, "34254", day="2026-05-08"))] == [1, 2]


def merged(one: Journal, other: Journal) -> Journal:
    """The union of two copies of a journal, as `journal merge` makes it."""
    known = {event.id for event in one.global_events}
    moved = tuple(replace(event, id=f"m{n}") for n, event in enumerate(other.global_events) if f"m{n}" not in known)
    return replace(one, global_events=one.global_events + moved)


@pytest.mark.parametrize("swapped", [False, True], ids=["ours-first", "theirs-first"])
def test_two_machines_give_nobody_away(swapped: bool) -> None:
    """Where a merged file holds two tallies that single somebody out, neither is shown, whatever their order."""
    first, second = asked(two(), "34253", own=4), asked(two(), "342535", day="2026-03-07")
    told = merged(second, first) if swapped else merged(first, second)
    (tally,) = shown(told)
    assert (tally.median, tally.gap, tally.verdict, tally.is_withheld, tally.own) == (None, None, None, True, 4)
    shuffled = list(told.global_events)
    random.Random(5).shuffle(shuffled)
    assert shown(replace(told, global_events=tuple(shuffled))) == (tally,)


def test_a_tally_taken_back_on_another_machine_still_counts() -> None:
    """An undo hides a tally, but what it would give away stays hidden too."""
    first = asked(two(), "34253")
    first = apply_change(first, undo(first).change, on(IN_ONE))
    second = asked(two(), "342535", day="2026-03-07")
    undone = replace(first.global_events[1], payload=replace(first.global_events[1].payload, of=("m0",)))  # type: ignore[call-arg]
    told = merged(second, replace(first, global_events=(first.global_events[0],)))
    (tally,) = shown(replace(told, global_events=(*told.global_events, undone)))
    assert (tally.median, tally.is_withheld) == (None, True)


def test_too_many_tallies_beside_each_other() -> None:
    """A file full of tallies takes no time to read and shows none of them."""
    events = "\n".join(f"[[pulse]]  # 2026-03-06\nothers = [{n}, 9, 0, {n % 7}, 5]\n" for n in range(10, 700, 10))
    (tally,) = shown(make_journal(cycle_file(), global_blocks=events))
    assert (tally.median, tally.is_withheld) == (None, True)


def test_six_tallies_beside_one_are_weighed_and_seven_are_too_many() -> None:
    """Seven that give nobody away are refused all the same; one that says the same as another is none more."""
    wide = [(100 * 2**n, 0, 0, 0, 0) for n in range(7)]
    tally = (5, 0, 0, 0, 0)
    assert not reveals_individuals(tally, wide[:6])
    assert not reveals_individuals(tally, [*wide[:6], wide[0], tally])
    assert reveals_individuals(tally, wide)


def test_what_others_add_up_to_says_nothing_new() -> None:
    """Two tallies whose sum is the third leave nobody's answer over; one answer more does."""
    parts = [(0, 5, 0, 0, 0), (0, 0, 0, 5, 0)]
    assert not reveals_individuals((0, 5, 0, 5, 0), parts)
    assert reveals_individuals((0, 5, 0, 5, 1), parts)


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
        except (RevealsIndividualsError, TooFewSlipsError):
            continue
        if take_back:
            told = apply_change(told, undo(told).change, when)
    kept = [event.payload.others for event in told.global_events if isinstance(event.payload, Pulse)]
    assert all(sum(counts) >= MIN_ANSWERS for counts in kept)
    for one in kept:
        for other in kept:
            gone = [a - b for a, b in zip(one, other, strict=True)]
            more, less = sum(n for n in gone if n > 0), -sum(n for n in gone if n < 0)
            assert max(more, less) == 0 or max(more, less) >= MIN_ANSWERS
    for tally in shown(told):
        assert not tally.is_withheld
        assert (tally.median is not None) == (tally.answer_count >= MIN_ANSWERS)


@settings(max_examples=200, deadline=None)
@given(a=slips, b=slips)
def test_singling_out_is_mutual(a: list[int], b: list[int]) -> None:
    """If one tally gives somebody away beside another, then also the other way round; equal ones say nothing."""
    one, other = count_answers(a), count_answers(b)
    assert reveals_individuals(one, [other]) == reveals_individuals(other, [one])
    assert not reveals_individuals(one, [one, one])
