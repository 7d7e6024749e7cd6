"""The commands `tips add` and `tips check`: own tips, and the lint of a catalogue file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tipcycle.catalogue import CatalogueProblem
from tipcycle.catalogue.document import RawDocument, get_list, read_document
from tipcycle.catalogue.loader import packaged_path
from tipcycle.catalogue.validation import check_document, check_file, validate_document
from tipcycle.cli.context import AppContext
from tipcycle.cli.prompts.own_tip import TomlTable, ask_own_tip
from tipcycle.cli.tip_problems import problem_lines
from tipcycle.core.errors import ExitCode, MissingOptionsError, NewerFormatError, PathNotFoundError
from tipcycle.core.tips import FIRST_OWN_TIP_ID, TIPS_FORMAT
from tipcycle.render.diagnostics import lint_message
from tipcycle.render.json.tips import LintProblemFields, TipsCheckDocument
from tipcycle.render.labels import tip_number
from tipcycle.storage.atomic_files import file_mode
from tipcycle.storage.own_tips import add_own_tips
from tipcycle.storage.paths import OWN_TIPS_FILE

_FILE_MISSING = "file.missing"


_LINE_RULES = ("file.encoding", "file.toml")
"""Rules whose detail is a line number."""


def check_tip_file(context: AppContext, file: str | None, *, json: bool) -> ExitCode:
    """Check a file of tips and print its problems. Return `ExitCode.DAMAGED` if there are any.

    Without `file`, check the manager's own tips if they exist, otherwise the packaged catalogue. Raises
    `PathNotFoundError` if the file does not exist.
    """
    own_path = context.environment.paths.own_tips
    path = Path(file) if file is not None else own_path if file_mode(own_path) else packaged_path()
    problems = check_file(path)
    _require_file(path, problems)
    _ = context.translator.gettext
    if json:
        context.output.print_json(_problems_document(context, problems, is_own_file=path == own_path))
    elif problems:
        context.output.print_wrapped("\n".join(problem_lines(problems, context.translator)))
    else:
        context.output.print_wrapped(_("{file}: every tip keeps the rules.").format(file=path.name))
    return ExitCode.DAMAGED if problems else ExitCode.OK


def _problems_document(
    context: AppContext, problems: Iterable[CatalogueProblem], *, is_own_file: bool
) -> TipsCheckDocument:
    """Return the document of `tips check --json`.

    With `is_own_file` the hint is the command that opens the file of own tips.
    """
    _ = context.translator.gettext
    edit_hint = _("tipcycle journal edit {file} opens it; what you leave alone stays as it is").format(
        file=OWN_TIPS_FILE
    )
    return TipsCheckDocument(
        problems=[
            LintProblemFields(
                level="error",
                file=problem.file,
                line=int(problem.detail) if problem.rule in _LINE_RULES and problem.detail else None,
                message=lint_message(problem.rule, problem.detail, context.translator),
                hint=edit_hint if is_own_file else "",
                tip=problem.tip,
                field=problem.field,
                rule=problem.rule,
            )
            for problem in problems
        ]
    )


def _require_file(path: Path, problems: Sequence[CatalogueProblem]) -> None:
    """Raise `PathNotFoundError` if the first problem is a missing file."""
    if problems and problems[0].rule == _FILE_MISSING:
        raise PathNotFoundError(str(path))


def add_tips(context: AppContext, file: str | None) -> ExitCode:
    """Add own tips from a file, or one that the user enters. Return `ExitCode.DAMAGED` if there are errors.

    Raises `PathNotFoundError` if the file does not exist, `NewerFormatError` if a newer tipcycle wrote it, and
    `MissingOptionsError` if there is no file and the run is not interactive.
    """
    _ = context.translator.gettext
    raw, problems = read_document(context.environment.paths.own_tips)
    if problems and problems[0].rule != _FILE_MISSING:
        context.messages.warn("\n".join(problem_lines(problems, context.translator)), _("mend the file first"))
        return ExitCode.DAMAGED
    tips = RawDocument(raw).tips
    first_free_id = max([FIRST_OWN_TIP_ID - 1, *(tip.number or 0 for tip in tips)]) + 1
    if file is not None:
        imported, problems = read_document(Path(file))
        _require_file(Path(file), problems)
        if problems:
            context.messages.warn("\n".join(problem_lines(problems, context.translator)))
            return ExitCode.DAMAGED
        format = imported.get("format")
        if type(format) is int and format > TIPS_FORMAT:
            raise NewerFormatError(file, format)
        new_tips = [
            _renumbered(tip.table, number) for number, tip in enumerate(RawDocument(imported).tips, first_free_id)
        ]
    elif context.environment.interactive:
        new_tips = [ask_own_tip(context, first_free_id)]
    else:
        raise MissingOptionsError(("--file",))
    new_raw = {"format": 1, "tip": [*(tip.table for tip in tips), *new_tips]}
    new_ids = {tip["id"] for tip in new_tips}
    new_problems = [
        problem
        for problem in check_document(RawDocument(new_raw, OWN_TIPS_FILE, is_own=True))
        if problem.tip in new_ids
    ]
    if new_problems or not new_tips:
        context.messages.warn(
            "\n".join(problem_lines(new_problems, context.translator)) or _("there is no tip in this file")
        )
        context.messages.print(_("Nothing was added."))
        return ExitCode.DAMAGED
    add_own_tips(
        context.environment.paths,
        new_tips,
        lambda document_after: not _has_problems(document_after, new_ids),
        context.environment.now,
    )
    for tip in new_tips:
        context.messages.print(_("Saved: {number} is yours.").format(number=tip_number(tip["id"])))
    return ExitCode.OK


def _renumbered(tip: Mapping[str, Any], tip_id: int) -> TomlTable:
    """Return an imported tip with a free number and without references to other tips."""
    table = {key: value for key, value in tip.items() if key not in ("retired", "successor")}
    needs = [need for need in get_list(tip, "needs") if isinstance(need, str)]
    return {**table, "id": tip_id, "related": [], **({"needs": needs} if needs else {})}


def _has_problems(raw: Mapping[str, Any], tip_ids: set[int]) -> bool:
    _, problems = validate_document(RawDocument(raw, OWN_TIPS_FILE, is_own=True))
    return any(problem.tip in tip_ids for problem in problems)
