"""`journal export`: the whole journal in one file."""

import shlex
from pathlib import PurePath
from typing import Annotated

import typer

from tipcycle.cli.files import STDOUT, target_of, write_out
from tipcycle.cli.framework import session_of
from tipcycle.cli.options import Force
from tipcycle.cli.output import json_text
from tipcycle.cli.session import Session
from tipcycle.core.contents import contents
from tipcycle.core.errors import BadFlag, Exit, TooLarge
from tipcycle.journal.whole import names_of_all, present
from tipcycle.locales import N_

FORMATS = ("archive", "json", "csv")
SUFFIXES = {"archive": "zip", "json": "json", "csv": "csv"}
_BOM = "\ufeff"


def export(
    context: typer.Context,
    named: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=N_("archive, json or csv"))] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help=N_("where it goes; - is stdout for json and csv"))
    ] = None,
    force: Force = False,
) -> None:
    session = session_of(context)
    _ = session.words.text
    format = named or next(
        (each for each in FORMATS if PurePath(output or "").suffix.lower() == f".{SUFFIXES[each]}"), "archive"
    )
    if format not in FORMATS:
        raise BadFlag("--format", format, FORMATS)
    if format == "archive" and output == STDOUT:
        raise BadFlag("--output", STDOUT)
    name = f"{_('tipcycle-journal')}.{SUFFIXES[format]}"
    if output != STDOUT:
        target_of(session, output, name, force=force)
    if format == "archive":
        raise typer.Exit(_archive(session, output, name, force=force))
    raise typer.Exit(_document(session, format, output, name, force=force))


def _archive(session: Session, output: str | None, name: str, *, force: bool) -> int:
    """Every file, byte for byte, those with errors too."""
    from tipcycle.journal.archive import build_archive
    from tipcycle.journal.parts import MOST_BYTES
    from tipcycle.views.backup_words import contents_words

    _, say, places = session.words.text, session.diagnostics.say, session.world.places
    files = present(places, names_of_all(places))
    for file, data in files.items():
        if len(data) > MOST_BYTES:  # it would not be read from the archive either
            raise TooLarge(file)
    path = write_out(session, build_archive(files), output, name, force=force, open_=False)
    held = contents_words(contents(session.loaded.journal, session.cycles), session.words)
    say(_("Everything is in one file: {what}.").format(what=held))
    command = f"tipcycle journal restore {shlex.quote(path.name if path else name)}"
    say(_("On the new laptop:  {command}").format(command=command))
    if session.loaded.hidden:
        session.diagnostics.warn(
            _("a part of your journal cannot be read; it is in the archive just as it is"),
            _("tipcycle journal check shows what is wrong and what to do"),
        )
    return Exit.OK


def _document(session: Session, format: str, output: str | None, name: str, *, force: bool) -> int:
    """What can be read, for other programs."""
    text = _json(session) if format == "json" else _csv(session)
    if format == "csv" and output != STDOUT:
        text = _BOM + text  # by this a spreadsheet knows that it is UTF-8
    write_out(session, text, output, name, force=force, open_=False)
    return session.read_exit()


def _json(session: Session) -> str:
    from tipcycle.journal.codec import parse
    from tipcycle.journal.own_tips import tips_of
    from tipcycle.journal.places import OWN_TIPS
    from tipcycle.journal.whole import read_whole
    from tipcycle.views.porcelain.export import journal_json

    sources, names = session.loaded.bytes, session.loaded.files
    own = parse(sources[None], names[None].name).tables if None in sources else ()
    files = {key: parse(data, names[key].name).tables for key, data in sources.items() if key}
    tips, _format = tips_of(read_whole(session.world.places, OWN_TIPS) or b"")
    unread = session.loaded.hidden + (tips is None)
    own_tips = [tip.table for tip in tips or ()]
    return json_text(journal_json(session.profile, own, files, session.cycles, own_tips, unread))


def _csv(session: Session) -> str:
    from tipcycle.views.journal_csv import journal_csv

    return journal_csv(session.loaded.journal, session.cycles, session.catalogue, session.world.today, session.words)
