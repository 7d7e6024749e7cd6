"""What a shell may complete: tips with their titles, weeks, cycles, themes. Reads the journal, writes nothing.

The scripts and the protocol of each shell are Typer's; what stands in the journal is ours.
"""

from collections.abc import Iterator

import typer

from tipcycle.cli.framework import Root, session_of
from tipcycle.cli.session import Session
from tipcycle.core.weeks import Week
from tipcycle.views.labels import number, title

VARIABLE = "_TIPCYCLE_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")

Found = Iterator[tuple[str, str]]


def tips(context: typer.Context, incomplete: str) -> Found:
    """Tips by number and slug; behind a comma the next one of a list."""
    session = session_of(context)
    before, comma, begun = incomplete.rpartition(",")
    for tip in session.catalogue.tips.values():
        name = title(tip.id, session.catalogue, session.words)
        for word in (number(tip.id), tip.slug):
            if word.startswith(begun) and (begun or word != tip.slug):
                yield f"{before}{comma}{word}", name


def of_the_five(context: typer.Context, incomplete: str) -> Found:
    """The tips of the present cycle."""
    session = session_of(context)
    before, comma, begun = incomplete.rpartition(",")
    for tip in session.cycles[-1].five if session.cycles else ():
        if number(tip).startswith(begun):
            yield f"{before}{comma}{number(tip)}", title(tip, session.catalogue, session.words)


def weeks(context: typer.Context, incomplete: str) -> Found:
    """The weeks of the present cycle that have begun, and the two words for weeks."""
    session = session_of(context)
    today = session.world.today
    for word, week in (("this", Week.of(today)), ("last", Week.of(today).plus(-1))):
        if word.startswith(incomplete):
            yield word, session.words.span(week.monday, week.sunday)
    for week in session.cycles[-1].weeks if session.cycles else ():
        if week.monday <= today and str(week).startswith(incomplete):
            yield str(week), session.words.span(week.monday, week.sunday)


def cycles(context: typer.Context, incomplete: str) -> Found:
    """The cycles by number, with their dates."""
    session = session_of(context)
    for cycle in session.cycles:
        if str(cycle.number).startswith(incomplete):
            yield str(cycle.number), session.words.span(cycle.starts, cycle.ends, year=True)


def themes(context: typer.Context, incomplete: str) -> Found:
    """The themes by their short names."""
    session = session_of(context)
    for theme in session.catalogue.themes:
        if theme.slug.startswith(incomplete):
            yield theme.slug, theme.text(session.words.language).name


def script(shell: str) -> str:
    """What a shell must read to complete `tipcycle`."""
    from typer._completion_shared import get_completion_script  # Typer has no public name for it

    return get_completion_script(prog_name="tipcycle", complete_var=VARIABLE, shell=shell)


def answer(session: Session) -> int:
    """Answers a shell that asks for completions."""
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete

    completion_init()
    root = Root(name="tipcycle", add_help_option=False)
    return shell_complete(root, {"obj": session}, "tipcycle", VARIABLE, session.world.completing)
