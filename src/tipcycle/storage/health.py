"""What `journal check` looks at beside the blocks: second copies that sync programs left, and earlier states to offer.

Reads only. Slower than a read needs to be, so nothing else asks for it.
"""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from tipcycle.core.diagnostics import Problem
from tipcycle.core.errors import TipcycleError
from tipcycle.core.projection import active_events
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.storage.backup_details import BackupSuggestion, readable_backups, suggest_backup
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.import_sources import read_sources
from tipcycle.storage.journal_files import journal_file_names, read_existing_files, read_journal_file
from tipcycle.storage.merge import plan_merge
from tipcycle.storage.own_tips import parse_own_tips
from tipcycle.storage.paths import (
    CYCLES_FOLDER,
    OWN_TIPS_FILE,
    Paths,
    file_path,
    is_cycle_file,
    is_journal_file,
    original_name,
)
from tipcycle.storage.toml_format import parse_file

_RESTORABLE_PROBLEMS = frozenset(
    {"all-zero", "too-large", "not-utf8", "not-toml", "too-many", "long-key", "no-format", "no-header", "header"}
)
"""What an earlier state of the file can help against."""

_MAX_EXCERPT = 50
"""So much of a line shows which one it is."""


def check_files(paths: Paths, problems: Iterable[Problem]) -> list[Problem]:
    """These problems, the newest good backup offered where it helps, and what else there is to know."""
    all_problems = [problem for problem in problems if original_name(problem.file) is None]
    all_problems += _own_tips_problems(paths)
    newer_files = {problem.file for problem in all_problems if problem.code == "newer"}
    restorable_files = {
        problem.file for problem in all_problems if problem.severity == "error" and problem.code in _RESTORABLE_PROBLEMS
    } - newer_files
    suggestions = {file: suggest_backup(paths, file) for file in restorable_files}
    reported = []
    for problem in all_problems:
        if problem.severity == "error" and problem.file in newer_files:
            problem = replace(problem, code="newer-part")
        elif problem.severity == "error" and problem.code in _RESTORABLE_PROBLEMS:
            problem = _add_suggestion(
                replace(problem, extra_detail=_line_excerpt(paths, problem)), suggestions[problem.file]
            )
        elif problem.code == "never-closed":
            problem = _add_suggestion(problem, suggest_backup(paths, problem.file, closed_only=True))
        reported.append(problem)
    copies = list(_second_copy_problems(paths))
    if not any(problem.code == "unreadable" for problem in all_problems):
        reported += _missing_cycles(paths, {problem.original_file for problem in copies})
    return sorted([*reported, *copies], key=lambda problem: (problem.file, problem.line or 0))


def _add_suggestion(problem: Problem, suggestion: BackupSuggestion | None) -> Problem:
    return (
        problem
        if suggestion is None
        else replace(problem, backup_number=suggestion.number, newer_entries=suggestion.newer_entries)
    )


def _line_excerpt(paths: Paths, problem: Problem) -> str:
    """How the line begins on which a file stops being readable; empty where no line is named."""
    if problem.code != "not-toml" or not problem.detail.isdecimal():
        return ""
    lines = (read_journal_file(paths, problem.file) or b"").decode("utf-8", "replace").split("\n")
    number = int(problem.detail)
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return text if len(text) <= _MAX_EXCERPT else text[:_MAX_EXCERPT].rstrip() + "…"


def _missing_cycles(paths: Paths, copied: Container[str]) -> Iterator[Problem]:
    """Cycle files that are no longer there while earlier states of them are; `moved` lie beside their place.

    One in which nothing stood, and one of which every block is in another file, is not missed.
    """
    backed_up = sorted({backup.file_name for backup in stored_backups(paths) if is_cycle_file(backup.file_name)})
    names = [
        name
        for name in backed_up
        if is_journal_file(name) and name not in copied and not file_path(paths, name).exists()
    ]
    present_ids: set[str] | None = None
    for name in names:
        backup, data, _ = next(readable_backups(paths, name), (None, b"", None))
        if backup is None:
            continue
        events = active_events(parse_file(data, name).events)
        present_ids = _present_event_ids(paths) if present_ids is None else present_ids
        if any(block.id not in present_ids for block in events):
            yield Problem("remark", name, None, "gone", backup_number=backup.number)


def _present_event_ids(paths: Paths) -> set[str]:
    """The ids of every block in every cycle file that is there."""
    files = read_existing_files(paths, [name for name in journal_file_names(paths) if is_cycle_file(name)])
    return {block.id for name, data in files.items() for block in parse_file(data, name).events}


def _own_tips_problems(paths: Paths) -> Iterator[Problem]:
    """Whether the own tips can be read at all; what is in them is the catalogue's business (`tips check`)."""
    try:
        data = read_journal_file(paths, OWN_TIPS_FILE)
    except TipcycleError as error:
        yield Problem("error", OWN_TIPS_FILE, None, "unreadable", getattr(error, "reason", ""))
        return
    if data is None:
        return
    tips, format = parse_own_tips(data)
    if format > TIPS_FORMAT:
        yield Problem("remark", OWN_TIPS_FILE, 1, "newer", str(format))
    elif data and not data.strip(b"\0"):
        yield Problem("error", OWN_TIPS_FILE, None, "all-zero")
    elif tips is None:
        yield Problem("error", OWN_TIPS_FILE, None, "not-toml")


def _second_copy_problems(paths: Paths) -> Iterator[Problem]:
    """Files beside ours that look like second copies of them, and whether there is anything left to take from them."""
    for prefix, folder in (("", paths.home), (f"{CYCLES_FOLDER}/", paths.cycles)):
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError:
            continue
        for name in names:
            original = original_name(prefix + name)
            if original is not None:
                code = "second-copy-done" if _is_merged(paths, folder / name) else "second-copy"
                yield Problem("remark", prefix + name, None, code, str(folder / name), original_file=original)


def _is_merged(paths: Paths, path: Path) -> bool:
    try:
        sources = read_sources(path)
        merge_result = plan_merge(
            read_existing_files(paths, {source.name for source in sources if source.name}), sources
        )
    except TipcycleError:
        return False
    return not (merge_result.writes or merge_result.unreadable_counts)
