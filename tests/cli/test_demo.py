"""`tipcycle demo` plays a whole year of the loop, in both languages, and keeps nothing of it."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE_PATH, subprocess_environ
from tests.cli.scenarios import no_journal
from tests.cli.test_terminal import TalkOn, talk
from tests.conftest import TipcycleRunner
from tests.parametrize import in_each_lang
from tipcycle.cli.demo import DEMO_CYCLES, demo_steps

__all__ = ["talk"]  # a fixture of the terminal's tests


def closed_in(shown: str) -> list[str]:
    """The tips that the closes of a demo decide about; the one that is taken back and said again counts once."""
    closes = re.findall(r"(?m)^\d{4}-\d\d-\d\d \$ tipcycle close (.+)$", shown)
    return [tip for line in dict.fromkeys(closes) for tip in re.findall(r"\d+", line)]


@in_each_lang
def test_the_demo_plays_six_cycles(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tipcycle: TipcycleRunner
) -> None:
    """Six picks and six closes of thirty tips in all, reviews with voices, and nothing is left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ran = tipcycle("demo", lang=lang)
    assert ran.exit_code == 0
    commands = re.findall(r"(?m)^\d{4}-\d\d-\d\d \$ tipcycle ?(\w*)", ran.stdout)
    assert (commands.count("pick"), commands.count("close")) == (6, 7)
    assert commands.count("undo") == commands.count("swap") == commands.count("pause") == 1
    assert commands.count("checkin") >= 45
    assert len(closed_in(ran.stdout)) == 30
    assert "“" in ran.stdout
    assert not re.search("Traceback|inside tipcycle", ran.stdout + ran.stderr)
    assert list(tmp_path.iterdir()) == []


def test_the_year_of_the_demo_is_a_sound_journal(home: Path, tipcycle: TipcycleRunner) -> None:
    """Played in a journal that stays: six closed cycles in a chain without a gap, thirty decisions, no remark."""
    for day, words in demo_steps("en"):
        assert tipcycle(words, on=day.isoformat()).exit_code == 0
    after = "2027-01-04"
    reviews = [json.loads(tipcycle(f"review {n} --json", on=after).stdout) for n in range(1, len(DEMO_CYCLES) + 1)]
    assert [review["cycle"]["state"] for review in reviews] == ["closed"] * 6
    decided = [tip["outcome"] for review in reviews for tip in review["tips"] if tip["active"]]
    assert len(decided) == 30
    assert set(decided) <= {"keep", "adapt", "extend", "drop"}
    assert all(review["voices"] for review in reviews)
    starts = [review["cycle"]["starts"] for review in reviews]
    assert starts == ["2026-01-05", "2026-03-02", "2026-05-04", "2026-07-06", "2026-09-07", "2026-11-02"]
    assert reviews[-1]["cycle"]["ends"] == "2027-01-03"
    assert json.loads(tipcycle("journal check --json", on=after).stdout)["problems"] == []


def test_both_languages_play_the_same_year() -> None:
    """The same commands on the same days; only the words that people say differ."""
    english, dutch = list(demo_steps("en")), list(demo_steps("nl"))
    assert [(day, words[:1]) for day, words in english] == [(day, words[:1]) for day, words in dutch]
    flags = [[[word for word in words if word.startswith("--")] for _, words in told] for told in (english, dutch)]
    assert flags[0] == flags[1]
    assert english != dutch


@pytest.mark.parametrize(("lang", "told"), [("en", "Saved: cycle 1"), ("nl", "Bewaard: ronde 1")])
def test_in_a_file_the_demo_is_whole(lang: str, told: str, tipcycle: TipcycleRunner) -> None:
    """What is said to a person stands where it was said, between the commands; nothing is left for the terminal."""
    ran = tipcycle("demo", lang=lang)
    assert ran.stderr == ""
    first = ran.stdout.index("$ tipcycle pick")
    assert first < ran.stdout.index(told) < ran.stdout.index("$ tipcycle", first + 1)


def test_nobody_is_asked_anything(talk: TalkOn) -> None:
    """On a terminal the year runs through by itself, and no sheet is offered."""
    played = talk(no_journal, "demo", on="2026-03-06", lang="en")
    played.child.expect("A year: six cycles")
    assert "[Enter]" not in played.said
    assert played.end() == 0


def test_a_reader_that_goes_away_ends_the_demo(home: Path) -> None:
    """`demo | head`: no word of a broken pipe, and the rest of the year is not played for nobody."""
    with subprocess.Popen(
        [str(TIPCYCLE_PATH), "demo"], env=subprocess_environ(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as played:
        assert played.stdout is not None
        assert played.stderr is not None
        played.stdout.readline()
        played.stdout.close()
        assert played.stderr.read() == b""
    assert played.returncode == 0
