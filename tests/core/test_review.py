"""The contents of a review (docs/rules.md §4–7), and the private data that it leaves out."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.journal_builder import cycle_file, make_catalogue, make_journal, status_letters, weekly_checkins, with_pick
from tipcycle.core.cycle import Cycle, WeekFeelings
from tipcycle.core.events import Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import Review, ReviewedTip, build_review, team_suggestions
from tipcycle.core.weeks import Week, cycle_start, cycle_week_count

CATALOGUE = make_catalogue()
CYCLE_END, AFTER_CLOSE = date(2026, 5, 3), date(2026, 5, 8)
FIVE = (5, 13, 33, 34, 42)
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5]\nadapt = [13]\nextend = [33]\ndrop = [34, 42]\nby_hand = [13]"
PROFILE = Profile(name="the manager", team="the desk")


def make_review(
    *parts: str, today: date = CYCLE_END, private: bool = False, suggested_tips: Sequence[int] = ()
) -> Review:
    """Return the review of the cycle from 2 March 2026 (W10–W18), for others or for the manager alone."""
    cycles = Cycles(make_journal(cycle_file(with_pick(*parts))))
    return build_review(cycles, 0, CATALOGUE.kind_of, PROFILE, today, private=private, suggested_tips=suggested_tips)


def find_tip(review: Review, tip: int) -> ReviewedTip:
    """Return one tip of a review."""
    return next(reviewed for reviewed in review.tips if reviewed.record.tip == tip)


def week(number: int) -> Week:
    """Return a week of 2026."""
    return Week.parse(f"2026-W{number}")


# Private data

PRIVATE_BLOCKS = """
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


def test_review_for_others_has_no_private_data() -> None:
    """It has no unshared remark, no reason of a pause and no free-text answer."""
    review = make_review(PRIVATE_BLOCKS, CLOSE, today=AFTER_CLOSE)
    assert "kept for myself" not in repr(review)
    assert review.paused_weeks == (week(12),)
    assert (review.pauses, review.texts["answer"], review.voices, review.other_notes, review.weeks_with_voice) == (
        (),
        (),
        (),
        (),
        frozenset(),
    )


def test_review_has_no_by_hand() -> None:
    """A tip that counts by hand is only listed as implemented."""
    assert "by_hand" not in repr(make_review(PRIVATE_BLOCKS, CLOSE, today=AFTER_CLOSE))
    assert make_review(CLOSE, today=AFTER_CLOSE).implemented_tips == (13,)


def test_private_review_has_all_data() -> None:
    review = make_review(PRIVATE_BLOCKS, private=True)
    assert repr(review).count("kept for myself") >= 5
    assert [remark.text for remark in find_tip(review, 5).notes] == ["kept for myself"]
    assert [remark.text for remark in review.other_notes] == ["kept for myself, of no tip"]
    assert [remark.text for remark in review.voices] == ["kept for myself, as heard"]
    assert [pause.because for pause in review.pauses] == ["kept for myself, why"]
    assert review.texts["answer"] == ((week(10), "kept for myself, the question"),)


@pytest.mark.parametrize("private", [False, True], ids=["for-others", "private"])
@pytest.mark.parametrize("id", ["n", "l", "v"], ids=["note", "note-without-tip", "voice"])
def test_sharing_one_remark_shares_no_other(id: str, private: bool) -> None:
    review = make_review(PRIVATE_BLOCKS, f'[[share]]\nof = "{id}"\nshared = true', private=private)
    remarks = [*review.voices, *review.other_notes, *(remark for tip in review.tips for remark in tip.notes)]
    assert [remark.id for remark in remarks if remark.shared] == [id]
    assert len(remarks) == (3 if private else 1)
    unshared_review = make_review(
        PRIVATE_BLOCKS,
        f'[[share]]\nof = "{id}"\nshared = true',
        f'[[share]]\nof = "{id}"\nshared = false',
        private=private,
    )
    assert not any(
        remark.shared
        for remark in [*unshared_review.voices, *unshared_review.other_notes, *find_tip(unshared_review, 5).notes]
    )


def test_voice_about_tip_is_not_a_note() -> None:
    """The voice is listed once, and not among the notes or the costly moments of the tip."""
    voice = '[[voice]]\nweek = "2026-W10"\ntip = 5\ntext = "heard"\nshared = true'
    review = make_review(weekly_checkins({5: "C"}), voice)
    assert [remark.text for remark in review.voices] == ["heard"]
    assert (find_tip(review, 5).notes, review.other_notes, review.costly_moments[0].texts) == ((), (), ())


def test_costly_moment_has_only_shared_notes() -> None:
    """Shared notes about another week or another tip are not part of it."""
    (moment,) = make_review(PRIVATE_BLOCKS).costly_moments
    assert (moment.tip, moment.week, moment.on, moment.texts) == (5, week(10), date(2026, 3, 6), ())
    (shared_moment,) = make_review(PRIVATE_BLOCKS, '[[share]]\nof = "n"\nshared = true').costly_moments
    assert shared_moment.texts == ("kept for myself",)
    other_week = '[[note]]\ntip = 5\nweek = "2026-W11"\ntext = "of another week"\nshared = true'
    other_tip = '[[note]]\ntip = 13\nweek = "2026-W10"\ntext = "of another tip"\nshared = true'
    assert make_review(PRIVATE_BLOCKS, other_week, other_tip).costly_moments[0].texts == ()


def test_note_about_tip_swapped_out_before_start_is_kept() -> None:
    """The review does not show the tip, so the note is among the other notes."""
    review = make_review(
        '[[note]]  # 2026-02-27\ntip = 5\ntext = "too soon"',
        '[[swap]]  # 2026-02-28\nold = 5\nnew = 7\nfrom = "2026-W10"\nbecause = "second thoughts"',
        private=True,
    )
    assert [reviewed.record.tip for reviewed in review.tips] == [7, 13, 33, 34, 42]
    assert [remark.text for remark in review.other_notes] == ["too soon"]


# The cycle and its tips


def test_review_has_profile_summary_and_dates() -> None:
    text = 'running = "the desk"\n\n[[words]]\ntext = "calmer"'
    review = make_review(text, today=date(2026, 4, 1))
    assert (review.name, review.team, review.summary, review.running) == (
        "the manager",
        "the desk",
        "calmer",
        "the desk",
    )
    assert (review.cycle.number, review.cycle.starts, review.cycle.ends) == (1, date(2026, 3, 2), CYCLE_END)
    assert (review.state, len(review.cycle.weeks), review.cycle.week_number(week(14))) == ("running", 9, 5)


@pytest.mark.parametrize(("tip", "outcome"), [(5, "keep"), (13, "adapt"), (33, "extend"), (34, "drop"), (42, "drop")])
def test_tip_has_outcome_only_after_close(tip: int, outcome: str) -> None:
    assert find_tip(make_review(), tip).outcome is None
    assert find_tip(make_review(CLOSE, today=AFTER_CLOSE), tip).outcome == outcome


SWAP = '[[swap]]  # 2026-03-17\nold = 13\nnew = 7\nfrom = "2026-W12"\nbecause = "the counter closes"'


@pytest.mark.parametrize("close", ["", CLOSE.replace("13", "7")], ids=["open", "closed"])
def test_swapped_out_tip_has_reason_and_new_tip(close: str) -> None:
    """The review has all six tips, and the new tip has the place of the old one."""
    review = make_review(weekly_checkins({13: "DM", 7: "??D"}), SWAP, close, today=AFTER_CLOSE)
    assert [reviewed.record.tip for reviewed in review.tips] == [5, 7, 33, 34, 42, 13]
    old_tip, new_tip = find_tip(review, 13), find_tip(review, 7)
    assert (old_tip.outcome, old_tip.swapped_for, old_tip.swap_reason) == ("swapped", 7, "the counter closes")
    assert (status_letters(old_tip.record.statuses), status_letters(new_tip.record.statuses)) == (
        "DM.......",
        "..D??????",
    )
    assert (new_tip.swapped_for, new_tip.swap_reason, new_tip.outcome) == (None, None, "adapt" if close else None)


def test_both_swaps_of_one_place_are_shown() -> None:
    second_swap = '[[swap]]  # 2026-04-01\nold = 7\nnew = 8\nfrom = "2026-W14"\nbecause = "too far away"'
    review = make_review(SWAP, second_swap)
    swaps = [(tip.record.tip, tip.swapped_for, tip.swap_reason) for tip in review.tips if tip.swapped_for]
    assert swaps == [(13, 7, "the counter closes"), (7, 8, "too far away")]


def test_swap_before_first_monday_is_not_shown() -> None:
    early_swap = SWAP.replace("2026-03-17", "2026-02-27").replace("W12", "W10")
    review = make_review(early_swap, today=date(2026, 3, 10))
    assert [reviewed.record.tip for reviewed in review.tips] == [5, 7, 33, 34, 42]
    assert "the counter closes" not in repr(review.tips)


def test_reviewed_tip_has_lesson_and_costly_weeks() -> None:
    review = make_review(
        weekly_checkins({5: "DCMC", 33: "NC"}),
        CLOSE,
        '[[lesson]]  # 2026-05-01\nat = 2026-05-01T08:00:00Z\ntip = 5\ntext = "on Tuesdays"',
        today=AFTER_CLOSE,
    )
    assert find_tip(review, 5).costly_weeks == (week(11), week(13))
    assert [(moment.week, moment.tip) for moment in review.costly_moments] == [
        (week(11), 5),
        (week(11), 33),
        (week(13), 5),
    ]
    assert (find_tip(review, 5).lesson, find_tip(review, 13).lesson) == ("on Tuesdays", None)


def test_feelings_are_sorted_by_week() -> None:
    """Late feelings are not included."""
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
    assert make_review(text).feelings == ((week(10), WeekFeelings(3, 2)), (week(11), WeekFeelings(4, None)))


def test_paused_weeks_are_sorted_and_unique() -> None:
    """Weeks outside the cycle are not included."""
    text = '[[pause]]\nweeks = ["2026-W13", "2026-W09"]\n\n[[pause]]\nweeks = ["2026-W11", "2026-W13"]'
    assert make_review(text).paused_weeks == (week(11), week(13))


def test_weeks_with_voice() -> None:
    """Weeks that have only private voices are included in a private review."""
    text = '[[voice]]\nweek = "2026-W11"\ntext = "x"\nshared = true\n\n[[voice]]\nweek = "2026-W12"\ntext = "y"'
    other_remarks = '[[note]]\nweek = "2026-W13"\ntext = "z"\nshared = true'
    other_remarks += '\n\n[[voice]]\ntext = "of no week"\nshared = true'
    assert make_review(text, other_remarks).weeks_with_voice == {week(11)}
    assert make_review(text, other_remarks, private=True).weeks_with_voice == {week(11), week(12)}


# Implemented tips and the next five


def chained_cycles(*closes: str) -> Sequence[Cycle]:
    """Return one cycle for each close, with different tips. An empty close leaves the cycle open."""
    anchor, files = date(2026, 3, 2), []
    for index, close in enumerate(closes):
        starts = cycle_start(anchor, index)
        five = [5 * index + n for n in range(1, 6)]
        friday = starts + timedelta(weeks=cycle_week_count(anchor, starts), days=-3)
        parts = [f"[[pick]]\ntips = {five}", weekly_checkins({five[0]: "DDDDD"}, starts=str(starts))]
        parts += [f"[[close]]  # {friday}\n{close}"] if close else []
        files.append(cycle_file("\n\n".join(parts), starts=str(starts), anchor=str(anchor)))
    return Cycles(make_journal(*files))


THREE_CYCLES = chained_cycles("keep = [1, 2]\nby_hand = [2]\nextend = [3]", "keep = [6]", "")


@pytest.mark.parametrize(
    ("position", "implemented", "implemented_per_cycle", "extended"),
    [(0, (1, 2), (2,), (3,)), (1, (6,), (2, 1), ()), (2, (), (2, 1), ())],
    ids=["first", "second", "open"],
)
def test_later_cycles_do_not_change_review(
    position: int, implemented: tuple[int, ...], implemented_per_cycle: tuple[int, ...], extended: tuple[int, ...]
) -> None:
    review = build_review(THREE_CYCLES, position, CATALOGUE.kind_of, Profile(), date(2026, 8, 1), private=False)
    assert (review.implemented_tips, review.implemented_per_cycle, review.extended_tips) == (
        implemented,
        implemented_per_cycle,
        extended,
    )
    assert [slot.implemented_count for slot in review.year_slots] == [
        *implemented_per_cycle,
        *[0] * (6 - len(implemented_per_cycle)),
    ]


@pytest.mark.parametrize(
    ("position", "placed", "free_places"),
    [(0, (6, 7, 8, 9, 10), 0), (1, (11, 12, 13, 14, 15), 0), (2, (), 5)],
    ids=["second-picked", "third-picked", "not-picked-yet"],
)
def test_next_five_are_shown_once_picked(position: int, placed: tuple[int, ...], free_places: int) -> None:
    """Until the next pick, all places are free."""
    review = build_review(
        THREE_CYCLES, position, CATALOGUE.kind_of, Profile(), date(2026, 8, 1), private=False, suggested_tips=(70, 71)
    )
    assert (review.next_five.placed_tips, review.next_five.free_places, review.next_five.is_picked) == (
        placed,
        free_places,
        not free_places,
    )
    assert review.next_five.suggested_tips == ((70, 71) if free_places else ())


@pytest.mark.parametrize(
    ("close", "placed", "count"),
    [
        ("", (), 3),
        ("drop = [5, 13, 33, 34, 42]", (), 3),
        ("extend = [5, 13, 33]\ndrop = [34, 42]", (5, 13, 33), 2),
        ("extend = [5, 13, 33, 34]\ndrop = [42]", (5, 13, 33, 34), 1),
        ("extend = [5, 13, 33, 34, 42]", FIVE, 0),
    ],
    ids=["open", "all-dropped", "three-extended", "four-extended", "five-extended"],
)
def test_team_suggestions_by_number_of_free_places(close: str, placed: tuple[int, ...], count: int) -> None:
    """There are at most three suggestions, and all of them can be picked."""
    cycles = Cycles(make_journal(cycle_file(with_pick(f"[[close]]  # 2026-05-01\n{close}" if close else ""))))
    suggestions = team_suggestions(CATALOGUE, cycles, 0)
    assert len(set(suggestions)) == len(suggestions) == count
    assert not set(suggestions) & {*placed, *(FIVE if not close else ())}
    review = build_review(
        cycles, 0, CATALOGUE.kind_of, Profile(), AFTER_CLOSE, private=False, suggested_tips=suggestions
    )
    assert (review.next_five.placed_tips, review.next_five.free_places, review.next_five.suggested_tips) == (
        placed,
        5 - len(placed),
        suggestions,
    )


def test_no_suggestions_without_free_place() -> None:
    assert (
        make_review(
            "[[close]]  # 2026-05-01\nextend = [5, 13, 33, 34, 42]", suggested_tips=(70,)
        ).next_five.suggested_tips
        == ()
    )


def test_no_suggestions_after_next_pick() -> None:
    assert team_suggestions(CATALOGUE, THREE_CYCLES, 0) == team_suggestions(CATALOGUE, THREE_CYCLES, 1) == ()
    assert len(team_suggestions(CATALOGUE, THREE_CYCLES, 2)) == 3


# Verdict


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
def test_verdict_is_from_last_day_of_cycle_or_today(today: str, verdict: str | None) -> None:
    """A planned cycle has no verdict."""
    feelings = "".join(
        f'[[checkin]]  # {week(n).day(4)}\nweek = "2026-W{n}"\nteam = 4\ncustomers = 4\n\n' for n in range(10, 19)
    )
    answers = weekly_checkins(dict.fromkeys(FIVE, "DDDDDDDDD"))
    text = "" if today < "2026-03-02" else answers + "\n" + feelings
    review_verdict = make_review(text, today=date.fromisoformat(today)).verdict
    assert (review_verdict and review_verdict.verdict) == verdict


def test_planned_second_cycle_has_no_verdict() -> None:
    """The verdict of the first cycle does not count for the second."""
    first, second = cycle_file(with_pick(CLOSE)), cycle_file(starts="2026-05-04", anchor="2026-03-02")
    cycles = Cycles(make_journal(first, second))
    verdicts = [
        build_review(cycles, position, CATALOGUE.kind_of, PROFILE, date(2026, 5, 3), private=False).verdict
        for position in (0, 1)
    ]
    assert (verdicts[0] is not None, verdicts[1]) == (True, None)


def test_free_text_answers_are_sorted_by_week() -> None:
    days = enumerate((2, 0, 1))
    parts = (f'[[checkin]]  # 2026-03-2{day}\nweek = "2026-W1{n}"\nanswer = "{n}"' for day, n in days)
    assert make_review(*parts, private=True).texts["answer"] == ((week(10), "0"), (week(11), "1"), (week(12), "2"))
