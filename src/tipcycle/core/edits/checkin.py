"""The weekly check-in, and the note in between (docs/rules.md §2, §4, §10)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.core.blocks import SCALE, Body, Change, Checkin, Journal, Note, Pause, Plan, Voice
from tipcycle.core.calendar import FRIDAY, feelings_until, refuse_week, week_to_answer
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.common import open_cycle, refuse_strangers, refuse_twice
from tipcycle.core.errors import (
    AnswerDoesNotFit,
    EmptyText,
    FeelingsTooLate,
    MissingFlags,
    NotActiveThatWeek,
    OutOfScale,
    TwoAnswers,
)
from tipcycle.core.tips import Catalogue, Kind
from tipcycle.core.weeks import Week


class Answers(Struct, frozen=True, kw_only=True):
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
    heard: str | None = None
    """Where on the spiral the voice was heard."""
    answer: str | None = None
    plan: tuple[int, str] | None = None
    """When and where for one of the five; at most one a week."""
    off: bool = False
    """The manager was hardly there: the week does not count."""

    @property
    def tips(self) -> tuple[int, ...]:
        """Every tip that has an answer, once."""
        return tuple(dict.fromkeys(self.did + self.costly + self.missed + self.none + self.built))

    @property
    def feels(self) -> bool:
        """Whether a felt answer was given."""
        return self.team is not None or self.customers is not None


class Recorded(Struct, frozen=True):
    """What a check-in leads to."""

    change: Change
    cycle: Cycle
    week: Week
    left_out: date | None
    """The day until which feelings would have counted, when they came too late."""


def record(
    journal: Journal,
    catalogue: Catalogue,
    today: date,
    answers: Answers,
    *,
    week: Week | None = None,
    weekday: int = FRIDAY,
) -> Recorded:
    """The check-in of one week: the named one, or the one that `weekday` and today point to."""
    cycles = Cycles(journal)
    cycle = open_cycle(cycles)
    if week is None:
        week = week_to_answer(cycle, weekday, today)
    else:
        refuse_week(cycles, week, today)
    _refuse_answers(answers, cycle, week, catalogue)
    until = feelings_until(week)
    late = answers.feels and today > until
    kept = replace(answers, team=None, customers=None) if late else answers
    bodies = _bodies(kept, week)
    if not bodies:
        if late:
            raise FeelingsTooLate(until)
        raise MissingFlags(("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers"))
    return Recorded(Change(cycle.starts, bodies), cycle, week, until if late else None)


def _refuse_answers(answers: Answers, cycle: Cycle, week: Week, catalogue: Catalogue) -> None:
    for value in (answers.team, answers.customers):
        if value is not None and value not in SCALE:
            raise OutOfScale(value)
    for tips in (answers.did, answers.costly, answers.missed, answers.none, answers.built):
        refuse_twice(tips)
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
                raise TwoAnswers(tip)
    ever = tuple(tenure.tip for tenure in cycle.tenures)
    planned = (answers.plan[0],) if answers.plan is not None else ()
    for tip in (*answers.tips, *answers.notes, *planned):
        refuse_strangers((tip,), cycle.five if tip not in ever else ever)
        if not any(tenure.tip == tip and tenure.covers(week) for tenure in cycle.tenures):
            raise NotActiveThatWeek(tip, week)
    for tips, answer, only in ((answers.none, "none", Kind.REFLEX), (answers.built, "built", Kind.BUILD)):
        for tip in tips:
            kind = catalogue.kind(tip)
            if kind is not None and kind is not only:
                raise AnswerDoesNotFit(tip, kind, answer)


def _bodies(answers: Answers, week: Week) -> tuple[Body, ...]:
    bodies: list[Body] = []
    answer = (answers.answer or "").strip() or None
    if answers.tips or answers.feels or answer:
        bodies.append(
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
        bodies.append(Note(text=text.strip(), tip=tip, week=week, by=None if voice else by, shared=answers.share))
    if answers.plan is not None:
        bodies.append(Plan(tip=answers.plan[0], text=answers.plan[1].strip()))
    if answers.off:
        bodies.append(Pause(weeks=(week,)))
    if voice:
        bodies.append(Voice(text=voice, week=week, by=by, shared=answers.share, heard=answers.heard))
    return tuple(bodies)


def note(
    journal: Journal, today: date, text: str, *, tip: int | None = None, by: str | None = None, share: bool = False
) -> Change:
    """A line in the middle of the week, waiting at its check-in."""
    cycle = open_cycle(Cycles(journal))
    if tip is not None:
        refuse_strangers((tip,), cycle.five)
    elif not text.strip():
        raise EmptyText("TEXT")
    week: Week | None = min(Week.of(today), cycle.weeks[-1])
    if week not in cycle.weeks:
        week = None
    body = Note(text=text.strip(), tip=tip, week=week, by=by or None, shared=share)
    return Change(cycle.starts, (body,))
