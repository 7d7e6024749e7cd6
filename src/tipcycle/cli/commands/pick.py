"""`tipcycle pick`: five tips for two months."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tipcycle.cli.framework import new_command, session_of
from tipcycle.cli.parse import date_of, tips_of
from tipcycle.cli.session import Session
from tipcycle.cli.unquoted import Dated, refuse_loose
from tipcycle.core.blocks import FIVE, Change, Star
from tipcycle.core.calendar import checkin_day
from tipcycle.core.edits.pick import Picked, chosen_so_far, pick, refuse_open, seats
from tipcycle.core.errors import Exit, MissingFlags, Stopped, UnknownTip
from tipcycle.core.weeks import Week
from tipcycle.locales import N_
from tipcycle.views.labels import numbers, titled

if TYPE_CHECKING:
    from tipcycle.picker.model import Choice

HELP = N_("Choose five tips for two months. Name them by number or slug; without any, you are asked.")
app = new_command(HELP)


class OnStart(Dated):
    """`--start` takes a date."""

    flags = ("--start",)


@app.command(cls=OnStart, help=HELP)
def pick_five(
    context: typer.Context,
    tips: Annotated[list[str] | None, typer.Argument(help=N_("five tips, by number or slug"))] = None,
    start: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("another start; the Monday of that week counts"))
    ] = None,
    running: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("what must simply keep running meanwhile"))
    ] = None,
) -> None:
    session = session_of(context)
    try:
        chosen = tips_of(tips, session)
    except UnknownTip:  # it may be a word of `--running` that was typed without quotation marks
        refuse_loose(list(session.typed), context.command, several=True)
        raise
    begin = date_of(start, session, ahead=True) if start is not None else None
    asks = session.world.asks
    begun = chosen_so_far(session.cycles, session.catalogue, session.world.today, chosen) if asks else None
    if chosen and begun is None:
        _save(session, chosen, begin, running, asked=False)
        return
    if not asks:
        refuse_open(session.cycles, session.world.today)
        if len(seats(session.cycles)) < FIVE:
            raise MissingFlags(("N N N N N",))
    pick_on_screen(session, start=begin, running=running, begun=begun or ())


def pick_on_screen(
    session: Session,
    *,
    start: date | None = None,
    running: str | None = None,
    theme: str | None = None,
    propose: bool = False,
    begun: tuple[int, ...] = (),
) -> int:
    """Five chosen with somebody who answers, on the full screen or in conversation, and saved.

    `theme` is the door to begin at; `propose` begins with a proposal; `begun` is chosen already. Stopped when the
    manager leaves.
    """
    refuse_open(session.cycles, session.world.today)
    if len(seats(session.cycles)) >= FIVE:
        _save(session, (), start, running, asked=False)
        return Exit.OK
    choice = _ask(session, start=start, running=running, theme=theme, propose=propose, begun=begun)
    if choice is None:
        raise Stopped
    kept = _keep_stars(session, choice)
    if choice.tips:
        _save(session, choice.tips, choice.start, choice.running, asked=True)
        return Exit.OK
    if choice.left:
        _say_left(session, choice.left)
    if not kept:
        raise Stopped
    return Exit.OK


def _say_left(session: Session, left: tuple[int, ...]) -> None:
    """How to come back to what was chosen by somebody who left."""
    words = session.words
    _ = words.text
    command = f"{words.command('pick')} {' '.join(map(str, left))}"
    if len(left) + len(seats(session.cycles)) == FIVE:
        session.diagnostics.say(_("To pick these after all: {command}").format(command=command))
        return
    said = words.many("To go on with this one: {command}", "To go on with these {n}: {command}", len(left))
    session.diagnostics.say(said.format(command=command))


def _ask(
    session: Session,
    *,
    start: date | None,
    running: str | None,
    theme: str | None,
    propose: bool,
    begun: tuple[int, ...],
) -> "Choice | None":
    if session.world.full_screen:
        from tipcycle.cli.guided.shelf import shelf_of
        from tipcycle.picker.app import choose  # costs twenty interpreter starts, so only here

        shelf = shelf_of(session, begun)
        return choose(shelf, session.words, start=start, running=running, theme=theme, propose=propose)
    from tipcycle.cli.guided.pick import ask_five

    return ask_five(session, start=start, running=running, theme=theme, propose=propose, begun=begun)


def _keep_stars(session: Session, choice: "Choice") -> bool:
    """Saves the stars given and taken while choosing, as one entry; they last even when no five were picked."""
    told = ((choice.stars_added, True), (choice.stars_removed, False))
    bodies = tuple(Star(tips=tips, starred=given) for tips, given in told if tips)
    if not bodies:
        return False
    session.save(lambda journal: Change(None, bodies))
    _ = session.words.text
    for body in bodies:
        said = _("Saved: a star for {tips}.") if body.starred else _("Saved: no star for {tips}.")
        session.diagnostics.say(said.format(tips=session.words.listed(numbers(body.tips))))
    return True


def _save(session: Session, chosen: tuple[int, ...], start: date | None, running: str | None, *, asked: bool) -> None:
    """Saves the pick and says it; whoever was asked has held the five against the touchstone sentence already."""
    picked = session.save(
        lambda journal: pick(journal, session.catalogue, session.world.today, chosen, start=start, running=running)
    )
    _say(session, picked, asked=asked)


def _say(session: Session, picked: Picked, *, asked: bool) -> None:
    words, say = session.words, session.diagnostics.say
    _ = words.text
    for tip in picked.tips:
        say(f"  {titled(tip, session.catalogue, words)}")
    if not asked:
        from tipcycle.cli.guided.pick import tell_sentence

        tell_sentence(session)
    if picked.after is not None:
        say(
            _("The cycle before runs until {day}, so this one begins after it.").format(
                day=words.full_day(picked.after)
            )
        )
    elif picked.asked is not None:
        say(_("A cycle begins on a Monday: that of {day}.").format(day=words.day(picked.asked, year=True)))
    last = picked.header.starts
    ends = session.cycles[-1].ends if session.cycles else last
    span = words.span(picked.header.starts, ends, year=True)
    weeks = words.many("{n} week", "{n} weeks", picked.header.weeks)
    say(_("Saved: cycle {n}, {span}, {weeks}.").format(n=picked.number, span=span, weeks=weeks))
    _say_next(session, picked)


def _say_next(session: Session, picked: Picked) -> None:
    """What comes now: the first look back, or a word on a start that lies far off."""
    words, today = session.words, session.world.today
    _ = words.text
    starts = picked.header.starts
    if picked.far(today):
        told = _("this cycle begins more than half a year from now: {day}")
        if starts < today:
            told = _("this cycle began more than half a year ago: {day}")
        hint = _("tipcycle undo takes it back; without --start a cycle begins on the next Monday")
        session.diagnostics.warn(told.format(day=words.full_day(starts, year=True)), hint)
        return
    day = checkin_day(Week(starts), session.weekday)
    if day >= today:
        said = _("On {day} you look back for the first time: just type tipcycle.")
        session.diagnostics.say(said.format(day=words.full_day(day, year=day.year != today.year)))
