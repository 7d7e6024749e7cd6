"""The check-in with somebody who answers: on a full screen, or line by line where that is not possible."""

from msgspec.structs import replace

from tipcycle.checkin.model import Asked, Extra, Five, Said, Sheet, answered, key_labels
from tipcycle.checkin.wording import answer_words, how_it_felt, not_felt, on_the_sheet
from tipcycle.cli.consent import says_yes
from tipcycle.cli.guided.week_sheet import answers_of, week_sheet
from tipcycle.cli.session import Session
from tipcycle.core.edits.checkin import Answers
from tipcycle.core.errors import Stopped
from tipcycle.core.weeks import Week
from tipcycle.views.labels import number


def ask_week(session: Session, week: Week) -> tuple[Answers, Said]:
    """Asks about one week and gives the answers; nothing is written. Stopped when somebody leaves."""
    sheet = week_sheet(session, week)
    if session.world.full_screen:
        from tipcycle.checkin.app import ask

        said = ask(sheet, session.words)
        if said is None:
            raise Stopped
    else:
        said = _ask_in_lines(session, sheet)
    return answers_of(said, sheet), said


def _ask_in_lines(session: Session, sheet: Sheet) -> Said:
    words, say = session.words, session.diagnostics.say
    _ = words.text
    say(f"{sheet.title}, {sheet.where}")
    if sheet.again:
        say(_("You looked back on this week already. What you leave alone stays as it is."))
    say(sheet.heading)
    say()
    five = Five(sheet.asked, sheet.given)
    while five.current is not None:
        five = five.press(_key_for(session, five.current, five.given.get(five.current.tip)))
    said = Said(given=five.answers)
    for extra in sheet.extras(said.given):
        if not said.off:
            said = _ask_extra(session, extra, said)
    say()
    if sheet.feelings:
        say(how_it_felt(words))
        team = _ask_scale(session, _("in the team"), sheet.team, sheet.felt[0])
        customers = _ask_scale(session, _("with customers"), sheet.customers, sheet.felt[1])
        say(on_the_sheet(words))
        said = replace(said, team=team, customers=customers)
    else:
        say(not_felt(words))
    say()
    return _ask_moment(session, sheet, said)


def _ask_moment(session: Session, sheet: Sheet, said: Said) -> Said:
    """One moment worth keeping, and the answer to the question that was taken along."""
    say, ask = session.diagnostics.say, session.diagnostics.ask
    _ = session.words.text
    if sheet.notes:
        say(_("You noted this week:"))
        for note in sheet.notes:
            say(f"  “{note}”")
    voice = ask(_("One moment you want to remember? (may stay empty) ")).strip()
    by, share = "", False
    if voice:
        by = ask(_("Who said it? (a role, may stay empty) ")).strip()
        share = says_yes(ask(_("May this moment, and who said it, go on paper? [y/N] ")))
    reply = ""
    if sheet.last_question:
        say(_("Last week you took this question along:"))
        say(f"  {sheet.last_question}")
        reply = ask(_("Your answer? (may stay empty; stays private) ")).strip()
    return replace(said, voice=voice, by=by, share=share, reply=reply)


def _key_for(session: Session, asked: Asked, before: str | None) -> str:
    """A key that answers this tip; asked again until one fits."""
    words = session.words
    kept = f" ({answer_words(words)[before]})" if before else ""
    session.diagnostics.say(f"{number(asked.tip)}  {asked.question}{kept}")
    while True:
        labels = "   ".join(key_labels(asked, words, kept=before is not None))
        line = session.diagnostics.ask(f"    {labels}: ").strip().lower()
        if not line:
            return "enter"
        if line[0] in asked.keys:
            return line[0]


def _ask_extra(session: Session, extra: Extra, said: Said) -> Said:
    _ = session.words.text
    session.diagnostics.say()
    session.diagnostics.say(extra.text)
    if extra.plan_for is not None:
        session.diagnostics.say(f"  {extra.plan}")
        line = session.diagnostics.ask(_("[Enter] leaves it, or write it anew: ")).strip()
        return answered(said, extra, line)
    for option in extra.options:
        session.diagnostics.say(f"  [{option.key}] {option.label}")
    line = session.diagnostics.ask("> ").strip().lower()
    while line and extra.option(line) is None:
        line = session.diagnostics.ask("> ").strip().lower()
    return answered(said, extra, line)


def _ask_scale(session: Session, label: str, steps: tuple[str, ...], before: int | None) -> int | None:
    """One felt answer, 1–5, or what it was before."""
    _ = session.words.text
    session.diagnostics.say(f"  {label}: " + ", ".join(f"{n} {step}" for n, step in enumerate(steps, 1)))
    question = _("    [1-5], or [Enter] I do not know: ")
    if before is not None:
        question = _("    [1-5], or [Enter] it stays {n}: ").format(n=before)
    while True:
        key = session.diagnostics.ask(question).strip()
        if not key:
            return before
        if key in ("1", "2", "3", "4", "5"):
            return int(key)
