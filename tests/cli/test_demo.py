"""`tipcycle demo` plays a year of cycles in both languages and leaves no files."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE_PATH, subprocess_environ
from tests.cli.scenarios import no_journal
from tests.cli.terminal import StartTerminal, start_terminal
from tests.conftest import TipcycleRunner, with_english_words
from tests.parametrize import in_each_lang
from tipcycle.cli.demo import DEMO_CYCLES, demo_steps
from tipcycle.i18n import load_translator

__all__ = ["start_terminal"]  # pytest finds the fixture of terminal.py by this import


def decided_tips(output: str) -> list[str]:
    """Return the tips in the close commands of a demo.

    The demo undoes one close and repeats it. The repeated command counts once.
    """
    closes = re.findall(r"(?m)^\d{4}-\d\d-\d\d \$ tipcycle close (.+)$", output)
    return [tip for line in dict.fromkeys(closes) for tip in re.findall(r"\d+", line)]


@in_each_lang
def test_demo_plays_six_cycles(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tipcycle: TipcycleRunner
) -> None:
    """The demo plays six cycles with thirty decisions, quotes voices, and leaves no files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = tipcycle("demo", lang=lang)
    assert result.exit_code == 0
    commands = re.findall(r"(?m)^\d{4}-\d\d-\d\d \$ tipcycle ?(\w*)", with_english_words(result.stdout))
    assert (commands.count("pick"), commands.count("close")) == (6, 7)
    assert commands.count("undo") == commands.count("swap") == commands.count("pause") == 1
    assert commands.count("checkin") >= 45
    assert len(decided_tips(with_english_words(result.stdout))) == 30
    assert "“" in result.stdout
    assert not re.search("Traceback|inside tipcycle", result.stdout + result.stderr)
    assert list(tmp_path.iterdir()) == []


def test_demo_commands_create_valid_journal(home: Path, tipcycle: TipcycleRunner) -> None:
    """In a real journal, the commands create six consecutive closed cycles, thirty decisions and no problems."""
    for day, args in demo_steps(load_translator("en")):
        assert tipcycle(args, on=day.isoformat()).exit_code == 0
    today = "2027-01-04"
    reviews = [json.loads(tipcycle(f"review {n} --json", on=today).stdout) for n in range(1, len(DEMO_CYCLES) + 1)]
    assert [review["cycle"]["state"] for review in reviews] == ["closed"] * 6
    decided = [tip["outcome"] for review in reviews for tip in review["tips"] if tip["active"]]
    assert len(decided) == 30
    assert set(decided) <= {"keep", "adapt", "extend", "drop"}
    assert all(review["voices"] for review in reviews)
    starts = [review["cycle"]["starts"] for review in reviews]
    assert starts == ["2026-01-05", "2026-03-02", "2026-05-04", "2026-07-06", "2026-09-07", "2026-11-02"]
    assert reviews[-1]["cycle"]["ends"] == "2027-01-03"
    assert json.loads(tipcycle("journal check --json", on=today).stdout)["problems"] == []


def test_demo_is_the_same_in_both_languages() -> None:
    """The commands, days and flags are the same. Only the texts differ."""
    english, dutch = list(demo_steps(load_translator("en"))), list(demo_steps(load_translator("nl")))
    assert [(day, args[:1]) for day, args in english] == [(day, args[:1]) for day, args in dutch]
    flags = [[[arg for arg in args if arg.startswith("--")] for _, args in steps] for steps in (english, dutch)]
    assert flags[0] == flags[1]
    assert english != dutch


@pytest.mark.parametrize(("lang", "message"), [("en", "Saved: cycle 1"), ("nl", "Bewaard: ronde 1")])
def test_redirected_demo_has_messages_in_place(lang: str, message: str, tipcycle: TipcycleRunner) -> None:
    """In redirected output each message follows its command, and stderr is empty."""
    result = tipcycle("demo", lang=lang)
    assert result.stderr == ""
    pick_index = result.stdout.index(f"$ {load_translator(lang).command('pick')}")
    assert pick_index < result.stdout.index(message) < result.stdout.index("$ tipcycle", pick_index + 1)


def test_demo_asks_nothing(start_terminal: StartTerminal) -> None:
    """On a terminal the demo runs without a question."""
    terminal = start_terminal(no_journal, "demo", on="2026-03-06", lang="en")
    terminal.child.expect("A year: six cycles")
    assert "[Enter]" not in terminal.output
    assert terminal.end() == 0


def test_closed_pipe_ends_demo(home: Path) -> None:
    """With `demo | head` the demo stops early and reports no broken pipe."""
    with subprocess.Popen(
        [str(TIPCYCLE_PATH), "demo"], env=subprocess_environ(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
