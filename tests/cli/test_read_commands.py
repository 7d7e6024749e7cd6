"""Reading writes nothing, and stdout is data: messages go to stderr."""

from pathlib import Path

import pytest

from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    conflicting_table,
    example_cycle,
    file_states,
    invalid_toml,
    invalid_week,
    newer_format,
    no_journal,
    planned_cycle,
    second_cycle,
)
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle.render.json.contract import DOCUMENTS

READS = (
    "",
    "--plain",
    "--help",
    "--version",
    "help",
    "prompt",
    "status",
    "momentum",
    "momentum --explain",
    "momentum --json",
    "review",
    "review 1",
    "review --private",
    "review --format markdown",
    "review --format json",
    "review --json --private",
    "tips",
    "tips list --new",
    "tips show 42 5",
    "tips search queue",
    "tips suggest",
    "journal where",
    "journal where --json",
    "journal check",
    "journal check --json",
    "journal history",
    "journal history --json",
    "journal backups --json",
    "voices --json",
    "voices list --json",
    "sentence --json",
    "pulse --json",
    "reflect --json",
    "status --json",
    "momentum --spiral --json",
    "tips list --json",
    "tips show 42 --json",
    "tips search queue --json",
    "tips suggest --json",
    "tips check --json",
    "profile",
    "profile --json",
    "frobnicate",
    "status --frobnicate",
)
SCENES = (
    no_journal,
    planned_cycle,
    example_cycle,
    closed_cycle,
    second_cycle,
    invalid_week,
    invalid_toml,
    conflicting_table,
    newer_format,
)


def test_every_command_with_json_is_among_the_reads() -> None:
    """A new one that shows something is held to write nothing, too; `42` and `queue` are what is asked for."""
    read = {" ".join(word for word in words.split() if word not in ("42", "queue")) for words in READS}
    assert set(DOCUMENTS) - read == {"journal export --format json"}, "add it to READS; the export makes a file"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_reading_writes_nothing(scene: Scenario, home: Path, tipcycle: TipcycleRunner) -> None:
    """No read command changes a byte, a mode or a time of any file or folder, and none makes one."""
    scene(home)
    before = file_states(home)
    for words in READS:
        ran = tipcycle(words, on=EXAMPLE_TODAY)
        assert (words, ran.exit_code in (0, 1, 2, 3, 65)) == (words, True)
        assert (words, file_states(home) == before) == (words, True)
        assert (words, "inside tipcycle" in ran.stderr) == (words, False)


@in_each_lang
@pytest.mark.parametrize("scene", [example_cycle, closed_cycle, second_cycle], ids=lambda scene: scene.__name__)
def test_what_a_read_shows_is_data(scene: Scenario, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A read that succeeds says nothing on stderr, and something on stdout."""
    scene(home)
    for words in READS[2:-2]:
        ran = tipcycle(words, on=EXAMPLE_TODAY, lang=lang)
        assert (words, ran.exit_code, ran.stderr) == (words, 0, "")
        assert (words, bool(ran.stdout)) == (words, words != "prompt")
        assert (words, ran.stdout.endswith("\n")) == (words, words != "prompt")


@in_each_lang
def test_what_a_write_says_is_no_data(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """A write puts nothing on stdout, and says on stderr that it is saved."""
    writes: list[tuple[str, str | list[str]]] = [
        ("2026-02-26", "pick 5 13 33 34 42 --running desk"),
        ("2026-03-04", ["note", "a line"]),
        ("2026-03-06", ["checkin", "--did", "5", "--team", "3", "--voice", "heard", "--by", "a customer"]),
        ("2026-03-09", ["swap", "42", "18", "--because", "why"]),
        ("2026-03-09", "pause 2026-W13"),
        ("2026-03-09", "profile --day monday"),
        ("2026-04-27", "close --keep 5,13,33 --drop 34,18"),
        ("2026-04-27", "undo --yes"),
    ]
    for on, words in writes:
        ran = tipcycle(words, on=on, lang=lang)
        assert (words, ran.exit_code, ran.stdout) == (words, 0, "")
        assert (words, bool(ran.stderr.strip())) == (words, True)


SHOWN_TO_OTHERS = (
    "status", "status --json", "review", "review --format markdown", "review --format json", "prompt",
    "journal where", "journal check", "tips list", "profile",
)  # fmt: skip


@in_each_lang
@pytest.mark.parametrize("scene", [example_cycle, closed_cycle], ids=lambda scene: scene.__name__)
def test_no_private_line_is_shown_unasked(scene: Scenario, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """What may be seen by others holds no private line, no reason of a pause and no private answer."""
    scene(home)
    for words in SHOWN_TO_OTHERS:
        ran = tipcycle(words, on=EXAMPLE_TODAY, lang=lang)
        assert (words, ran.exit_code, bool(ran.stdout)) == (words, 0, words != "prompt")
        assert (words, "You are the first" in ran.stdout) == (words, words.startswith("review"))
        assert (words, "SECRET" in ran.stdout + ran.stderr) == (words, False)


def test_an_empty_search_is_no_error(home: Path, tipcycle: TipcycleRunner) -> None:
    """A search that finds nothing has no data, says so on stderr and exits 0."""
    ran = tipcycle("tips search xyzzyplugh")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "xyzzyplugh" in ran.stderr
