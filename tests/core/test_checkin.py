"""The weekly check-in and the note in between: docs/rules.md §2, §4, §10."""

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
"""Among the five, 5, 13 and 42 are rituals, 33 is a reflex, 34 a build."""
FRIDAY = date(2026, 3, 6)
W10 = Week.parse("2026-W10")
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
SWAP = '[[swap]]  # 2026-03-10\nold = 5\nnew = 7\nfrom = "2026-W11"\nbecause = "x"'


def book(*parts: str) -> Journal:
    """A journal of the one cycle that these parts describe."""
    return make_journal(cycle_file(with_pick(*parts)))


def said(
    answers: CheckinAnswers, before: Journal | None = None, *, on: date = FRIDAY, week: str | None = None
) -> CheckinResult:
    """A check-in on a day."""
    return record_checkin(before or book(), TIPS, on, answers, week=Week.parse(week) if week else None)


# What is written


def test_everything_a_check_in_may_hold() -> None:
    """One entry: the check-in of the week, a note for each tip, and a voice with its role; sharing covers both."""
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
    found = said(answers)
    assert (found.change.cycle_start, found.change.new_header, found.week, found.passed_deadline) == (
        date(2026, 3, 2),
        None,
        W10,
        None,
    )
    assert found.change.payloads == (
        Checkin(
            week=W10, did=(5,), costly=(33,), missed=(13,), built=(34,), team=4, customers=3, answer="the second call"
        ),
        Note(text="one hour says it all", tip=5, week=W10, shared=True),
        Voice(text="You are the first to call.", week=W10, by="a customer", shared=True, heard="loyalty"),
    )


def test_the_role_belongs_to_the_voice_where_there_is_one() -> None:
    """A note alone bears the role itself; an empty role is none."""
    note_alone = said(CheckinAnswers(notes={5: "x"}, by="a customer")).change.payloads
    assert note_alone == (Note(text="x", tip=5, week=W10, by="a customer"),)
    assert said(CheckinAnswers(notes={5: "x"}, by="")).change.payloads == (Note(text="x", tip=5, week=W10),)


def test_what_is_not_shared_is_private() -> None:
    """Without --share every note and voice of the command is private."""
    found = said(CheckinAnswers(notes={5: "x"}, voice="y"))
    assert found.change.payloads == (Note(text="x", tip=5, week=W10), Voice(text="y", week=W10))


@pytest.mark.parametrize(
    ("answers", "kinds"),
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
        "a-tip",
        "a-feeling",
        "the-answer",
        "a-note",
        "a-note-that-clears",
        "a-voice",
        "a-blank-voice",
        "a-plan",
        "a-plan-that-clears",
        "a-week-off",
        "misses-and-a-week-off",
    ],
)
def test_only_what_was_given_is_written(answers: CheckinAnswers, kinds: list[type]) -> None:
    """Notes and voices alone make no check-in block, and a blank voice is none."""
    assert [type(payload) for payload in said(answers).change.payloads] == kinds


@pytest.mark.parametrize(
    "answers",
    [
        CheckinAnswers(),
        CheckinAnswers(by="a customer", share=True),
        CheckinAnswers(voice=" "),
        CheckinAnswers(answer=" "),
    ],
    ids=["none", "a-role", "a-blank-voice", "a-blank-answer"],
)
def test_a_check_in_without_an_answer_is_refused(answers: CheckinAnswers) -> None:
    """With nothing to say the refusal is one of the command line, and names the flags."""
    with pytest.raises(MissingOptionsError) as refusal:
        said(answers)
    assert refusal.value.exit_code == ExitCode.USAGE
    assert refusal.value.options == ("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers")


def test_a_later_check_in_replaces_what_it_names_and_leaves_the_rest() -> None:
    """One tip and one feeling are corrected; the other answers of the week stay."""
    first = said(CheckinAnswers(did=(5, 13), team=2, customers=2))
    then = apply_change(book(), first.change, FRIDAY)
    second = said(CheckinAnswers(missed=(5,), team=3), then, week="2026-W10")
    (found,) = Cycles(apply_change(then, second.change, FRIDAY))
    assert [found.status(tip, W10, FRIDAY) for tip in (5, 13, 33)] == ["M", "D", "?"]
    assert found.feelings[W10] == WeekFeelings(3, 2)


def test_a_plan_is_kept_without_its_margins() -> None:
    """When and where, for one of the five."""
    assert said(CheckinAnswers(plan=(5, " Mondays, with my coat on "))).change.payloads == (
        Plan(tip=5, text="Mondays, with my coat on"),
    )


def test_a_week_off_is_a_pause_of_that_week() -> None:
    """Whoever was hardly there takes the week off with its check-in: the misses stay in the file and do not count."""
    found = said(CheckinAnswers(missed=(5,), did=(13,), pause_week=True))
    (after,) = Cycles(apply_change(book(), found.change, FRIDAY))
    assert [after.status(tip, W10, FRIDAY) for tip in (5, 13, 33)] == ["P", "D", "P"]


# Which week


def test_without_a_week_the_day_decides() -> None:
    """On Friday it is this week, on the Monday after it still is, and with a check-in it is the new one."""
    answered = book(weekly_checkins({5: "D"}))
    assert said(CheckinAnswers(team=3)).week == W10
    assert said(CheckinAnswers(team=3), on=date(2026, 3, 9)).week == W10
    assert said(CheckinAnswers(team=3), answered, on=date(2026, 3, 9)).week == W10.plus(1)


@pytest.mark.parametrize(("on", "week"), [("2026-03-12", W10), ("2026-03-13", W10.plus(1))], ids=["thursday", "friday"])
def test_the_day_is_friday_unless_said_otherwise(on: str, week: Week) -> None:
    """On Thursday last week still waits; on Friday it is this one."""
    assert said(CheckinAnswers(did=(5,)), on=date.fromisoformat(on)).week == week


def test_the_managers_own_day_decides() -> None:
    """Whoever looks back on Mondays answers last week on a Sunday; with Fridays it is this one."""
    sunday = date(2026, 3, 15)
    assert record_checkin(book(), TIPS, sunday, CheckinAnswers(did=(5,)), weekday=0).week == W10
    assert record_checkin(book(), TIPS, sunday, CheckinAnswers(did=(5,)), weekday=4).week == W10.plus(1)


def test_a_paused_week_is_answered_only_by_its_name() -> None:
    """Without --week it is refused; with it, what was done counts."""
    paused = book('[[pause]]\nweeks = ["2026-W10"]')
    with pytest.raises(WeekPausedError) as refusal:
        said(CheckinAnswers(did=(5,)), paused)
    assert (refusal.value.week, refusal.value.exit_code) == (W10, ExitCode.FAILURE)
    found = said(CheckinAnswers(did=(5,)), paused, week="2026-W10")
    (after,) = Cycles(apply_change(paused, found.change, FRIDAY))
    assert after.status(5, W10, FRIDAY) == "D"


@pytest.mark.parametrize(
    ("parts", "on", "week", "refusal"),
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
def test_a_week_that_cannot_be_answered(
    parts: list[str] | None, on: str, week: str | None, refusal: type[TipcycleError]
) -> None:
    """A week that has not begun, or belongs to no open cycle, is refused with 1."""
    before = make_journal() if parts is None else book(*parts)
    with pytest.raises(refusal) as refused:
        said(CheckinAnswers(did=(5,)), before, on=date.fromisoformat(on), week=week)
    assert refused.value.exit_code == ExitCode.FAILURE


# Feelings that come too late


@pytest.mark.parametrize(
    ("on", "late"),
    [("2026-03-12", False), ("2026-03-13", True), ("2026-04-20", True)],
    ids=["thursday-after", "friday-after", "weeks-later"],
)
def test_feelings_that_come_too_late_are_left_out(on: str, late: bool) -> None:
    """From the Friday after the week on they are left out with a word; the answers are saved."""
    found = said(CheckinAnswers(did=(5,), team=4, customers=2), on=date.fromisoformat(on), week="2026-W10")
    feelings = {} if late else {"team": 4, "customers": 2}
    assert found.change.payloads == (Checkin(week=W10, did=(5,), **feelings),)
    assert found.passed_deadline == (date(2026, 3, 12) if late else None)


def test_an_answer_that_comes_late_without_feelings_leaves_nothing_out() -> None:
    """Doing can be remembered, so there is nothing to say about it."""
    assert said(CheckinAnswers(did=(5,)), on=date(2026, 3, 13), week="2026-W10").passed_deadline is None


def test_feelings_alone_that_come_too_late_are_refused() -> None:
    """If nothing else was given nothing is written, and the refusal says until when they were accepted."""
    with pytest.raises(FeelingsTooLateError) as refusal:
        said(CheckinAnswers(team=4, by="a customer"), on=date(2026, 3, 13), week="2026-W10")
    assert (refusal.value.deadline, refusal.value.exit_code) == (date(2026, 3, 12), ExitCode.FAILURE)


@pytest.mark.parametrize(
    "more", [{"voice": "x"}, {"notes": {5: "x"}}, {"answer": "x"}], ids=["voice", "note", "answer"]
)
def test_words_beside_late_feelings_are_saved(more: dict[str, object]) -> None:
    """Late feelings never cost a note or a voice."""
    found = said(CheckinAnswers(team=4, **more), on=date(2026, 3, 13), week="2026-W10")  # type: ignore[arg-type]
    assert len(found.change.payloads) == 1
    assert found.passed_deadline == date(2026, 3, 12)


# Answers that do not fit


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
def test_two_answers_for_one_tip_are_refused(answers: CheckinAnswers) -> None:
    """Answers that exclude each other are a mistake of the command line."""
    with pytest.raises(ConflictingStatusError) as refusal:
        said(answers)
    assert (refusal.value.tip, refusal.value.exit_code) == (
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
def test_a_build_may_be_built_and_done(answers: CheckinAnswers, status: str) -> None:
    """That it stands counts as did, and may have cost something."""
    (found,) = Cycles(apply_change(book(), said(answers).change, FRIDAY))
    assert (found.status(34, W10, FRIDAY), found.results[34, W10].built) == (status, True)


@pytest.mark.parametrize("key", ["did", "costly", "missed", "none", "built"])
def test_a_tip_named_twice_is_refused(key: str) -> None:
    """One list names a tip once."""
    with pytest.raises(DuplicateTipError) as refusal:
        said(CheckinAnswers(**{key: (5, 13, 5)}))
    assert (refusal.value.tip, refusal.value.exit_code) == (5, ExitCode.USAGE)


@pytest.mark.parametrize(
    ("answers", "tip", "fits"),
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
def test_the_kind_of_a_tip_decides_which_answers_it_takes(answers: CheckinAnswers, tip: int, fits: bool) -> None:
    """Only a reflex can have had no occasion, and only a build can have been built."""
    if fits:
        assert said(answers).change.payloads
    else:
        with pytest.raises(StatusNotAllowedError) as refusal:
            said(answers)
        assert (refusal.value.tip, refusal.value.kind, refusal.value.exit_code) == (
            tip,
            TIPS.kind_of(tip),
            ExitCode.USAGE,
        )


@pytest.mark.parametrize("value", [0, 6, -1, 100])
@pytest.mark.parametrize("which", ["team", "customers"])
def test_a_feeling_outside_one_to_five_is_refused(which: str, value: int) -> None:
    """The two scales run from 1 to 5."""
    with pytest.raises(OutOfRangeError) as refusal:
        said(CheckinAnswers(**{which: value}))  # type: ignore[arg-type]
    assert (refusal.value.value, refusal.value.exit_code) == (value, ExitCode.USAGE)


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_each_step_of_a_scale_is_accepted(value: int) -> None:
    """From drained to contagious, from a hurt to somebody who stayed."""
    assert said(CheckinAnswers(team=value, customers=value)).change.payloads == (
        Checkin(week=W10, team=value, customers=value),
    )


@pytest.mark.parametrize(
    "answers",
    [CheckinAnswers(did=(77,)), CheckinAnswers(notes={77: "x"}), CheckinAnswers(plan=(77, "x"))],
    ids=["an-answer", "a-note", "a-plan"],
)
def test_a_stranger_is_refused(answers: CheckinAnswers) -> None:
    """Only the five can be answered for; the refusal names them."""
    with pytest.raises(TipNotInFiveError) as refusal:
        said(answers)
    assert (refusal.value.tip, refusal.value.five) == (77, (5, 13, 33, 34, 42))
    with pytest.raises(TipNotInFiveError) as refusal:
        said(answers, book(SWAP), on=date(2026, 3, 13))
    assert refusal.value.five == (7, 13, 33, 34, 42)


@pytest.mark.parametrize(
    ("tip", "week", "fits"),
    [(5, "2026-W10", True), (5, "2026-W11", False), (7, "2026-W10", False), (7, "2026-W11", True)],
    ids=["old-before", "old-after", "new-before", "new-after"],
)
def test_a_swapped_tip_is_answered_for_its_own_weeks(tip: int, week: str, fits: bool) -> None:
    """Before the swap the old tip takes answers, from then on the new one."""
    if fits:
        assert said(CheckinAnswers(missed=(tip,)), book(SWAP), on=date(2026, 3, 13), week=week).change.payloads
    else:
        with pytest.raises(TipNotActiveError) as refusal:
            said(CheckinAnswers(missed=(tip,)), book(SWAP), on=date(2026, 3, 13), week=week)
        assert (refusal.value.tip, str(refusal.value.week), refusal.value.exit_code) == (tip, week, ExitCode.FAILURE)


def test_nothing_counts_of_a_check_in_that_is_refused_in_part() -> None:
    """One wrong tip refuses the whole command; there is nothing half saved."""
    with pytest.raises(TipNotInFiveError):
        said(CheckinAnswers(did=(5, 77), team=3, voice="x"))


# The note in between


@pytest.mark.parametrize(
    ("on", "week"),
    [
        ("2026-03-01", None),
        ("2026-03-02", "2026-W10"),
        ("2026-03-10", "2026-W11"),
        ("2026-05-03", "2026-W18"),
        ("2026-05-20", "2026-W18"),
    ],
    ids=["planned", "first-day", "second-week", "last-day", "after-the-end"],
)
def test_a_note_waits_at_the_check_in_of_its_week(on: str, week: str | None) -> None:
    """It belongs to the week it was written in, to none before the first Monday, to the last after the end."""
    found = add_note(book(), date.fromisoformat(on), " heard at the desk ", tip=5, by="a customer", share=True)
    named = Week.parse(week) if week else None
    assert found.change.payloads == (Note(text="heard at the desk", tip=5, week=named, by="a customer", shared=True),)
    assert found.change.cycle_start == date(2026, 3, 2)


def test_a_note_is_private_and_may_be_about_no_tip() -> None:
    """Nothing but a text is needed."""
    assert add_note(book(), FRIDAY, "x").change.payloads == (Note(text="x", week=W10),)


def test_an_empty_note_clears_that_of_a_tip_and_nothing_else() -> None:
    """With a tip an empty text is a way to take a note away; without one there is nothing to say."""
    before = book('[[note]]\ntip = 5\nweek = "2026-W10"\ntext = "x"\n\n[[note]]\nweek = "2026-W10"\ntext = "y"')
    cleared = apply_change(before, add_note(before, FRIDAY, " ", tip=5).change, FRIDAY)
    assert [line.text for line in Cycles(cleared)[0].remarks] == ["y"]
    with pytest.raises(EmptyTextError) as refusal:
        add_note(before, FRIDAY, " ")
    assert refusal.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("before", "tip", "refusal"),
    [
        (make_journal(), None, NoCycleError),
        (book(CLOSE), None, CycleClosedError),
        (book(), 77, TipNotInFiveError),
        (book(SWAP), 5, TipNotInFiveError),
    ],
    ids=["no-cycle", "closed", "a-stranger", "swapped-out"],
)
def test_a_note_needs_an_open_cycle_and_one_of_the_five(
    before: Journal, tip: int | None, refusal: type[TipcycleError]
) -> None:
    """What it is about is among the five now."""
    with pytest.raises(refusal) as refused:
        add_note(before, date(2026, 5, 2), "x", tip=tip)
    assert refused.value.exit_code == ExitCode.FAILURE


def test_a_closed_cycle_is_named_by_its_number() -> None:
    """Of two closed cycles the refusal names the one picked last."""
    second = cycle_file(with_pick("[[close]]  # 2026-07-03\n"), starts="2026-05-04", anchor="2026-03-02")
    with pytest.raises(CycleClosedError) as refusal:
        add_note(make_journal(cycle_file(with_pick(CLOSE)), second), date(2026, 7, 3), "x")
    assert refusal.value.number == 2
