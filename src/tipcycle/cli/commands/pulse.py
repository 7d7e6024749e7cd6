"""`tipcycle pulse`: record or print how customer-focused the manager and the team find themselves."""

from collections.abc import Sequence
from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.error_messages import error_message
from tipcycle.cli.options import JsonOption
from tipcycle.cli.params import SLIPS
from tipcycle.core.commands.pulse import record_pulse
from tipcycle.core.errors import ExitCode, TooFewSlipsError
from tipcycle.core.pulse import MIN_ANSWERS, cycle_pulses
from tipcycle.i18n import N_
from tipcycle.render.practices import pulse_text

HELP = N_(
    "How customer-focused do you find yourselves, from 1 to 5? Guess what colleagues say, answer too, and enter a tally"
    " of paper slips at once. It is kept as counts and shown from five slips on."
)
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def pulse(
    ctx: typer.Context,
    guess: Annotated[int | None, typer.Option(metavar="1-5", help=N_("what you think colleagues will say"))] = None,
    own: Annotated[int | None, typer.Option(metavar="1-5", help=N_("what you say yourself"))] = None,
    others: Annotated[
        Sequence[int] | None,  # Typer takes a tuple for several values
        typer.Option(metavar="N,N,N", click_type=SLIPS, help=N_("the slips, all at once, in any order")),
    ] = None,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    too_few = False
    if guess is not None or own is not None or others is not None:
        slips = others or ()
        today = context.environment.today
        result = context.save(lambda journal: record_pulse(journal, today, guess=guess, own=own, others=slips))
        too_few = result.discarded_slip_count > 0
        if too_few:
            message = error_message(
                TooFewSlipsError(result.discarded_slip_count, MIN_ANSWERS), context.translator, context.catalogue
            )
            context.messages.warn(message.text, message.hint)
        context.messages.print(_("Saved."))
    pulse_tallies = cycle_pulses(context.loaded_journal.journal, context.cycles)
    if json:
        from tipcycle.render.json.practices import pulse_json

        context.output.print_json(pulse_json(pulse_tallies))
    elif pulse_tallies:
        context.output.print_wrapped(pulse_text(pulse_tallies, context.translator))
    else:
        context.messages.warn(
            _("nobody was asked yet"), _("first guess yourself: tipcycle pulse --guess 4 --own 4, then hand out slips")
        )
    raise typer.Exit(ExitCode.PARTIAL if too_few else context.finish_read())
