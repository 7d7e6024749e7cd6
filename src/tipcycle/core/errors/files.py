"""A file, the disk or another run stands in the way. The sentences: `cli.sentences.files`."""

from tipcycle.core.errors.base import Exit, Refused


class Damaged(Refused):
    """The file has errors, so nothing is written to it."""

    exit = Exit.DAMAGED
    file: str
    line: int | None = None


class InTheWay(Refused):
    """A table of the manager's own in the file bears the name of a block of ours."""

    exit = Exit.DAMAGED
    file: str
    name: str


class TooLarge(Refused):
    """The file is larger than tipcycle reads, or would become so."""

    exit = Exit.DAMAGED
    file: str


class DiskRefused(Refused):
    """The disk did not take it; the old file stands."""

    exit = Exit.DISK
    path: str
    reason: str


class NotConfirmed(Refused):
    """Saved, but the disk did not confirm that it will last."""

    exit = Exit.DISK
    path: str
    reason: str


class Halfway(Refused):
    """Of several files the disk took some and then refused; doing it again finishes."""

    exit = Exit.DISK
    written: tuple[str, ...]
    path: str
    reason: str


class LockHeld(Refused):
    """Another run of tipcycle holds the journal."""

    exit = Exit.LOCKED
    holder: str


class Newer(Refused):
    """The file was written by a newer tipcycle."""

    exit = Exit.NEWER
    file: str
    format: int


class FileExists(Refused):
    """An export goes over no file that is there, unless it is told to; `command` tells it."""

    path: str
    command: str = ""


class MayNotWrite(Refused):
    """An export to a place where this person may not write; `reason` is the system's own word for it."""

    exit = Exit.DISK
    path: str
    reason: str


class NotAFile(Refused):
    """An export goes to a file, and this is a device, or no place where a file can be."""

    path: str


class OwnFile(Refused):
    """An export never takes the place of a file of the journal."""

    path: str


class NotPrinted(Refused):
    """The printout could not be made; `reason` is the compiler's."""

    reason: str


class NotFound(Refused):
    """There is no such file or folder."""

    path: str


class NoBackup(Refused):
    """No backup is meant by this, or more than one (`several`)."""

    word: str
    several: bool = False


class BackupUnreadable(Refused):
    """Nothing in this backup can be read."""

    exit = Exit.DAMAGED
    file: str
    number: int


class BadArchive(Refused):
    """No archive that tipcycle made, or no longer as it was made."""

    exit = Exit.DAMAGED
    path: str
    reason: str
    """`not-a-zip`, `no-manifest`, `too-large`, `name`, `no-file` or `changed`."""
    name: str = ""
    """The file in it that this is about."""


class NotAJournal(Refused):
    """No file of a journal, so there is nothing to take from it."""

    exit = Exit.DAMAGED
    path: str


class NoEditor(Refused):
    """Neither `VISUAL` nor `EDITOR` names a program that starts."""

    editor: str


class EditedMeanwhile(Refused):
    """The file changed while it was open in the editor; what was typed is kept at `buffer`."""

    file: str
    buffer: str


class EditHasMistakes(Refused):
    """What came back from the editor has errors; it is kept at `buffer`."""

    exit = Exit.DAMAGED
    file: str
    buffer: str
