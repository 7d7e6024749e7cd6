"""`tipcycle pulse`: two realities or one room."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Json
from tipcycle.cli.sentences import sentence
from tipcycle.core.errors import BadFlag, Exit, TooFewSlips
from tipcycle.core.pulse import FLOOR, record_pulse, tallies
from tipcycle.locales import N_
from tipcycle.views.porcelain.practices import pulse_json
from tipcycle.views.practices import pulse_text

HELP = N_(
    "How customer-focused do you find yourselves, from 1 to 5? Guess what colleagues say, answer too, and enter a tally"
    " of paper slips at once. It is kept as counts and shown from five slips on."
)
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def pulse(
    context: typer.Context,
    guess: Annotated[int | None, typer.Option(metavar="1-5", help=N_("what you think colleagues will say"))] = None,
    own: Annotated[int | None, typer.Option(metavar="1-5", help=N_("what you say yourself"))] = None,
    others: Annotated[
        str | None, typer.Option(metavar="N,N,N", help=N_("the slips, all at once, in any order"))
    ] = None,
    json: Json = False,
) -> None:
    session = session_of(context)
    _ = session.words.text
    too_few = False
    if guess is not None or own is not None or others is not None:
        slips = _numbers(others) if others is not None else ()
        today = session.world.today
        asked = session.save(lambda journal: record_pulse(journal, today, guess=guess, own=own, others=slips))
        too_few = asked.left_out > 0
        if too_few:
            said = sentence(TooFewSlips(asked.left_out, FLOOR), session.words, session.catalogue)
            session.diagnostics.warn(said.text, said.hint)
        session.diagnostics.say(_("Saved."))
    found = tallies(session.loaded.journal, session.cycles)
    if json:
        session.output.json(pulse_json(found))
    elif found:
        session.output.prose(pulse_text(found, session.words))
    else:
        session.diagnostics.warn(
            _("nobody was asked yet"), _("first guess yourself: tipcycle pulse --guess 4 --own 4, then hand out slips")
        )
    raise typer.Exit(Exit.IN_PART if too_few else session.read_exit())


def _numbers(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        raise BadFlag("--others", text, ("3,4,2,5,3",))
    return tuple(map(int, parts))
