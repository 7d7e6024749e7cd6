"""`tipcycle review`: one sheet to talk about with the team."""

from typing import Annotated, Any

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.session import Session
from tipcycle.core.cycle import Cycle
from tipcycle.core.edits.personal import cycle_named, set_words
from tipcycle.core.errors import BadFlag, NoCycle, NotBegun, UnknownCycle
from tipcycle.core.review import Review, review
from tipcycle.locales import N_
from tipcycle.views.porcelain import review_json

HELP = N_("The review of a cycle, by its number or first Monday; the last one begun when you name none.")
FORMATS = ("screen", "markdown", "json")
_LISTS = (
    "voices", "notes", "tips", "felt", "paused", "pauses", "answers", "stayed", "board", "extended",
)  # fmt: skip
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def show_review(
    context: typer.Context,
    cycle: Annotated[str | None, typer.Argument(help=N_("its number, or its first Monday"))] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help=N_("screen, markdown or json"))] = "screen",
    words: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("your own sentence on the cycle; it comes first"))
    ] = None,
    private: Annotated[bool, typer.Option("--private", help=N_("everything, for your eyes only"))] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("the same as --format json"))] = False,
) -> None:
    session = session_of(context)
    chosen = "json" if json else format
    if chosen not in FORMATS:
        raise BadFlag("--format", chosen, FORMATS)
    found = _cycle(session, cycle)
    if found is None and (chosen != "json" or words is not None):
        if session.cycles:
            raise NotBegun(session.cycles[-1].starts)
        raise NoCycle
    if found is None:
        session.output.json(_nothing_yet(session, private=private))
        raise typer.Exit(session.read_exit())
    if words is not None:
        text, number = words, found.number
        session.save(lambda journal: set_words(journal, number, text))
        found = _cycle(session, cycle)
        assert found is not None
    position = session.cycles.index(found)
    facts = review(
        session.cycles, position, session.catalogue.kind, session.profile, session.world.today, private=private
    )
    _show(session, facts, chosen)
    raise typer.Exit(session.read_exit())


def _nothing_yet(session: Session, *, private: bool) -> dict[str, Any]:
    """The document of a review before the first Monday: the keys it always has, and nothing in them."""
    known = {"today": session.world.today.isoformat(), "private": private}
    known |= {"name": session.profile.name, "team": session.profile.team}
    lists: dict[str, Any] = {name: [] for name in _LISTS}
    return {**known, "cycle": None, "words": None, "running": None, **lists}


def _cycle(session: Session, word: str | None) -> Cycle | None:
    found = cycle_named(session.cycles, word, session.world.today)
    if found is None and word is not None:
        raise UnknownCycle(word)
    return found


def _show(session: Session, facts: Review, chosen: str) -> None:
    catalogue, words = session.catalogue, session.words
    if chosen == "json":
        session.output.json(review_json(facts, catalogue, words))
    elif chosen == "markdown":
        from tipcycle.views.markdown import review_markdown

        session.output.text(review_markdown(facts, catalogue, words))
    elif session.world.plain:
        from tipcycle.views.review_screen import review_plain

        session.output.text(review_plain(facts, catalogue, words))
    else:
        from tipcycle.views.review_screen import review_screen

        session.output.show(review_screen(facts, catalogue, words, session.look))
