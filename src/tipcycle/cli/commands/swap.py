"""`tipcycle swap`: one of the five makes place for another."""

from typing import Annotated

import typer

from tipcycle.cli import complete
from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.parse import tip_of
from tipcycle.core.edits.swap import swap
from tipcycle.core.errors import MissingFlags
from tipcycle.locales import N_
from tipcycle.views.labels import titled

HELP = N_("Change one of the five. It needs a reason, and shows in the review.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def swap_tip(
    context: typer.Context,
    old: Annotated[str, typer.Argument(autocompletion=complete.of_the_five, help=N_("the tip that makes place"))],
    new: Annotated[str, typer.Argument(autocompletion=complete.tips, help=N_("the tip that comes in its place"))],
    because: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("why; it shows in the review"))] = None,
) -> None:
    session = session_of(context)
    _ = session.words.text
    goes, comes = tip_of(old, session), tip_of(new, session)
    reason = because
    if reason is None:
        if not session.world.asks:
            raise MissingFlags(("--because",))
        reason = session.diagnostics.ask(
            _("Why do you swap {tip}? The reason stands on the sheet for the team. ").format(
                tip=titled(goes, session.catalogue, session.words)
            )
        )
    swapped = session.save(
        lambda journal: swap(journal, session.catalogue, session.world.today, goes, comes, reason or "")
    )
    session.diagnostics.say(
        _("Saved: {tip} from the week of {day}.").format(
            tip=titled(comes, session.catalogue, session.words), day=session.words.day(swapped.begins.monday)
        )
    )
    if swapped.late:
        session.diagnostics.say(
            _("Few weeks are left; it may do better among the next five. tipcycle undo takes it back.")
        )
