"""What is asked before a review: one sentence of one's own, which lines may go on paper, whose sheet it is."""

from msgspec import Struct, field

from tipcycle.cli.session import Session
from tipcycle.core.blocks import Profile
from tipcycle.core.cycle import Cycle, Line
from tipcycle.core.edits.paper import put_on_paper
from tipcycle.core.edits.personal import set_profile
from tipcycle.views.labels import quoted

CUT = 70


class Answers(Struct, frozen=True):
    """What was answered; nothing is saved yet."""

    profile: Profile = field(default_factory=Profile)
    words: str | None = None
    shared: dict[str, bool] = field(default_factory=dict)
    """Only the lines that changed."""


def prepare(session: Session, cycle: Cycle, *, private: bool, printout: bool) -> None:
    """Asks, then saves what was said: the profile by itself, all else as one entry of the cycle's file."""
    answers = _ask(session, cycle, private=private, printout=printout)
    _keep(session, answers.profile)
    if answers.words is not None or answers.shared:
        session.save(lambda journal: put_on_paper(journal, cycle.number, words=answers.words, shared=answers.shared))


def name_and_team(session: Session) -> None:
    """Asks whose sheet it is while neither name nor team is known, and saves what was said."""
    known = session.profile
    if known.name is None and known.team is None:
        _keep(session, _ask_profile(session))


def _keep(session: Session, profile: Profile) -> None:
    if profile != Profile():
        session.save(lambda journal: set_profile(profile))


def _ask(session: Session, cycle: Cycle, *, private: bool, printout: bool) -> Answers:
    words = _ask_words(session, cycle)
    shared = {} if private else _ask_lines(session, cycle.lines)
    known = session.profile
    profile = _ask_profile(session) if printout and known.name is None and known.team is None else Profile()
    session.diagnostics.say()
    return Answers(profile, words, shared)


def _ask_words(session: Session, cycle: Cycle) -> str | None:
    """The manager's own sentence; None when it stays what it is."""
    _ = session.words.text
    say, ask = session.diagnostics.say, session.diagnostics.ask
    say(_("In one sentence: how was this cycle? It stands at the top, before any figure."))
    if cycle.words:
        say(f"  {quoted(cycle.words)}")
        line = ask(_("Another sentence, or Enter keeps this one: ")).strip()
    else:
        line = ask(_("(may stay empty) ")).strip()
    return line or None


def _ask_lines(session: Session, lines: tuple[Line, ...]) -> dict[str, bool]:
    """Which lines change their mind about going on paper, by id."""
    if not lines:
        return {}
    _ = session.words.text
    say, ask = session.diagnostics.say, session.diagnostics.ask
    now = {line.id: line.shared for line in lines}
    say()
    say(_("May this go on paper?"))
    while True:
        for number, line in enumerate(lines, 1):
            text = line.text if len(line.text) <= CUT else line.text[:CUT].rstrip() + " …"
            say(f"  {number:>2} [{'x' if now[line.id] else ' '}] {quoted(text)}")
        typed = ask(_("Numbers change from yes to no and back; Enter is done: ")).replace(",", " ").split()
        if not typed:
            break
        for word in typed:
            if word.isascii() and word.isdigit() and len(word) < 6 and 1 <= int(word) <= len(lines):
                id = lines[int(word) - 1].id
                now[id] = not now[id]
            else:
                say(_("There is no line with this number: {word}").format(word=word))
    return {line.id: now[line.id] for line in lines if now[line.id] != line.shared}


def _ask_profile(session: Session) -> Profile:
    """Name and team, for the printouts; asked while neither is known."""
    _ = session.words.text
    ask = session.diagnostics.ask
    session.diagnostics.say()
    name = ask(_("Your name, for the sheet? (may stay empty) ")).strip()
    team = ask(_("Your team? (may stay empty) ")).strip()
    return Profile(name=name or None, team=team or None)
