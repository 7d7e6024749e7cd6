"""`tipcycle profile`: print or set name, team, language and check-in day."""

from typing import Annotated

import typer

from tipcycle.cli.command_classes import TipcycleCommand, new_command
from tipcycle.cli.context import get_app_context
from tipcycle.cli.options import JsonOption
from tipcycle.cli.params import WEEKDAY
from tipcycle.core.commands.profile import set_profile
from tipcycle.core.events import Profile, Weekday
from tipcycle.core.languages import LANGUAGES, LanguageCode
from tipcycle.i18n import N_
from tipcycle.render.sanitize import sanitize

HELP = N_("Show or set your name, team, language and check-in day. All of it is optional.")
app = new_command(HELP)


@app.command(cls=TipcycleCommand, help=HELP)
def profile(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your name, for the printouts"))] = None,
    team: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your team, for the printouts"))] = None,
    language: Annotated[
        LanguageCode | None, typer.Option(metavar="|".join(LANGUAGES), help=N_("the language to speak"))
    ] = None,
    day: Annotated[
        Weekday | None,
        typer.Option(metavar="DAY", click_type=WEEKDAY, help=N_("your check-in day; Friday if you say nothing")),
    ] = None,
    json: JsonOption = False,
) -> None:
    context = get_app_context(ctx)
    changes = Profile(name=name, team=team, language=language, day=day)
    if changes != Profile():
        context.save(lambda journal: set_profile(changes))
        context.__dict__.pop("translator", None)
        _ = context.translator.gettext
        context.messages.print(_("Saved."))
        return
    if json:
        from tipcycle.render.json.profile import profile_json

        context.output.print_json(profile_json(context.profile))
    else:
        _ = context.translator.gettext
        current, placeholder = context.profile, "–"
        day_name = context.translator.translate_weekday(current.day or "friday")
        rows = (
            (_("name"), current.name or placeholder),
            (_("team"), current.team or placeholder),
            (_("language"), context.translator.language),
            (_("check-in day"), day_name),
        )
        context.output.print_wrapped("\n".join(f"{label}: {sanitize(value)}" for label, value in rows))
    context.warn_unsupported_language()
    raise typer.Exit(context.finish_read())
