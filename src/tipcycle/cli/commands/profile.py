"""`tipcycle profile`: name, team, language, check-in day."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_command, session_of
from tipcycle.cli.options import Json
from tipcycle.cli.parse import weekday_of
from tipcycle.core.blocks import Profile
from tipcycle.core.edits.personal import set_profile
from tipcycle.core.errors import BadFlag
from tipcycle.core.languages import LANGUAGES
from tipcycle.locales import N_
from tipcycle.views.porcelain.profile import profile_json
from tipcycle.views.safe import safe

HELP = N_("Show or set your name, team, language and check-in day. All of it is optional.")
app = new_command(HELP)


@app.command(cls=Command, help=HELP)
def profile(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your name, for the printouts"))] = None,
    team: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("your team, for the printouts"))] = None,
    language: Annotated[str | None, typer.Option(metavar="en|nl", help=N_("the language to speak"))] = None,
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help=N_("your check-in day; Friday if you say nothing"))
    ] = None,
    json: Json = False,
) -> None:
    session = session_of(context)
    if language is not None and language not in LANGUAGES:
        raise BadFlag("--language", language, LANGUAGES)
    new = Profile(name=name, team=team, language=language, day=weekday_of(day) if day is not None else None)
    if new != Profile():
        session.save(lambda journal: set_profile(new))
        session.__dict__.pop("words", None)
        _ = session.words.text
        session.diagnostics.say(_("Saved."))
        return
    if json:
        session.output.json(profile_json(session.profile))
    else:
        _ = session.words.text
        now, unknown = session.profile, "–"
        day_name = session.words.named_weekday(now.day or "friday")
        rows = (
            (_("name"), now.name or unknown),
            (_("team"), now.team or unknown),
            (_("language"), session.words.language),
            (_("check-in day"), day_name),
        )
        session.output.text("\n".join(f"{label}: {safe(value)}" for label, value in rows))
    session.say_strange_language()
    raise typer.Exit(session.read_exit())
