"""`tipcycle card`: write the five as pocket cards, or print an invitation for a colleague."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.export_files import resolve_output_path, write_export
from tipcycle.cli.format_options import choose_format, format_option
from tipcycle.cli.options import ForceOption, OpenOption, OutputOption, PaperOption
from tipcycle.core.errors import NoCycleError
from tipcycle.core.events import WEEKDAYS
from tipcycle.core.touchstone import current_touchstone
from tipcycle.i18n import N_
from tipcycle.render.formats import CARD_FORMATS, HTML, FileFormat

HELP = N_(
    "Your five as pocket cards on one sheet; with --invite, a message for a colleague. Nothing private is in them."
)
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def write_cards(
    ctx: typer.Context,
    format: Annotated[FileFormat | None, format_option(CARD_FORMATS)] = None,
    output: OutputOption = None,
    open: OpenOption = False,
    force: ForceOption = False,
    paper: PaperOption = "a4",
    invite: Annotated[bool, typer.Option("--invite", help=N_("a message to paste for a colleague"))] = False,
) -> None:
    context = get_app_context(ctx)
    chosen_format = choose_format(CARD_FORMATS, format, output)
    if not context.cycles:
        raise NoCycleError
    cycle, translator = context.cycles[-1], context.translator
    _ = translator.gettext
    if invite:
        from tipcycle.render.card import invitation

        if context.environment.interactive:
            context.messages.print(_("Paste this into a message:"))
        context.output.print_text(invitation(cycle, context.catalogue, translator))
        raise typer.Exit(context.finish_read())
    default_name = f"{context.translator.command_name('card')}-{cycle.starts}.{chosen_format.suffix}"
    resolve_output_path(context, output, default_name, force=force, open_=open, is_text=not chosen_format.is_binary)
    day = WEEKDAYS[context.checkin_weekday]
    sentence = current_touchstone(context.loaded_journal.journal)
    data: bytes | str
    if chosen_format is HTML:
        from tipcycle.render.html import card_html

        data = card_html(cycle, context.catalogue, translator, weekday=day, touchstone=sentence)
    else:
        from tipcycle.render.pdf import card_pdf

        context.messages.print(_("Setting the cards …"))
        data = card_pdf(cycle, context.catalogue, translator, paper, weekday=day, touchstone=sentence)
    write_export(context, data, output, default_name, force=force, open_after=open)
    raise typer.Exit(context.finish_read())
