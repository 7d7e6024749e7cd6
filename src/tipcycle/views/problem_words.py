"""What `journal check` says of a problem: one sentence, and what to do."""

import shlex

from tipcycle.core.problems import Problem
from tipcycle.locales import Words
from tipcycle.views.labels import number


def problem_words(problem: Problem, words: Words) -> tuple[str, str]:
    """The sentence and the hint for one problem."""
    _ = words.text
    detail = problem.detail
    edit = _("tipcycle journal edit {file} opens it; what you leave alone stays as it is").format(file=problem.file)
    backup = _("tipcycle journal backups {file} lists its earlier states").format(file=problem.file)
    if problem.offer is not None:
        backup = restore = _restore(problem, words)
        edit = _("{edit}; or: {restore}").format(edit=edit, restore=restore)
    delete = _("take the file out of the folder, or leave it: it is not read")
    known: dict[str, tuple[str, str]] = {
        "too-large": (_("the file is larger than tipcycle reads"), backup),
        "all-zero": (_("the file holds only zeros, as after a crash of the disk"), backup),
        "not-utf8": (_("the file is not plain text in UTF-8"), backup),
        "long-key": (_("a key in the file has too many parts"), edit),
        "not-toml": (_not_toml(problem, words), edit),
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
                file=problem.original
            ),
            _("tipcycle journal merge {path} takes in what it has and your journal has not").format(
                path=shlex.quote(detail)
            ),
        ),
        "second-copy-done": (
            _("this is a second copy of {file}, and all it holds is in your journal").format(file=problem.original),
            _("you can throw it away"),
        ),
        "no-header": (_("the file has no [cycle], so its cycle is not known"), backup),
        "header": (
            _("[cycle] needs {expected} for this: {key}").format(
                expected=expected(problem.expected, words), key=detail
            ),
            edit,
        ),
        "misread": (
            _("{expected} is needed here: {key}").format(expected=expected(problem.expected, words), key=detail),
            edit,
        ),
        "unreadable": (_("the file cannot be opened: {reason}").format(reason=detail), _("check who may read it")),
        "stray-file": (_("this is no file of a cycle, so it is not read"), delete),
        "unknown-block": (
            _("tipcycle does not know this block, and leaves it as it is: {name}").format(name=detail),
            "",
        ),
        "misplaced": (_("this block belongs in another file, so it is not read: {name}").format(name=detail), edit),
        "unknown-key": (_("tipcycle does not know this key, and leaves it as it is: {name}").format(name=detail), ""),
        "own-table": (
            _("a table of your own bears the name of a block of tipcycle's: {name}").format(name=detail),
            _("give it another name, or the next {name} cannot be saved").format(name=detail),
        ),
        "twice": (_("this block stands here twice; it counts once: {id}").format(id=detail), ""),
        "same-id": (_("two different blocks have the same id; both are kept: {id}").format(id=detail), ""),
        "swap-does-not-fit": (
            _("this swap fits no place, so it does not count: {tip}").format(tip=_tip(detail)),
            "",
        ),
        "week-outside": (_("this check-in is of a week outside the cycle, so it does not count"), ""),
        "tip-not-active": (
            _("that week this tip was not among the five, so its answer does not count: {tip}").format(
                tip=_tip(detail)
            ),
            "",
        ),
        "feelings-too-late": (_("how that week felt came too late, so it does not count"), ""),
        "after-the-close": (_("this came after the close, so it does not count"), ""),
        "no-such-tip": (
            _("there is no tip {number}").format(number=_tip(detail)),
            _("tipcycle tips finds the right number; tipcycle journal edit {file} mends it").format(file=problem.file),
        ),
        "gone": (
            _("this file is gone, and earlier states of it are kept"),
            _("tipcycle journal restore {file} brings it back").format(file=problem.file),
        ),
        "never-closed": (
            _("cycle {n} was never closed, and cycle {later} began after it").format(n=detail, later=problem.beside),
            _closing(problem, words),
        ),
    }
    return known[problem.what]


def _restore(problem: Problem, words: Words) -> str:
    """How the backup that is offered comes back, and what it lacks."""
    _ = words.text
    command = f"tipcycle journal restore {problem.file} {problem.offer}"
    if not problem.newer:
        return _("{command} brings back the fullest sound state").format(command=command)
    said = words.many(
        "{command} brings back the fullest sound state, without {n} newer entry",
        "{command} brings back the fullest sound state, without {n} newer entries",
        problem.newer,
    )
    return said.format(command=command)


def _not_toml(problem: Problem, words: Words) -> str:
    _ = words.text
    if not problem.detail:
        return _("this part cannot be read")
    if not problem.beside:
        return _("this part cannot be read; the trouble is on line {line}").format(line=problem.detail)
    return _("this part cannot be read; the trouble is on line {line}: {text}").format(
        line=problem.detail, text=problem.beside
    )


def _closing(problem: Problem, words: Words) -> str:
    """How an earlier cycle gets its close: out of a backup, by taking an undo out, or by hand."""
    _ = words.text
    if problem.offer is not None:
        command = f"tipcycle journal restore {problem.file} {problem.offer}"
        return _("{command} brings its close back").format(command=command)
    if problem.how == "undone":
        return _("tipcycle journal edit {file}, and take out the [[undo]] of its [[close]]").format(file=problem.file)
    return _("tipcycle journal edit {file}, and put a [[close]] at its end").format(file=problem.file)


def _tip(detail: str) -> str:
    return number(int(detail)) if detail.isdigit() and len(detail) < 6 else detail


def expected(shape: str, words: Words) -> str:
    """What a value should have been, in words."""
    _ = words.text
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
    }[shape]
