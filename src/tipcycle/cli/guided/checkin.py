"""The check-in by conversation: a key for each tip, two scales, one moment."""

from tipcycle.cli.session import Session
from tipcycle.core.calendar import due_weeks, refuse_planned, refuse_week, week_to_answer
from tipcycle.core.cycle import FEELINGS_UNTIL
from tipcycle.core.edits.checkin import Answers
from tipcycle.core.edits.common import open_cycle
from tipcycle.core.momentum.strength import Record, records
from tipcycle.core.tips import Kind
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.labels import number, quoted, title
from tipcycle.views.review_words import CUSTOMERS, TEAM
from tipcycle.views.safe import safe


def week_to_ask(session: Session, named: Week | None) -> Week:
    """The week that is asked about: the named one, the older of two that are due, else the one today points to."""
    cycle, today = open_cycle(session.cycles), session.world.today
    if named is not None:
        refuse_week(session.cycles, named, today)
        return named
    refuse_planned(cycle, today)
    due = due_weeks(cycle, session.weekday, today)
    return due[0] if len(due) > 1 else week_to_answer(cycle, session.weekday, today)


def ask_week(session: Session, week: Week) -> Answers:
    """Asks about one week and gives the answers; nothing is written."""
    words, say, ask = session.words, session.diagnostics.say, session.diagnostics.ask
    _ = words.text
    cycle = session.cycles[-1]
    span = words.span(week.monday, week.sunday)
    say(_("check-in   cycle {n}, {span}").format(n=cycle.number, span=span))
    say()
    now = records(session.cycles, len(session.cycles) - 1, session.catalogue.kind, session.world.today)
    given: dict[str, list[int]] = {"did": [], "costly": [], "missed": [], "none": [], "built": []}
    for record, tenure in zip(now, cycle.tenures, strict=True):
        if tenure.holds(week):
            answer = _ask_tip(session, record)
            if answer:
                given[answer].append(record.tip)
    team = customers = None
    if session.world.today <= week.sunday + FEELINGS_UNTIL:
        say()
        say(_("How did the week feel? A 3 is an ordinary week. Fine."))
        team = _ask_scale(session, _("in the team"), TEAM)
        customers = _ask_scale(session, _("with customers"), CUSTOMERS)
    say()
    waiting = [line for line in cycle.lines if not line.is_voice and line.week == week]
    if waiting:
        say(_("You noted this week:"))
        for line in waiting:
            say(f"  {quoted(line.text)}")
    voice = ask(_("One moment you want to remember? (may stay empty) ")).strip()
    by, share = "", False
    if voice:
        by = ask(_("Who said it? (a role, may stay empty) ")).strip()
        share = ask(_("May it go on paper? [y/N] ")).strip().lower() in ("y", "yes", "j", "ja")
    return Answers(
        did=tuple(given["did"]),
        costly=tuple(given["costly"]),
        missed=tuple(given["missed"]),
        none=tuple(given["none"]),
        built=tuple(given["built"]),
        team=team,
        customers=customers,
        voice=voice or None,
        by=by or None,
        share=share,
    )


def _keys(record: Record, words: Words) -> tuple[dict[str, str | None], str]:
    """The keys that answer for this tip, and the line that shows them. `n` always means no."""
    _ = words.text
    keys: dict[str, str | None] = {"y": "did", "j": "did", "!": "costly", "n": "missed", "": None}
    shown = [_("[y] yes"), _("[!] yes, though it cost something"), _("[n] no")]
    if record.kind is Kind.REFLEX:
        keys["-"] = "none"
        shown.append(_("[-] no occasion"))
    if record.kind is Kind.BUILD and not record.stands:
        keys["s"] = "built"
        shown.append(_("[s] it stands"))
    if record.stands:
        keys[""] = "did"
        shown.append(_("[Enter] yes"))
    else:
        shown.append(_("[Enter] I do not remember"))
    return keys, "   ".join(shown)


def _ask_tip(session: Session, record: Record) -> str | None:
    """The answer for one tip; asked again until a key fits."""
    words, say = session.words, session.diagnostics.say
    known = session.catalogue.tips.get(record.tip)
    question = title(record.tip, session.catalogue, words)
    if known is not None:
        text = known.text(words.language)
        question = text.check_after if record.stands and text.check_after else text.check
    keys, shown = _keys(record, words)
    say(f"{number(record.tip)}  {safe(question)}")
    while True:
        key = session.diagnostics.ask(f"    {shown}: ").strip().lower()[:1]
        if key in keys:
            return keys[key]


def _ask_scale(session: Session, label: str, steps: tuple[str, ...]) -> int | None:
    """One felt answer, 1–5, or None."""
    words = session.words
    _ = words.text
    session.diagnostics.say(f"  {label}: " + ", ".join(f"{n} {words.text(step)}" for n, step in enumerate(steps, 1)))
    while True:
        key = session.diagnostics.ask(_("    [1-5], or [Enter] I do not know: ")).strip()
        if not key:
            return None
        if key in ("1", "2", "3", "4", "5"):
            return int(key)
