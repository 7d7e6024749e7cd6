"""Messages and hints for `journal check`, `tips check` (docs/rules.md §12) and the backup commands.

The functions translate codes from the core and the catalogue; they check nothing themselves.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct

from tipcycle.core.diagnostics import Problem
from tipcycle.core.errors import NOT_AVAILABLE
from tipcycle.core.history import JournalStats
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number
from tipcycle.render.shell_quoting import quote_argument


def problem_message(problem: Problem, translator: Translator) -> tuple[str, str]:
    """Return the message and the hint for one problem. The hint is empty if there is nothing to do."""
    _ = translator.gettext
    detail = problem.detail
    edit = _("tipcycle journal edit {file} opens it; what you leave alone stays as it is").format(file=problem.file)
    backup = _("tipcycle journal backups {file} lists its earlier states").format(file=problem.file)
    if problem.backup_number is not None:
        backup = restore = _restore_hint(problem, translator)
        edit = _("{edit}; or: {restore}").format(edit=edit, restore=restore)
    remove = _("take the file out of the folder, or leave it: it is not read")
    did_you_mean = ""
    if problem.suggestion:
        did_you_mean = _("did you mean {name}? {edit}").format(name=problem.suggestion, edit=edit)
    messages: dict[str, tuple[str, str]] = {
        "too-large": (_("the file is larger than tipcycle reads"), backup),
        "all-zero": (_("the file holds only zeros, as after a crash of the disk"), backup),
        "not-utf8": (_("the file is not plain text in UTF-8"), backup),
        "long-key": (_("a key in the file has too many parts"), edit),
        "not-toml": (_toml_error_text(problem, translator), edit),
        "too-many": (_("there is more of this kind in the file than can be told"), backup),
        "in-the-way": (_("two things in the file bear the same name: {name}").format(name=detail), edit),
        "no-format": (_("the file does not begin with format = 1"), _("put format = 1 on the first line")),
        "newer": (
            _("a newer tipcycle wrote this file (format {format}); here it can only be read").format(format=detail),
            _("update tipcycle on this machine"),
        ),
        "newer-part": (_("a newer tipcycle wrote this; it cannot be read here"), _("update tipcycle on this machine")),
        "second-copy": (
            _("this looks like a second copy of {file}, left by a sync program; it is not read").format(
                file=problem.original_file
            ),
            _("tipcycle journal merge {path} takes in what it has and your journal has not").format(
                path=quote_argument(detail)
            ),
        ),
        "second-copy-done": (
            _("this is a second copy of {file}, and all it holds is in your journal").format(
                file=problem.original_file
            ),
            _("you can throw it away"),
        ),
        "no-header": (_("the file has no [cycle], so its cycle is not known"), backup),
        "header": (
            _("[cycle] needs {expected} for this: {key}").format(
                expected=expected_value_text(problem.expected, translator), key=detail
            ),
            edit,
        ),
        "misread": (
            _("{expected} is needed here: {key}").format(
                expected=expected_value_text(problem.expected, translator), key=detail
            ),
            edit,
        ),
        "unreadable": (
            _("the file cannot be opened: {reason}").format(reason=_(detail) if detail == NOT_AVAILABLE else detail),
            _("connect the drive or let the sync program fetch it, then do it again")
            if detail == NOT_AVAILABLE
            else _("check who may read it"),
        ),
        "stray-file": (_("this is no file of a cycle, so it is not read"), remove),
        "unknown-block": (
            _("tipcycle does not know this block, and leaves it as it is: {name}").format(name=detail),
            did_you_mean,
        ),
        "misplaced": (_("this block belongs in another file, so it is not read: {name}").format(name=detail), edit),
        "unknown-key": (
            _("tipcycle does not know this key, and leaves it as it is: {name}").format(name=detail),
            did_you_mean,
        ),
        "own-table": (
            _("a table of your own bears the name of a block of tipcycle's: {name}").format(name=detail),
            _("give it another name, or the next {name} cannot be saved").format(name=detail),
        ),
        "twice": (_("this block is here twice; it counts once: {id}").format(id=detail), ""),
        "same-id": (_("two different blocks have the same id; both are kept: {id}").format(id=detail), ""),
        "swap-does-not-fit": (
            _("this swap fits no place, so it does not count: {tip}").format(tip=_format_tip_detail(detail)),
            "",
        ),
        "week-outside": (_("this check-in is of a week outside the cycle, so it does not count"), ""),
        "tip-not-active": (
            _("that week this tip was not among the five, so its answer does not count: {tip}").format(
                tip=_format_tip_detail(detail)
            ),
            "",
        ),
        "feelings-too-late": (_("how that week felt came too late, so it does not count"), ""),
        "swap-moved": (
            _("this swap begins before {tip} was one of the five, so it counts from the week in which it was").format(
                tip=_format_tip_detail(detail)
            ),
            "",
        ),
        "pause-outside": (_("a week of this pause lies outside the cycle, so it does not count"), ""),
        "no-place": (
            _("this number has no place here, so it does not count: {tip}").format(tip=_format_tip_detail(detail)),
            edit,
        ),
        "decided-twice": (
            _("the close says two things about this tip: {tip}").format(tip=_format_tip_detail(detail)),
            edit,
        ),
        "other-pick": (
            _("there are two fives for this Monday; a later one counts, so these five do not"),
            _("tipcycle status shows the five that count"),
        ),
        "close-before-pick": (_("this close is dated before the pick, so it does not count"), edit),
        "no-pick": (
            translator.ngettext(
                "there is no pick in this file, so the cycle and {n} block in it do not count",
                "there is no pick in this file, so the cycle and {n} blocks in it do not count",
                int(detail) if problem.code == "no-pick" else 0,
            ),
            edit,
        ),
        "names-nothing": (_("this block is about an id that is not in this file: {id}").format(id=detail), ""),
        "overlap": (
            _("cycle {later} begins before cycle {n} has ended; weeks in both count twice").format(
                n=problem.extra_detail, later=detail
            ),
            edit,
        ),
        "after-the-close": (_("this came after the close, so it does not count"), ""),
        "no-such-tip": (
            _("there is no tip {number}").format(number=_format_tip_detail(detail)),
            _("tipcycle tips finds the right number; tipcycle journal edit {file} mends it").format(file=problem.file),
        ),
        "gone": (
            _("this file is gone, and earlier states of it are kept"),
            _("tipcycle journal restore {file} brings it back").format(file=problem.file),
        ),
        "never-closed": (
            _("cycle {n} was never closed, and cycle {later} began after it").format(
                n=detail, later=problem.extra_detail
            ),
            _close_hint(problem, translator),
        ),
    }
    return messages[problem.code]


def _restore_hint(problem: Problem, translator: Translator) -> str:
    """Return the command that restores the offered backup, and the number of newer entries that it lacks."""
    _ = translator.gettext
    command = translator.command(f"journal restore {problem.file} {problem.backup_number}")
    if not problem.newer_entries:
        return _("{command} brings back the fullest sound state").format(command=command)
    template = translator.ngettext(
        "{command} brings back the fullest sound state, without {n} newer entry",
        "{command} brings back the fullest sound state, without {n} newer entries",
        problem.newer_entries,
    )
    return template.format(command=command)


def _toml_error_text(problem: Problem, translator: Translator) -> str:
    _ = translator.gettext
    if not problem.detail:
        return _("this part cannot be read")
    if not problem.extra_detail:
        return _("this part cannot be read; the trouble is on line {line}").format(line=problem.detail)
    return _("this part cannot be read; the trouble is on line {line}: {text}").format(
        line=problem.detail, text=problem.extra_detail
    )


def _close_hint(problem: Problem, translator: Translator) -> str:
    """Return how to close an earlier cycle: restore a backup, remove an undo, or edit the file."""
    _ = translator.gettext
    if problem.backup_number is not None:
        command = translator.command(f"journal restore {problem.file} {problem.backup_number}")
        return _("{command} brings its close back").format(command=command)
    if problem.cause == "undone":
        return _("tipcycle journal edit {file}, and take out the [[undo]] of its [[close]]").format(file=problem.file)
    return _("tipcycle journal edit {file}, and put a [[close]] at its end").format(file=problem.file)


def _format_tip_detail(detail: str) -> str:
    return tip_number(int(detail)) if detail.isdigit() and len(detail) < 6 else detail


def expected_value_text(expected: str, translator: Translator) -> str:
    """Describe the value that a key needs, in words."""
    _ = translator.gettext
    return {
        "": "",
        "text": _('a text in quotation marks, like "…"'),
        "yes-or-no": _("true or false"),
        "date": _("a date like 2026-03-06"),
        "instant": _("an instant like 2026-03-06T16:05:00Z"),
        "tip": _("the number of a tip"),
        "one-to-five": _("a whole number from 1 to 5"),
        "week": _('a week like "2026-W10"'),
        "tips": _("a list of tip numbers, like [5, 13]"),
        "five-tips": _("a list of five different tip numbers"),
        "weeks": _('a list of weeks, like ["2026-W10"]'),
        "ids": _('a list of ids, like ["…"]'),
        "language": _('"en" or "nl"'),
        "spiral": _('"culture", "experience", "loyalty" or "reputation"'),
        "counts": _("five counts, like [0, 1, 3, 2, 0]"),
        "marks": _('eight signs y, n or ?, like "yyn?nnyy"'),
        "weekday": _('a day like "friday"'),
        "monday": _("the date of a Monday"),
        "eight-or-nine": _("8 or 9 weeks"),
        "file-name": _("the date that the file is named by"),
    }[expected]


def lint_message(rule: str, detail: str, translator: Translator) -> str:
    """Return the message for a broken rule. `detail` is the offending value or number.

    `file.missing` has no message: the caller either raises an error for a missing file or ignores it.
    """
    _ = translator.gettext
    first_word, _separator, remainder = detail.partition(" ")
    messages = {
        "file.unreadable": _("the file cannot be opened: {detail}"),
        "file.too-large": _("the file is larger than tipcycle reads"),
        "file.encoding": _("the file is not plain text in UTF-8; the trouble is on line {detail}"),
        "file.toml": _("the file cannot be read; the trouble is on line {detail}"),
        "file.long-key": _("a key in the file has too many parts"),
        "schema.format": _("this format is not known here: {detail}"),
        "schema.missing": _("this is missing"),
        "schema.unknown": _("tipcycle does not know this key"),
        "schema.type": _("this should be of another sort: {detail}"),
        "schema.empty": _("this is empty"),
        "schema.control": _("this holds characters that are not text"),
        "schema.range": _("this number does not fit here: {detail}"),
        "schema.slug": _("a short name has small letters, digits and hyphens only: {detail}"),
        "schema.url": _("an address begins with https:// or http://: {detail}"),
        "schema.no-language": _("the tip has no text in any language"),
        "L1.id": _("this number is here twice: {detail}"),
        "L1.own": _("tips of your own are numbered from 201 on, not: {detail}"),
        "L1.range": _("the catalogue is numbered from 1 to 200, not: {detail}"),
        "L1.gap": _("a number is missing here"),
        "L1.active": _("101 tips can be picked, not: {detail}"),
        "L1.slug": _("this short name is taken: {detail}"),
        "L1.theme": _("this theme is here twice: {detail}"),
        "L1.themes": _("a catalogue has ten themes, not: {detail}"),
        "L1.order": _("two themes have the same place: {detail}"),
        "L2.list": _("this is not one of the words that may stand here: {detail}"),
        "L2.theme": _("there is no such theme: {detail}"),
        "L3.language": _("the text in this language is missing"),
        "L3.field": _("this is missing in one language"),
        "L3.steps": _("a tip has three to five steps, not: {detail}"),
        "L3.steps-differ": _("both languages need the same number of steps; they have {detail}"),
        "L4.words": _("a title has nine words at most, not: {detail}"),
        "L4.length": _("a title has sixty characters at most, not: {detail}"),
        "L4.stop": _("a title ends without a full stop"),
        "L4.verb": _("a title begins with what you do, not with: {detail}"),
        "L4.first": _("too many titles begin with the same word: {first}, {rest} times"),
        "L5.body": _("a tip has 160 words at most in a language, not: {detail}"),
        "L5.lead": _("what and why have sixty words together at most, not: {detail}"),
        "L5.ratio": _("one language is much longer than the other: {detail}"),
        "L6.check": _("the weekly question ends with a question mark"),
        "L6.if-then": _('this reads "If …, then …", in Dutch "Als …, dan …"'),
        "L7.whole": _("minutes are whole numbers, not: {detail}"),
        "L7.first": _("the first step takes fifteen minutes at most, not: {detail}"),
        "L7.weekly": _("a week takes sixty minutes at most, not: {detail}"),
        "L8.none": _("the tip rests on no idea: seeds is empty"),
        "L8.unknown": _("there is no such idea: {detail}"),
        "L9.unknown": _("there is no such related tip: {detail}"),
        "L9.one-way": _("related goes both ways; it is missing in tip {detail}"),
        "L9.self": _("a tip is not related to itself"),
        "L10.url": _("an example needs its address"),
        "L10.source": _("an example needs its source"),
        "L10.company": _("a company is named only in an example: {detail}"),
        "L11.placeholder": _("this was left to be filled in: {detail}"),
        "L12.title": _("this title is much like that of tip {first}"),
        "L12.what": _("this text is much like that of tip {first}"),
        "L12.run": _("eight words in a row are in tip {first} too: {rest}"),
        "L13.missing": _("a tip that is made once needs a question for when it is done for good"),
        "L13.extra": _("only a tip that is made once has a question for when it is done for good"),
        "L14.occasion": _('the question of this tip says "at least once", or allows for no occasion'),
        "L15.words": _("a tip has at least eight search words in a language, not: {detail}"),
        "L15.twice": _("this search word is there twice: {detail}"),
        "L16.unknown": _("the tip needs something that doesn't exist: {detail}"),
        "L16.self": _("a tip cannot need itself"),
        "L16.circle": _("the tip needs a tip that needs this one: {detail}"),
        "L17.kind": _("only a tip that is made once has milestones"),
        "L17.count": _("a tip has two to five milestones, not: {detail}"),
        "L17.differ": _("both languages need the same number of milestones; they have {detail}"),
        "L18.successor": _("there is no such successor: {detail}"),
        "L18.retired": _("only a retired tip has a successor"),
    }
    return messages[rule].format(detail=detail, first=first_word, rest=remainder)


LocalClock = Callable[[datetime], datetime]
"""Convert an instant to local time."""


class BackupRow(Struct, frozen=True):
    """One backup of one file."""

    file: str
    number: int
    written_at: datetime
    size: int
    event_count: int
    error_count: int
    is_larger: bool
    """True if the backup is larger than the version that replaced it."""
    path: str
    entry_count: int = 0


def backups_text(backups: Iterable[BackupRow], to_local: LocalClock, translator: Translator) -> str:
    """Return a heading for each file, and a line for each of its backups, newest first."""
    parts = []
    for file, file_backups in groupby(backups, key=lambda backup: backup.file):
        rows = [_backup_cells(backup, to_local, translator) for backup in file_backups]
        parts.append("\n".join((file, *_align_columns(rows))))
    return "\n\n".join(parts)


def _backup_cells(backup: BackupRow, to_local: LocalClock, translator: Translator) -> tuple[str, ...]:
    _ = translator.gettext
    contents = entries_text(backup.entry_count, backup.error_count, translator)
    return (
        str(backup.number),
        format_local_time(to_local(backup.written_at), translator),
        format_size(backup.size, translator),
        contents + (f", {_('longer than what replaced it')}" if backup.is_larger else ""),
    )


def _align_columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    return [
        f"  {number:>{widths[0]}}  {when:<{widths[1]}}  {size:>{widths[2]}}  {contents}"
        for number, when, size, contents in rows
    ]


def entries_text(entry_count: int, error_count: int, translator: Translator) -> str:
    """Describe the readable contents of a file: `14 entries`."""
    _ = translator.gettext
    if not entry_count:
        return _("cannot be read") if error_count else _("nothing in it yet")
    entries = translator.ngettext("{n} entry", "{n} entries", entry_count)
    return entries if not error_count else _("{entries}, and a part that cannot be read").format(entries=entries)


def format_local_time(local_time: datetime, translator: Translator) -> str:
    """Return a date and time: `6 March 2026, 17:05`."""
    return f"{translator.long_date(local_time.date(), with_year=True)}, {local_time:%H:%M}"


def format_size(byte_count: int, translator: Translator) -> str:
    """Return a size: `812 B`, `1.2 kB`, in Dutch `1,2 kB`."""
    if byte_count < 1000:
        return f"{byte_count} B"
    value, unit = (byte_count / 1000, "kB") if byte_count < 1_000_000 else (byte_count / 1_000_000, "MB")
    return f"{value:.1f} {unit}".replace(".", translator.facts.decimal_sign)


def journal_stats_text(stats: JournalStats, translator: Translator) -> str:
    """Summarise a journal: `3 cycles, 21 check-ins and 34 voices`."""
    return translator.join(
        (
            translator.ngettext("{n} cycle", "{n} cycles", stats.cycles),
            translator.ngettext("{n} check-in", "{n} check-ins", stats.checkins),
            translator.ngettext("{n} voice", "{n} voices", stats.remarks),
        )
    )
