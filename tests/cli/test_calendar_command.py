"""`tipcycle calendar`: writes an .ics file to the working folder, to a given path or to stdout."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import Scenario, closed_cycle, example_cycle, no_journal, planned_cycle, running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli import environment
from tipcycle.cli.environment import read_environment
from tipcycle.cli.global_options import GlobalOptions

FILE_NAME = "tipcycle-2026-03-02.ics"


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a new empty folder, and set the time zone to Brussels."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TZ", "Europe/Brussels")
    return folder


def checkin_starts(data: bytes) -> list[str]:
    """Return the start of each check-in in the file, as in `20260313T160000`."""
    events = [event for event in Calendar.from_ical(data).walk("VEVENT") if event.get("STATUS") != "CANCELLED"]
    return [event["DTSTART"].to_ical().decode() for event in events if "review" not in event["UID"]]


def test_file_is_written_to_working_folder(run_on_scenario: RunOnScenario, working_folder: Path) -> None:
    """By default the file has the name of the cycle and check-ins at 16:00, and the message lists its contents."""
    result = run_on_scenario(running_cycle, "calendar", on="2026-03-06")
    data = (working_folder / FILE_NAME).read_bytes()
    assert (result.exit_code, result.stdout) == (0, "")
    assert FILE_NAME in result.stderr
    assert "8 check-ins at 16:00, and the review on Friday 1 May." in result.stderr
    assert "time zone" not in result.stderr
    assert checkin_starts(data) == [
        f"2026{day}T160000" for day in ("0313", "0320", "0327", "0403", "0410", "0417", "0424", "0501")
    ]
    assert b"TZID:Europe/Brussels" in data


def test_message_lists_only_review_after_last_checkin(run_on_scenario: RunOnScenario) -> None:
    """After the last check-in, the file has only the review, on a day that is not in the past."""
    result = run_on_scenario(example_cycle, "calendar --force", on="2026-05-02")
    assert result.exit_code == 0
    assert "The review on Saturday 2 May." in result.stderr
    assert "check-in" not in result.stderr


def test_file_is_in_language_of_run(run_on_scenario: RunOnScenario) -> None:
    """In a Dutch run the texts in the file are Dutch."""
    result = run_on_scenario(planned_cycle, "calendar --output -", on="2026-02-27", lang="nl")
    assert "SUMMARY:Check-in tipcycle\\, 1e week van 9" in result.stdout
    assert "SUMMARY:Terugblik met het team\\, ronde 1" in result.stdout
    assert "week of" not in result.stdout


def test_output_to_stdout_is_only_the_file(run_on_scenario: RunOnScenario) -> None:
    """`--output -` writes the file to stdout and no message."""
    result = run_on_scenario(running_cycle, "calendar --output -", on="2026-03-06")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("BEGIN:VCALENDAR")
    assert len(checkin_starts(result.stdout.encode())) == 8


def test_existing_file_is_replaced_only_with_force(
    run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, working_folder: Path, home: Path
) -> None:
    target = working_folder / "mine.ics"
    target.write_text("mine")
    assert run_on_scenario(running_cycle, "calendar --output mine.ics").exit_code == 1
    assert target.read_text() == "mine"
    assert tipcycle("calendar --output mine.ics --force", on="2026-03-13").exit_code == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(("time", "expected"), [("9:30", "093000"), ("09:30", "093000"), ("00:00", "000000")])
def test_time_option_sets_start_of_checkins(run_on_scenario: RunOnScenario, time: str, expected: str) -> None:
    """`--time` sets the time of day of every check-in."""
    result = run_on_scenario(running_cycle, f"calendar --time {time} --output -", on="2026-03-06")
    assert {start[-6:] for start in checkin_starts(result.stdout.encode())} == {expected}


@pytest.mark.parametrize("time", ["24:00", "25", "9:60", "nine", "930", "-1:00", "٠٩:٣٠", "9:30:00", ""])
def test_invalid_time_is_rejected(run_on_scenario: RunOnScenario, working_folder: Path, time: str) -> None:
    """An invalid time of day gives exit code 2, and no file is written."""
    result = run_on_scenario(running_cycle, ["calendar", "--time", time])
    assert result.exit_code == 2
    assert f"this is not a time of day: {time}\n" in result.stderr
    assert "write it as 16:00" in result.stderr
    assert list(working_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("scenario", "on", "command"),
    [(no_journal, "2026-03-06", "pick"), (example_cycle, "2026-05-04", "close"), (closed_cycle, "2026-05-03", "pick")],
    ids=["no-cycle", "ended", "closed"],
)
def test_calendar_without_future_weeks_is_rejected(
    run_on_scenario: RunOnScenario, working_folder: Path, scenario: Scenario, on: str, command: str
) -> None:
    """Without future weeks the command exits with 1, suggests the next command and writes no file."""
    result = run_on_scenario(scenario, "calendar", on=on)
    assert result.exit_code == 1
    assert f"tipcycle {command}" in result.stderr
    assert list(working_folder.iterdir()) == []


@pytest.mark.parametrize("flags", ["", " --mail"])
def test_review_option_sets_the_day(run_on_scenario: RunOnScenario, flags: str) -> None:
    """The day of the review can be any day from today on, in the file and in the mail to the team."""
    result = run_on_scenario(running_cycle, f"calendar --review 30-04-2026{flags} --output -", on="2026-03-06")
    assert result.exit_code == 0
    assert ("Thursday 30 April" if flags else "DTSTART;VALUE=DATE:20260430") in result.stdout


@pytest.mark.parametrize(("on", "first"), [("2026-03-06", "Friday 6 March"), ("2026-02-26", "Monday 2 March")])
def test_review_in_the_past_is_rejected(run_on_scenario: RunOnScenario, on: str, first: str) -> None:
    """A review can't be before today or before the cycle begins; the hint names the first day."""
    scenario = running_cycle if on == "2026-03-06" else planned_cycle
    result = run_on_scenario(scenario, "calendar --review 2026-03-01 --output -", on=on)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the review can't be on Sunday 1 March" in result.stderr
    assert f"choose {first} or a later day" in result.stderr


def test_file_after_an_early_close_cancels_the_rest(
    run_on_scenario: RunOnScenario, tipcycle: TipcycleRunner, working_folder: Path
) -> None:
    """Later, and for a chosen day or a mail, a closed cycle has no calendar."""
    run_on_scenario(running_cycle, "close --drop 5,13,33,34,42", on="2026-04-27")
    result = tipcycle("calendar", on="2026-04-27")
    assert result.exit_code == 0, result.stderr
    assert "takes what was still planned out of your calendar" in result.stderr
    events = Calendar.from_ical((working_folder / FILE_NAME).read_bytes()).walk("VEVENT")
    assert [event["STATUS"] for event in events] == ["CANCELLED", "CANCELLED"]
    for command in ("calendar --mail", "calendar --review 2026-05-01"):
        assert tipcycle(command, on="2026-04-27").exit_code == 1
    assert tipcycle("calendar --force", on="2026-05-02").exit_code == 1


def test_open_option_opens_the_file(
    run_on_scenario: RunOnScenario, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("tipcycle.cli.export_files.open_file", lambda path: opened.append(path) or True)
    assert run_on_scenario(running_cycle, "calendar --open", on="2026-03-06").exit_code == 0
    assert opened == [working_folder / FILE_NAME]
    assert run_on_scenario(running_cycle, "calendar --open --output -", on="2026-03-06").exit_code == 2


def test_file_has_no_private_text(run_on_scenario: RunOnScenario, working_folder: Path) -> None:
    """The file has none of the texts that the user wrote."""
    run_on_scenario(example_cycle, "calendar", on="2026-05-01")
    data = (working_folder / FILE_NAME).read_text("utf-8")
    for word in ("SECRET", "breakdown", "customer", "Service", "calmer"):
        assert word not in data


def test_unknown_time_zone_is_reported(
    run_on_scenario: RunOnScenario, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the time zone is unknown, the times have no zone and the message reports it."""
    monkeypatch.setenv("TZ", "Middle/Earth")
    result = run_on_scenario(running_cycle, "calendar", on="2026-03-06")
    assert "time zone is not known" in result.stderr
    assert b"TZID" not in (working_folder / FILE_NAME).read_bytes()


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
def test_sources_of_time_zone(
    variable: str, link: str | None, zone: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time zone comes from `TZ`, else from the link at /etc/localtime, else it is None."""
    localtime = tmp_path / "localtime"
    if link is not None:
        localtime.symlink_to(link)
    monkeypatch.setattr(environment, "_LOCALTIME", localtime)
    environ = {"TIPCYCLE_HOME": str(tmp_path / "journal"), **({"TZ": variable} if variable else {})}
    assert read_environment(GlobalOptions(), environ).time_zone == zone


@pytest.mark.parametrize(("lang", "day"), [("en", "Friday 1 May"), ("nl", "vrijdag 1 mei")])
def test_mail_invites_the_team(lang: str, day: str, run_on_scenario: RunOnScenario, working_folder: Path) -> None:
    """The draft has the day in its subject and text, no address, and only the review in its calendar file."""
    run_on_scenario(running_cycle, ["profile", "--name", "An Peeters"], on="2026-03-06")
    result = run_on_scenario(running_cycle, "calendar --mail", on="2026-03-06", lang=lang)
    assert (result.exit_code, result.stdout) == (0, "")
    mail = message_from_bytes((working_folder / "tipcycle-2026-03-02.eml").read_bytes(), policy=default_policy)
    assert isinstance(mail, EmailMessage)
    text, attachment = (mail.get_body(), next(mail.iter_attachments()))
    assert text is not None
    assert day in mail["Subject"]
    assert day in text.get_content()
    assert text.get_content().rstrip().endswith("An Peeters")
    assert (mail["To"], mail["From"], mail["X-Unsent"]) == (None, None, "1")
    events = Calendar.from_ical(attachment.get_payload(decode=True)).walk("VEVENT")
    assert [event["DTSTART"].dt.isoformat() for event in events] == ["2026-05-01"]
    assert not events[0].walk("VALARM")


def test_mail_contains_nothing_private(run_on_scenario: RunOnScenario) -> None:
    """No text of the journal is in the draft."""
    result = run_on_scenario(example_cycle, "calendar --mail --output -", on="2026-05-01")
    assert result.exit_code == 0
    assert "SECRET" not in result.stdout
    assert "tipcycle close" not in result.stdout
