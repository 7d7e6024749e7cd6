"""Choosing five by conversation, where a full screen is not wanted or not possible."""

from dataclasses import dataclass
from datetime import date

from tipcycle.cli.parse import tips_of
from tipcycle.cli.session import Session
from tipcycle.core.blocks import FIVE
from tipcycle.core.edits.pick import refuse_unpickable, seats
from tipcycle.core.errors import Refused
from tipcycle.core.weeks import Week, computed_start
from tipcycle.views.labels import titled

THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; nothing is saved yet."""

    tips: tuple[int, ...]
    start: date | None
    running: str | None


def ask_five(session: Session, *, start: date | None, running: str | None) -> Choice:
    """Asks for the tips that are still needed, what must keep running, and from Thursday on when to begin."""
    words, say, ask = session.words, session.diagnostics.say, session.diagnostics.ask
    _ = words.text
    taken = seats(session.cycles)
    for tip in taken:
        say(_("{tip} goes on and has its place.").format(tip=titled(tip, session.catalogue, words)))
    chosen: list[int] = []
    say(_("Which tips stuck? Type numbers; ? and a word searches; Enter alone shows the list."))
    while len(chosen) + len(taken) < FIVE:
        left = FIVE - len(taken) - len(chosen)
        line = ask(words.many("one more: ", "{n} more: ", left)).strip()
        if not line or line.startswith("?"):
            _browse(session, line[1:].strip(), {*chosen, *taken})
            continue
        for word in line.replace(",", " ").split():
            try:
                (tip,) = tips_of([word], session)
                refuse_unpickable(tip, session.cycles, session.catalogue)
            except Refused as refused:
                _say_refusal(session, refused)
                continue
            if tip in chosen or tip in taken or len(chosen) + len(taken) == FIVE:
                continue
            chosen.append(tip)
            say(f"  {titled(tip, session.catalogue, words)}")
    if running is None:
        running = ask(_("What must simply keep running meanwhile? (may stay empty) ")).strip() or None
    if start is None and session.world.today.weekday() >= THURSDAY:
        start = _ask_start(session)
    return Choice(tuple(chosen), start, running)


def _browse(session: Session, word: str, besides: set[int]) -> None:
    from tipcycle.core.search import search

    found = search(session.catalogue, word) if word else tuple(session.catalogue.tips.values())
    for tip in found:
        if tip.id not in besides:
            session.diagnostics.say(f"  {titled(tip.id, session.catalogue, session.words)}")


def _say_refusal(session: Session, refused: Refused) -> None:
    from tipcycle.cli.sentences import sentence

    said = sentence(refused, session.words, session.catalogue)
    session.diagnostics.warn(said.text, said.hint)


def _ask_start(session: Session) -> date | None:
    """From Thursday on: next Monday, or this very week."""
    words = session.words
    _ = words.text
    today = session.world.today
    line = session.diagnostics.ask(
        _("Today is {weekday}. Begin on Monday {day} [Enter], or now [n]? ").format(
            weekday=words.weekday(today), day=words.day(computed_start(today))
        )
    )
    return Week.of(today).monday if line.strip().lower().startswith("n") else None
