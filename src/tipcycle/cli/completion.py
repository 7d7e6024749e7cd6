"""What a shell may complete: tips with their titles, weeks, cycles, themes. Reads the journal, writes nothing.

The scripts and the protocol of each shell are Typer's; what stands in the journal is ours.
"""

from collections.abc import Iterator

import typer

from tipcycle.cli.context import get_app_context
from tipcycle.core.weeks import Week
from tipcycle.render.labels import tip_number, tip_title

COMPLETE_VAR = "_TIPCYCLE_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")

Completions = Iterator[tuple[str, str]]


def complete_tips(ctx: typer.Context, incomplete: str) -> Completions:
    """Tips by number and slug; behind a comma the next one of a list."""
    context = get_app_context(ctx)
    prefix, comma, partial = incomplete.rpartition(",")
    for tip in context.catalogue.tips.values():
        name = tip_title(tip.id, context.catalogue, context.translator)
        for candidate in (tip_number(tip.id), tip.slug):
            if candidate.startswith(partial) and (partial or candidate != tip.slug):
                yield f"{prefix}{comma}{candidate}", name


def complete_five(ctx: typer.Context, incomplete: str) -> Completions:
    """The tips of the present cycle."""
    context = get_app_context(ctx)
    prefix, comma, partial = incomplete.rpartition(",")
    for tip in context.cycles[-1].five if context.cycles else ():
        if tip_number(tip).startswith(partial):
            yield f"{prefix}{comma}{tip_number(tip)}", tip_title(tip, context.catalogue, context.translator)


def complete_weeks(ctx: typer.Context, incomplete: str) -> Completions:
    """The weeks of the present cycle that have begun, and the two words for weeks."""
    context = get_app_context(ctx)
    today = context.environment.today
    for word, week in (("this", Week.of(today)), ("last", Week.of(today).plus(-1))):
        if word.startswith(incomplete):
            yield word, context.translator.date_range(week.monday, week.sunday)
    for week in context.cycles[-1].weeks if context.cycles else ():
        if week.monday <= today and str(week).startswith(incomplete):
            yield str(week), context.translator.date_range(week.monday, week.sunday)


def complete_cycles(ctx: typer.Context, incomplete: str) -> Completions:
    """The cycles by number, with their dates."""
    context = get_app_context(ctx)
    for cycle in context.cycles:
        if str(cycle.number).startswith(incomplete):
            yield str(cycle.number), context.translator.date_range(cycle.starts, cycle.ends, with_year=True)


def complete_themes(ctx: typer.Context, incomplete: str) -> Completions:
    """The themes by their short names."""
    context = get_app_context(ctx)
    for theme in context.catalogue.themes:
        if theme.slug.startswith(incomplete):
            yield theme.slug, theme.text(context.translator.language).name


def completion_script(shell: str) -> str:
    """What a shell must read to complete `tipcycle`."""
    from typer._completion_shared import get_completion_script  # Typer has no public name for it

    return get_completion_script(prog_name="tipcycle", complete_var=COMPLETE_VAR, shell=shell)
