"""`tipcycle checkin`: record the answers of a week from options, or ask for them."""

from typing import Annotated

import typer

from tipcycle.cli import completion
from tipcycle.cli.command_classes import DateArgsCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.options import SPIRAL_HELP
from tipcycle.cli.params import parse_pairs, parse_spiral_place, parse_tips, parse_week
from tipcycle.cli.prompts.checkin import report_saved_checkin, run_checkin, save_checkin
from tipcycle.core.commands.checkin import CheckinAnswers
from tipcycle.core.errors import MissingOptionsError
from tipcycle.i18n import N_

HELP = N_("Look back on a week. With flags for scripts and for who is in a hurry; without any, you are asked.")
app = new_command(HELP)


class CheckinCommand(DateArgsCommand):
    """Accepts a natural date after `--week`."""

    date_options = ("--week",)


OptionValues = list[str] | None


@app.command(cls=CheckinCommand, help=HELP)
def check_in(
    ctx: typer.Context,
    week: Annotated[
        str | None,
        typer.Option(
            metavar="WEEK",
            autocompletion=completion.complete_weeks,
            help=N_("2026-W10, week 10, a date in the week, this or last"),
        ),
    ] = None,
    did: Annotated[
        OptionValues, typer.Option(metavar="N,N", autocompletion=completion.complete_five, help=N_("did it"))
    ] = None,
    costly: Annotated[
        OptionValues,
        typer.Option(
            metavar="N,N", autocompletion=completion.complete_five, help=N_("did it, though it cost something")
        ),
    ] = None,
    missed: Annotated[
        OptionValues, typer.Option(metavar="N,N", autocompletion=completion.complete_five, help=N_("did not do it"))
    ] = None,
    none: Annotated[
        OptionValues,
        typer.Option(
            metavar="N,N",
            autocompletion=completion.complete_five,
            help=N_("no occasion; only for tips that wait for one"),
        ),
    ] = None,
    built: Annotated[
        OptionValues,
        typer.Option(
            metavar="N,N",
            autocompletion=completion.complete_five,
            help=N_("it stands now; only for tips that are made once"),
        ),
    ] = None,
    team: Annotated[int | None, typer.Option(metavar="1-5", help=N_("how it felt in the team"))] = None,
    customers: Annotated[int | None, typer.Option(metavar="1-5", help=N_("how it felt with customers"))] = None,
    note: Annotated[OptionValues, typer.Option(metavar="N=TEXT", help=N_("a line about one tip"))] = None,
    voice: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("one moment worth keeping"))] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    heard: Annotated[str | None, typer.Option(metavar="WHERE", help=SPIRAL_HELP)] = None,
    share: Annotated[bool, typer.Option("--share", help=N_("these lines may go on paper"))] = False,
    plan: Annotated[
        str | None, typer.Option(metavar="N=TEXT", help=N_("when and where for one tip: If …, then …"))
    ] = None,
    answer: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your answer to last week's question"))] = None,
) -> None:
    context = get_app_context(ctx)
    requested_week = parse_week(week, context) if week is not None else None
    answers = CheckinAnswers(
        did=parse_tips(did, context),
        costly=parse_tips(costly, context),
        missed=parse_tips(missed, context),
        none=parse_tips(none, context),
        built=parse_tips(built, context),
        team=team,
        customers=customers,
        notes=parse_pairs(note, "--note", context),
        voice=voice,
        by=by,
        share=share,
        spiral_place=parse_spiral_place(heard),
        answer=answer,
        plan=next(iter(parse_pairs([plan], "--plan", context).items())) if plan is not None else None,
    )
    if answers == CheckinAnswers(by=by, share=share, spiral_place=answers.spiral_place):
        if not context.environment.interactive:
            from tipcycle.cli.prompts.checkin_form import resolve_checkin_week

            resolve_checkin_week(context, requested_week)
            raise MissingOptionsError(("--did", "--costly", "--missed", "--none", "--built", "--team", "--customers"))
        raise typer.Exit(run_checkin(context, requested_week))
    raise typer.Exit(report_saved_checkin(context, context.translator, save_checkin(context, answers, requested_week)))
