"""`journal restore`: back to an earlier state, or a whole journal out of an archive."""

import shlex
import stat
from pathlib import Path
from typing import Annotated

import typer

from tipcycle.cli.consent import consent
from tipcycle.cli.framework import session_of
from tipcycle.cli.session import Session
from tipcycle.core.contents import contents
from tipcycle.core.errors import BackupUnreadable, BadArchive, NoBackup
from tipcycle.journal import restore as care
from tipcycle.journal.archive import is_zip, read_archive
from tipcycle.journal.backups import Generation
from tipcycle.journal.holdings import data_of, held_by
from tipcycle.journal.names import meant
from tipcycle.journal.reader import mode_of
from tipcycle.journal.sources import read_path
from tipcycle.journal.whole import names_of_all, present, read_whole
from tipcycle.locales import N_
from tipcycle.views.backup_words import contents_words, holds, moment


def restore(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help=N_("an archive, or the file of which an earlier state comes back"))],
    number: Annotated[int | None, typer.Argument(help=N_("which backup; without it the latest"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask first"))] = False,
) -> None:
    session = session_of(context)
    archive = _archive(what) if number is None else None
    if archive is not None:
        raise typer.Exit(_from_archive(session, what, archive, yes=yes))
    try:
        backup = care.generation_named(session.world.places, what, number)
    except NoBackup:
        if number is None and meant(what) is None and stat.S_ISREG(mode_of(Path(what).expanduser())):
            raise BadArchive(what, "not-a-zip") from None
        raise
    raise typer.Exit(_from_backup(session, backup, yes=yes))


def _archive(what: str) -> bytes | None:
    """The bytes of the archive that is meant; None when a backup is."""
    path = Path(what).expanduser()
    named_so = path.suffix.lower() == ".zip"
    if not named_so and (meant(what) is not None or not stat.S_ISREG(mode_of(path))):
        return None
    data = read_path(path)
    if is_zip(data):
        return data
    if named_so:
        raise BadArchive(what, "not-a-zip")
    return None


def _from_backup(session: Session, backup: Generation, *, yes: bool) -> int:
    _, words, places = session.words.text, session.words, session.world.places
    say = session.diagnostics.say
    data = data_of(backup)
    holding = held_by(backup.name, data or b"")
    if data is None or (not holding.blocks and holding.errors):
        raise BackupUnreadable(backup.name, backup.number)
    ours = read_whole(places, backup.name)
    if care.compared(ours, data) == "same":
        say(_("{file} is just as it was then; there is nothing to do.").format(file=backup.name))
        return session.read_exit()
    care.refuse_newer(backup.name, data, ours or b"")
    when = moment(session.world.local(backup.written), words)
    what = holds(holding.entries, holding.errors, words)
    say(_("{file}, as it was on {when}: {what}.").format(file=backup.name, when=when, what=what))
    if ours is not None and care.has_more(backup.name, ours, data):
        say(_("What is there now has entries that it has not. They are kept, as a backup."))
    consent(session, _("Bring it back? [y/N] "), yes=yes)
    restored = care.restore(places, {backup.name: data}, session.world.now)
    session.forget()
    say(_("Saved: {file} is as it was on {when}.").format(file=backup.name, when=when))
    _say_kept(session, restored)
    return session.read_exit()


def _from_archive(session: Session, path: str, data: bytes, *, yes: bool) -> int:
    _, say, places = session.words.text, session.diagnostics.say, session.world.places
    files = read_archive(data, path)
    ours = present(places, files)
    for name, theirs in files.items():
        care.refuse_newer(name, theirs, ours.get(name, b""))
    how = {name: care.compared(ours.get(name), theirs) for name, theirs in files.items()}
    if all(found == "same" for found in how.values()):
        say(_("All that is in it is here already; there is nothing to do."))
        return session.read_exit()
    differing = [name for name, found in how.items() if found == "differs"]
    if differing:
        session.diagnostics.warn(
            _("These files are here already, and are no earlier state of what is in the archive: {files}.").format(
                files=session.words.listed(differing)
            ),
            _("tipcycle journal merge {path} takes in what is missing and replaces nothing").format(
                path=shlex.quote(path)
            ),
        )
        consent(session, _("Replace them all the same? What is there now is kept as backups. [y/N] "), yes=yes)
    others = [name for name in present(places, names_of_all(places)) if name not in files]
    restored = care.restore(places, files, session.world.now)
    session.forget()
    held = contents_words(contents(session.loaded.journal, session.cycles), session.words)
    say(_("Saved: everything is back: {what}.").format(what=held))
    if others:
        say(_("Not in the archive, and left as they are: {files}.").format(files=session.words.listed(others)))
    _say_kept(session, restored)
    return session.read_exit()


def _say_kept(session: Session, restored: care.Restored) -> None:
    """How what was replaced can be had back."""
    _ = session.words.text
    for name, number in restored.kept_as.items():
        session.diagnostics.say(
            _("What was there is kept: tipcycle journal restore {file} {number}").format(file=name, number=number)
        )
