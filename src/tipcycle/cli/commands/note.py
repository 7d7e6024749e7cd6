"""`tipcycle note`: save a note in the current week."""

from typing import Annotated

import typer

from tipcycle.cli import completion
from tipcycle.cli.command_classes import FreeTextCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.params import TIP
from tipcycle.core.commands.checkin import add_note
from tipcycle.core.errors import EmptyTextError
from tipcycle.i18n import N_
from tipcycle.render.shell_quoting import quote_command

HELP = N_("Keep a line in the middle of the week; it waits at the check-in.")
app = new_command(HELP)


@app.command(cls=FreeTextCommand, help=HELP)
def save_note(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="TEXT", help=N_("what you want to remember; - reads it from stdin"))
    ],
    tip: Annotated[
        int | None,
        typer.Option(
            metavar="N", click_type=TIP, autocompletion=completion.complete_five, help=N_("the tip it is about")
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    share: Annotated[bool, typer.Option("--share", help=N_("print this line"))] = False,
) -> None:
    context = get_app_context(ctx)
    text = " ".join(words)
    if words == ["-"]:
        from tipcycle.cli.input_documents import STDIN, read_text

        text = read_text(STDIN).strip()
        if not text:
            raise EmptyTextError("TEXT")
    context.save(lambda journal: add_note(journal, context.environment.today, text, tip=tip, by=by, share=share))
    _ = context.translator.gettext
    if not text.strip():
        context.messages.print(_("Saved: the note is cleared."))
    elif share:
        context.messages.print(_("Saved. It can be printed, and you'll see it at the check-in."))
    else:
        context.messages.print(_("Saved, for your eyes only. It waits at the check-in."))
    first_word = words[0].lstrip("0")
    if tip is None and len(words) > 1 and context.cycles and first_word in map(str, context.cycles[-1].five):
        rest = quote_command(["--tip", first_word, *words[1:]])
        context.messages.print(
            _("Is it about tip {tip}? Then: tipcycle undo, and tipcycle note {rest}").format(tip=first_word, rest=rest)
        )
