"""`tipcycle voices`: what was heard, and what of it may go on paper."""

from datetime import date
from functools import partial
from typing import Annotated

import typer

from tipcycle.cli.framework import Command, new_group, session_of
from tipcycle.cli.options import Force, Json, Open, Output
from tipcycle.cli.parse import HEARD, place_of, tip_of
from tipcycle.cli.session import Session
from tipcycle.cli.unquoted import FreeText
from tipcycle.core.edits.personal import share
from tipcycle.core.errors import BadFlag, Exit
from tipcycle.core.sentence import current
from tipcycle.core.voices import add_voice, every_voice, matching, shared_voices
from tipcycle.locales import N_
from tipcycle.views.labels import quoted
from tipcycle.views.porcelain.voices import voices_json
from tipcycle.views.voices import SHORT_ID, voices_text

app = new_group(N_("What was heard: keep it, find it, share a line."))

WALLS = {"html": "voices-wall.html", "markdown": "voices-wall.md"}
"""What a wall is called when nobody says otherwise."""

LAST = ("last", "laatste")


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
    _ = session.words.text
    found = matching(every_voice(session.loaded.journal, session.cycles), tip=tip, cycle=cycle, search=search)
    if json:
        session.output.json(voices_json(found))
    elif not found and session.barred is None:
        session.diagnostics.warn(_("nothing was heard here yet"), _('tipcycle voices add "what somebody said"'))
    elif found:
        session.output.prose(voices_text(found, session.words))
        private = next((heard.line for heard in reversed(found) if not heard.line.shared), None)
        if private is not None:
            session.diagnostics.say(
                _("tipcycle voices share {id} lets a line go on paper.").format(id=private.id[:SHORT_ID])
            )
    return session.read_exit()


@app.command("add", cls=FreeText, help=N_("Keep words that somebody said."))
def add(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help=N_("what was said"))],
    by: Annotated[str | None, typer.Option(metavar="ROLE", help=N_("who said it, as a role: a customer"))] = None,
    tip: Annotated[str | None, typer.Option(metavar="N", help=N_("the tip it is about"))] = None,
    heard: Annotated[str | None, typer.Option(metavar="WHERE", help=HEARD)] = None,
    on_paper: Annotated[bool, typer.Option("--share", help=N_("this line may go on paper"))] = False,
) -> None:
    session = session_of(context)
    place = place_of(heard)
    about = tip_of(tip, session) if tip is not None else None
    today, text = session.world.today, " ".join(words)
    session.save(lambda journal: add_voice(journal, today, text, by=by, tip=about, share=on_paper, heard=place))
    _ = session.words.text
    session.diagnostics.say(_("Saved. It may go on paper.") if on_paper else _("Saved, for your eyes only."))


@app.command("wall", cls=Command, help=N_("A page of the voices that may go on paper, to hang up or to send."))
def wall(
    context: typer.Context,
    output: Output = None,
    format: Annotated[str | None, typer.Option(metavar="FORMAT", help=N_("html or markdown"))] = None,
    force: Force = False,
    open: Open = False,
) -> None:
    session = session_of(context)
    _ = session.words.text
    chosen = format or ("markdown" if output and output.lower().endswith(".md") else "html")
    if chosen not in WALLS:
        raise BadFlag("--format", chosen, tuple(WALLS))
    shared = shared_voices(every_voice(session.loaded.journal, session.cycles))
    if not shared:
        session.diagnostics.warn(
            _("no voice may go on paper yet"), _("tipcycle voices share ID; the list shows the ids")
        )
        raise typer.Exit(Exit.NOT_NOW)
    from tipcycle.cli.files import write_out
    from tipcycle.views.wall import wall_html, wall_markdown, wall_of

    page = wall_of(shared, current(session.loaded.journal), session.profile, session.words)
    text = wall_html(page) if chosen == "html" else wall_markdown(page)
    write_out(session, text, output, WALLS[chosen], force=force, open_=open)
    raise typer.Exit(session.read_exit())


@app.command("share", cls=Command, help=N_("These lines may go on paper."))
def share_lines(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help=N_("ids, as the list shows them, or last"))],
) -> None:
    _share(session_of(context), ids, shared=True)


@app.command("unshare", cls=Command, help=N_("These lines stay private."))
def unshare_lines(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID", help=N_("ids, as the list shows them, or last"))],
) -> None:
    _share(session_of(context), ids, shared=False)


def _share(session: Session, ids: list[str], *, shared: bool) -> None:
    """One entry in each file that holds some of these lines; nothing at all when one of them is not known."""
    files: dict[date | None, list[str]] = {}
    for id in dict.fromkeys(_meant(session, word) for word in ids):
        files.setdefault(share(session.loaded.journal, [id], shared=shared).change.file, []).append(id)
    _ = session.words.text
    said = _("Saved: may go on paper: {text}") if shared else _("Saved: stays private: {text}")
    for some in files.values():
        done = session.save(partial(share, ids=some, shared=shared))
        for text in done.texts:
            session.diagnostics.say(said.format(text=quoted(text)))


def _meant(session: Session, word: str) -> str:
    """The id that a word stands for: `last` is what was heard last."""
    heard = every_voice(session.loaded.journal, session.cycles)
    return heard[-1].line.id if word in LAST and heard else word
