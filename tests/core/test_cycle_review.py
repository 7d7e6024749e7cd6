"""Tests for pulse, spiral and touchstone in the review of a cycle, and for the privacy of pulse answers in it."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import apply_change, cycle_file, make_catalogue, make_journal, with_pick
from tipcycle.core.commands.pulse import record_pulse
from tipcycle.core.commands.undo import undo
from tipcycle.core.errors import RevealsIndividualsError, TooFewSlipsError
from tipcycle.core.events import Change, Journal, Profile, Pulse
from tipcycle.core.projection import Cycles
from tipcycle.core.pulse import MIN_ANSWERS, count_answers, median_answer
from tipcycle.core.review import Review, cycle_review
from tipcycle.core.tips import Catalogue

PLACE_BY_TIP = {5: "culture", 13: "experience", 33: "experience"}
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13, 33]\ndrop = [34, 42]\nby_hand = [5, 13, 33]\n"
NEXT_PICK = "[[pick]]\ntips = [34, 42, 43, 44, 45]\n"
AFTER_FIRST_CLOSE, AFTER_SECOND_CYCLE = date(2026, 5, 2), date(2026, 7, 4)


def spiral_catalogue() -> Catalogue:
    """Return a catalogue with the tips of both cycles and a few others that the review can suggest."""
    catalogue = make_catalogue()
    numbers = (5, 13, 33, 34, 42, 43, 44, 45, 50, 60, 70, 80)
    return replace(
        catalogue, tips={n: replace(catalogue.tips[n], spiral=PLACE_BY_TIP.get(n, "loyalty")) for n in numbers}
    )


def two_cycle_journal(*first_texts: str, second_text: str = "", global_blocks: str = "") -> Journal:
    """Return a journal with a closed cycle from 2 March and an open cycle from 4 May."""
    second_cycle = cycle_file(NEXT_PICK + second_text, starts="2026-05-04", anchor="2026-03-02")
    return make_journal(cycle_file(with_pick(CLOSE, *first_texts)), second_cycle, global_blocks=global_blocks)


def review_of(journal: Journal, number: int, today: date = AFTER_SECOND_CYCLE, *, private: bool = False) -> Review:
    """Return the review of the cycle with this number."""
    return cycle_review(journal, spiral_catalogue(), Cycles(journal), number, Profile(), today, private=private)


# The pulse


def add_pulse(
    journal: Journal, day: str, *, guess: int | None = None, own: int | None = None, others: str = ""
) -> Journal:
    """Return the journal with a pulse added on this day. Each digit in `others` is one slip."""
    today = date.fromisoformat(day)
    slips = [int(digit) for digit in others]
    return apply_change(journal, record_pulse(journal, today, guess=guess, own=own, others=slips).change, today)


def test_review_without_tally_has_no_pulse_row() -> None:
    """A guess or an own answer without slips creates no row."""
    assert review_of(two_cycle_journal(), 2).pulses == ()
    assert review_of(add_pulse(two_cycle_journal(), "2026-03-06", guess=4, own=4), 2).pulses == ()


@pytest.mark.parametrize(
    ("own", "slips", "gap", "verdict"),
    [
        (3, "33333", Fraction(0), "one-room"),
        (4, "334434", Fraction(1, 2), "one-room"),
        (3, "334434", Fraction(-1, 2), "one-room"),
        (4, "33333", Fraction(1), "two-realities"),
        (2, "33333", Fraction(-1), "two-realities"),
        (5, "334434", Fraction(3, 2), "two-realities"),
        (2, "334434", Fraction(-3, 2), "two-realities"),
        (None, "33333", None, None),
    ],
)
def test_pulse_verdict_depends_on_the_gap(
    own: int | None, slips: str, gap: Fraction | None, verdict: str | None
) -> None:
    """A gap of less than one is `one-room`, any other gap `two-realities`. Without an own answer there is no gap."""
    (row,) = review_of(add_pulse(two_cycle_journal(), "2026-03-06", own=own, others=slips), 1).pulses
    assert (row.answer_count, row.gap, row.verdict) == (len(slips), gap, verdict)


def test_review_excludes_pulses_of_later_cycles() -> None:
    journal = add_pulse(two_cycle_journal(), "2026-02-10", own=2, others="22222")
    journal = add_pulse(journal, "2026-03-20", own=3, others="333333")
    journal = add_pulse(journal, "2026-06-20", own=4, others="4444444")
    assert [row.cycle_number for row in review_of(journal, 1).pulses] == [None, 1]
    assert [row.cycle_number for row in review_of(journal, 2).pulses] == [None, 1, 2]


# The spiral


def voice_text(place: str, day: str, *, shared: bool = True) -> str:
    """Return the text of a voice block."""
    return f'[[voice]]  # {day}\ntext = "x"\nheard = "{place}"\nshared = {str(shared).lower()}\n'


def test_spiral_requires_implemented_tips_and_voices() -> None:
    """Without an implemented tip, or without a voice that the reader may see, the review has no spiral."""
    voice = voice_text("reputation", "2026-03-06")
    assert review_of(two_cycle_journal(voice), 1).spiral_turns != ()
    assert review_of(two_cycle_journal(), 1).spiral_turns == ()
    open_cycle_journal = make_journal(cycle_file(with_pick(voice)))
    assert (
        review_of(open_cycle_journal, 1, AFTER_FIRST_CLOSE).spiral_turns,
        review_of(open_cycle_journal, 1, AFTER_FIRST_CLOSE).total_implemented,
    ) == ((), 0)
    private_voice_journal = two_cycle_journal(voice_text("reputation", "2026-03-06", shared=False))
    assert review_of(private_voice_journal, 1).spiral_turns == ()
    assert review_of(private_voice_journal, 1, private=True).spiral_turns != ()


def test_spiral_counts_tips_and_voices_until_the_end_of_the_cycle() -> None:
    """The shared review counts only shared voices; the private review counts all voices."""
    journal = two_cycle_journal(
        voice_text("culture", "2026-03-06"),
        voice_text("culture", "2026-03-07", shared=False),
        second_text=voice_text("loyalty", "2026-05-20"),
        global_blocks=voice_text("experience", "2026-05-03") + voice_text("reputation", "2026-05-04"),
    )

    def turns(number: int, *, private: bool = False) -> list[tuple[int, int]]:
        return [(turn.tip_count, turn.voice_count) for turn in review_of(journal, number, private=private).spiral_turns]

    assert turns(1) == [(1, 1), (2, 1), (0, 0), (0, 0)]
    assert turns(2) == [(1, 1), (2, 1), (0, 1), (0, 1)]
    assert turns(1, private=True) == [(1, 2), (2, 1), (0, 0), (0, 0)]
    assert [review_of(journal, number).total_implemented for number in (1, 2)] == [3, 3]


# Minimum number of answers

ALL_TALLIES = [answers for count in (5, 6) for answers in combinations_with_replacement(range(1, 6), count)]
"""All possible answers of five or six people, without their order."""


def test_review_depends_only_on_count_and_median_of_a_tally() -> None:
    """Tallies with the same number of answers and the same median give the same review, shared or private."""
    reviews: dict[tuple[bool, int, Fraction | None], Review] = {}
    for n, answers in enumerate(ALL_TALLIES):
        journal = apply_change(
            two_cycle_journal(), Change(None, (Pulse(own=4, others=count_answers(answers)),)), date(2026, 3, 6)
        )
        private = bool(n % 2)
        review = review_of(journal, 1, private=private)
        assert reviews.setdefault((private, len(answers), median_answer(count_answers(answers))), review) == review
    assert len({(count, middle) for _, count, middle in reviews}) == 5 + 9


def test_review_does_not_reveal_an_individual_answer() -> None:
    """Every answer is possible for each published result. A reader who knows one slip cannot derive any other."""
    tallies_by_result: dict[tuple[int, Fraction | None], list[tuple[int, ...]]] = {}
    for answers in ALL_TALLIES:
        tallies_by_result.setdefault((len(answers), median_answer(count_answers(answers))), []).append(answers)
    for result, possible in tallies_by_result.items():
        assert {value for answers in possible for value in answers} == {1, 2, 3, 4, 5}, result
        for own_answer in range(1, 6):
            other_answers = [
                answers[: answers.index(own_answer)] + answers[answers.index(own_answer) + 1 :]
                for answers in possible
                if own_answer in answers
            ]
            assert len({value for answers in other_answers for value in answers}) > 1, (result, own_answer)


answer_lists = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(attempts=st.lists(st.tuples(answer_lists, st.integers(-30, 120), st.booleans()), max_size=6))
def test_successive_reviews_differ_by_at_least_five_answers(attempts: list[tuple[list[int], int, bool]]) -> None:
    """Two reviews that show different tallies of one cycle differ by at least `MIN_ANSWERS` slips."""
    journal = two_cycle_journal()
    shown_by_cycle: dict[int | None, list[tuple[int, ...]]] = {}
    for others, day, is_undone in attempts:
        today = date(2026, 3, 2) + timedelta(days=day)
        try:
            journal = add_pulse(journal, today.isoformat(), own=4, others="".join(map(str, others)))
        except (RevealsIndividualsError, TooFewSlipsError):
            continue
        if is_undone:
            journal = apply_change(journal, undo(journal).change, today)
        stored_tallies = [
            event.payload.others
            for event in journal.global_events
            if isinstance(event.payload, Pulse) and event.payload.others
        ]
        for row in review_of(journal, 2).pulses:
            assert row.answer_count >= MIN_ANSWERS
            matching_tallies = [
                counts
                for counts in stored_tallies
                if (sum(counts), median_answer(counts)) == (row.answer_count, row.median)
            ]
            assert matching_tallies
            if len(matching_tallies) == 1:
                shown_by_cycle.setdefault(row.cycle_number, []).append(matching_tallies[0])
    for shown_tallies in shown_by_cycle.values():
        for tally in shown_tallies:
            for other_tally in shown_tallies:
                differences = [a - b for a, b in zip(tally, other_tally, strict=True)]
                added, removed = sum(n for n in differences if n > 0), -sum(n for n in differences if n < 0)
                assert max(added, removed) == 0 or max(added, removed) >= MIN_ANSWERS


# The touchstone


def test_touchstone_is_the_latest_one_at_the_close() -> None:
    """A closed cycle shows the touchstone on the day of its close; an open cycle shows the current one."""
    global_blocks = "".join(
        f'[[sentence]]  # {day}\ntext = "{text}"\n{extra_line}\n'
        for day, text, extra_line in (
            ("2026-02-20", "one", ""),
            ("2026-03-20", "two", ""),
            ("2026-05-01", "three", "together = 2026-05-01"),
            ("2026-06-01", "four", ""),
        )
    )
    journal = two_cycle_journal(global_blocks=global_blocks)
    touchstones = [
        (review_of(journal, number, day).touchstone, review_of(journal, number, day).is_provisional)
        for number, day in ((1, AFTER_SECOND_CYCLE), (2, AFTER_FIRST_CLOSE), (2, AFTER_SECOND_CYCLE))
    ]
    assert touchstones == [("three", False), ("three", False), ("four", True)]
    late_touchstone_journal = two_cycle_journal(
        global_blocks='[[sentence]]  # 2026-05-02\ntext = "too late for the first"\n'
    )
    assert (review_of(late_touchstone_journal, 1).touchstone, review_of(late_touchstone_journal, 1).is_provisional) == (
        None,
        False,
    )


def test_shared_touchstone_does_not_change_earlier_reviews() -> None:
    """The touchstone stays provisional in the review of a cycle that was closed before it was written together."""
    global_blocks = (
        '[[sentence]]  # 2026-03-20\ntext = "one"\n[[sentence]]  # 2026-06-01\ntext = "one"\ntogether = 2026-06-01\n'
    )
    journal = two_cycle_journal(global_blocks=global_blocks)
    assert [(review_of(journal, n).touchstone, review_of(journal, n).is_provisional) for n in (1, 2)] == [
        ("one", True),
        ("one", False),
    ]
