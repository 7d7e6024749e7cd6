"""`tipcycle momentum`: print the momentum of the cycles, the spiral or the year."""

from collections.abc import Mapping
from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.core.momentum.report import MomentumReport, momentum_report
from tipcycle.core.momentum.spiral import spiral_turns
from tipcycle.core.voices import all_voices
from tipcycle.i18n import N_
from tipcycle.render.practices import goal_progress_text, spiral_text

HELP = N_("What was done, how it felt, what stays, and one reading of it. Never one number.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def show_momentum(
    ctx: typer.Context,
    explain: Annotated[bool, typer.Option("--explain", help=N_("the arithmetic of each figure"))] = False,
    spiral: Annotated[bool, typer.Option("--spiral", help=N_("where tips aimed and where voices were heard"))] = False,
    year: Annotated[bool, typer.Option("--year", help=N_("the cycles of this year and their tips"))] = False,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    _reject_conflicting_flags({"--json": json, "--spiral": spiral}, {"--explain": explain, "--year": year})
    catalogue, translator = context.catalogue, context.translator
    report = momentum_report(context.cycles, catalogue.kind_of, context.environment.today)
    turns = (
        spiral_turns(report.implemented_tips, catalogue, all_voices(context.loaded_journal.journal, context.cycles))
        if spiral
        else ()
    )
    if json:
        from tipcycle.render.json.momentum import momentum_json, spiral_json

        context.output.print_json(
            spiral_json(report, turns, catalogue, translator)
            if spiral
            else momentum_json(report, catalogue, translator)
        )
        raise typer.Exit(context.finish_read())
    if context.unreadable_journal is not None:
        raise typer.Exit(context.finish_read())
    if spiral:
        progress = goal_progress_text(
            len(report.implemented_tips.all_tips), translator, plain=context.environment.plain
        )
        context.output.print_text(f"{spiral_text(turns, translator, plain=context.environment.plain)}\n\n{progress}")
        raise typer.Exit(context.finish_read())
    if year:
        _show_year(context, report)
    elif context.environment.plain:
        from tipcycle.render.momentum_plain import momentum_plain

        context.output.print_text(momentum_plain(report, catalogue, translator))
    else:
        from tipcycle.render.momentum_screen import momentum_screen

        context.output.print_rich(momentum_screen(report, catalogue, translator, context.display))
    if explain:
        from tipcycle.render.momentum_plain import explain_momentum

        context.output.print_wrapped(explain_momentum(report, translator))
    raise typer.Exit(context.finish_read())


def _reject_conflicting_flags(modes: Mapping[str, bool], additions: Mapping[str, bool]) -> None:
    """Raise `InvalidOptionValueError` if a mode is combined with an option that it does not support."""
    for mode, mode_given in modes.items():
        for addition, addition_given in additions.items():
            if mode_given and addition_given:
                raise InvalidOptionValueError(mode, addition)


def _show_year(context: AppContext, report: MomentumReport) -> None:
    from tipcycle.core.momentum.report import cycles_in_year

    catalogue, translator = context.catalogue, context.translator
    year_cycles = cycles_in_year(context.cycles, report, catalogue.kind_of)
    if context.environment.plain:
        from tipcycle.render.momentum_plain import year_plain

        context.output.print_text(year_plain(year_cycles, report, catalogue, translator))
    else:
        from tipcycle.render.momentum_screen import year_screen

        context.output.print_rich(year_screen(year_cycles, report, catalogue, translator, context.display))
