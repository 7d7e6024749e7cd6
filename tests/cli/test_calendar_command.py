"""`tipcycle calendar`: a file of appointments in the working folder, or wherever it is told to put it."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import Scenario, closed_cycle, example_cycle, no_journal, planned_cycle, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli import environment
from tipcycle.cli.environment import GlobalOptions, read_environment

NAME = "tipcycle-2026-03-02.ics"


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test works in a folder of its own, on a machine in Brussels."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TZ", "Europe/Brussels")
    return folder


def starts(data: bytes) -> list[str]:
    """When each check-in begins, as the file tells it."""
    events = Calendar.from_ical(data).walk("VEVENT")
    return [event["DTSTART"].to_ical().decode() for event in events if "review" not in event["UID"]]


def test_the_file_lands_in_the_working_folder(on_scene: RunOnScenario, working_folder: Path) -> None:
    """Without flags: named by the cycle, at four o'clock on the check-in day; the message says what it holds."""
    ran = on_scene(running_cycle, "calendar", on="2026-03-06")
    data = (working_folder / NAME).read_bytes()
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert NAME in ran.stderr
    assert "8 check-ins at 16:00, and the review on Friday 1 May." in ran.stderr
    assert "time zone" not in ran.stderr
    assert starts(data) == [
        f"2026{day}T160000" for day in ("0313", "0320", "0327", "0403", "0410", "0417", "0424", "0501")
    ]
    assert b"TZID:Europe/Brussels" in data


def test_when_only_the_review_is_left_it_says_so(on_scene: RunOnScenario) -> None:
    """After the last check-in the file holds the review alone, on a day that can still be kept."""
    ran = on_scene(example_cycle, "calendar --force", on="2026-05-02")
    assert ran.exit_code == 0
    assert "The review on Saturday 2 May." in ran.stderr
    assert "check-in" not in ran.stderr


def test_it_speaks_the_language_of_the_run(on_scene: RunOnScenario) -> None:
    """In Dutch the file and the message are Dutch."""
    ran = on_scene(planned_cycle, "calendar --output -", on="2026-02-27", lang="nl")
    assert "SUMMARY:Check-in\\, 1e week van 9" in ran.stdout
    assert "SUMMARY:Terugblik met het team\\, ronde 1" in ran.stdout
    assert "week of" not in ran.stdout


def test_to_stdout_it_is_the_file_and_nothing_else(on_scene: RunOnScenario) -> None:
    """`--output -` gives the bytes of the file, and no message."""
    ran = on_scene(running_cycle, "calendar --output -", on="2026-03-06")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("BEGIN:VCALENDAR")
    assert len(starts(ran.stdout.encode())) == 8


def test_it_goes_over_no_file_unless_it_is_told_to(
    on_scene: RunOnScenario, tipcycle: TipcycleRunner, working_folder: Path, home: Path
) -> None:
    """A file that is there stays as it is; with `--force` it is replaced."""
    target = working_folder / "mine.ics"
    target.write_text("mine")
    assert on_scene(running_cycle, "calendar --output mine.ics").exit_code == 1
    assert target.read_text() == "mine"
    assert tipcycle("calendar --output mine.ics --force", on="2026-03-13").exit_code == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(("word", "told"), [("9:30", "093000"), ("09:30", "093000"), ("00:00", "000000")])
def test_the_time_can_be_chosen(on_scene: RunOnScenario, word: str, told: str) -> None:
    """`--time` moves every check-in to that time of day."""
    ran = on_scene(running_cycle, f"calendar --time {word} --output -", on="2026-03-06")
    assert {start[-6:] for start in starts(ran.stdout.encode())} == {told}


@pytest.mark.parametrize("word", ["24:00", "9", "9:60", "nine", "9.30", "-1:00", "٠٩:٣٠", "9:30:00", ""])
def test_what_is_no_time_is_refused(on_scene: RunOnScenario, working_folder: Path, word: str) -> None:
    """A word that is no time of day is exit 2, and nothing is written."""
    ran = on_scene(running_cycle, ["calendar", "--time", word])
    assert ran.exit_code == 2
    assert f"this is not a time of day: {word}\n" in ran.stderr
    assert "write it as 16:00" in ran.stderr
    assert list(working_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("scene", "on", "hint"),
    [(no_journal, "2026-03-06", "pick"), (example_cycle, "2026-05-04", "close"), (closed_cycle, "2026-05-03", "pick")],
    ids=["no-cycle", "ended", "closed"],
)
def test_without_weeks_to_come_it_says_why_not(
    on_scene: RunOnScenario, working_folder: Path, scene: Scenario, on: str, hint: str
) -> None:
    """Exit 1 with the way on; no file."""
    ran = on_scene(scene, "calendar", on=on)
    assert ran.exit_code == 1
    assert f"tipcycle {hint}" in ran.stderr
    assert list(working_folder.iterdir()) == []


def test_nothing_private_is_in_the_file(on_scene: RunOnScenario, working_folder: Path) -> None:
    """Not a word of what somebody wrote, and none of what keeps running."""
    on_scene(example_cycle, "calendar", on="2026-05-01")
    data = (working_folder / NAME).read_text("utf-8")
    for word in ("SECRET", "breakdown", "customer", "Service", "calmer"):
        assert word not in data


def test_an_unknown_zone_is_said(
    on_scene: RunOnScenario, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine's zone is no zone, the hours float and the message says so."""
    monkeypatch.setenv("TZ", "Middle/Earth")
    ran = on_scene(running_cycle, "calendar", on="2026-03-06")
    assert "time zone is not known" in ran.stderr
    assert b"TZID" not in (working_folder / NAME).read_bytes()


@pytest.mark.parametrize(
    ("variable", "link", "zone"),
    [
        ("Europe/Brussels", None, "Europe/Brussels"),
        (":America/New_York", None, "America/New_York"),
        ("/usr/share/zoneinfo/Asia/Kolkata", None, "Asia/Kolkata"),
        ("UTC", "/usr/share/zoneinfo/Europe/Brussels", "UTC"),
        ("CET-1CEST", None, "CET-1CEST"),
        ("", "/usr/share/zoneinfo/Europe/Brussels", "Europe/Brussels"),
        ("", "../usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("", "/var/db/timezone/zoneinfo/Europe/Amsterdam", "Europe/Amsterdam"),
        ("", "/usr/share/zoneinfo/posix/Europe/Paris", "Europe/Paris"),
        ("", "/usr/share/zoneinfo/Etc/UTC", "UTC"),
        ("", None, None),
    ],
    ids=["name", "colon", "path", "variable-first", "rule", "link", "deep", "mac", "posix", "utc", "no-link"],
)
def test_where_the_zone_is_read(
    variable: str, link: str | None, zone: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`TZ` names it, else the link at /etc/localtime; a machine that has neither has no name for its zone."""
    place = tmp_path / "localtime"
    if link is not None:
        place.symlink_to(link)
    monkeypatch.setattr(environment, "_LOCALTIME", place)
    environ = {"TIPCYCLE_HOME": str(tmp_path / "journal"), **({"TZ": variable} if variable else {})}
    assert read_environment(GlobalOptions(), environ).time_zone == zone
