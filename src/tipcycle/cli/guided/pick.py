"""Choosing five by conversation, where a full screen is not wanted or not possible. The same moves, told in lines."""

from collections.abc import Callable
from datetime import date
from functools import partial

from msgspec.structs import replace

from tipcycle.cli.consent import says_yes
from tipcycle.cli.guided.shelf import sentence_of, shelf_of
from tipcycle.cli.parse import tips_of
from tipcycle.cli.session import Session
from tipcycle.core.edits.pick import refuse_unpickable
from tipcycle.core.errors import Refused
from tipcycle.core.search import search
from tipcycle.core.tips import smallest_step
from tipcycle.picker import phrases
from tipcycle.picker.model import Choice, Picking
from tipcycle.views.labels import kind_label, number, titled
from tipcycle.views.lines import paragraph
from tipcycle.views.phrases import tip_marks
from tipcycle.views.tip_words import spoken_card, tip_words

LEAVES, PROPOSES, READS = ("q",), ("p", "v"), ("r", "l")
"""Each letter in English and in Dutch; both always work."""


def ask_five(
    session: Session,
    *,
    start: date | None,
    running: str | None,
    theme: str | None = None,
    propose: bool = False,
    begun: tuple[int, ...] = (),
) -> Choice:
    """Asks for the tips that are still needed, what must keep running, and from Thursday on when to begin."""
    _ = session.words.text
    picking = Picking.begin(shelf_of(session, begun))
    for tip in picking.shelf.seats:
        _tell(session, _("{tip} goes on and has its place.").format(tip=titled(tip, session.catalogue, session.words)))
    for tip in begun:
        session.diagnostics.say(f"  {titled(tip, session.catalogue, session.words)}")
    if theme is not None:
        _list(session, picking, "", theme=theme)
    _tell(session, _("Which tips stuck? Type numbers; ? and a word searches; Enter alone shows the list."))
    _tell(session, _("r 13 reads, * 13 gives a star, -13 lets go, p proposes five, w says why, q leaves."))
    if propose:
        picking = _propose(session, picking)
    while True:
        picking, left = _ask_tips(session, picking)
        if left:
            return picking.left_behind()
        _five(session, picking)
        if says_yes(session.diagnostics.ask(_("With these five? [Enter] yes   [n] choose again: ")), enter=True):
            break
        picking = _let_go(session, picking)
    if running is None:
        said = session.diagnostics.ask(_("What must simply keep running meanwhile? (may stay empty) "))
        running = said.strip() or None
    if start is None:
        start = _ask_start(session, picking)
    _first_step(session, picking)
    return picking.choice(start=start, running=running)


def tell_sentence(session: Session) -> None:
    """Says the touchstone sentence, to hold the five against; nothing where there is none."""
    said = sentence_of(session)
    if said is not None:
        _tell(session, phrases.held_against(said, session.words))


def _tell(session: Session, text: str) -> None:
    for line in paragraph(text, session.look.text_width):
        session.diagnostics.say(line)


def _ask_tips(session: Session, picking: Picking) -> tuple[Picking, bool]:
    """The choice once it has five, and whether the manager left before."""
    while picking.left:
        line = session.diagnostics.ask(session.words.many("one more: ", "{n} more: ", picking.left)).strip()
        order, _space, rest = line.partition(" ")
        if order.lower() in LEAVES and not rest:
            if not picking.chosen or _leaves(session):
                return picking, True
            continue
        picking = _obey(session, picking, line)
    return picking, False


def _leaves(session: Session) -> bool:
    """Whether somebody who chose some already wants to go without them."""
    _ = session.words.text
    line = session.diagnostics.ask(_("Leave without your five? [y/N] "))
    return says_yes(line) or line.strip().lower() in LEAVES


def _obey(session: Session, picking: Picking, line: str) -> Picking:
    """The choice after one line of the conversation."""
    order, _space, rest = line.partition(" ")
    order = order.lower()
    if not line or line.startswith("?"):
        _list(session, picking, line[1:].strip())
        return picking
    if order in PROPOSES and not rest:
        return _propose(session, picking)
    if order == "w" and not rest:
        _why(session, picking)
        return picking
    if order in READS and rest:
        return _each(session, picking, rest, partial(_read, session))
    if line.startswith("*"):
        return _each(session, picking, line[1:], partial(_star, session))
    if line.startswith("-"):
        return _each(session, picking, line[1:], Picking.without)
    return _each(session, picking, line, partial(_choose, session))


def _each(session: Session, picking: Picking, names: str, move: Callable[[Picking, int], Picking]) -> Picking:
    """The choice after a move for each tip that is named; what names no tip is said, and the others count."""
    for word in names.replace(",", " ").split():
        try:
            (tip,) = tips_of([word], session)
        except Refused as refused:
            _refuse(session, refused)
            continue
        picking = move(picking, tip)
    return picking


def _choose(session: Session, picking: Picking, tip: int) -> Picking:
    if tip in picking.five or not picking.left:
        return picking
    try:
        refuse_unpickable((tip,), session.cycles, session.catalogue)
    except Refused as refused:
        _refuse(session, refused)
        return picking
    session.diagnostics.say(f"  {titled(tip, session.catalogue, session.words)}")
    return picking.toggled(tip)


def _refuse(session: Session, refused: Refused) -> None:
    from tipcycle.cli.sentences import sentence

    said = sentence(refused, session.words, session.catalogue)
    session.diagnostics.warn(said.text, said.hint)


def _star(session: Session, picking: Picking, tip: int) -> Picking:
    picking = picking.starred(tip)
    _ = session.words.text
    said = _("A star for {tip}.") if tip in picking.stars else _("No star for {tip}.")
    session.diagnostics.say(said.format(tip=number(tip)))
    return picking


def _read(session: Session, picking: Picking, tip: int) -> Picking:
    """The card of a tip as lines; the choice stays what it was."""
    known = picking.shelf.catalogue.tips.get(tip)
    if known is None:
        return picking
    said = tip_words(known, picking.shelf.catalogue, session.words)
    marks = tip_marks(known, session.words, starred=picking.stars, picked_in=picking.shelf.picked_in, plain=True)
    _tell(session, f"{titled(tip, session.catalogue, session.words)}.")
    _tell(session, ", ".join(part for part in (*said.facts, marks) if part))
    for line in spoken_card(said):
        _tell(session, line)
    return picking


def _list(session: Session, picking: Picking, word: str, *, theme: str | None = None) -> None:
    """The tips that a word finds, or all of them, or those of a theme."""
    found = search(session.catalogue, word) if word else picking.shelf.tips
    for tip in found:
        if tip.id in picking.five or picking.stays(tip.id) or (theme is not None and tip.theme != theme):
            continue
        told = (titled(tip.id, session.catalogue, session.words), kind_label(tip.kind, session.words))
        marks = tip_marks(tip, session.words, starred=picking.stars, picked_in=picking.shelf.picked_in, plain=True)
        session.diagnostics.say("  " + ", ".join(part for part in (*told, marks) if part))


def _propose(session: Session, picking: Picking) -> Picking:
    """The choice with its free places filled, to be taken or left."""
    offered = picking.proposed()
    if offered.remark is not None:
        _tell(session, phrases.remark(offered.remark, offered.left, session.words))
    if offered.chosen == picking.chosen:
        return picking
    _why(session, offered)
    _ = session.words.text
    answer = session.diagnostics.ask(_("Take these? [Enter] yes   [n] no   [p] others: ")).strip().lower()
    if answer in PROPOSES:
        return _propose(session, offered)
    return offered if says_yes(answer, enter=True) else replace(picking, round=offered.round, because=offered.because)


def _why(session: Session, picking: Picking) -> None:
    _ = session.words.text
    if not picking.five:
        _tell(session, _("Nothing is chosen yet."))
    for tip in picking.five:
        _tell(session, f"{titled(tip, session.catalogue, session.words)}: {phrases.why(tip, picking, session.words)}.")


def _five(session: Session, picking: Picking) -> None:
    """The five once more, with what they take and how they are mixed."""
    catalogue, words = session.catalogue, session.words
    for tip in picking.five:
        often = kind_label(catalogue.kind(tip), words)
        session.diagnostics.say("  " + ", ".join(part for part in (titled(tip, catalogue, words), often) if part))
    _tell(session, f"{phrases.together(picking, words)} {phrases.mix(picking, words)}".strip())
    tell_sentence(session)


def _let_go(session: Session, picking: Picking) -> Picking:
    _ = session.words.text
    return _each(session, picking, session.diagnostics.ask(_("Which of them goes? ")), Picking.without)


def _ask_start(session: Session, picking: Picking) -> date | None:
    """From Thursday on: next Monday, or this very week."""
    offered = picking.shelf.starts
    if len(offered) < 2:
        return None
    words = session.words
    _ = words.text
    line = session.diagnostics.ask(
        _("Today is {weekday}. Begin on Monday {day} [Enter], or now [n]? ").format(
            weekday=words.weekday(picking.shelf.today), day=words.day(offered[0])
        )
    )
    return offered[1] if line.strip().lower().startswith("n") else None


def _first_step(session: Session, picking: Picking) -> None:
    tip = smallest_step(picking.tips)
    if tip is not None:
        _tell(session, phrases.first_step_lead(tip, session.words))
        _tell(session, f"  {number(tip.id)} {tip.text(session.words.language).steps[0]}")
