"""What is said when a file, the disk or another run stands in the way."""

from tipcycle.cli.sentences import Sentence
from tipcycle.core.errors import Refused
from tipcycle.core.errors import files as e
from tipcycle.locales import N_, Words

_UNREADABLE = N_("tipcycle journal check shows what is wrong and what to do")


def said(error: Refused, words: Words) -> Sentence | None:
    """The sentence for a refusal of `core.errors.files`; None for any other."""
    return _journal(error, words) or _export(error, words) or _copy(error, words) or _editor(error, words)


def _journal(error: Refused, words: Words) -> Sentence | None:
    """The journal's files, the disk, other runs."""
    _ = words.text
    match error:
        case e.Damaged(file, line):
            text = _("{file}, line {line}, has an error, so nothing was written to it")
            if line is None:
                text = _("{file} has an error, so nothing was written to it")
            return Sentence(text.format(file=file, line=line), _(_UNREADABLE))
        case e.InTheWay(file, name):
            return Sentence(
                _("in {file} a table of your own is called {name}, so nothing was written").format(
                    file=file, name=name
                ),
                _("give your table another name; {name} is a word of tipcycle's").format(name=name),
            )
        case e.TooLarge(file):
            return Sentence(_("{file} is larger than tipcycle can keep").format(file=file), _(_UNREADABLE))
        case e.DiskRefused(path, reason):
            text = _("the disk refused; your journal is as it was: {path}: {reason}")
            if not reason:
                text = _("something else keeps changing this file; your journal is as it was: {path}")
            return Sentence(text.format(path=path, reason=reason), _("make room or permission there, then do it again"))
        case e.NotConfirmed(path, reason):
            return Sentence(
                _("saved, but the disk did not confirm: {path}: {reason}").format(path=path, reason=reason),
                _("check the disk; tipcycle journal history shows what is there"),
            )
        case e.Halfway(written, path, reason):
            return Sentence(
                _("the disk refused after a part was saved: {path}: {reason}").format(path=path, reason=reason),
                _("saved are {files}; do it again and the rest follows").format(files=words.listed(written)),
            )
        case e.LockHeld(holder):
            text = _("another tipcycle is writing (process {holder})") if holder else _("another tipcycle is writing")
            return Sentence(text.format(holder=holder), _("wait a moment and do it again"))
        case e.Newer(file, version):
            return Sentence(
                _("{file} was written by a newer tipcycle (format {format}); here it can only be read").format(
                    file=file, format=version
                ),
                _("update tipcycle on this machine"),
            )
    return None


def _export(error: Refused, words: Words) -> Sentence | None:
    """Printouts and other exports."""
    _ = words.text
    match error:
        case e.FileExists(path, command):
            return Sentence(
                _("there is a file of this name already: {path}").format(path=path),
                _("{command} replaces it; --output FILE gives it another name").format(command=command or "--force"),
            )
        case e.MayNotWrite(path, reason):
            return Sentence(
                _("you may not write there: {path} ({reason})").format(path=path, reason=reason),
                _("--output FILE puts it somewhere else"),
            )
        case e.NotAFile(path):
            return Sentence(_("this is no place for a file: {path}").format(path=path), _("--output FILE"))
        case e.OwnFile(path):
            return Sentence(
                _("this is a file of your journal, and a printout never takes its place: {path}").format(path=path),
                _("--output FILE gives it another name"),
            )
        case e.NotPrinted(reason):
            return Sentence(
                _("the printout could not be made: {reason}").format(reason=reason),
                _("tipcycle review --format markdown says the same in text"),
            )
    return None


def _copy(error: Refused, words: Words) -> Sentence | None:
    """Backups, archives, second copies."""
    _ = words.text
    match error:
        case e.NotFound(path):
            return Sentence(_("there is no such file: {path}").format(path=path))
        case e.NoBackup(word, several):
            text = _("more than one file has this backup: {word}") if several else _("there is no such backup: {word}")
            return Sentence(
                text.format(word=word), _("tipcycle journal backups shows them; name the file and the number")
            )
        case e.BackupUnreadable(file, number):
            return Sentence(
                _("backup {number} of {file} cannot be read").format(number=number, file=file),
                _("tipcycle journal backups shows which can"),
            )
        case e.BadArchive(path, "not-a-zip"):
            return Sentence(
                _("this is no archive of a journal: {path}").format(path=path),
                _("tipcycle journal export makes one; tipcycle journal backups shows the earlier states of your files"),
            )
        case e.BadArchive(path, reason, name):
            return Sentence(
                _("this is no archive that can be taken back: {path}: {reason}").format(
                    path=path, reason=_bad_archive(reason, name, words)
                ),
                _("make it anew with tipcycle journal export --format archive; nothing was written"),
            )
        case e.NotAJournal(path):
            return Sentence(
                _("this is no file of a journal: {path}").format(path=path),
                _("tipcycle journal merge takes files, folders and archives of a second copy"),
            )
    return None


def _bad_archive(reason: str, name: str, words: Words) -> str:
    """What is wrong with an archive."""
    _ = words.text
    return {
        "no-manifest": _("tipcycle did not make it"),
        "too-large": _("it is too large"),
        "name": _("this does not belong in it: {name}").format(name=name),
        "no-file": _("this is no plain file: {name}").format(name=name),
        "changed": _("this is not as it was put in: {name}").format(name=name),
    }.get(reason, reason)


def _editor(error: Refused, words: Words) -> Sentence | None:
    """The journal in an editor."""
    _ = words.text
    match error:
        case e.NoEditor(editor):
            text = _("this editor does not start: {editor}") if editor else _("no editor is set")
            return Sentence(text.format(editor=editor), _("EDITOR=nano tipcycle journal edit, or the one you like"))
        case e.EditedMeanwhile(file, buffer):
            return Sentence(
                _("{file} changed while you were editing it, so nothing was written").format(file=file),
                _("what you typed is kept: {path}").format(path=buffer),
            )
        case e.EditHasMistakes(file, buffer):
            return Sentence(
                _("what you typed has errors, so {file} stays as it was").format(file=file),
                _("what you typed is kept: {path}").format(path=buffer),
            )
    return None
