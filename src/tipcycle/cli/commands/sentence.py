"""`tipcycle sentence`: the touchstone sentence."""

from typing import Annotated

import typer

from tipcycle.cli.framework import new_command, session_of
from tipcycle.cli.options import Json
from tipcycle.cli.parse import date_of
from tipcycle.cli.unquoted import Dated
from tipcycle.core.sentence import Touchstone, current, history, set_sentence
from tipcycle.locales import N_, Words
from tipcycle.views.porcelain.practices import sentence_json
from tipcycle.views.safe import safe

HELP = N_("Set or show the one sentence you hold your choices against; provisional until it was written together.")
app = new_command(HELP)


class OnDay(Dated):
    """`--together` takes a date."""

    flags = ("--together",)


@app.command(cls=OnDay, help=HELP)
def sentence(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help=N_("the sentence"))] = None,
    together: Annotated[
        str | None, typer.Option(metavar="DATE", help=N_("the day you wrote it together: 2026-03-06"))
    ] = None,
    json: Json = False,
) -> None:
    session = session_of(context)
    _ = session.words.text
    text = " ".join(words) if words else None
    if text is not None or together is not None:
        day = date_of(together, session) if together is not None else None
        session.save(lambda journal: set_sentence(journal, text, day))
        now = current(session.loaded.journal)
        if now is not None and now.provisional:
            session.diagnostics.say(
                _("Saved, provisional. Once you wrote it together: tipcycle sentence --together DATE")
            )
        else:
            session.diagnostics.say(_("Saved."))
        return
    every = history(session.loaded.journal)
    if json:
        session.output.json(sentence_json(every))
    elif not every:
        session.diagnostics.warn(
            _("there is no sentence yet"), _('tipcycle sentence "With us nobody has to tell their story twice."')
        )
    else:
        session.output.prose("\n".join(_line(each, session.words) for each in reversed(every)))
    raise typer.Exit(session.read_exit())


def _line(said: Touchstone, words: Words) -> str:
    _ = words.text
    since = _("since {day}").format(day=words.day(said.since, year=True))
    if said.together is None:
        return f"{safe(said.text)} ({since}, {_('provisional')})"
    written = _("written together on {day}").format(day=words.day(said.together, year=True))
    return f"{safe(said.text)} ({since}, {written})"
