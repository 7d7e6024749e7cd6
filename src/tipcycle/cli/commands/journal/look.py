"""`journal where`, `check` and `history`: looking, and changing nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from tipcycle.cli.framework import session_of
from tipcycle.cli.options import Json
from tipcycle.cli.session import Session
from tipcycle.core.errors import Exit
from tipcycle.core.history import history
from tipcycle.journal.names import cycle_name, path_of
from tipcycle.views.entry_words import entry_line
from tipcycle.views.porcelain.journal import history_json, problems_json
from tipcycle.views.problem_words import problem_words
from tipcycle.views.safe import safe

if TYPE_CHECKING:
    from tipcycle.views import contract


def where(context: typer.Context, json: Json = False) -> None:
    session = session_of(context)
    places = session.world.places
    cycles = [str(path_of(places, cycle_name(cycle.starts))) for cycle in session.cycles]
    if json:
        document: contract.Where = {
            "home": str(places.home),
            "journal": str(places.journal),
            "cycles": cycles,
            "tips": str(places.own_tips),
            "state": str(places.state),
            "cache": str(places.cache),
        }
        session.output.json(document)
        return
    _ = session.words.text
    session.output.text(
        "\n".join(
            (
                f"{_('journal')}: {safe(str(places.home))}",
                *(f"{_('cycle')}: {safe(path)}" for path in cycles),
                f"{_('lock and backups')}: {safe(str(places.state))}",
                f"{_('cache, which may be thrown away')}: {safe(str(places.cache))}",
            )
        )
    )
    session.say_strange_language()


def check(context: typer.Context, json: Json = False) -> None:
    from tipcycle.journal.checks import checked

    session = session_of(context)
    problems = checked(session.world.places, session.loaded.problems(session.cycles, _knows(session)))
    said = {problem: problem_words(problem, session.words) for problem in problems}
    damaged = any(problem.level == "error" for problem in problems)
    _ = session.words.text
    if json:
        session.output.json(problems_json(problems, said))
    elif not problems:
        session.output.prose(_("Everything can be read, and nothing is odd."))
    else:
        levels = {"error": _("error"), "remark": _("remark")}
        for problem in problems:
            place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
            text, hint = map(safe, said[problem])
            line = f"{safe(place)}: {levels[problem.level]}: {text}"
            session.output.prose(line + (f"\n    hint: {hint}" if hint else ""))
    raise typer.Exit(Exit.DAMAGED if damaged else Exit.OK)


def _knows(session: Session) -> Callable[[int], bool]:
    """Whether there is a tip of this number; of the manager's own nothing is said while their file has mistakes."""
    from tipcycle.catalogue.load import load_catalogue
    from tipcycle.core.tips import FIRST_OWN_TIP

    tips = session.catalogue.tips
    unsure = bool(load_catalogue(session.world.places.own_tips, own=True).problems)
    return lambda tip: tip in tips or (unsure and tip >= FIRST_OWN_TIP)


def show_history(context: typer.Context, json: Json = False) -> None:
    session = session_of(context)
    entries = history(session.loaded.journal, session.cycles)
    if json:
        session.output.json(history_json(entries))
    else:
        said = {entry: entry_line(entry, session.catalogue, session.words) for entry in entries}
        if session.world.plain:
            from tipcycle.views.plain import history_plain

            session.output.text(history_plain(entries, said, session.words))
        else:
            from tipcycle.views.history_screen import history_screen

            session.output.show(history_screen(entries, said, session.words))
    raise typer.Exit(session.read_exit())
