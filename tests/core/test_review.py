"""All that a review shows: docs/rules.md §4–7, and what stays private."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle, WeekFeelings
from tipcycle.core.events import Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import Review, ReviewedTip, build_review, team_suggestions
from tipcycle.core.weeks import Week, cycle_start, cycle_week_count

TIPS = make_catalogue()
END, AFTER = date(2026, 5, 3), date(2026, 5, 8)
FIVE = (5, 13, 33, 34, 42)
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5]\nadapt = [13]\nextend = [33]\ndrop = [34, 42]\nby_hand = [13]"
ME = Profile(name="the manager", team="the desk")


def sheet(*parts: str, on: date = END, private: bool = False, suggested: Sequence[int] = ()) -> Review:
    """The review of the cycle of 2 March, W10–W18, for the table or for its writer."""
    cycles = Cycles(make_journal(cycle_file(with_pick(*parts))))
    return build_review(cycles, 0, TIPS.kind_of, ME, on, private=private, suggested_tips=suggested)


def of(found: Review, tip: int) -> ReviewedTip:
    """One tip of a review."""
    return next(reviewed for reviewed in found.tips if reviewed.record.tip == tip)


def week(number: int) -> Week:
    """A week of 2026."""
    return Week.parse(f"2026-W{number}")


# What stays private

LINES = """
    [[note]]
    id = "n"
    tip = 5
    week = "2026-W10"
    text = "kept for myself"

    [[note]]
    id = "l"
    text = "kept for myself, of no tip"

    [[voice]]
    id = "v"
    week = "2026-W10"
    text = "kept for myself, as heard"

    [[pause]]
    weeks = ["2026-W12"]
    because = "kept for myself, why"

    [[checkin]]  # 2026-03-06
    week = "2026-W10"
    costly = [5]
    answer = "kept for myself, the question"
"""


def test_nothing_private_is_in_a_review_for_the_table() -> None:
    """No line that was not shared, no reason of a pause, no answer to the weekly question, in no corner of it."""
    found = sheet(LINES, CLOSE, on=AFTER)
    assert "kept for myself" not in repr(found)
    assert found.paused_weeks == (week(12),)
    assert (found.pauses, found.answers, found.voices, found.other_notes, found.weeks_with_voice) == (
        (),
        (),
        (),
        (),
        frozenset(),
    )


def test_what_counts_by_hand_is_in_no_review() -> None:
    """That a tip counts only because the manager says so is in the data, never printed."""
    assert "by_hand" not in repr(sheet(LINES, CLOSE, on=AFTER))
    assert sheet(CLOSE, on=AFTER).implemented_tips == (13,)


def test_everything_is_in_a_review_for_its_writer() -> None:
    """With --private all lines, reasons and answers are there."""
    found = sheet(LINES, private=True)
    assert repr(found).count("kept for myself") >= 5
    assert [line.text for line in of(found, 5).notes] == ["kept for myself"]
    assert [line.text for line in found.other_notes] == ["kept for myself, of no tip"]
    assert [line.text for line in found.voices] == ["kept for myself, as heard"]
    assert [pause.because for pause in found.pauses] == ["kept for myself, why"]
    assert found.answers == ((week(10), "kept for myself, the question"),)


@pytest.mark.parametrize("private", [False, True], ids=["for-the-table", "for-the-writer"])
@pytest.mark.parametrize("id", ["n", "l", "v"], ids=["a-note", "a-note-of-no-tip", "a-voice"])
def test_a_line_that_was_shared_is_printed_alone(id: str, private: bool) -> None:
    """Sharing one line shares that line."""
    found = sheet(LINES, f'[[share]]\nof = "{id}"\nshared = true', private=private)
    lines = [*found.voices, *found.other_notes, *(line for tip in found.tips for line in tip.notes)]
    assert [line.id for line in lines if line.shared] == [id]
    assert len(lines) == (3 if private else 1)
    unshared = sheet(
        LINES, f'[[share]]\nof = "{id}"\nshared = true', f'[[share]]\nof = "{id}"\nshared = false', private=private
    )
    assert not any(line.shared for line in [*unshared.voices, *unshared.other_notes, *of(unshared, 5).notes])


def test_a_voice_is_no_note_of_its_tip() -> None:
    """What was heard about a tip stands with what was heard, once, and beside no costly moment of it."""
    told = '[[voice]]\nweek = "2026-W10"\ntip = 5\ntext = "heard"\nshared = true'
    found = sheet(weekly_checkins({5: "C"}), told)
    assert [line.text for line in found.voices] == ["heard"]
    assert (of(found, 5).notes, found.other_notes, found.costly_moments[0].texts) == ((), (), ())


def test_a_costly_moment_shows_only_what_may_be_read() -> None:
    """When it cost something is on the back of the sheet; the words beside it only when they were shared."""
    (moment,) = sheet(LINES).costly_moments
    assert (moment.tip, moment.week, moment.on, moment.texts) == (5, week(10), date(2026, 3, 6), ())
    (shared,) = sheet(LINES, '[[share]]\nof = "n"\nshared = true').costly_moments
    assert shared.texts == ("kept for myself",)
    elsewhere = '[[note]]\ntip = 5\nweek = "2026-W11"\ntext = "of another week"\nshared = true'
    other_tip = '[[note]]\ntip = 13\nweek = "2026-W10"\ntext = "of another tip"\nshared = true'
    assert sheet(LINES, elsewhere, other_tip).costly_moments[0].texts == ()


def test_a_note_on_a_tip_that_made_place_before_the_start_is_not_lost() -> None:
    """The replaced tip is not shown; what was written about it is still there for its writer."""
    found = sheet(
        '[[note]]  # 2026-02-27\ntip = 5\ntext = "too soon"',
        '[[swap]]  # 2026-02-28\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "second thoughts"',
        private=True,
    )
    assert [reviewed.record.tip for reviewed in found.tips] == [7, 13, 33, 34, 42]
    assert [line.text for line in found.other_notes] == ["too soon"]


# The cycle and its tips


def test_whose_review_it_is() -> None:
    """Name and team, the own sentence, what kept running, which cycle and how far."""
    text = 'running = "the desk"\n\n[[words]]\ntext = "calmer"'
    found = sheet(text, on=date(2026, 4, 1))
    assert (found.name, found.team, found.summary, found.running) == ("the manager", "the desk", "calmer", "the desk")
    assert (found.cycle.number, found.cycle.starts, found.cycle.ends) == (1, date(2026, 3, 2), END)
    assert (found.state, len(found.cycle.weeks), found.cycle.week_number(week(14))) == ("running", 9, 5)


@pytest.mark.parametrize(("tip", "outcome"), [(5, "keep"), (13, "adapt"), (33, "extend"), (34, "drop"), (42, "drop")])
def test_before_the_close_the_table_decides(tip: int, outcome: str) -> None:
    """Before it no tip has an outcome; after it each has the one that was said."""
    assert of(sheet(), tip).outcome is None
    assert of(sheet(CLOSE, on=AFTER), tip).outcome == outcome


SWAP = '[[swap]]  # 2026-03-17\nold = 13\nnew = 7\nfrom = "2026-W12"\nbecause = "the counter closes"'


@pytest.mark.parametrize("close", ["", CLOSE.replace("13", "7")], ids=["open", "closed"])
def test_a_swap_shows_with_its_reason(close: str) -> None:
    """All six show: the one that went as swapped, for whom and why; the new one in its seat."""
    found = sheet(weekly_checkins({13: "DM", 7: "??D"}), SWAP, close, on=AFTER)
    assert [reviewed.record.tip for reviewed in found.tips] == [5, 7, 33, 34, 42, 13]
    gone, new = of(found, 13), of(found, 7)
    assert (gone.outcome, gone.swapped_for, gone.swap_reason) == ("swapped", 7, "the counter closes")
    assert (gone.record.statuses, new.record.statuses) == ("DM.......", "..D??????")
    assert (new.swapped_for, new.swap_reason, new.outcome) == (None, None, "adapt" if close else None)


def test_a_chain_of_swaps_shows_each_step() -> None:
    """A seat that was swapped twice shows who came for whom."""
    again = '[[swap]]  # 2026-04-01\nold = 7\nnew = 8\nfrom = "2026-W14"\nbecause = "too far away"'
    found = sheet(SWAP, again)
    steps = [(tip.record.tip, tip.swapped_for, tip.swap_reason) for tip in found.tips if tip.swapped_for]
    assert steps == [(13, 7, "the counter closes"), (7, 8, "too far away")]


def test_a_swap_before_the_first_monday_does_not_show() -> None:
    """It simply took the place."""
    early = SWAP.replace("2026-03-17", "2026-02-27").replace("W12", "W10")
    found = sheet(early, on=date(2026, 3, 10))
    assert [reviewed.record.tip for reviewed in found.tips] == [5, 7, 33, 34, 42]
    assert "the counter closes" not in repr(found.tips)


def test_lessons_and_costly_weeks() -> None:
    """What a tip taught, and in which weeks it cost something."""
    found = sheet(weekly_checkins({5: "DCMC", 33: "NC"}), CLOSE, '[[lesson]]  # 2026-05-01\nat = 2026-05-01T08:00:00Z\n'
                  'tip = 5\ntext = "on Tuesdays"', on=AFTER)  # fmt: skip
    assert of(found, 5).costly_weeks == (week(11), week(13))
    assert [(moment.week, moment.tip) for moment in found.costly_moments] == [
        (week(11), 5),
        (week(11), 33),
        (week(13), 5),
    ]
    assert (of(found, 5).lesson, of(found, 13).lesson) == ("on Tuesdays", None)


def test_how_the_weeks_felt() -> None:
    """Each answered week in order with both answers, as far as they were given; a late one stays empty."""
    text = """
        [[checkin]]  # 2026-03-13
        week = "2026-W11"
        team = 4

        [[checkin]]  # 2026-03-09
        week = "2026-W10"
        team = 3
        customers = 2

        [[checkin]]  # 2026-04-03
        week = "2026-W12"
        team = 5
    """
    assert sheet(text).feelings == ((week(10), WeekFeelings(3, 2)), (week(11), WeekFeelings(4, None)))


def test_paused_weeks_are_those_of_the_cycle() -> None:
    """In order, each once, and none that a hand-written pause names outside."""
    text = '[[pause]]\nweeks = ["2026-W13", "2026-W09"]\n\n[[pause]]\nweeks = ["2026-W11", "2026-W13"]'
    assert sheet(text).paused_weeks == (week(11), week(13))


def test_a_voice_marks_its_week() -> None:
    """A week with a voice that may be read is marked; a private one marks it for its writer alone."""
    text = '[[voice]]\nweek = "2026-W11"\ntext = "x"\nshared = true\n\n[[voice]]\nweek = "2026-W12"\ntext = "y"'
    note = '[[note]]\nweek = "2026-W13"\ntext = "z"\nshared = true'
    note += '\n\n[[voice]]\ntext = "of no week"\nshared = true'
    assert sheet(text, note).weeks_with_voice == {week(11)}
    assert sheet(text, note, private=True).weeks_with_voice == {week(11), week(12)}


# What stays, and what comes


def chain(*closes: str) -> Sequence[Cycle]:
    """Cycles on one chain, each with other tips of which the first is firm; an empty close leaves one open."""
    anchor, files = date(2026, 3, 2), []
    for k, close in enumerate(closes):
        starts = cycle_start(anchor, k)
        five = [5 * k + n for n in range(1, 6)]
        friday = starts + timedelta(weeks=cycle_week_count(anchor, starts), days=-3)
        parts = [f"[[pick]]\ntips = {five}", weekly_checkins({five[0]: "DDDDD"}, starts=str(starts))]
        parts += [f"[[close]]  # {friday}\n{close}"] if close else []
        files.append(cycle_file("\n\n".join(parts), starts=str(starts), anchor=str(anchor)))
    return Cycles(make_journal(*files))


THREE = chain("keep = [1, 2]\nby_hand = [2]\nextend = [3]", "keep = [6]", "")


@pytest.mark.parametrize(
    ("position", "stayed", "board", "extended"),
    [(0, (1, 2), (2,), (3,)), (1, (6,), (2, 1), ()), (2, (), (2, 1), ())],
    ids=["first", "second", "the-open-one"],
)
def test_a_review_looks_no_further_than_its_cycle(
    position: int, stayed: tuple[int, ...], board: tuple[int, ...], extended: tuple[int, ...]
) -> None:
    """What stayed since its close, the board up to it, who goes on: later cycles change nothing of it."""
    found = build_review(THREE, position, TIPS.kind_of, Profile(), date(2026, 8, 1), private=False)
    assert (found.implemented_tips, found.implemented_per_cycle, found.extended_tips) == (stayed, board, extended)
    assert [box.implemented_count for box in found.year_slots] == [*board, *[0] * (6 - len(board))]


@pytest.mark.parametrize(
    ("position", "seated", "free"),
    [(0, (6, 7, 8, 9, 10), 0), (1, (11, 12, 13, 14, 15), 0), (2, (), 5)],
    ids=["picked-already", "picked-too", "not-yet"],
)
def test_the_seats_of_the_next_five(position: int, seated: tuple[int, ...], free: int) -> None:
    """Once the next five were picked they are named; until then the seats are free."""
    found = build_review(
        THREE, position, TIPS.kind_of, Profile(), date(2026, 8, 1), private=False, suggested_tips=(70, 71)
    )
    assert (found.next_five.placed_tips, found.next_five.free_places, found.next_five.is_picked) == (
        seated,
        free,
        not free,
    )
    assert found.next_five.suggested_tips == ((70, 71) if free else ())


@pytest.mark.parametrize(
    ("close", "seated", "count"),
    [
        ("", (), 3),
        ("drop = [5, 13, 33, 34, 42]", (), 3),
        ("extend = [5, 13, 33]\ndrop = [34, 42]", (5, 13, 33), 2),
        ("extend = [5, 13, 33, 34]\ndrop = [42]", (5, 13, 33, 34), 1),
        ("extend = [5, 13, 33, 34, 42]", FIVE, 0),
    ],
    ids=["open", "all-dropped", "three-go-on", "four-go-on", "five-go-on"],
)
def test_tips_for_the_place_of_the_team(close: str, seated: tuple[int, ...], count: int) -> None:
    """A few from which the team may take one, never more than there are seats, and only such as can be picked."""
    cycles = Cycles(make_journal(cycle_file(with_pick(f"[[close]]  # 2026-05-01\n{close}" if close else ""))))
    offered = team_suggestions(TIPS, cycles, 0)
    assert len(set(offered)) == len(offered) == count
    assert not set(offered) & {*seated, *(FIVE if not close else ())}
    found = build_review(cycles, 0, TIPS.kind_of, Profile(), AFTER, private=False, suggested_tips=offered)
    assert (found.next_five.placed_tips, found.next_five.free_places, found.next_five.suggested_tips) == (
        seated,
        5 - len(seated),
        offered,
    )


def test_where_no_seat_is_free_nothing_is_suggested() -> None:
    """Whatever is offered: all five go on."""
    assert (
        sheet("[[close]]  # 2026-05-01\nextend = [5, 13, 33, 34, 42]", suggested=(70,)).next_five.suggested_tips == ()
    )


def test_once_the_next_five_were_picked_nothing_is_suggested() -> None:
    """Whatever comes after a cycle, its sheet then names them."""
    assert team_suggestions(TIPS, THREE, 0) == team_suggestions(TIPS, THREE, 1) == ()
    assert len(team_suggestions(TIPS, THREE, 2)) == 3


# The reading


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        ("2026-03-01", None),
        ("2026-03-02", "too_early"),
        ("2026-03-10", "too_early"),
        ("2026-05-03", "momentum"),
        ("2027-01-01", "momentum"),
    ],
    ids=["planned", "first-monday", "second-week", "last-day", "long-after"],
)
def test_the_reading_is_that_of_the_last_day_of_the_cycle(today: str, verdict: str | None) -> None:
    """None before the first Monday, as of today while the cycle runs, and afterwards as it was seen at its end."""
    felt = "".join(
        f'[[checkin]]  # {week(n).day(4)}\nweek = "2026-W{n}"\nteam = 4\ncustomers = 4\n\n' for n in range(10, 19)
    )
    told = weekly_checkins(dict.fromkeys(FIVE, "DDDDDDDDD"))
    begun = "" if today < "2026-03-02" else told + "\n" + felt
    reading = sheet(begun, on=date.fromisoformat(today)).reading
    assert (reading and reading.verdict) == verdict


def test_the_reading_is_that_of_the_cycle_reviewed() -> None:
    """While the second cycle is planned its sheet has none, whatever the first one's says."""
    first, second = cycle_file(with_pick(CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02")
    told = Cycles(make_journal(first, second))
    readings = [build_review(told, n, TIPS.kind_of, ME, date(2026, 5, 3), private=False).reading for n in (0, 1)]
    assert (readings[0] is not None, readings[1]) == (True, None)


def test_answers_to_the_question_stand_by_week() -> None:
    """Whatever week was answered first."""
    days = enumerate((2, 0, 1))
    parts = (f'[[checkin]]  # 2026-03-2{day}\nweek = "2026-W1{n}"\nanswer = "{n}"' for day, n in days)
    assert sheet(*parts, private=True).answers == ((week(10), "0"), (week(11), "1"), (week(12), "2"))
