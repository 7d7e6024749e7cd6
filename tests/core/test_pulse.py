"""The pulse: medians, verdicts, and the protection of individual answers (docs/decisions/11-pulse.md)."""

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
    median_answer,
    recent_pulses,
    reveals_individuals,
)

CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
FIRST_CYCLE_DAY = "2026-03-06"


def to_date(text: str) -> date:
    return date.fromisoformat(text)


def two_cycle_journal() -> Journal:
    """Return a journal with a closed cycle from 2 March 2026 and the next one from 4 May."""
    return make_journal(cycle_file(with_pick(CLOSE)), cycle_file(with_pick(), starts="2026-05-04", anchor="2026-03-02"))


def with_pulse(
    journal: Journal, digits: str = "", *, day: str = FIRST_CYCLE_DAY, guess: int | None = None, own: int | None = None
) -> Journal:
    """Return the journal after `tipcycle pulse` on this day. Each digit of `digits` is one slip."""
    slips = [int(digit) for digit in digits]
    result = record_pulse(journal, to_date(day), guess=guess, own=own, others=slips)
    return apply_change(journal, result.change, to_date(day))


def pulses_of(journal: Journal) -> tuple[CyclePulse, ...]:
    return cycle_pulses(journal, Cycles(journal))


# Medians, verdicts and recorded values


@pytest.mark.parametrize(
    ("slips", "expected"),
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
def test_median_needs_five_slips(slips: str, expected: Fraction | None) -> None:
    """For an even number of slips, the median is halfway between the middle two."""
    assert median_answer(count_answers([int(digit) for digit in slips])) == expected


@pytest.mark.parametrize(
    ("own", "slips", "gap", "verdict"),
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
def test_verdict_depends_on_gap(own: int | None, slips: str, gap: Fraction | None, verdict: str | None) -> None:
    """From a gap of one in either direction, the verdict is `two-realities`."""
    (pulse,) = pulses_of(with_pulse(two_cycle_journal(), slips, own=own))
    assert (pulse.gap, pulse.verdict) == (gap, verdict)


def test_cycle_pulses_have_latest_answers_of_each_cycle() -> None:
    """Answers from before the first cycle form a separate pulse."""
    journal = with_pulse(two_cycle_journal(), day="2026-02-01", own=5)
    journal = with_pulse(journal, day="2026-03-06", guess=4, own=4)
    journal = with_pulse(journal, "333343", day="2026-03-20")
    journal = with_pulse(journal, day="2026-04-03", own=3)
    journal = with_pulse(journal, "44444", day="2026-05-08", own=4)
    rows = [
        (str(pulse.on), pulse.cycle_number, pulse.guess, pulse.own, pulse.answer_count, pulse.median, pulse.is_withheld)
        for pulse in pulses_of(journal)
    ]
    assert rows == [
        ("2026-02-01", None, None, 5, 0, None, False),
        ("2026-04-03", 1, 4, 3, 6, Fraction(3), False),
        ("2026-05-08", 2, None, 4, 5, Fraction(4), False),
    ]


def test_only_counts_of_slips_are_recorded() -> None:
    """The order of the slips is not recorded."""
    guess_only = record_pulse(two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=4, own=None, others=[]).change
    assert guess_only.payloads == (Pulse(guess=4),)
    slips = [3, 1, 5, 3, 2]
    change = record_pulse(two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=None, own=None, others=slips).change
    assert change.cycle_start is None
    assert change.payloads == (Pulse(others=(1, 1, 2, 0, 1)),)
    reversed_change = record_pulse(
        two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=None, own=None, others=slips[::-1]
    ).change
    assert reversed_change.payloads == change.payloads


@pytest.mark.parametrize(
    "answers", [{"guess": 0}, {"guess": 6}, {"own": 6}, {"others": [3, 3, 3, 3, 6]}, {"others": [0]}]
)
def test_answers_outside_scale_are_rejected(answers: dict[str, object]) -> None:
    with pytest.raises(OutOfRangeError):
        record_pulse(
            two_cycle_journal(),
            to_date(FIRST_CYCLE_DAY),
            **{"guess": None, "own": None, "others": [], **answers},  # type: ignore[arg-type]
        )


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_all_answers_on_scale_are_accepted(value: int) -> None:
    counts = tuple(5 * (value == answer) for answer in range(1, 6))
    result = record_pulse(two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=value, own=value, others=[value] * 5)
    assert result.change.payloads == (Pulse(guess=value, own=value, others=counts),)


def test_pulse_without_answers_is_rejected() -> None:
    """The error lists the options that give an answer."""
    with pytest.raises(MissingOptionsError) as raised:
        record_pulse(two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=None, own=None, others=[])
    assert raised.value.options == ("--guess", "--own", "--others")


def test_tally_of_zeros_is_ignored() -> None:
    """A tally of zeros in an edited file does not replace an earlier tally."""
    journal = make_journal(
        cycle_file(),
        global_blocks="[[pulse]]  # 2026-03-06\nothers = [0, 0, 5, 0, 0]\n\n[[pulse]]\nothers = [0, 0, 0, 0, 0]",
    )
    (pulse,) = pulses_of(journal)
    assert (pulse.answer_count, pulse.median) == (5, Fraction(3))


# Fewer than five slips


@pytest.mark.parametrize("slips", ["3", "33", "1234"])
def test_fewer_than_five_slips_are_never_recorded(slips: str) -> None:
    """They are rejected, or discarded if the command also has an answer of the manager."""
    answers = [int(digit) for digit in slips]
    with pytest.raises(TooFewSlipsError) as raised:
        record_pulse(two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=None, own=None, others=answers)
    assert (raised.value.slip_count, raised.value.minimum) == (len(slips), MIN_ANSWERS)
    result = record_pulse(two_cycle_journal(), to_date(FIRST_CYCLE_DAY), guess=4, own=None, others=answers)
    assert (result.change.payloads, result.discarded_slip_count) == ((Pulse(guess=4),), len(slips))


def test_discarded_slips_do_not_block_later_tally() -> None:
    """A later tally of five may include the four discarded slips."""
    journal = with_pulse(two_cycle_journal(), "3425", own=4)
    (pulse,) = pulses_of(with_pulse(journal, "34251"))
    assert (pulse.answer_count, pulse.median, pulse.is_withheld) == (5, Fraction(3), False)


SMALL_TALLIES = {"3425": (0, 1, 1, 1, 1), "3333": (0, 0, 4, 0, 0), "3": (0, 0, 1, 0, 0)}


def journal_with_small_tally(slips: str) -> Journal:
    """Return a journal with a recorded tally of fewer than five slips, as in an edited file."""
    journal = two_cycle_journal()
    return apply_change(journal, Change(None, (Pulse(others=SMALL_TALLIES[slips]),)), to_date(FIRST_CYCLE_DAY))


@pytest.mark.parametrize(("first", "second"), [("3425", "34253"), ("3425", "34251"), ("3", "34444")])
def test_small_tally_in_file_is_not_shown(first: str, second: str) -> None:
    """A later tally is rejected if it differs from the small one by fewer than five answers."""
    journal = journal_with_small_tally(first)
    assert [(pulse.answer_count, pulse.median) for pulse in pulses_of(journal)] == [(len(first), None)]
    with pytest.raises(RevealsIndividualsError):
        with_pulse(journal, second, day="2026-03-13")
    (pulse,) = pulses_of(with_pulse(journal_with_small_tally("3333"), "333344444", day="2026-03-13"))
    assert (pulse.answer_count, pulse.is_withheld) == (9, False)


# Pulses in a review


def make_pulse(cycle_number: int | None, median_answer: Fraction | None = Fraction(3)) -> CyclePulse:
    """Return a pulse of this cycle."""
    return CyclePulse(cycle_number, to_date(FIRST_CYCLE_DAY), 4, 4, 0 if median_answer is None else 5, median_answer)


@pytest.mark.parametrize(
    ("cycles", "number", "expected"),
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
def test_recent_pulses_are_last_six_up_to_cycle(
    cycles: list[int | None], number: int, expected: list[int | None]
) -> None:
    """Pulses from before the first cycle are included."""
    assert [pulse.cycle_number for pulse in recent_pulses([make_pulse(cycle) for cycle in cycles], number)] == expected


def test_recent_pulses_all_have_median() -> None:
    pulses = [make_pulse(1), make_pulse(2, None), make_pulse(3)]
    assert [pulse.cycle_number for pulse in recent_pulses(pulses, 3)] == [1, 3]
    assert recent_pulses([make_pulse(1, None)], 1) == ()


# Attempts to infer individual answers


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("34253", "342535"),
        ("342535", "34253"),
        ("34253", "34254"),
        ("34253", "342531234"),
    ],
    ids=["one-answer-more", "one-answer-fewer", "one-answer-changed", "four-answers-more"],
)
@pytest.mark.parametrize("is_undone", [False, True], ids=["active", "undone"])
def test_similar_second_tally_is_rejected(first: str, second: str, is_undone: bool) -> None:
    """A tally may not differ from an earlier one by fewer than five answers, even if the earlier one is undone."""
    journal = with_pulse(two_cycle_journal(), first)
    if is_undone:
        journal = apply_change(journal, undo(journal).change, to_date(FIRST_CYCLE_DAY))
        assert pulses_of(journal) == ()
    with pytest.raises(RevealsIndividualsError):
        with_pulse(journal, second, day="2026-03-13")


@pytest.mark.parametrize(
    ("first", "second"),
    [("34253", "34253"), ("33333", "3333344444"), ("33333", "11111")],
    ids=["equal", "five-answers-more", "five-answers-changed"],
)
def test_second_tally_is_accepted_if_equal_or_five_answers_differ(first: str, second: str) -> None:
    (pulse,) = pulses_of(with_pulse(with_pulse(two_cycle_journal(), first), second, day="2026-03-13"))
    assert pulse.answer_count == len(second)
    assert not pulse.is_withheld


def test_tally_is_rejected_if_combination_reveals_answer() -> None:
    """Each pair differs enough, but the sum of two tallies minus the third is a single answer."""
    journal = with_pulse(with_pulse(two_cycle_journal(), "22222"), "444441")
    with pytest.raises(RevealsIndividualsError):
        with_pulse(journal, "2222244444")
    with_pulse(journal, "2222244444111111")


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
        "clock-back-a-month", "clock-back-a-year", "before-and-after-first-monday", "last-sunday-and-next-monday",
        "clock-back-to-previous-cycle", "eight-weeks-later-in-same-cycle", "clock-back-from-2030",
    ],
)  # fmt: skip
def test_changed_clock_does_not_separate_tallies(first: str, second: str) -> None:
    """A tally with another date, or of the next cycle one day later, is still compared with the first one."""
    journal = with_pulse(two_cycle_journal(), "34253", day=first)
    with pytest.raises(RevealsIndividualsError):
        with_pulse(journal, "342535", day=second)


def test_tallies_two_months_apart_are_independent() -> None:
    """In the next cycle, a tally may differ by one answer."""
    journal = with_pulse(with_pulse(two_cycle_journal(), "34253", day="2026-03-06"), "34254", day="2026-05-08")
    assert [(pulse.cycle_number, pulse.answer_count, pulse.is_withheld) for pulse in pulses_of(journal)] == [
        (1, 5, False),
        (2, 5, False),
    ]


@pytest.mark.parametrize(("first", "is_near"), [("2026-04-10", False), ("2026-04-11", True)])
def test_tallies_of_two_cycles_are_independent_after_four_weeks(first: str, is_near: bool) -> None:
    """On 8 May, the first tally is four weeks old, or one day less."""
    journal = with_pulse(two_cycle_journal(), "34253", day=first)
    if is_near:
        with pytest.raises(RevealsIndividualsError):
            with_pulse(journal, "34254", day="2026-05-08")
    else:
        assert [pulse.cycle_number for pulse in pulses_of(with_pulse(journal, "34254", day="2026-05-08"))] == [1, 2]


def merge_copies(ours: Journal, theirs: Journal) -> Journal:
    """Return the union of two copies of a journal, as `journal merge` writes it."""
    our_ids = {event.id for event in ours.global_events}
    renamed_events = tuple(
        replace(event, id=f"m{index}") for index, event in enumerate(theirs.global_events) if f"m{index}" not in our_ids
    )
    return replace(ours, global_events=ours.global_events + renamed_events)


@pytest.mark.parametrize("swapped", [False, True], ids=["ours-first", "theirs-first"])
def test_merged_tallies_that_reveal_individuals_are_withheld(swapped: bool) -> None:
    """The order of the events in the file does not matter."""
    first, second = (
        with_pulse(two_cycle_journal(), "34253", own=4),
        with_pulse(two_cycle_journal(), "342535", day="2026-03-07"),
    )
    journal = merge_copies(second, first) if swapped else merge_copies(first, second)
    (pulse,) = pulses_of(journal)
    assert (pulse.median, pulse.gap, pulse.verdict, pulse.is_withheld, pulse.own) == (None, None, None, True, 4)
    shuffled_events = list(journal.global_events)
    random.Random(5).shuffle(shuffled_events)
    assert pulses_of(replace(journal, global_events=tuple(shuffled_events))) == (pulse,)


def test_undone_tally_of_other_copy_withholds_similar_tally() -> None:
    """After a merge, a tally is withheld if it reveals answers of an undone tally."""
    first = with_pulse(two_cycle_journal(), "34253")
    first = apply_change(first, undo(first).change, to_date(FIRST_CYCLE_DAY))
    second = with_pulse(two_cycle_journal(), "342535", day="2026-03-07")
    undo_event = replace(first.global_events[1], payload=replace(first.global_events[1].payload, of=("m0",)))  # type: ignore[call-arg]
    journal = merge_copies(second, replace(first, global_events=(first.global_events[0],)))
    (pulse,) = pulses_of(replace(journal, global_events=(*journal.global_events, undo_event)))
    assert (pulse.median, pulse.is_withheld) == (None, True)


def test_many_nearby_tallies_are_withheld_without_delay() -> None:
    """The check does not try all combinations of too many tallies."""
    events = "\n".join(f"[[pulse]]  # 2026-03-06\nothers = [{n}, 9, 0, {n % 7}, 5]\n" for n in range(10, 700, 10))
    (pulse,) = pulses_of(make_journal(cycle_file(), global_blocks=events))
    assert (pulse.median, pulse.is_withheld) == (None, True)


def test_tally_with_more_than_six_nearby_tallies_is_rejected() -> None:
    """Seven harmless tallies are too many, and equal tallies count once."""
    harmless_tallies = [(100 * 2**n, 0, 0, 0, 0) for n in range(7)]
    tally = (5, 0, 0, 0, 0)
    assert not reveals_individuals(tally, harmless_tallies[:6])
    assert not reveals_individuals(tally, [*harmless_tallies[:6], harmless_tallies[0], tally])
    assert reveals_individuals(tally, harmless_tallies)


def test_sum_of_nearby_tallies_reveals_nothing() -> None:
    """A tally with one answer more than the sum reveals that answer."""
    parts = [(0, 5, 0, 0, 0), (0, 0, 0, 5, 0)]
    assert not reveals_individuals((0, 5, 0, 5, 0), parts)
    assert reveals_individuals((0, 5, 0, 5, 1), parts)


slip_lists = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(attempts=st.lists(st.tuples(slip_lists, st.integers(0, 60), st.booleans()), max_size=6))
def test_recorded_tallies_of_cycle_never_differ_by_fewer_than_five(attempts: list[tuple[list[int], int, bool]]) -> None:
    """The differences are zero or at least five answers, also for undone tallies."""
    journal = two_cycle_journal()
    for answers, day, is_undone in attempts:
        entry_date = to_date("2026-03-02") + timedelta(days=day)
        try:
            journal = with_pulse(journal, "".join(map(str, answers)), day=entry_date.isoformat())
        except (RevealsIndividualsError, TooFewSlipsError):
            continue
        if is_undone:
            journal = apply_change(journal, undo(journal).change, entry_date)
    recorded_tallies = [event.payload.others for event in journal.global_events if isinstance(event.payload, Pulse)]
    assert all(sum(counts) >= MIN_ANSWERS for counts in recorded_tallies)
    for first in recorded_tallies:
        for second in recorded_tallies:
            differences = [a - b for a, b in zip(first, second, strict=True)]
            added, removed = sum(n for n in differences if n > 0), -sum(n for n in differences if n < 0)
            assert max(added, removed) == 0 or max(added, removed) >= MIN_ANSWERS
    for pulse in pulses_of(journal):
        assert not pulse.is_withheld
        assert (pulse.median is not None) == (pulse.answer_count >= MIN_ANSWERS)


@settings(max_examples=200, deadline=None)
@given(first_answers=slip_lists, second_answers=slip_lists)
def test_reveals_individuals_is_symmetric(first_answers: list[int], second_answers: list[int]) -> None:
    """Equal tallies reveal nothing."""
    first, second = count_answers(first_answers), count_answers(second_answers)
    assert reveals_individuals(first, [second]) == reveals_individuals(second, [first])
    assert not reveals_individuals(first, [first, first])
