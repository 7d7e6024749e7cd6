"""Record the weekly check-in, or a note between check-ins (docs/rules.md §2, §4, §10)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.core.commands.guards import require_in_five, require_open_cycle, require_unique
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    ConflictingStatusError,
    EmptyTextError,
    FeelingsTooLateError,
    MissingOptionsError,
    OutOfRangeError,
    StatusNotAllowedError,
    TipNotActiveError,
)
from tipcycle.core.events import (
    SCALE,
    Change,
    Checkin,
    Journal,
    Note,
    Pause,
    Payload,
    Plan,
    PrivateTexts,
    SpiralPlace,
    Voice,
    private_texts,
)
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import FRIDAY, default_checkin_week, feelings_deadline, require_answerable_week
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.core.weeks import Week


class CheckinAnswers(PrivateTexts, frozen=True, kw_only=True):
    """The manager's answers about one week. All are optional."""

    did: tuple[int, ...] = ()
    costly: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    none: tuple[int, ...] = ()
    built: tuple[int, ...] = ()
    team: int | None = None
    customers: int | None = None
    notes: Mapping[int, str] = field(default_factory=dict)
    voice: str | None = None
    by: str | None = None
    share: bool = False
    spiral_place: SpiralPlace | None = None
    """Place on the spiral where the voice was heard."""
    plan: tuple[int, str] | None = None
    """Tip and plan for one of the five; at most one a week."""
    pause_week: bool = False
    """True to pause the week, because the manager was away."""

    @property
    def answered_tips(self) -> tuple[int, ...]:
        """All tips with an answer, without duplicates."""
        return tuple(dict.fromkeys(self.did + self.costly + self.missed + self.none + self.built))

    @property
    def has_feelings(self) -> bool:
        """True if there is at least one feeling."""
        return self.team is not None or self.customers is not None


class CheckinResult(Struct, frozen=True):
    """The outcome of a check-in."""

    change: Change
    cycle: Cycle
    week: Week
    passed_deadline: date | None
    """The deadline for feelings if they came too late and were left out, or None."""


def record_checkin(
    journal: Journal,
    catalogue: Catalogue,
    today: date,
    answers: CheckinAnswers,
    *,
    week: Week | None = None,
    weekday: int = FRIDAY,
) -> CheckinResult:
    """Return the check-in for `week`, or for the week that `weekday` and today determine.

    Feelings after their deadline are left out. Raises `MissingOptionsError` if there is nothing to record,
    `FeelingsTooLateError` if there are only late feelings, and an error for each invalid answer.
    """
    cycles = Cycles(journal)
    cycle = require_open_cycle(cycles)
    if week is None:
        week = default_checkin_week(cycle, weekday, today)
    else:
        require_answerable_week(cycles, week, today)
    _validate_answers(answers, cycle, week, catalogue)
    deadline = feelings_deadline(week)
    feelings_are_late = answers.has_feelings and today > deadline
    accepted = replace(answers, team=None, customers=None) if feelings_are_late else answers
    payloads = _checkin_payloads(accepted, week)
    if not payloads:
        if feelings_are_late:
            raise FeelingsTooLateError(deadline)
        raise MissingOptionsError(("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers"))
    return CheckinResult(Change(cycle.starts, payloads), cycle, week, deadline if feelings_are_late else None)


def _validate_answers(answers: CheckinAnswers, cycle: Cycle, week: Week, catalogue: Catalogue) -> None:
    for value in (answers.team, answers.customers):
        if value is not None and value not in SCALE:
            raise OutOfRangeError(value)
    for tips in (answers.did, answers.costly, answers.missed, answers.none, answers.built):
        require_unique(tips)
    done = (*answers.did, *answers.costly)
    for tips, excluded_tips in (
        (answers.did, answers.costly),
        (done, answers.missed),
        (done, answers.none),
        (answers.missed, answers.none),
        (answers.built, answers.missed),
        (answers.built, answers.none),
    ):
        for tip in tips:
            if tip in excluded_tips:
                raise ConflictingStatusError(tip)
    cycle_tips = tuple(tenure.tip for tenure in cycle.tenures)
    planned_tips = (answers.plan[0],) if answers.plan is not None else ()
    for tip in (*answers.answered_tips, *answers.notes, *planned_tips):
        require_in_five((tip,), cycle.five if tip not in cycle_tips else cycle_tips)
        if not any(tenure.tip == tip and tenure.covers(week) for tenure in cycle.tenures):
            raise TipNotActiveError(tip, week)
    for tips, answer, required_kind in (
        (answers.none, "none", TipKind.REFLEX),
        (answers.built, "built", TipKind.BUILD),
    ):
        for tip in tips:
            kind = catalogue.kind_of(tip)
            if kind is not None and kind is not required_kind:
                raise StatusNotAllowedError(tip, kind, answer)


def _checkin_payloads(answers: CheckinAnswers, week: Week) -> tuple[Payload, ...]:
    payloads: list[Payload] = []
    texts = private_texts(answers)
    if answers.answered_tips or answers.has_feelings or texts:
        payloads.append(
            Checkin(
                week=week,
                did=answers.did,
                costly=answers.costly,
                missed=answers.missed,
                none=answers.none,
                built=answers.built,
                team=answers.team,
                customers=answers.customers,
                **texts,
            )
        )
    voice, by = (answers.voice or "").strip(), answers.by or None
    for tip, text in answers.notes.items():
        # `by` is the speaker of the voice, if there is one
        payloads.append(Note(text=text.strip(), tip=tip, week=week, by=None if voice else by, shared=answers.share))
    if answers.plan is not None:
        payloads.append(Plan(tip=answers.plan[0], text=answers.plan[1].strip()))
    if answers.pause_week:
        payloads.append(Pause(weeks=(week,)))
    if voice:
        payloads.append(Voice(text=voice, week=week, by=by, shared=answers.share, heard=answers.spiral_place))
    return tuple(payloads)


def add_note(
    journal: Journal, today: date, text: str, *, tip: int | None = None, by: str | None = None, share: bool = False
) -> Change:
    """Return a note about this week, for the next check-in.

    Raises `EmptyTextError` if the text is empty and no tip is named.
    """
    cycle = require_open_cycle(Cycles(journal))
    if tip is not None:
        require_in_five((tip,), cycle.five)
    elif not text.strip():
        raise EmptyTextError("TEXT")
    week: Week | None = min(Week.of(today), cycle.weeks[-1])
    if week not in cycle.weeks:
        week = None
    payload = Note(text=text.strip(), tip=tip, week=week, by=by or None, shared=share)
    return Change(cycle.starts, (payload,))
