"""`tips add` and `tips check`: tips of the manager's own, and the lint of a catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tipcycle.catalogue import CatalogueProblem, number_of, tables
from tipcycle.catalogue.lint import lint
from tipcycle.catalogue.load import check_file, packaged_path, read_document, validate
from tipcycle.cli.guided.own_tip import Table, ask_tip
from tipcycle.cli.session import Session
from tipcycle.core.errors import Exit, MissingFlags, NotFound
from tipcycle.core.tips import FIRST_OWN_TIP
from tipcycle.journal.own_tips import add_own_tips
from tipcycle.journal.places import OWN_TIPS
from tipcycle.journal.reader import mode_of
from tipcycle.views.labels import number
from tipcycle.views.lint_words import lint_sentence

if TYPE_CHECKING:
    from tipcycle.views import contract

_MISSING = "file.missing"
_ON_A_LINE = ("file.encoding", "file.toml")
"""The rules whose detail is a line."""


def say_problems(session: Session, problems: Iterable[CatalogueProblem]) -> list[str]:
    """One line for each problem: file, tip, field, sentence."""
    lines = []
    for problem in problems:
        tip = f" {number(problem.tip)}" if problem.tip is not None else ""
        where = f" {problem.field}" if problem.field else ""
        text = lint_sentence(problem.rule, problem.detail, session.words)
        lines.append(f"{problem.file}{tip}{where}: {text} ({problem.rule})")
    return lines


def check(session: Session, file: str | None, *, json: bool) -> Exit:
    """Lints a file of tips: the named one, else the manager's own, else the catalogue; NotFound without the file."""
    own = session.world.places.own_tips
    path = Path(file) if file is not None else own if mode_of(own) else packaged_path()
    problems = check_file(path)
    _refuse_missing(path, problems)
    _ = session.words.text
    if json:
        session.output.json(_document(session, problems, mine=path == own))
    elif problems:
        session.output.prose("\n".join(say_problems(session, problems)))
    else:
        session.output.text(_("{file}: every tip keeps the rules.").format(file=path.name))
    return Exit.DAMAGED if problems else Exit.OK


def _document(session: Session, problems: Iterable[CatalogueProblem], *, mine: bool) -> "contract.TipsCheck":
    """`tips check --json`; `mine`: it is the manager's own file, which can be opened by a command."""
    _ = session.words.text
    edit = _("tipcycle journal edit {file} opens it; what you leave alone stays as it is").format(file=OWN_TIPS)
    return {
        "problems": [
            {
                "level": "error",
                "file": problem.file,
                "line": int(problem.detail) if problem.rule in _ON_A_LINE and problem.detail else None,
                "message": lint_sentence(problem.rule, problem.detail, session.words),
                "hint": edit if mine else "",
                "tip": problem.tip,
                "field": problem.field,
                "rule": problem.rule,
            }
            for problem in problems
        ]
    }


def _refuse_missing(path: Path, problems: Sequence[CatalogueProblem]) -> None:
    if problems and problems[0].rule == _MISSING:
        raise NotFound(str(path))


def add(session: Session, file: str | None) -> Exit:
    """Adds tips of the manager's own: asked for, or those of a file that somebody handed out; NotFound without it."""
    _ = session.words.text
    document, problems = read_document(session.world.places.own_tips)
    if problems and problems[0].rule != _MISSING:
        session.diagnostics.warn("\n".join(say_problems(session, problems)), _("mend the file first"))
        return Exit.DAMAGED
    free = max([FIRST_OWN_TIP - 1, *(number_of(tip) or 0 for _place, tip in tables(document, "tip"))]) + 1
    if file is not None:
        given, problems = read_document(Path(file))
        _refuse_missing(Path(file), problems)
        if problems:
            session.diagnostics.warn("\n".join(say_problems(session, problems)))
            return Exit.DAMAGED
        new = [_numbered(tip, free + place) for place, (_n, tip) in enumerate(tables(given, "tip"))]
    elif session.world.asks:
        new = [ask_tip(session, free)]
    else:
        raise MissingFlags(("--file",))
    made = {"format": 1, "tip": [*(dict(tip) for _place, tip in tables(document, "tip")), *new]}
    wrong = [*validate(made, OWN_TIPS, own=True), *lint(made, OWN_TIPS, own=True)]
    mine = {tip["id"] for tip in new}
    wrong = [problem for problem in wrong if problem.tip in mine]
    if wrong or not new:
        session.diagnostics.warn("\n".join(say_problems(session, wrong)) or _("there is no tip in this file"))
        session.diagnostics.say(_("Nothing was added."))
        return Exit.DAMAGED
    add_own_tips(session.world.places, new, lambda whole: not _unsound(whole, mine), session.world.now)
    for tip in new:
        session.diagnostics.say(_("Saved: {number} is yours.").format(number=number(tip["id"])))
    return Exit.OK


def _numbered(tip: Mapping[str, Any], free: int) -> Table:
    """A tip of another file with a number that is free here, and no ties to tips that are not."""
    return {**tip, "id": free, "related": []}


def _unsound(document: Mapping[str, Any], mine: set[int]) -> bool:
    return any(problem.tip in mine for problem in validate(document, OWN_TIPS, own=True))
