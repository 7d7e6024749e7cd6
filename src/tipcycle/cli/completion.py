"""Shell completion of values from the journal and the catalogue: tips, weeks and themes. Never writes.

Typer provides the scripts and the protocol. `cli.app` completes the names of the commands. Every command imports this
module, so it imports the labels only to complete.
"""

from collections.abc import Iterator
from typing import Literal, get_args

import typer

from tipcycle.cli.context import get_app_context
from tipcycle.core.weeks import Week

COMPLETE_VAR = "_TIPCYCLE_COMPLETE"
Shell = Literal["bash", "zsh", "fish", "powershell"]
SHELLS: tuple[Shell, ...] = get_args(Shell)

Completions = Iterator[tuple[str, str]]


def complete_tips(ctx: typer.Context, incomplete: str) -> Completions:
    """Yield tips by number and slug, with their titles. Completes the last item of a comma-separated list."""
    from tipcycle.render.labels import tip_number, tip_title

    context = get_app_context(ctx)
    prefix, comma, partial = incomplete.rpartition(",")
    for tip in context.catalogue.tips.values():
        name = tip_title(tip.id, context.catalogue, context.translator)
        for candidate in (tip_number(tip.id), tip.slug):
            if candidate.startswith(partial) and (partial or candidate != tip.slug):
                yield f"{prefix}{comma}{candidate}", name


def complete_five(ctx: typer.Context, incomplete: str) -> Completions:
    """Yield the five tips of the latest cycle by number, with their titles."""
    from tipcycle.render.labels import tip_number, tip_title

    context = get_app_context(ctx)
    prefix, comma, partial = incomplete.rpartition(",")
    for tip in context.cycles[-1].five if context.cycles else ():
        if tip_number(tip).startswith(partial):
            yield f"{prefix}{comma}{tip_number(tip)}", tip_title(tip, context.catalogue, context.translator)


def complete_weeks(ctx: typer.Context, incomplete: str) -> Completions:
    """Yield `this`, `last` and the weeks of the latest cycle that have begun, with their dates."""
    context = get_app_context(ctx)
    today = context.environment.today
    for keyword, week in (("this", Week.of(today)), ("last", Week.of(today).plus(-1))):
        if keyword.startswith(incomplete):
            yield keyword, context.translator.date_range(week.monday, week.sunday)
    for week in context.cycles[-1].weeks if context.cycles else ():
        if week.monday <= today and str(week).startswith(incomplete):
            yield str(week), context.translator.date_range(week.monday, week.sunday)


def complete_themes(ctx: typer.Context, incomplete: str) -> Completions:
    """Yield the themes by slug, with their names."""
    context = get_app_context(ctx)
    for theme in context.catalogue.themes:
        if theme.slug.startswith(incomplete):
            yield theme.slug, theme.text(context.translator.language).name


def completion_script(shell: str) -> str:
    """Return the completion script for a shell."""
    from typer._completion_shared import get_completion_script  # Typer has no public API for it

    return get_completion_script(prog_name="tipcycle", complete_var=COMPLETE_VAR, shell=shell)
