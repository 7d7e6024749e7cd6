"""`tipcycle checkin`: record the answers of a week from options, or ask for them."""

from typing import Annotated

import typer

from tipcycle.cli import completion
from tipcycle.cli.command_classes import DateArgsCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.options import SpiralOption, tips_option
from tipcycle.cli.params import TIP_TEXT, WEEK, TipText, texts_by_tip
from tipcycle.cli.prompts.checkin import report_saved_checkin, run_checkin, save_checkin
from tipcycle.core.commands.checkin import CheckinAnswers
from tipcycle.core.errors import ExclusiveOptionError, MissingOptionsError
from tipcycle.core.weeks import Week
from tipcycle.i18n import N_

HELP = N_("Look back on a week. With flags for scripts and for who is in a hurry; without any, you are asked.")
app = new_command(HELP)


class CheckinCommand(DateArgsCommand):
    """Accepts a natural date after `--week`."""

    date_options = ("--week",)


@app.command(cls=CheckinCommand, help=HELP)
def check_in(
    ctx: typer.Context,
    week: Annotated[
        Week | None,
        typer.Option(
            metavar="WEEK",
            click_type=WEEK,
            autocompletion=completion.complete_weeks,
            help=N_("2026-W10, week 10, a date in the week, this or last"),
        ),
    ] = None,
    did: Annotated[list[int] | None, tips_option(N_("did it"))] = None,
    costly: Annotated[list[int] | None, tips_option(N_("did it, though it cost something"))] = None,
    missed: Annotated[list[int] | None, tips_option(N_("did not do it"))] = None,
    none: Annotated[list[int] | None, tips_option(N_("no occasion; only for tips that wait for one"))] = None,
    built: Annotated[list[int] | None, tips_option(N_("done for good; only for tips that are made once"))] = None,
    team: Annotated[int | None, typer.Option(metavar="1-5", help=N_("how it felt in the team"))] = None,
    customers: Annotated[int | None, typer.Option(metavar="1-5", help=N_("how it felt with customers"))] = None,
    note: Annotated[
        list[TipText] | None, typer.Option(metavar="N=TEXT", click_type=TIP_TEXT, help=N_("a line about one tip"))
    ] = None,
    voice: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("one moment worth keeping"))] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    heard: SpiralOption = None,
    share: Annotated[bool, typer.Option("--share", help=N_("print these lines"))] = False,
    plan: Annotated[
        TipText | None,
        typer.Option(metavar="N=TEXT", click_type=TIP_TEXT, help=N_("when and where for one tip: If …, then …")),
    ] = None,
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your answer to last week's question"))] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help=N_("a JSON document with the names of these flags; - is stdin")),
    ] = None,
) -> None:
    context = get_app_context(ctx)
    answers = CheckinAnswers(
        did=tuple(did or ()),
        costly=tuple(costly or ()),
        missed=tuple(missed or ()),
        none=tuple(none or ()),
        built=tuple(built or ()),
        team=team,
        customers=customers,
        notes=texts_by_tip(note),
        voice=voice,
        by=by,
        share=share,
        spiral_place=heard,
        answer=answer,
        plan=plan,
    )
    if source is not None:
        if week is not None or answers != CheckinAnswers():
            raise ExclusiveOptionError("--from")
        from tipcycle.cli.input_documents import read_checkin

        answers, week = read_checkin(source, context)
    elif answers == CheckinAnswers(by=by, share=share, spiral_place=heard):
        if not context.environment.interactive:
            from tipcycle.cli.prompts.checkin_form import resolve_checkin_week

            resolve_checkin_week(context, week)
            raise MissingOptionsError(("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers"))
        raise typer.Exit(run_checkin(context, week))
    raise typer.Exit(report_saved_checkin(context, context.translator, save_checkin(context, answers, week)))
