"""What the sheet of a cycle knows of the practices around it, and the floor under it, attacked through the sheet."""

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
from tipcycle.core.pulse import MIN_ANSWERS, count_answers, median
from tipcycle.core.review import Review, cycle_review
from tipcycle.core.tips import Catalogue

AIMS = {5: "culture", 13: "experience", 33: "experience"}
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13, 33]\ndrop = [34, 42]\nby_hand = [5, 13, 33]\n"
NEXT = "[[pick]]\ntips = [34, 42, 43, 44, 45]\n"
FIRST, SECOND = date(2026, 5, 2), date(2026, 7, 4)


def aimed() -> Catalogue:
    """The tips of both cycles and a few to choose from: a sheet proposes some each time it is made."""
    bare = make_catalogue()
    known = (5, 13, 33, 34, 42, 43, 44, 45, 50, 60, 70, 80)
    return replace(bare, tips={n: replace(bare.tips[n], spiral=AIMS.get(n, "loyalty")) for n in known})


def two(*first: str, second: str = "", own: str = "") -> Journal:
    """A closed cycle from 2 March, and the next from 4 May."""
    following = cycle_file(NEXT + second, starts="2026-05-04", anchor="2026-03-02")
    return make_journal(cycle_file(with_pick(CLOSE, *first)), following, global_blocks=own)


def of(told: Journal, number: int, on: date = SECOND, *, private: bool = False) -> Review:
    return cycle_review(told, aimed(), Cycles(told), number, Profile(), on, private=private)


# The pulse


def answered(told: Journal, day: str, *, guess: int | None = None, own: int | None = None, others: str = "") -> Journal:
    when = date.fromisoformat(day)
    slips = [int(sign) for sign in others]
    return apply_change(told, record_pulse(told, when, guess=guess, own=own, others=slips).change, when)


def test_who_does_not_use_the_pulse_has_none_on_the_sheet() -> None:
    """No row; and a guess or an answer that stands alone makes none."""
    assert of(two(), 2).pulses == ()
    assert of(answered(two(), "2026-03-06", guess=4, own=4), 2).pulses == ()


@pytest.mark.parametrize(
    ("own", "slips", "gap", "word"),
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
def test_the_gap_of_a_row(own: int | None, slips: str, gap: Fraction | None, word: str | None) -> None:
    """One room below one, two realities from one on; who did not answer has no gap."""
    (row,) = of(answered(two(), "2026-03-06", own=own, others=slips), 1).pulses
    assert (row.answer_count, row.gap, row.verdict) == (len(slips), gap, word)


def test_a_sheet_never_looks_ahead() -> None:
    """What a later cycle answered is not on the sheet of an earlier one, on whatever day that is made."""
    told = answered(two(), "2026-02-10", own=2, others="22222")
    told = answered(told, "2026-03-20", own=3, others="333333")
    told = answered(told, "2026-06-20", own=4, others="4444444")
    assert [row.cycle_number for row in of(told, 1).pulses] == [None, 1]
    assert [row.cycle_number for row in of(told, 2).pulses] == [None, 1, 2]


# The spiral


def voice(place: str, day: str, *, shared: bool = True) -> str:
    return f'[[voice]]  # {day}\ntext = "x"\nheard = "{place}"\nshared = {str(shared).lower()}\n'


def test_the_spiral_stands_there_once_something_aimed_and_something_was_heard() -> None:
    """Before the first close nothing aimed; without a voice that may be read there is nothing beside it."""
    heard = voice("reputation", "2026-03-06")
    assert of(two(heard), 1).spiral_turns != ()
    assert of(two(), 1).spiral_turns == ()
    running = make_journal(cycle_file(with_pick(heard)))
    assert (of(running, 1, FIRST).spiral_turns, of(running, 1, FIRST).total_implemented) == ((), 0)
    hidden = two(voice("reputation", "2026-03-06", shared=False))
    assert of(hidden, 1).spiral_turns == ()
    assert of(hidden, 1, private=True).spiral_turns != ()


def test_the_spiral_counts_what_was_there_by_then() -> None:
    """Aimed: what stays since the closes up to the cycle; heard: shared voices, between cycles up to its Sunday."""
    told = two(
        voice("culture", "2026-03-06"),
        voice("culture", "2026-03-07", shared=False),
        second=voice("loyalty", "2026-05-20"),
        own=voice("experience", "2026-05-03") + voice("reputation", "2026-05-04"),
    )

    def turns(number: int, *, private: bool = False) -> list[tuple[int, int]]:
        return [(turn.tip_count, turn.voice_count) for turn in of(told, number, private=private).spiral_turns]

    assert turns(1) == [(1, 1), (2, 1), (0, 0), (0, 0)]
    assert turns(2) == [(1, 1), (2, 1), (0, 1), (0, 1)]
    assert turns(1, private=True) == [(1, 2), (2, 1), (0, 0), (0, 0)]
    assert [of(told, number).total_implemented for number in (1, 2)] == [3, 3]


# The floor, attacked through what a sheet shows

SLIPS = [slips for count in (5, 6) for slips in combinations_with_replacement(range(1, 6), count)]
"""Everything that five or six people can say."""


def test_a_sheet_knows_nothing_of_a_tally_but_its_number_and_its_middle() -> None:
    """Whatever else the slips said, the sheet is the same, for the table as for the writer."""
    seen: dict[tuple[bool, int, Fraction | None], Review] = {}
    for n, slips in enumerate(SLIPS):
        told = apply_change(two(), Change(None, (Pulse(own=4, others=count_answers(slips)),)), date(2026, 3, 6))
        private = bool(n % 2)
        found = of(told, 1, private=private)
        assert seen.setdefault((private, len(slips), median(count_answers(slips))), found) == found
    assert len({(count, middle) for _, count, middle in seen}) == 5 + 9


def test_whoever_knows_one_slip_cannot_tell_another() -> None:
    """Beside any sheet each answer may have been given; with one's own slip in hand no other is certain."""
    by_sheet: dict[tuple[int, Fraction | None], list[tuple[int, ...]]] = {}
    for slips in SLIPS:
        by_sheet.setdefault((len(slips), median(count_answers(slips))), []).append(slips)
    for key, possible in by_sheet.items():
        assert {value for slips in possible for value in slips} == {1, 2, 3, 4, 5}, key
        for mine in range(1, 6):
            rest = [slips[: slips.index(mine)] + slips[slips.index(mine) + 1 :] for slips in possible if mine in slips]
            assert len({value for slips in rest for value in slips}) > 1, (key, mine)


slips = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(tried=st.lists(st.tuples(slips, st.integers(-30, 120), st.booleans()), max_size=6))
def test_no_two_sheets_give_an_answer_away(tried: list[tuple[list[int], int, bool]]) -> None:
    """However often a sheet is printed in between: two that show another tally of one cycle differ by five slips."""
    told = two()
    printed: dict[int | None, list[tuple[int, ...]]] = {}
    for others, day, take_back in tried:
        when = date(2026, 3, 2) + timedelta(days=day)
        try:
            told = answered(told, when.isoformat(), own=4, others="".join(map(str, others)))
        except (RevealsIndividualsError, TooFewSlipsError):
            continue
        if take_back:
            told = apply_change(told, undo(told).change, when)
        kept = [
            event.payload.others
            for event in told.global_events
            if isinstance(event.payload, Pulse) and event.payload.others
        ]
        for row in of(told, 2).pulses:
            assert row.answer_count >= MIN_ANSWERS
            shown = [counts for counts in kept if (sum(counts), median(counts)) == (row.answer_count, row.median)]
            assert shown
            if len(shown) == 1:
                printed.setdefault(row.cycle_number, []).append(shown[0])
    for tallies in printed.values():
        for one in tallies:
            for other in tallies:
                gone = [a - b for a, b in zip(one, other, strict=True)]
                more, less = sum(n for n in gone if n > 0), -sum(n for n in gone if n < 0)
                assert max(more, less) == 0 or max(more, less) >= MIN_ANSWERS


# The sentence


def test_the_sentence_is_the_one_that_held_by_then() -> None:
    """On the day of the close, or today while the cycle is open; the latest of several, and how it stood by then."""
    own = "".join(
        f'[[sentence]]  # {day}\ntext = "{text}"\n{more}\n'
        for day, text, more in (
            ("2026-02-20", "one", ""),
            ("2026-03-20", "two", ""),
            ("2026-05-01", "three", "together = 2026-05-01"),
            ("2026-06-01", "four", ""),
        )
    )
    told = two(own=own)
    seen = [
        (of(told, n, day).touchstone, of(told, n, day).is_provisional)
        for n, day in ((1, SECOND), (2, FIRST), (2, SECOND))
    ]
    assert seen == [("three", False), ("three", False), ("four", True)]
    early = two(own='[[sentence]]  # 2026-05-02\ntext = "too late for the first"\n')
    assert (of(early, 1).touchstone, of(early, 1).is_provisional) == (None, False)


def test_writing_it_together_later_leaves_an_earlier_sheet_as_it_was() -> None:
    """In the cycle in which it held for one person only it stays provisional; in the next it is everybody's."""
    own = '[[sentence]]  # 2026-03-20\ntext = "one"\n[[sentence]]  # 2026-06-01\ntext = "one"\ntogether = 2026-06-01\n'
    told = two(own=own)
    assert [(of(told, n).touchstone, of(told, n).is_provisional) for n in (1, 2)] == [("one", True), ("one", False)]
