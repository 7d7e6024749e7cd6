"""The reference tells what the program does: every page, every block, every exit code."""

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

from tools.docgen.commands import iter_commands
from tools.docgen.exit_code_analysis import exit_codes_of

from tests.cli.test_errors import TABLE, Row
from tests.conftest import TipcycleRunner
from tipcycle.cli.help import DUTCH_ALIASES
from tipcycle.core.errors import ExitCode
from tipcycle.core.events import CycleFile, Journal
from tipcycle.core.projection import Cycles
from tipcycle.storage.field_types import PAYLOAD_FIELDS, PAYLOAD_TYPES
from tipcycle.storage.toml_format import parse_file

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def test_every_page_is_what_the_program_says_now() -> None:
    """Each part that is made is made anew and compared; `make docs` renews what is stale."""
    ran = subprocess.run(
        [sys.executable, "tools/reference.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr}\nrun: make docs"


# The files.


def toml_example(page: str, title: str) -> str:
    """The TOML in the section that bears this title."""
    section = (REFERENCE / page).read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
    return section.split("```toml\n")[1].split("```")[0]


def test_the_example_files_can_be_read_and_hold_every_block_and_key() -> None:
    """The commented files in the reference are a journal without a single problem, in which every kind occurs."""
    cycle = parse_file(
        toml_example("file-format.md", "A cycle, written by tipcycle").encode(), "cycles/2026-03-02.toml"
    )
    own = parse_file(toml_example("file-format.md", "A journal, written by tipcycle").encode(), "journal.toml")
    assert (cycle.problems, own.problems) == ((), ())
    assert cycle.header is not None
    (folded,) = Cycles(Journal(own.events, (CycleFile(cycle.header, cycle.events),)))
    assert (folded.ignored, folded.closed_on is not None) == ((), True)
    tables = [(kind, table) for file in (cycle, own) for kind, table, _ in file.tables]
    assert {kind for kind, _ in tables} == set(PAYLOAD_TYPES)
    given = {(kind, key) for kind, table in tables for key in table}
    every = {(kind, field.key) for kind, body in PAYLOAD_TYPES.items() for field in PAYLOAD_FIELDS[body]}
    rare = {("pick", "weeks"), ("pick", "anchor"), ("close", "alive"), ("close", "lapsed")}
    assert every - given == rare


def test_the_example_of_tips_keeps_the_rules(tipcycle: TipcycleRunner) -> None:
    """It can be handed out as it is."""
    ran = tipcycle(["tips", "check", str(REFERENCE / "own-tips.toml")])
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert tomllib.loads(toml_example("file-format.md", "Tips of your own")) == tomllib.loads(
        (REFERENCE / "own-tips.toml").read_text("utf-8")
    )


# The exit codes.


@cache
def exit_codes_by_command() -> dict[str, set[ExitCode]]:
    """What each command may answer with, as it is read from its code."""
    return {name: set(exit_codes_of(call)) for name, call in iter_commands()}


def command_name(row: Row) -> str | None:
    """The command that a row of the table of refusals types; None for one that does not exist."""
    words = row[3].split() if isinstance(row[3], str) else row[3]
    for length in (2, 1):
        name = " ".join([DUTCH_ALIASES.get(words[0], words[0]), *words[1:length]])
        if name in exit_codes_by_command():
            return name
    return None


def test_every_refusal_is_in_the_reference() -> None:
    """What a command refuses with is among the exit codes that are read from its code."""
    refused = [(command, row[0], ExitCode(row[4])) for row in TABLE if (command := command_name(row))]
    assert len(refused) > 60
    assert [each for each in refused if each[2] not in exit_codes_by_command()[each[0]]] == []


def test_a_command_that_only_reads_gives_no_code_of_a_writer() -> None:
    """The codes are those of a command and not of the whole program."""
    writing = {ExitCode.LOCKED, ExitCode.NEWER_FORMAT}
    for name in ("status", "momentum", "tips list", "journal check", "prompt", "help"):
        assert not exit_codes_by_command()[name] & writing
    for name in ("pick", "checkin", "note", "close", "undo", "tips add", "journal merge"):
        assert exit_codes_by_command()[name] >= writing
