"""`tipcycle swap`: replace one of the five."""

from typing import Annotated

import typer

from tipcycle.cli import completion
from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.params import TIP
from tipcycle.core.commands.swap import swap
from tipcycle.core.errors import MissingOptionsError
from tipcycle.i18n import N_
from tipcycle.render.labels import numbered_title

HELP = N_("Change one of the five. It needs a reason, and shows in the review.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def swap_tip(
    ctx: typer.Context,
    old: Annotated[
        int,
        typer.Argument(click_type=TIP, autocompletion=completion.complete_five, help=N_("the tip that makes place")),
    ],
    new: Annotated[
        int,
        typer.Argument(
            click_type=TIP, autocompletion=completion.complete_tips, help=N_("the tip that comes in its place")
        ),
    ],
    because: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("why; it shows in the review"))] = None,
) -> None:
    context = get_app_context(ctx)
    _ = context.translator.gettext
    reason = because
    if reason is None:
        if not context.environment.interactive:
            raise MissingOptionsError(("--because",))
        reason = context.messages.ask(
            _("Why do you swap {tip}? The reason is printed on the team's sheet. ").format(
                tip=numbered_title(old, context.catalogue, context.translator)
            )
        )
    result = context.save(
        lambda journal: swap(journal, context.catalogue, context.environment.today, old, new, reason or "")
    )
    context.messages.print(
        _("Saved: {tip} from the week of {day}.").format(
            tip=numbered_title(new, context.catalogue, context.translator),
            day=context.translator.long_date(result.start_week.monday),
        )
    )
    if result.is_late:
        context.messages.print(
            context.translator.ngettext(
                "It has one week left; it may do better among the next five. tipcycle undo takes it back.",
                "It has {n} weeks left; it may do better among the next five. tipcycle undo takes it back.",
                result.week_count,
            )
        )
