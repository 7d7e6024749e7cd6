"""File checks of `journal check`: second copies from sync programs, missing cycle files, and backups to offer.

This module only reads. It is slower than loading a journal, so only `journal check` uses it.
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
"""Codes of the problems that restoring a backup can solve."""

_MAX_EXCERPT = 50
"""Maximum length, in characters, of the line shown for a parse error."""


def check_files(paths: Paths, problems: Iterable[Problem]) -> list[Problem]:
    """Return these problems and those found in the files, sorted by file and line.

    Add the number of the backup to restore to each problem that a backup can solve.
    """
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
    """Return the start of the line with the parse error, or an empty string if the line is unknown."""
    if problem.code != "not-toml" or not problem.detail.isdecimal():
        return ""
    lines = (read_journal_file(paths, problem.file) or b"").decode("utf-8", "replace").split("\n")
    line_number = int(problem.detail)
    text = lines[line_number - 1].strip() if 0 < line_number <= len(lines) else ""
    return text if len(text) <= _MAX_EXCERPT else text[:_MAX_EXCERPT].rstrip() + "…"


def _missing_cycles(paths: Paths, copied_names: Container[str]) -> Iterator[Problem]:
    """Yield a problem for each cycle file that is gone although a backup of it exists.

    `copied_names` are files of which a second copy exists; they do not count as missing. Neither does a file without
    active events, nor one whose events are all in other files.
    """
    backed_up = sorted({backup.file_name for backup in stored_backups(paths) if is_cycle_file(backup.file_name)})
    names = [
        name
        for name in backed_up
        if is_journal_file(name) and name not in copied_names and not file_path(paths, name).exists()
    ]
    present_ids: set[str] | None = None
    for name in names:
        backup, data, _ = next(readable_backups(paths, name), (None, b"", None))
        if backup is None:
            continue
        events = active_events(parse_file(data, name).events)
        present_ids = _present_event_ids(paths) if present_ids is None else present_ids
        if any(event.id not in present_ids for event in events):
            yield Problem("remark", name, None, "gone", backup_number=backup.number)


def _present_event_ids(paths: Paths) -> set[str]:
    """Return the ids of all events in the existing cycle files."""
    files = read_existing_files(paths, [name for name in journal_file_names(paths) if is_cycle_file(name)])
    return {event.id for name, data in files.items() for event in parse_file(data, name).events}


def _own_tips_problems(paths: Paths) -> Iterator[Problem]:
    """Yield a problem if `tips.toml` cannot be read. The content of the tips is checked by `tips check`."""
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
    """Yield a problem for each file that looks like a second copy, with its code: already merged or not."""
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
