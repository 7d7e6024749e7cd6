"""`tipcycle voices`: what was heard, and what of it may go on paper."""

from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_group, session_of
from tipcycle.cli.parse import tip_of
from tipcycle.cli.session import Session
from tipcycle.core.blocks import SPIRAL
from tipcycle.core.edits.personal import share
from tipcycle.core.errors import BadFlag
from tipcycle.core.voices import add_voice, every_voice, matching
from tipcycle.locales import N_
from tipcycle.views.porcelain import voices_json
from tipcycle.views.voices import voices_text

app = new_group(N_("What was heard: keep it, find it, share a line."))

Json = Annotated[bool, typer.Option("--json", help=N_("for programs"))]


@app.callback(invoke_without_command=True)
def voices(context: typer.Context, json: Json = False) -> None:
    if context.invoked_subcommand is None:
        raise typer.Exit(_show(session_of(context), json=json))


@app.command("list", cls=Command, help=N_("What was heard, newest first; private lines are for your eyes only."))
def list_voices(
    context: typer.Context,
    tip: Annotated[str | None, typer.Option(metavar="N", help=N_("of one tip"))] = None,
    cycle: Annotated[int | None, typer.Option(metavar="N", help=N_("of one cycle, by its number"))] = None,
    search: Annotated[str | None, typer.Option(metavar="WORDS", help=N_("with these words"))] = None,
    json: Json = False,
) -> None:
    session = session_of(context)
    about = tip_of(tip, session) if tip is not None else None
    raise typer.Exit(_show(session, tip=about, cycle=cycle, search=search, json=json))


def _show(
    session: Session, *, tip: int | None = None, cycle: int | None = None, search: str | None = None, json: bool
) -> int:
    found = matching(every_voice(session.loaded.journal, session.cycles), tip=tip, cycle=cycle, search=search)
    if json:
        session.output.json(voices_json(found))
    elif not found:
        _ = session.words.text
        session.diagnostics.warn(_("nothing was heard here yet"), _('tipcycle voices add "what somebody said"'))
    else:
        session.output.text(voices_text(found, session.words))
    return session.read_exit()


@app.command("add", cls=Command, help=N_("Keep words that somebody said."))
def add(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help=N_("what was said"))],
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    tip: Annotated[str | None, typer.Option(metavar="N", help=N_("the tip it is about"))] = None,
    heard: Annotated[
        str | None, typer.Option(metavar="WHERE", help=N_("culture, experience, loyalty or reputation"))
    ] = None,
    on_paper: Annotated[bool, typer.Option("--share", help=N_("this line may go on paper"))] = False,
) -> None:
    session = session_of(context)
    if heard is not None and heard not in SPIRAL:
        raise BadFlag("--heard", heard, SPIRAL)
    about = tip_of(tip, session) if tip is not None else None
    today, cycles = session.world.today, session.cycles
    session.save(lambda journal: add_voice(cycles, today, text, by=by, tip=about, share=on_paper, heard=heard))
    _ = session.words.text
    session.diagnostics.say(_("Saved. It may go on paper.") if on_paper else _("Saved, for your eyes only."))


@app.command("share", cls=Command, help=N_("These lines may go on paper."))
def share_lines(
    context: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID", help=N_("ids, as the list shows them; the first signs will do"))
    ],
) -> None:
    _share(session_of(context), ids, shared=True)


@app.command("unshare", cls=Command, help=N_("These lines stay private."))
def unshare_lines(
    context: typer.Context,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID", help=N_("ids, as the list shows them; the first signs will do"))
    ],
) -> None:
    _share(session_of(context), ids, shared=False)


def _share(session: Session, ids: list[str], *, shared: bool) -> None:
    done = session.save(lambda journal: share(journal, ids, shared=shared))
    _ = session.words.text
    for text in done.texts:
        said = _("Saved: may go on paper: “{text}”") if shared else _("Saved: stays private: “{text}”")
        session.diagnostics.say(said.format(text=text))
