"""Files that leave the journal: where they go, never over something that is there, and opening them.

The disk itself is the writer's business (`journal.writer`); nothing here runs a shell.
"""

import shlex
import subprocess
import sys
import webbrowser
from pathlib import Path

from tipcycle.cli.session import Session
from tipcycle.core.errors import (
    BadFlag,
    DiskRefused,
    FileExists,
    MayNotWrite,
    NotAFile,
    NotOnScreen,
    OtherKind,
    OwnFile,
)
from tipcycle.journal.places import Places
from tipcycle.journal.writer import Changed, publish, publish_new

STDOUT = "-"
TEXT = ("txt", "text", "md", "markdown", "log")
FITTING = {
    "pdf": ("pdf",), "html": ("html", "htm", "xhtml"), "md": TEXT, "txt": TEXT,
    "json": ("json", "txt"), "csv": ("csv", "txt"), "ics": ("ics", "ical"), "zip": ("zip",),
}  # fmt: skip
"""The endings that each kind of file may have."""
OFFICE = ("doc", "docx", "odt", "rtf", "pages")
_KNOWN = {
    *(ending for endings in FITTING.values() for ending in endings), *OFFICE, "xls", "xlsx", "ods", "numbers", "ppt",
    "pptx", "odp", "key", "png", "jpg", "jpeg", "gif", "svg", "xml", "epub", "tar", "gz", "tgz", "7z", "rar",
}  # fmt: skip
"""Endings that say what is in a file; any other is a part of the name."""


def write_out(
    session: Session, data: bytes | str, output: str | None, default_name: str, *, force: bool, open_: bool
) -> Path | None:
    """Writes a file and says where it is; None when it went to stdout (`output` is `-`).

    Without `output` it is called `default_name` and lies in the working folder; in a folder that is named too.
    """
    target = refuse_early(session, output, default_name, force=force, open_=open_, shown=isinstance(data, str))
    if target is None:
        _to_stdout(session, data)
        return None
    whole = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    try:
        if force:
            publish(target, whole)
        else:
            publish_new(target, whole)
    except Changed:
        raise FileExists(str(target), _forced(session)) from None
    except DiskRefused as refused:
        if isinstance(refused.__cause__, PermissionError):
            raise MayNotWrite(str(target), refused.reason) from refused
        raise
    _ = session.words.text
    session.diagnostics.say(_("Ready: {path}").format(path=target))
    if open_ and not open_file(target):
        session.diagnostics.say(_("Nothing here could open it; it is waiting at that place."))
    return target


def refuse_early(
    session: Session, output: str | None, default_name: str, *, force: bool, open_: bool, shown: bool
) -> Path | None:
    """Where the file will be, None for stdout; refuses what cannot be written, before anybody is asked or waits.

    `shown` is whether a terminal can show it.
    """
    if output != STDOUT:
        return target_of(session, output, default_name, force=force)
    if open_:
        raise BadFlag("--open", "--output -")
    if session.world.screen and not shown:
        raise NotOnScreen
    return None


def target_of(session: Session, output: str | None, default_name: str, *, force: bool) -> Path:
    target = Path(output).expanduser() if output else Path(default_name)
    try:
        if target.is_dir():
            target /= default_name
        refuse_ending(target, Path(default_name).suffix)
        target = target.absolute()
        in_a_loop = target.resolve().is_symlink()  # until Python 3.12 such links raise a RuntimeError
        if in_a_loop or (target.exists() and not target.is_file()):
            raise NotAFile(str(target))
        if _is_own(target, session.world.places):
            raise OwnFile(str(target))
        if target.exists() and not force:
            raise FileExists(str(target), _forced(session))
    except PermissionError as error:
        raise MayNotWrite(str(target), error.strerror or str(error)) from None
    except (OSError, ValueError, RuntimeError):  # a loop of links, a NUL, a name that is too long
        raise NotAFile(str(target)) from None
    return target


def refuse_ending(target: Path, right: str) -> None:
    """Refuses a name that says something else is in the file; `right` is the ending that fits."""
    kind, ending = right.removeprefix("."), target.suffix.removeprefix(".")
    if ending.lower() in _KNOWN and ending.lower() not in FITTING.get(kind, (kind,)):
        raise OtherKind(ending, kind, target.with_suffix(right).name)


def _forced(session: Session) -> str:
    """The command that was typed, and goes over a file that is there."""
    typed = ["tipcycle", *session.typed]
    place = typed.index("--") if "--" in typed else len(typed)
    return shlex.join([*typed[:place], "--force", *typed[place:]])


def _is_own(target: Path, places: Places) -> bool:
    """Whether this is a file of the journal, its lock or a backup; an export never takes such a place."""
    resolved = target.resolve()
    if any(_same(resolved, own) for own in (places.journal, places.own_tips)):
        return True
    return any(_same(parent, own) for parent in resolved.parents for own in (places.cycles, places.state))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist
        return one == other.resolve()


def _to_stdout(session: Session, data: bytes | str) -> None:
    if not session.world.screen:
        session.output.data(data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
    elif isinstance(data, str):
        session.output.text(data)


def open_file(path: Path) -> bool:
    """Opens a file with whatever this machine opens it with; False when nothing can."""
    try:
        if sys.platform == "win32":
            import os

            os.startfile(path)
            return True
        import shutil

        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None:
            return webbrowser.open(path.as_uri())
        command = [opener, str(path)]
        started = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return started.wait(timeout=3) == 0
        except subprocess.TimeoutExpired:  # the viewer stays in the foreground: it is open
            return True
    except OSError:
        return False
