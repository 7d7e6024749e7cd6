"""`tipcycle pick`: start a cycle with five tips from the arguments, or ask for them."""

from datetime import date
from typing import Annotated

import click
import typer

from tipcycle.cli.command_classes import DateArgsCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.lenient_args import reject_ambiguous_words
from tipcycle.cli.params import FUTURE_DATE, TIPS, concatenate
from tipcycle.cli.prompts.pick import run_pick, save_pick
from tipcycle.core.commands.pick import partial_selection, require_no_open_cycle
from tipcycle.core.errors import MissingOptionsError, UnknownTipError
from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.suggestions import extended_tips
from tipcycle.i18n import N_

HELP = N_("Choose five tips for two months. Name them by number or slug; without any, you are asked.")
app = new_command(HELP)


class PickCommand(DateArgsCommand):
    """Accepts a natural date after `--start`."""

    date_options = ("--start",)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. An unknown tip can be a word of an unquoted `--running` text."""
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except UnknownTipError:
            reject_ambiguous_words(words, self, strict=True)
            raise


@app.command(cls=PickCommand, help=HELP)
def pick_five(
    ctx: typer.Context,
    tips: Annotated[
        list[int] | None, typer.Argument(click_type=TIPS, callback=concatenate, help=N_("five tips, by number or slug"))
    ] = None,
    start: Annotated[
        date | None,
        typer.Option(
            metavar="DATE",
            click_type=FUTURE_DATE,
            help=N_("another start, on the Monday of that week; for a weekend, the Monday after"),
        ),
    ] = None,
    running: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("what must simply keep running meanwhile"))
    ] = None,
    ask: Annotated[
        str | None, typer.Option(metavar="ROLE", help=N_("who may ask you about it; printed on the card"))
    ] = None,
) -> None:
    context = get_app_context(ctx)
    chosen = tuple(tips or ())
    interactive = context.environment.interactive
    preselected = (
        partial_selection(context.cycles, context.catalogue, context.environment.today, chosen) if interactive else None
    )
    if chosen and preselected is None:
        save_pick(context, chosen, start, running, ask, interactive=False)
        return
    if not interactive:
        require_no_open_cycle(context.cycles, context.environment.today)
        if len(extended_tips(context.cycles)) < TIPS_PER_CYCLE:
            raise MissingOptionsError(("N N N N N",))
    run_pick(context, start=start, running=running, ask=ask, preselected=preselected or ())
