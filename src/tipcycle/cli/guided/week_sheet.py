"""One week, made ready to be asked about: for the full screen and for the conversation alike."""

from collections.abc import Callable

from tipcycle.checkin.model import Asked, Extra, Given, Option, Said, Sheet
from tipcycle.cli.session import Session
from tipcycle.core.asides import Aside, asides
from tipcycle.core.calendar import FRIDAY, due_weeks, feelings_until, refuse_planned, refuse_week, week_to_answer
from tipcycle.core.cycle import COSTLY, DID, MISSED, NONE, Cycle
from tipcycle.core.edits.checkin import Answers
from tipcycle.core.edits.common import open_cycle
from tipcycle.core.momentum.strength import Record, records
from tipcycle.core.questions import question_of
from tipcycle.core.tips import Kind
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.labels import title, titled
from tipcycle.views.letters import letter
from tipcycle.views.review_words import CUSTOMERS, TEAM
from tipcycle.views.safe import safe

_STATUS = {"did": DID, "costly": COSTLY, "missed": MISSED, "none": NONE, "built": DID}
_ANSWER = {DID: "did", COSTLY: "costly", MISSED: "missed", NONE: "none"}


def week_to_ask(session: Session, named: Week | None) -> Week:
    """The week that is asked about: the named one, the older of two that are due, else the one today points to."""
    cycle, today = open_cycle(session.cycles), session.world.today
    if named is not None:
        refuse_week(session.cycles, named, today)
        return named
    refuse_planned(cycle, today)
    due = due_weeks(cycle, session.weekday, today)
    return due[0] if len(due) > 1 else week_to_answer(cycle, session.weekday, today)


def week_sheet(session: Session, week: Week) -> Sheet:
    """Everything that is asked and shown for this week."""
    words, cycle = session.words, session.cycles[-1]
    _ = words.text
    before = question_of(session.questions, cycle, week.plus(-1))
    given = _given(cycle, week)
    now = records(session.cycles, len(session.cycles) - 1, session.catalogue.kind, session.world.today)
    asked = [
        _asked(session, record, cycle) for record, seat in zip(now, cycle.tenures, strict=True) if seat.covers(week)
    ]
    heading, dates = _heading(session, week)
    felt = cycle.felt.get(week)
    return Sheet(
        title=_("check-in"),
        where=_("cycle {n}, {span}").format(n=cycle.number, span=words.span(week.monday, week.sunday)),
        heading=heading,
        dates=dates,
        asked=tuple(asked),
        feelings=session.world.today <= feelings_until(week),
        team=tuple(words.text(step) for step in TEAM),
        customers=tuple(words.text(step) for step in CUSTOMERS),
        notes=tuple(safe(line.text) for line in cycle.lines if not line.is_voice and line.week == week),
        last_question=before.text(words.language) if before else None,
        extras=_extras(session, cycle, week, given),
        again=week in cycle.checked_in,
        given={each.tip: given[each.tip] for each in asked if each.tip in given},
        felt=(felt.team, felt.customers) if felt is not None else (None, None),
    )


def _heading(session: Session, week: Week) -> tuple[str, str]:
    """What is asked, and the days in it when the week is not the present one."""
    _ = session.words.text
    if week == Week.of(session.world.today):
        return _("Did you do it this week?"), ""
    dates = session.words.span(week.monday, week.sunday)
    return _("Did you do it in the week of {dates}?").format(dates=dates), dates


def _asked(session: Session, record: Record, cycle: Cycle) -> Asked:
    words = session.words
    known = session.catalogue.tips.get(record.tip)
    question, moment = title(record.tip, session.catalogue, words), ""
    if known is not None:
        text = known.text(words.language)
        question = safe(text.check_after if record.stands and text.check_after else text.check)
        moment = safe(cycle.plans.get(record.tip, text.if_then))
    keys = {"y": "did", "j": "did", "!": "costly", "n": "missed"}
    if record.kind is Kind.REFLEX:
        keys["-"] = "none"
    if record.kind is Kind.BUILD and not record.stands:
        keys["s"] = "built"
    return Asked(record.tip, question, moment, keys, "did" if record.stands else None)


def _given(cycle: Cycle, week: Week) -> dict[int, str]:
    """What was answered for this week before."""
    return {tip: _ANSWER[answer.status] for (tip, each), answer in cycle.answers.items() if each == week}


def _extras(session: Session, cycle: Cycle, week: Week, before: Given) -> Callable[[Given], tuple[Extra, ...]]:
    """What more to ask, about answers that are new."""

    def extras(given: Given) -> tuple[Extra, ...]:
        statuses = {tip: _STATUS[answer] for tip, answer in given.items()}
        new = {tip for tip, answer in given.items() if before.get(tip) != answer}
        found = asides(cycle, week, statuses, session.world.today)
        return tuple(
            _extra(aside, session, cycle) for aside in found if new and (aside.tip is None or aside.tip in new)
        )

    return extras


def _extra(aside: Aside, session: Session, cycle: Cycle) -> Extra:
    words = session.words
    _ = words.text
    if aside.tip is None:
        return Extra(
            _("Four times no this week. Were you around?"),
            (
                Option(letter("hardly", words), _("hardly; do not count that week"), off=True),
                Option("Enter", _("I was, it was just busy")),
            ),
        )
    tip = titled(aside.tip, session.catalogue, words)
    if aside.what == "quiet":
        return Extra(
            _("{tip} found no occasion for four weeks.").format(tip=tip),
            (
                Option(letter("look", words), _("I go looking for it")),
                Option(letter("swap", words), _("I swap this tip"), swap=aside.tip),
                Option("Enter", _("I wait a little longer")),
            ),
        )
    known = session.catalogue.tips.get(aside.tip)
    plan = cycle.plans.get(aside.tip) or (known.text(words.language).if_then if known else "")
    text = _("{tip} did not work for two weeks. When does it work?").format(tip=tip)
    return Extra(text, plan_for=aside.tip, plan=safe(plan))


def answers_of(said: Said, sheet: Sheet) -> Answers:
    """What was said, as the answers that are recorded; what was said before and left alone is not said again."""
    given: dict[str, list[int]] = {}
    for tip, answer in said.given.items():
        if sheet.given.get(tip) != answer:
            given.setdefault(answer, []).append(tip)
    team, customers = (
        now if now != before else None for now, before in zip((said.team, said.customers), sheet.felt, strict=True)
    )
    return Answers(
        did=tuple(given.get("did", ())),
        costly=tuple(given.get("costly", ())),
        missed=tuple(given.get("missed", ())),
        none=tuple(given.get("none", ())),
        built=tuple(given.get("built", ())),
        team=team,
        customers=customers,
        voice=said.voice or None,
        by=(said.by or None) if said.voice else None,
        share=said.share and bool(said.voice),
        answer=said.reply or None,
        plan=said.plan,
        off=said.off,
    )


def last_words(session: Session, week: Week, answers: Answers, *, more: bool) -> list[str]:
    """The kind line after a check-in, and the question to take along; `more` when another week is open."""
    words: Words = session.words
    _ = words.text
    lines = []
    if answers.costly:
        tip = titled(answers.costly[0], session.catalogue, words)
        lines.append(_("Good that you did this, though it cost something: {tip}.").format(tip=tip))
    elif answers.off:
        lines.append(_("That week does not count. Good that you are here again."))
    elif answers.built:
        tip = titled(answers.built[0], session.catalogue, words)
        lines.append(_("It stands: {tip}.").format(tip=tip))
    question = question_of(session.questions, session.cycles[-1], week)
    if question is not None:
        lines += ["", _("Take this question along into the week:"), "", f"    {question.text(words.language)}"]
    if session.world.today.weekday() == FRIDAY and not more:
        lines += ["", _("Have a good weekend.")]
    return lines
