"""`journal merge`: a second copy of a journal comes in."""

from pathlib import Path
from typing import Annotated

import typer

from tipcycle.cli.framework import session_of
from tipcycle.cli.session import Session
from tipcycle.core.errors import Exit
from tipcycle.journal import merge as care
from tipcycle.journal.places import OWN_TIPS
from tipcycle.journal.sources import read_sources
from tipcycle.locales import N_
from tipcycle.views.labels import SPOKEN, number


def merge(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(help=N_("files, folders or archives of a second copy"))],
) -> None:
    session = session_of(context)
    sources = [source for file in files for source in read_sources(Path(file).expanduser())]
    merged = care.merge(session.world.places, sources, session.world.now)
    session.forget()
    for came in merged.files:
        _say(session, came)
    _, words = session.words.text, session.words
    if not merged.puts:
        session.diagnostics.say(_("All that could be read is here already; nothing was written."))
    for label, count in merged.left.items():
        said = words.many(
            "{file}: one thing in it cannot be read, so it did not come in",
            "{file}: {n} things in it cannot be read, so they did not come in",
            count,
        )
        session.diagnostics.warn(said.format(file=label))
    raise typer.Exit(Exit.IN_PART if merged.left else session.read_exit())


def _say(session: Session, came: care.Came) -> None:
    """What came into one file, and what a person should know of it."""
    _, words, say = session.words.text, session.words, session.diagnostics.say
    if came.whole:
        text = words.many(
            "Saved: {file} was not here and is copied, with {n} entry.",
            "Saved: {file} was not here and is copied, with {n} entries.",
            came.entries,
        )
        say(text.format(file=came.name))
    elif came.entries:
        text = words.many("Saved: {n} entry came into {file}.", "Saved: {n} entries came into {file}.", came.entries)
        say(text.format(file=came.name))
    if came.differing and came.name == OWN_TIPS:
        say(
            _("These numbers are taken by other tips of yours, which stay: {numbers}.").format(
                numbers=words.listed(came.differing)
            )
        )
    elif came.differing:
        text = words.many(
            "In {file} the two copies say different things under one id; both are kept: {ids}.",
            "In {file} the two copies say different things under {n} ids; both are kept: {ids}.",
            len(came.differing),
        )
        say(text.format(file=came.name, ids=words.listed(came.differing)))
    for each in came.twice:
        text = _("{tip} in the week of {day} was answered twice; the later answer, {answer}, counts.")
        answer = words.text(SPOKEN[each.counts])
        say(text.format(tip=number(each.tip), day=words.day(each.week.monday), answer=answer))
    if came.other_weeks:
        say(_("{file}: the other copy counts the weeks of this cycle differently; yours stays.").format(file=came.name))
