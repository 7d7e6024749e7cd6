"""`tipcycle close`: record the decision on each tip and close the cycle."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import AppContext, get_app_context
from tipcycle.cli.options import tips_option
from tipcycle.cli.params import TIP_TEXT, TipText, texts_by_tip
from tipcycle.core.commands.close import CloseDecisions, CloseResult, close, require_closable
from tipcycle.core.commands.guards import require_open_cycle
from tipcycle.core.errors import MissingDecisionsError
from tipcycle.i18n import N_
from tipcycle.render.labels import numbered_title, tip_numbers

HELP = N_("Round off the cycle: keep, adapt, another round or let go, for each of the five.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def close_cycle(
    ctx: typer.Context,
    keep: Annotated[list[int] | None, tips_option(N_("keep: it became normal"))] = None,
    adapt: Annotated[list[int] | None, tips_option(N_("keep it in another form"))] = None,
    extend: Annotated[list[int] | None, tips_option(N_("another round; takes a place in the next five"))] = None,
    drop: Annotated[list[int] | None, tips_option(N_("let go"))] = None,
    by_hand: Annotated[list[int] | None, tips_option(N_("count a kept tip as yours, whatever its weeks say"))] = None,
    lesson: Annotated[
        list[TipText] | None, typer.Option(metavar="N=TEXT", click_type=TIP_TEXT, help=N_("what a tip taught you"))
    ] = None,
    alive: Annotated[list[int] | None, tips_option(N_("earlier tips that are still alive"))] = None,
    lapsed: Annotated[list[int] | None, tips_option(N_("earlier tips that faded away"))] = None,
) -> None:
    context = get_app_context(ctx)
    decisions = CloseDecisions(
        keep=tuple(keep or ()),
        adapt=tuple(adapt or ()),
        extend=tuple(extend or ()),
        drop=tuple(drop or ()),
        by_hand=tuple(by_hand or ()),
        lessons=texts_by_tip(lesson),
        alive=tuple(alive or ()),
        lapsed=tuple(lapsed or ()),
    )
    if decisions == CloseDecisions():
        cycle = require_open_cycle(context.cycles)
        require_closable(cycle, context.environment.today)
        if not context.environment.interactive:
            raise MissingDecisionsError(cycle.five)
        from tipcycle.cli.prompts.close import ask_decisions

        decisions = ask_decisions(context)
    result = context.save(lambda journal: close(journal, context.catalogue, context.environment.today, decisions))
    _report_closed_cycle(context, result)


def _report_closed_cycle(context: AppContext, result: CloseResult) -> None:
    translator, print_message = context.translator, context.messages.print
    _ = translator.gettext
    print_message(_("Saved: cycle {n} is closed.").format(n=result.cycle.number))
    if result.implemented:
        count = len(result.implemented)
        message = translator.ngettext("One tip stays: {tips}.", "{n} tips stay: {tips}.", count)
        if result.is_strong and result.cycle.number == 1:
            message = f"{message} " + _("A good thing to begin with.")
        print_message(message.format(tips=translator.join(tip_numbers(result.implemented))))
    if not result.is_strong and not result.extended_tips:
        print_message(_("A clean page: the next five begin anew."))
    for tip in result.kept_not_implemented:
        print_message(
            _("Kept and not counted yet, so it may be picked again: {tip}.").format(
                tip=numbered_title(tip, context.catalogue, translator)
            )
        )
    if result.extended_tips:
        extended_message = translator.ngettext(
            "{tips} goes on and takes a place.", "{tips} go on and take their places.", len(result.extended_tips)
        )
        print_message(extended_message.format(tips=translator.join(tip_numbers(result.extended_tips))))
    print_message(_("Choose the next: tipcycle pick"))
