"""`tipcycle momentum`: print the momentum of the cycles, the spiral or the year."""

from collections.abc import Mapping
from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.core.momentum.report import CycleInYear, MomentumReport, calendar_year, cycles_in_year, momentum_report
from tipcycle.core.momentum.spiral import spiral_turns
from tipcycle.core.voices import all_voices
from tipcycle.i18n import N_
from tipcycle.render import momentum_text
from tipcycle.render.practices import goal_progress_text, spiral_text

HELP = N_("What was done, how it felt, what stays, and one reading of it. Never one number.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def show_momentum(
    ctx: typer.Context,
    explain: Annotated[bool, typer.Option("--explain", help=N_("the arithmetic of each figure"))] = False,
    spiral: Annotated[bool, typer.Option("--spiral", help=N_("where tips aimed and where voices were heard"))] = False,
    year: Annotated[bool, typer.Option("--year", help=N_("a year, week by week; default: the latest one"))] = False,
    of: Annotated[
        int | None, typer.Option("--of", min=1000, max=9000, metavar="YEAR", help=N_("with --year: which year"))
    ] = None,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    year = year or of is not None
    _reject_conflicting_flags({"--json": json, "--spiral": spiral}, {"--explain": explain})
    _reject_conflicting_flags({"--spiral": spiral}, {"--year": year})
    catalogue, translator = context.catalogue, context.translator
    report = momentum_report(context.cycles, catalogue.kind_of, context.environment.today)
    turns = (
        spiral_turns(
            report.implemented_tips,
            catalogue,
            all_voices(context.loaded_journal.journal, context.cycles),
            report.running_tips,
        )
        if spiral
        else ()
    )
    if json:
        from tipcycle.render.json.momentum import momentum_json, spiral_json, year_json

        if spiral:
            context.output.print_json(spiral_json(report, turns, catalogue, translator))
        elif year:
            shown_year, cycles = _find_year(context, report, of)
            context.output.print_json(year_json(report, shown_year, cycles, catalogue, translator))
        else:
            context.output.print_json(momentum_json(report, catalogue, translator))
        raise typer.Exit(context.finish_read())
    if context.unreadable_journal is not None:
        raise typer.Exit(context.finish_read())
    if spiral:
        progress = goal_progress_text(
            len(report.implemented_tips.all_tips), translator, plain=context.environment.plain
        )
        context.output.print_wrapped(f"{spiral_text(turns, translator, plain=context.environment.plain)}\n\n{progress}")
        raise typer.Exit(context.finish_read())
    if year:
        _show_year(context, report, of)
    elif context.environment.plain:
        from tipcycle.render.momentum_plain import momentum_plain

        context.output.print_wrapped(momentum_plain(report, catalogue, translator))
    else:
        from tipcycle.render.momentum_screen import momentum_lines

        context.output.print_lines(momentum_lines(report, catalogue, translator, context.display))
    if explain:
        from tipcycle.render.momentum_explain import explain_momentum

        context.output.print_wrapped(explain_momentum(report, translator))
    raise typer.Exit(context.finish_read())


def _reject_conflicting_flags(modes: Mapping[str, bool], additions: Mapping[str, bool]) -> None:
    """Raise `InvalidOptionValueError` if a mode is combined with an option that it does not support."""
    for mode, mode_given in modes.items():
        for addition, addition_given in additions.items():
            if mode_given and addition_given:
                raise InvalidOptionValueError(mode, addition)


def _find_year(
    context: AppContext, report: MomentumReport, year: int | None
) -> tuple[int | None, tuple[CycleInYear, ...]]:
    """Return the year and its cycles. Without a year, the last one with a check-in."""
    if year is None and report.cycle is not None:
        begun = context.cycles[: len(report.reported_weeks)]
        year = calendar_year(next((cycle for cycle in reversed(begun) if cycle.checkin_dates), report.cycle))
    if year is None:
        return None, ()
    return year, cycles_in_year(context.cycles, report, context.catalogue.kind_of, year)


def _show_year(context: AppContext, report: MomentumReport, of: int | None) -> None:
    catalogue, translator = context.catalogue, context.translator
    year, cycles = _find_year(context, report, of)
    if year is None or not cycles:
        _ = translator.gettext
        years = sorted({calendar_year(cycle) for cycle in context.cycles[: len(report.reported_weeks)]})
        text = momentum_text.not_begun_text(report, translator)
        if years:
            text = _("No cycle began in {year}. There are cycles in {years}.").format(
                year=year, years=translator.join(map(str, years))
            )
        context.output.print_wrapped(text)
    elif context.environment.plain:
        from tipcycle.render.momentum_plain import year_plain

        context.output.print_wrapped(year_plain(cycles, report, catalogue, translator))
    else:
        from tipcycle.render.momentum_screen import year_lines

        context.output.print_lines(year_lines(cycles, report, translator, context.display, year=year))
