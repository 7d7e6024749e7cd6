"""`tipcycle sentence`: print or set the touchstone sentence."""

from datetime import date
from typing import Annotated

import typer

from tipcycle.cli.command_classes import DateArgsCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.cli.params import DATE
from tipcycle.core.commands.touchstone import set_touchstone
from tipcycle.core.touchstone import TouchstoneState, current_touchstone, touchstone_history
from tipcycle.i18n import N_, Translator
from tipcycle.render.sanitize import sanitize

HELP = N_("Set or show the one sentence you hold your choices against; provisional until it was written together.")
app = new_command(HELP)


class SentenceCommand(DateArgsCommand):
    """Accepts a natural date after `--together`."""

    date_options = ("--together",)


@app.command(cls=SentenceCommand, help=HELP)
def show_or_set_touchstone(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help=N_("the sentence"))] = None,
    together: Annotated[
        date | None, typer.Option(metavar="DATE", click_type=DATE, help=N_("the day you wrote it together: 2026-03-06"))
    ] = None,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    text = " ".join(words) if words else None
    if text is not None or together is not None:
        context.save(lambda journal: set_touchstone(journal, context.environment.today, text, together))
        latest_touchstone = current_touchstone(context.loaded_journal.journal)
        if latest_touchstone is not None and latest_touchstone.is_provisional:
            context.messages.print(
                _("Saved, provisional. Once you wrote it together: tipcycle sentence --together DATE")
            )
        else:
            context.messages.print(_("Saved."))
        return
    touchstones = touchstone_history(context.loaded_journal.journal)
    if json:
        from tipcycle.render.json.practices import touchstone_json

        context.output.print_json(touchstone_json(touchstones))
    elif not touchstones:
        context.messages.warn(
            _("there is no sentence yet"), _('tipcycle sentence "With us nobody has to tell their story twice."')
        )
    else:
        context.output.print_wrapped(
            "\n".join(_format_touchstone(touchstone, context.translator) for touchstone in reversed(touchstones))
        )
    raise typer.Exit(context.finish_read())


def _format_touchstone(touchstone: TouchstoneState, translator: Translator) -> str:
    _ = translator.gettext
    since = _("since {day}").format(day=translator.long_date(touchstone.since, with_year=True))
    if touchstone.agreed_on is None:
        return f"{sanitize(touchstone.text)} ({since}, {_('provisional')})"
    agreed_text = _("written together on {day}").format(day=translator.long_date(touchstone.agreed_on, with_year=True))
    return f"{sanitize(touchstone.text)} ({since}, {agreed_text})"
