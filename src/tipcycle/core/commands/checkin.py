"""The weekly check-in, and the note in between (docs/rules.md §2, §4, §10)."""

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
from tipcycle.core.events import SCALE, Change, Checkin, Journal, Note, Pause, Payload, Plan, Voice
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import FRIDAY, default_checkin_week, feelings_deadline, require_answerable_week
from tipcycle.core.tips import Catalogue, TipKind
from tipcycle.core.weeks import Week


class CheckinAnswers(Struct, frozen=True, kw_only=True):
    """What a manager says of one week; everything may be left out."""

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
    spiral_place: str | None = None
    """Where on the spiral the voice was heard."""
    answer: str | None = None
    plan: tuple[int, str] | None = None
    """When and where for one of the five; at most one a week."""
    pause_week: bool = False
    """The manager was hardly there: the week does not count."""

    @property
    def answered_tips(self) -> tuple[int, ...]:
        """Every tip that has an answer, once."""
        return tuple(dict.fromkeys(self.did + self.costly + self.missed + self.none + self.built))

    @property
    def has_feelings(self) -> bool:
        """Whether a felt answer was given."""
        return self.team is not None or self.customers is not None


class CheckinResult(Struct, frozen=True):
    """What a check-in leads to."""

    change: Change
    cycle: Cycle
    week: Week
    passed_deadline: date | None
    """The day until which feelings would have counted, when they came too late."""


def record_checkin(
    journal: Journal,
    catalogue: Catalogue,
    today: date,
    answers: CheckinAnswers,
    *,
    week: Week | None = None,
    weekday: int = FRIDAY,
) -> CheckinResult:
    """The check-in of one week: the named one, or the one that `weekday` and today point to."""
    cycles = Cycles(journal)
    cycle = require_open_cycle(cycles)
    if week is None:
        week = default_checkin_week(cycle, weekday, today)
    else:
        require_answerable_week(cycles, week, today)
    _validate_answers(answers, cycle, week, catalogue)
    until = feelings_deadline(week)
    late = answers.has_feelings and today > until
    kept = replace(answers, team=None, customers=None) if late else answers
    payloads = _checkin_payloads(kept, week)
    if not payloads:
        if late:
            raise FeelingsTooLateError(until)
        raise MissingOptionsError(("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers"))
    return CheckinResult(Change(cycle.starts, payloads), cycle, week, until if late else None)


def _validate_answers(answers: CheckinAnswers, cycle: Cycle, week: Week, catalogue: Catalogue) -> None:
    for value in (answers.team, answers.customers):
        if value is not None and value not in SCALE:
            raise OutOfRangeError(value)
    for tips in (answers.did, answers.costly, answers.missed, answers.none, answers.built):
        require_unique(tips)
    done = (*answers.did, *answers.costly)
    for one, other in (
        (answers.did, answers.costly),
        (done, answers.missed),
        (done, answers.none),
        (answers.missed, answers.none),
        (answers.built, answers.missed),
        (answers.built, answers.none),
    ):
        for tip in one:
            if tip in other:
                raise ConflictingStatusError(tip)
    ever = tuple(tenure.tip for tenure in cycle.tenures)
    planned = (answers.plan[0],) if answers.plan is not None else ()
    for tip in (*answers.answered_tips, *answers.notes, *planned):
        require_in_five((tip,), cycle.five if tip not in ever else ever)
        if not any(tenure.tip == tip and tenure.covers(week) for tenure in cycle.tenures):
            raise TipNotActiveError(tip, week)
    for tips, answer, only in ((answers.none, "none", TipKind.REFLEX), (answers.built, "built", TipKind.BUILD)):
        for tip in tips:
            kind = catalogue.kind_of(tip)
            if kind is not None and kind is not only:
                raise StatusNotAllowedError(tip, kind, answer)


def _checkin_payloads(answers: CheckinAnswers, week: Week) -> tuple[Payload, ...]:
    payloads: list[Payload] = []
    answer = (answers.answer or "").strip() or None
    if answers.answered_tips or answers.has_feelings or answer:
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
                answer=answer,
            )
        )
    voice, by = (answers.voice or "").strip(), answers.by or None
    for tip, text in answers.notes.items():
        # the role is that of the voice where there is one
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
    """A line in the middle of the week, waiting at its check-in."""
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
