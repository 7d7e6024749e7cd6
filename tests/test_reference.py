"""The reference is up to date and complete: pages, file formats and exit codes."""

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

from docgen.commands import iter_commands
from docgen.exit_code_analysis import exit_codes_of

from tests.cli.test_errors import ERROR_CASES, ErrorCase
from tests.conftest import TipcycleRunner
from tipcycle.core.errors import ExitCode
from tipcycle.core.events import CycleFile, Journal
from tipcycle.core.projection import Cycles
from tipcycle.i18n.command_line import to_english
from tipcycle.i18n.nl import LANGUAGE as DUTCH
from tipcycle.storage.field_types import PAYLOAD_TYPES
from tipcycle.storage.toml_format import parse_file

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def test_pages_are_up_to_date() -> None:
    """Each generated part equals a newly generated one. `make docs` updates the pages."""
    result = subprocess.run(
        [sys.executable, "tools/reference.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{result.stdout}{result.stderr}\nrun: make docs"


# File formats.


def toml_example(page: str, title: str) -> str:
    """Return the TOML block in the section with this title."""
    section = (REFERENCE / page).read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    return section.split("```toml\n")[1].split("```")[0]


def test_sample_files_are_valid_and_complete() -> None:
    """The sample files are valid and contain all event kinds, and all keys except four rare ones."""
    cycle = parse_file(
        toml_example("file-format.md", "A cycle, written by tipcycle").encode(), "cycles/2026-03-02.toml"
    )
    journal = parse_file(toml_example("file-format.md", "A journal, written by tipcycle").encode(), "journal.toml")
    assert (cycle.problems, journal.problems) == ((), ())
    assert cycle.header is not None
    (folded_cycle,) = Cycles(Journal(journal.events, (CycleFile(cycle.header, cycle.events),)))
    assert (folded_cycle.ignored, folded_cycle.closed_on is not None) == ((), True)
    tables = [(kind, table) for file in (cycle, journal) for kind, table, _ in file.tables]
    assert {kind for kind, _ in tables} == set(PAYLOAD_TYPES)
    present = {(kind, key) for kind, table in tables for key in table}
    all_keys = {
        (kind, key) for kind, payload_type in PAYLOAD_TYPES.items() for key in payload_type.__struct_encode_fields__
    }
    rare_keys = {("pick", "weeks"), ("pick", "anchor"), ("close", "alive"), ("close", "lapsed")}
    assert all_keys - present == rare_keys


def test_sample_tips_pass_the_lint(tipcycle: TipcycleRunner) -> None:
    """The sample file of own tips passes `tips check` and equals the one in the reference."""
    result = tipcycle(["tips", "check", str(REFERENCE / "own-tips.toml")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert tomllib.loads(toml_example("file-format.md", "Tips of your own")) == tomllib.loads(
        (REFERENCE / "own-tips.toml").read_text("utf-8")
    )


# Exit codes.


@cache
def exit_codes_by_command() -> dict[str, set[ExitCode]]:
    """Return the exit codes of each command, as found by the analysis of its code."""
    return {name: set(exit_codes_of(call)) for name, call in iter_commands()}


def command_name(row: ErrorCase) -> str | None:
    """Return the command in a row of the error table, or None if it does not exist."""
    words = row[3].split() if isinstance(row[3], str) else row[3]
    for length in (2, 1):
        name = " ".join(to_english(words, [DUTCH])[:length])
        if name in exit_codes_by_command():
            return name
    return None


def test_exit_code_of_each_error_is_found() -> None:
    """The analysis finds the exit code of each error in the error table."""
    errors = [(command, row[0], ExitCode(row[4])) for row in ERROR_CASES if (command := command_name(row))]
    assert len(errors) > 60
    assert [error for error in errors if error[2] not in exit_codes_by_command()[error[0]]] == []


def test_read_only_commands_have_no_write_codes() -> None:
    """Exit codes are specific to a command: only commands that write have the exit codes of writing."""
    write_codes = {ExitCode.LOCKED, ExitCode.NEWER_FORMAT}
    for name in ("status", "momentum", "tips list", "journal check", "prompt", "help"):
        assert not exit_codes_by_command()[name] & write_codes
    for name in ("pick", "checkin", "note", "close", "undo", "tips add", "journal merge"):
        assert exit_codes_by_command()[name] >= write_codes
