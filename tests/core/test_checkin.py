"""Tests for the weekly check-in and for notes (docs/rules.md §2, §4, §10)."""

from datetime import date

import pytest

from tests.journal_builder import apply_change, cycle_file, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.commands.checkin import CheckinAnswers, CheckinResult, add_note, record_checkin
from tipcycle.core.cycle import WeekFeelings
from tipcycle.core.errors import (
    ConflictingStatusError,
    CycleClosedError,
    CycleNotStartedError,
    DuplicateTipError,
    EmptyTextError,
    ExitCode,
    FeelingsTooLateError,
    MissingOptionsError,
    NoCycleError,
    OutOfRangeError,
    StatusNotAllowedError,
    TipcycleError,
    TipNotActiveError,
    TipNotInFiveError,
    WeekNotStartedError,
    WeekOutsideCycleError,
    WeekPausedError,
)
from tipcycle.core.events import Checkin, Journal, Note, Pause, Plan, Voice
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week

TIPS = make_catalogue()
"""Of the default five, 5, 13 and 42 are rituals, 33 is a reflex and 34 is a build."""
FRIDAY = date(2026, 3, 6)
W10 = Week.parse("2026-W10")
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


def journal_with(*texts: str) -> Journal:
    """Return a journal with one cycle: the default pick followed by these texts."""
    return make_journal(cycle_file(with_pick(*texts)))


def check_in(
    answers: CheckinAnswers, journal: Journal | None = None, *, today: date = FRIDAY, week: str | None = None
) -> CheckinResult:
    """Return the result of a check-in, by default in a new cycle on its first Friday."""
    return record_checkin(journal or journal_with(), TIPS, today, answers, week=Week.parse(week) if week else None)


# Saved events


def test_checkin_with_all_answers_is_one_entry() -> None:
    """The entry has the check-in, a note for each tip, and a voice with its role.

    `share` applies to notes and voice.
    """
    answers = CheckinAnswers(
        did=(5,),
        costly=(33,),
        missed=(13,),
        built=(34,),
        team=4,
        customers=3,
        notes={5: " one hour says it all "},
        voice=" You are the first to call. ",
        by="a customer",
        share=True,
        spiral_place="loyalty",
        answer="the second call",
    )
    result = check_in(answers)
    assert (result.change.cycle_start, result.change.new_header, result.week, result.passed_deadline) == (
        date(2026, 3, 2),
        None,
        W10,
        None,
    )
    assert result.change.payloads == (
        Checkin(
            week=W10, did=(5,), costly=(33,), missed=(13,), built=(34,), team=4, customers=3, answer="the second call"
        ),
        Note(text="one hour says it all", tip=5, week=W10, shared=True),
        Voice(text="You are the first to call.", week=W10, by="a customer", shared=True, heard="loyalty"),
    )


def test_role_goes_to_note_if_there_is_no_voice() -> None:
    """An empty role counts as none."""
    payloads = check_in(CheckinAnswers(notes={5: "x"}, by="a customer")).change.payloads
    assert payloads == (Note(text="x", tip=5, week=W10, by="a customer"),)
    assert check_in(CheckinAnswers(notes={5: "x"}, by="")).change.payloads == (Note(text="x", tip=5, week=W10),)


def test_notes_and_voices_are_private_by_default() -> None:
    result = check_in(CheckinAnswers(notes={5: "x"}, voice="y"))
    assert result.change.payloads == (Note(text="x", tip=5, week=W10), Voice(text="y", week=W10))


@pytest.mark.parametrize(
    ("answers", "payload_types"),
    [
        (CheckinAnswers(none=(33,)), [Checkin]),
        (CheckinAnswers(customers=1), [Checkin]),
        (CheckinAnswers(answer="x"), [Checkin]),
        (CheckinAnswers(notes={5: "x"}), [Note]),
        (CheckinAnswers(notes={5: ""}), [Note]),
        (CheckinAnswers(voice="x"), [Voice]),
        (CheckinAnswers(voice=" ", team=3), [Checkin]),
        (CheckinAnswers(plan=(5, "on Mondays")), [Plan]),
        (CheckinAnswers(plan=(5, "")), [Plan]),
        (CheckinAnswers(pause_week=True), [Pause]),
        (CheckinAnswers(missed=(5, 13), pause_week=True, voice="x"), [Checkin, Pause, Voice]),
    ],
    ids=[
        "tip",
        "feeling",
        "answer",
        "note",
        "empty-note",
        "voice",
        "blank-voice",
        "plan",
        "empty-plan",
        "paused-week",
        "miss-pause-and-voice",
    ],
)
def test_only_given_answers_are_written(answers: CheckinAnswers, payload_types: list[type]) -> None:
    """A note or a voice alone creates no check-in event, and a blank voice creates no voice."""
    assert [type(payload) for payload in check_in(answers).change.payloads] == payload_types


@pytest.mark.parametrize(
    "answers",
    [
        CheckinAnswers(),
        CheckinAnswers(by="a customer", share=True),
        CheckinAnswers(voice=" "),
        CheckinAnswers(answer=" "),
    ],
    ids=["nothing", "role-and-share", "blank-voice", "blank-answer"],
)
def test_checkin_without_answers_is_a_usage_error(answers: CheckinAnswers) -> None:
    """The error lists the options of which at least one is required."""
    with pytest.raises(MissingOptionsError) as error:
        check_in(answers)
    assert error.value.exit_code == ExitCode.USAGE
    assert error.value.options == ("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers")


def test_later_checkin_replaces_only_the_values_it_names() -> None:
    first = check_in(CheckinAnswers(did=(5, 13), team=2, customers=2))
    journal = apply_change(journal_with(), first.change, FRIDAY)
    second = check_in(CheckinAnswers(missed=(5,), team=3), journal, week="2026-W10")
    (cycle,) = Cycles(apply_change(journal, second.change, FRIDAY))
    assert [cycle.status(tip, W10, FRIDAY).letter for tip in (5, 13, 33)] == ["M", "D", "?"]
    assert cycle.feelings[W10] == WeekFeelings(3, 2)


def test_plan_text_is_stripped() -> None:
    assert check_in(CheckinAnswers(plan=(5, " Mondays, with my coat on "))).change.payloads == (
        Plan(tip=5, text="Mondays, with my coat on"),
    )


def test_pause_week_pauses_the_answered_week() -> None:
    """The misses of the week stay in the file, but their status becomes paused."""
    result = check_in(CheckinAnswers(missed=(5,), did=(13,), pause_week=True))
    (cycle,) = Cycles(apply_change(journal_with(), result.change, FRIDAY))
    assert [cycle.status(tip, W10, FRIDAY).letter for tip in (5, 13, 33)] == ["P", "D", "P"]


# Choice of the week


def test_default_week_depends_on_day_and_earlier_checkin() -> None:
    """On Monday, last week is answered if it has no check-in; otherwise this week is."""
    answered_journal = journal_with(weekly_checkins({5: "D"}))
    assert check_in(CheckinAnswers(team=3)).week == W10
    assert check_in(CheckinAnswers(team=3), today=date(2026, 3, 9)).week == W10
    assert check_in(CheckinAnswers(team=3), answered_journal, today=date(2026, 3, 9)).week == W10.plus(1)


@pytest.mark.parametrize(
    ("today", "week"), [("2026-03-12", W10), ("2026-03-13", W10.plus(1))], ids=["thursday", "friday"]
)
def test_default_checkin_day_is_friday(today: str, week: Week) -> None:
    """On Thursday the check-in answers last week, on Friday this week."""
    assert check_in(CheckinAnswers(did=(5,)), today=date.fromisoformat(today)).week == week


def test_checkin_day_of_profile_decides_the_week() -> None:
    """On a Sunday, a check-in answers last week if the check-in day is Monday, and this week if it is Friday."""
    sunday = date(2026, 3, 15)
    assert record_checkin(journal_with(), TIPS, sunday, CheckinAnswers(did=(5,)), weekday=0).week == W10
    assert record_checkin(journal_with(), TIPS, sunday, CheckinAnswers(did=(5,)), weekday=4).week == W10.plus(1)


def test_paused_week_needs_explicit_week() -> None:
    """A check-in that would answer a paused week by default is rejected. With an explicit week, done tips count."""
    journal = journal_with('[[pause]]\nweeks = ["2026-W10"]')
    with pytest.raises(WeekPausedError) as error:
        check_in(CheckinAnswers(did=(5,)), journal)
    assert (error.value.week, error.value.exit_code) == (W10, ExitCode.FAILURE)
    result = check_in(CheckinAnswers(did=(5,)), journal, week="2026-W10")
    (cycle,) = Cycles(apply_change(journal, result.change, FRIDAY))
    assert cycle.status(5, W10, FRIDAY).letter == "D"


@pytest.mark.parametrize(
    ("texts", "today", "week", "error_type"),
    [
        (None, "2026-03-06", None, NoCycleError),
        (None, "2026-03-06", "2026-W10", NoCycleError),
        ([], "2026-03-01", None, CycleNotStartedError),
        ([], "2026-03-01", "2026-W10", WeekNotStartedError),
        ([], "2026-03-06", "2026-W11", WeekNotStartedError),
        ([], "2026-03-06", "2026-W09", WeekOutsideCycleError),
        ([], "2026-05-20", "2026-W19", WeekOutsideCycleError),
        ([CLOSE], "2026-05-02", None, CycleClosedError),
        ([CLOSE], "2026-05-02", "2026-W18", CycleClosedError),
    ],
    ids=[
        "no-cycle", "no-cycle-and-a-week", "planned", "planned-and-a-week", "next-week", "before-the-cycle",
        "after-the-cycle", "closed", "closed-and-a-week",
    ],
)  # fmt: skip
def test_week_that_cannot_be_answered_is_rejected(
    texts: list[str] | None, today: str, week: str | None, error_type: type[TipcycleError]
) -> None:
    """A week cannot be answered if it has not begun or is not in an open cycle."""
    journal = make_journal() if texts is None else journal_with(*texts)
    with pytest.raises(error_type) as error:
        check_in(CheckinAnswers(did=(5,)), journal, today=date.fromisoformat(today), week=week)
    assert error.value.exit_code == ExitCode.FAILURE


# Late feelings


@pytest.mark.parametrize(
    ("today", "is_late"),
    [("2026-03-12", False), ("2026-03-13", True), ("2026-04-20", True)],
    ids=["thursday-after", "friday-after", "weeks-later"],
)
def test_late_feelings_are_left_out(today: str, is_late: bool) -> None:
    """From the Friday after the week on, feelings are left out and the result reports the deadline.

    Other answers are kept.
    """
    result = check_in(CheckinAnswers(did=(5,), team=4, customers=2), today=date.fromisoformat(today), week="2026-W10")
    feelings = {} if is_late else {"team": 4, "customers": 2}
    assert result.change.payloads == (Checkin(week=W10, did=(5,), **feelings),)
    assert result.passed_deadline == (date(2026, 3, 12) if is_late else None)


def test_late_answers_without_feelings_report_no_deadline() -> None:
    assert check_in(CheckinAnswers(did=(5,)), today=date(2026, 3, 13), week="2026-W10").passed_deadline is None


def test_late_feelings_alone_are_rejected() -> None:
    """The error contains the last day on which the feelings were accepted."""
    with pytest.raises(FeelingsTooLateError) as error:
        check_in(CheckinAnswers(team=4, by="a customer"), today=date(2026, 3, 13), week="2026-W10")
    assert (error.value.deadline, error.value.exit_code) == (date(2026, 3, 12), ExitCode.FAILURE)


@pytest.mark.parametrize(
    "texts", [{"voice": "x"}, {"notes": {5: "x"}}, {"answer": "x"}], ids=["voice", "note", "answer"]
)
def test_texts_are_saved_despite_late_feelings(texts: dict[str, object]) -> None:
    """A note, a voice or an answer is saved although the feelings are left out."""
    result = check_in(CheckinAnswers(team=4, **texts), today=date(2026, 3, 13), week="2026-W10")  # type: ignore[arg-type]
    assert len(result.change.payloads) == 1
    assert result.passed_deadline == date(2026, 3, 12)


# Invalid answers


@pytest.mark.parametrize(
    "answers",
    [
        CheckinAnswers(did=(5,), costly=(5,)),
        CheckinAnswers(did=(5,), missed=(5,)),
        CheckinAnswers(costly=(5,), missed=(5,)),
        CheckinAnswers(did=(33,), none=(33,)),
        CheckinAnswers(costly=(33,), none=(33,)),
        CheckinAnswers(missed=(33,), none=(33,)),
        CheckinAnswers(built=(34,), missed=(34,)),
        CheckinAnswers(built=(34,), none=(34,)),
    ],
    ids=[
        "did-costly",
        "did-missed",
        "costly-missed",
        "did-none",
        "costly-none",
        "missed-none",
        "built-missed",
        "built-none",
    ],
)
def test_conflicting_statuses_of_a_tip_are_a_usage_error(answers: CheckinAnswers) -> None:
    with pytest.raises(ConflictingStatusError) as error:
        check_in(answers)
    assert (error.value.tip, error.value.exit_code) == (
        (*answers.missed, *answers.none, *answers.did)[0],
        ExitCode.USAGE,
    )


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (CheckinAnswers(built=(34,)), "D"),
        (CheckinAnswers(built=(34,), did=(34,)), "D"),
        (CheckinAnswers(built=(34,), costly=(34,)), "C"),
    ],
    ids=["built", "built-and-did", "built-and-costly"],
)
def test_built_can_be_combined_with_did_or_costly(answers: CheckinAnswers, status: str) -> None:
    """A built answer counts as did, or as costly if that is also given."""
    (cycle,) = Cycles(apply_change(journal_with(), check_in(answers).change, FRIDAY))
    assert (cycle.status(34, W10, FRIDAY).letter, cycle.results[34, W10].built) == (status, True)


@pytest.mark.parametrize("key", ["did", "costly", "missed", "none", "built"])
def test_tip_listed_twice_is_a_usage_error(key: str) -> None:
    with pytest.raises(DuplicateTipError) as error:
        check_in(CheckinAnswers(**{key: (5, 13, 5)}))
    assert (error.value.tip, error.value.exit_code) == (5, ExitCode.USAGE)


@pytest.mark.parametrize(
    ("answers", "tip", "is_allowed"),
    [
        (CheckinAnswers(none=(33,)), 33, True),
        (CheckinAnswers(none=(5,)), 5, False),
        (CheckinAnswers(none=(34,)), 34, False),
        (CheckinAnswers(built=(34,)), 34, True),
        (CheckinAnswers(built=(5,)), 5, False),
        (CheckinAnswers(built=(33,)), 33, False),
    ],
    ids=[
        "no-occasion-reflex",
        "no-occasion-ritual",
        "no-occasion-build",
        "built-build",
        "built-ritual",
        "built-reflex",
    ],
)
def test_kind_of_tip_limits_its_answers(answers: CheckinAnswers, tip: int, is_allowed: bool) -> None:
    """Only a reflex can be answered with no occasion, and only a build with built."""
    if is_allowed:
        assert check_in(answers).change.payloads
    else:
        with pytest.raises(StatusNotAllowedError) as error:
            check_in(answers)
        assert (error.value.tip, error.value.kind, error.value.exit_code) == (
            tip,
            TIPS.kind_of(tip),
            ExitCode.USAGE,
        )


@pytest.mark.parametrize("value", [0, 6, -1, 100])
@pytest.mark.parametrize("scale", ["team", "customers"])
def test_feeling_outside_one_to_five_is_a_usage_error(scale: str, value: int) -> None:
    with pytest.raises(OutOfRangeError) as error:
        check_in(CheckinAnswers(**{scale: value}))  # type: ignore[arg-type]
    assert (error.value.value, error.value.exit_code) == (value, ExitCode.USAGE)


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_feelings_from_one_to_five_are_accepted(value: int) -> None:
    assert check_in(CheckinAnswers(team=value, customers=value)).change.payloads == (
        Checkin(week=W10, team=value, customers=value),
    )


@pytest.mark.parametrize(
    "answers",
    [CheckinAnswers(did=(77,)), CheckinAnswers(notes={77: "x"}), CheckinAnswers(plan=(77, "x"))],
    ids=["status", "note", "plan"],
)
def test_tip_outside_the_five_is_rejected(answers: CheckinAnswers) -> None:
    """The error contains the current five tips."""
    with pytest.raises(TipNotInFiveError) as error:
        check_in(answers)
    assert (error.value.tip, error.value.five) == (77, (5, 13, 33, 34, 42))
    with pytest.raises(TipNotInFiveError) as error:
        check_in(answers, journal_with(SWAP), today=date(2026, 3, 13))
    assert error.value.five == (7, 13, 33, 34, 42)


@pytest.mark.parametrize(
    ("tip", "week", "is_allowed"),
    [(5, "2026-W10", True), (5, "2026-W11", False), (7, "2026-W10", False), (7, "2026-W11", True)],
    ids=["old-before", "old-after", "new-before", "new-after"],
)
def test_swapped_tip_accepts_answers_only_for_its_weeks(tip: int, week: str, is_allowed: bool) -> None:
    """Before the swap the old tip accepts answers; from the week of the swap on, the new tip does."""
    if is_allowed:
        assert check_in(
            CheckinAnswers(missed=(tip,)), journal_with(SWAP), today=date(2026, 3, 13), week=week
        ).change.payloads
    else:
        with pytest.raises(TipNotActiveError) as error:
            check_in(CheckinAnswers(missed=(tip,)), journal_with(SWAP), today=date(2026, 3, 13), week=week)
        assert (error.value.tip, str(error.value.week), error.value.exit_code) == (tip, week, ExitCode.FAILURE)


def test_one_invalid_tip_rejects_the_whole_checkin() -> None:
    with pytest.raises(TipNotInFiveError):
        check_in(CheckinAnswers(did=(5, 77), team=3, voice="x"))


# Notes


@pytest.mark.parametrize(
    ("today", "week"),
    [
        ("2026-03-01", None),
        ("2026-03-02", "2026-W10"),
        ("2026-03-10", "2026-W11"),
        ("2026-05-03", "2026-W18"),
        ("2026-05-20", "2026-W18"),
    ],
    ids=["planned", "first-day", "second-week", "last-day", "after-the-end"],
)
def test_note_belongs_to_the_week_of_its_day(today: str, week: str | None) -> None:
    """A note has no week before the first Monday, and the last week after the end of the cycle."""
    result = add_note(
        journal_with(), date.fromisoformat(today), " heard at the desk ", tip=5, by="a customer", share=True
    )
    expected_week = Week.parse(week) if week else None
    assert result.change.payloads == (
        Note(text="heard at the desk", tip=5, week=expected_week, by="a customer", shared=True),
    )
    assert result.change.cycle_start == date(2026, 3, 2)


def test_note_without_tip_is_private_by_default() -> None:
    assert add_note(journal_with(), FRIDAY, "x").change.payloads == (Note(text="x", week=W10),)


def test_empty_note_clears_only_the_note_of_its_tip() -> None:
    """An empty note without a tip is a usage error."""
    journal = journal_with(
        '[[note]]\ntip = 5\nweek = "2026-W10"\ntext = "x"\n\n[[note]]\nweek = "2026-W10"\ntext = "y"'
    )
    cleared = apply_change(journal, add_note(journal, FRIDAY, " ", tip=5).change, FRIDAY)
    assert [remark.text for remark in Cycles(cleared)[0].remarks] == ["y"]
    with pytest.raises(EmptyTextError) as error:
        add_note(journal, FRIDAY, " ")
    assert error.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("journal", "tip", "error_type"),
    [
        (make_journal(), None, NoCycleError),
        (journal_with(CLOSE), None, CycleClosedError),
        (journal_with(), 77, TipNotInFiveError),
        (journal_with(SWAP), 5, TipNotInFiveError),
    ],
    ids=["no-cycle", "closed", "unknown-tip", "swapped-out"],
)
def test_note_requires_open_cycle_and_active_tip(
    journal: Journal, tip: int | None, error_type: type[TipcycleError]
) -> None:
    with pytest.raises(error_type) as error:
        add_note(journal, date(2026, 5, 2), "x", tip=tip)
    assert error.value.exit_code == ExitCode.FAILURE


def test_error_for_closed_cycle_names_the_latest_cycle() -> None:
    second_cycle = cycle_file(with_pick("[[close]]  # 2026-07-03\n"), starts="2026-05-04", anchor="2026-03-02")
    with pytest.raises(CycleClosedError) as error:
        add_note(make_journal(cycle_file(with_pick(CLOSE)), second_cycle), date(2026, 7, 3), "x")
    assert error.value.number == 2
