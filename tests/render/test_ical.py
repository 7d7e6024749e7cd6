"""The calendar file: valid iCalendar, correct times, no user texts, and updates of an earlier file."""

import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from tests.journal_builder import cycle_file, make_journal, with_pick
from tests.render.review_pages import GOLDEN
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import cycle_agenda
from tipcycle.i18n import load_translator
from tipcycle.render.ical import calendar_ics, find_zone

CREATED_AT = datetime(2026, 2, 26, 8, 30, 15, 123456, tzinfo=UTC)
PAUSE_TOML = '[[pause]]\nweeks = ["2026-W15"]\nbecause = "SECRET reason"'
USER_TEXTS_TOML = """
[[pick]]
tips = [5, 13, 33, 34, 42]
running = "SECRET service"

[[voice]]
text = "SECRET voice"
shared = true
"""
BRUSSELS = "Europe/Brussels"


def make_ics(
    text: str = "",
    *,
    starts: str = "2026-03-02",
    today: str = "2026-02-26",
    at: time = time(16),
    zone: str | None = BRUSSELS,
    created_at: datetime = CREATED_AT,
    language: str = "en",
    weekday: int = 4,
) -> bytes:
    """Return the calendar file of a cycle with five ordinary tips."""
    agenda = cycle_agenda(
        Cycles(make_journal(cycle_file(with_pick(text), starts=starts))), weekday, date.fromisoformat(today)
    )
    return calendar_ics(agenda, at, zone, created_at, load_translator(language))


def parse_events(data: bytes) -> list[Event]:
    """Parse a calendar file. Return its events: the check-ins, then the review."""
    result: list[Event] = list(Calendar.from_ical(data).walk("VEVENT"))
    return result


# The arguments of `make_ics` for each golden file.
GOLDEN_OPTIONS = {
    "calendar-en.ics": {"text": PAUSE_TOML, "language": "en"},
    "calendar-nl.ics": {"text": PAUSE_TOML, "language": "nl", "zone": None, "weekday": 0, "at": time(9, 30)},
}


@pytest.mark.parametrize("name", GOLDEN_OPTIONS)
def test_file_matches_its_golden_file(name: str) -> None:
    path = GOLDEN / name
    assert path.exists(), "missing; make it with: .venv/bin/python -m tests.render.test_ical"
    assert make_ics(**GOLDEN_OPTIONS[name]) == path.read_bytes(), (
        "look at it, then: .venv/bin/python -m tests.render.test_ical"
    )


def test_file_follows_rfc_5545() -> None:
    """Lines end with CRLF and have at most 75 bytes. Each event has its alarm, summary and timestamp."""
    data = make_ics(PAUSE_TOML)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    *checkins, review = [event for event in parse_events(data) if event.get("STATUS") != "CANCELLED"]
    assert len(checkins) == 8
    for event in checkins:
        assert event["DURATION"].dt == timedelta(minutes=15)
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(minutes=-5)
    assert (review["DTSTART"].dt, review["DTEND"].dt) == (date(2026, 5, 1), date(2026, 5, 2))
    (alarm,) = review.walk("VALARM")
    assert datetime(2026, 5, 1) + alarm["TRIGGER"].dt == datetime(2026, 4, 30, 9)  # noqa: DTZ001
    for event in parse_events(data):
        assert event["SUMMARY"]
        assert event["DTSTAMP"].dt == CREATED_AT.replace(microsecond=0)


CHECKIN_TOML = '[[checkin]]  # 2026-04-22\nweek = "2026-W17"\ndid = [5]'
CLOSE_TOML = "[[close]]  # 2026-04-27\ndrop = [5, 13, 33, 34, 42]"


def cancelled_names(data: bytes) -> list[str]:
    """Return the weeks of the cancelled check-ins, and `review`."""
    cancelled = [event for event in parse_events(data) if event.get("STATUS") == "CANCELLED"]
    assert all(not event.walk("VALARM") and event["TRANSP"] == "TRANSPARENT" for event in cancelled)
    return [str(event["UID"]).removeprefix("2026-03-02-").partition("-2026-03-02-")[0] for event in cancelled]


@pytest.mark.parametrize(
    ("text", "today", "cancelled"),
    [
        ("", "2026-02-26", []),
        (PAUSE_TOML, "2026-02-26", ["2026-W15"]),
        (PAUSE_TOML, "2026-04-10", ["2026-W15"]),
        (PAUSE_TOML, "2026-04-11", []),
        (CHECKIN_TOML, "2026-04-22", ["2026-W17"]),
        (PAUSE_TOML + "\n" + CHECKIN_TOML, "2026-04-01", ["2026-W15", "2026-W17"]),
        (CLOSE_TOML, "2026-04-27", ["2026-W18", "review"]),
    ],
    ids=["ordinary", "paused", "paused-today", "paused-and-past", "answered-early", "both", "closed-early"],
)
def test_weeks_that_are_not_needed_are_cancelled(text: str, today: str, cancelled: list[str]) -> None:
    """A check-in of a paused or answered week, and what is left after an early close; past days are left out."""
    assert cancelled_names(make_ics(text, today=today)) == cancelled


def test_file_of_the_next_cycle_cancels_the_rest_of_one_that_was_closed_early() -> None:
    """The identifiers are those of the earlier file, and nothing of the next cycle is cancelled."""
    files = (cycle_file(with_pick(CLOSE_TOML)), cycle_file(with_pick(), starts="2026-05-04", anchor="2026-03-02"))
    agenda = cycle_agenda(Cycles(make_journal(*files)), 4, date(2026, 4, 28))
    events = parse_events(calendar_ics(agenda, time(16), BRUSSELS, CREATED_AT, load_translator("en")))
    earlier_uids = {event["UID"] for event in parse_events(make_ics())}
    cancelled = {event["UID"] for event in events if event.get("STATUS") == "CANCELLED"}
    assert (len(cancelled), len(events)) == (2, 2 + 9)
    assert cancelled < earlier_uids


def test_cancelled_events_keep_their_uid_summary_and_time() -> None:
    before, after = ({event["UID"]: event for event in parse_events(make_ics(text))} for text in ("", PAUSE_TOML))
    assert before.keys() == after.keys()
    for uid, event in before.items():
        assert (event["SUMMARY"], event["DTSTART"].dt) == (after[uid]["SUMMARY"], after[uid]["DTSTART"].dt)


def test_two_managers_who_start_on_the_same_monday_have_different_uids() -> None:
    """An undo of the pick and a new one for the same Monday keep the UIDs."""
    pick = '[[pick]]\nid = "{}"\ntips = [5, 13, 33, 34, 42]\n'

    def uids(text: str) -> set[str]:
        agenda = cycle_agenda(Cycles(make_journal(cycle_file(text))), 4, date(2026, 2, 26))
        data = calendar_ics(agenda, time(16), BRUSSELS, CREATED_AT, load_translator("en"))
        return {str(event["UID"]) for event in parse_events(data)}

    mine, other = uids(pick.format("aaaa")), uids(pick.format("bbbb"))
    assert mine.isdisjoint(other)
    assert uids(pick.format("aaaa") + '[[undo]]\nof = ["aaaa"]\n' + pick.format("cccc")) == mine


def test_file_is_published_and_escapes_commas() -> None:
    """Without METHOD, some programs ask to accept each appointment."""
    lines = make_ics().decode().split("\r\n")
    assert "METHOD:PUBLISH" in lines
    assert "X-WR-CALNAME:tipcycle\\, cycle 1" in lines
    assert "SUMMARY:tipcycle check-in\\, 1st week of 9" in lines


@pytest.mark.parametrize("language", ["en", "nl"])
def test_file_has_no_user_texts(language: str) -> None:
    """Shared texts and tips are left out too."""
    data = make_ics(USER_TEXTS_TOML + PAUSE_TOML, language=language).decode()
    assert "SECRET" not in data
    assert "05" not in "".join(line for line in data.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION")))


def test_later_file_has_higher_sequence_numbers() -> None:
    """Each event keeps its UID. The same input gives the same file."""
    first = parse_events(make_ics())
    later = parse_events(
        make_ics(
            PAUSE_TOML, at=time(9), zone=None, language="nl", weekday=3, created_at=CREATED_AT + timedelta(minutes=1)
        )
    )
    first_by_uid = {event["UID"]: event for event in first}
    assert len(first_by_uid) == len(first) == 10
    assert {event["UID"] for event in later} <= set(first_by_uid)
    for event in later:
        earlier = first_by_uid[event["UID"]]
        assert event["SEQUENCE"] > earlier["SEQUENCE"]
        assert event["DTSTAMP"].dt > earlier["DTSTAMP"].dt
    assert make_ics() == make_ics()


# Time zone, local date and local time, and the same instant in UTC.
INSTANTS = [
    (BRUSSELS, "2026-03-27", "16:00", "2026-03-27T15:00"),
    (BRUSSELS, "2026-03-28", "16:00", "2026-03-28T15:00"),
    (BRUSSELS, "2026-03-29", "16:00", "2026-03-29T14:00"),
    (BRUSSELS, "2026-03-29", "01:59", "2026-03-29T00:59"),
    (BRUSSELS, "2026-03-29", "03:00", "2026-03-29T01:00"),
    (BRUSSELS, "2026-03-29", "03:30", "2026-03-29T01:30"),
    (BRUSSELS, "2026-10-24", "16:00", "2026-10-24T14:00"),
    (BRUSSELS, "2026-10-25", "16:00", "2026-10-25T15:00"),
    (BRUSSELS, "2026-10-25", "01:59", "2026-10-24T23:59"),
    (BRUSSELS, "2026-10-25", "03:00", "2026-10-25T02:00"),
    ("America/New_York", "2026-03-07", "16:00", "2026-03-07T21:00"),
    ("America/New_York", "2026-03-08", "16:00", "2026-03-08T20:00"),
    ("America/New_York", "2026-03-29", "16:00", "2026-03-29T20:00"),
    ("America/New_York", "2026-10-25", "16:00", "2026-10-25T20:00"),
    ("America/New_York", "2026-10-31", "16:00", "2026-10-31T20:00"),
    ("America/New_York", "2026-11-01", "16:00", "2026-11-01T21:00"),
    ("Asia/Kolkata", "2026-03-29", "16:00", "2026-03-29T10:30"),
    ("Asia/Kolkata", "2026-10-25", "16:00", "2026-10-25T10:30"),
]


@pytest.mark.parametrize(("zone", "day", "clock", "instant"), INSTANTS, ids=[" ".join(row[:3]) for row in INSTANTS])
def test_event_has_the_correct_instant(zone: str, day: str, clock: str, instant: str) -> None:
    """An event keeps its local time across daylight saving changes. The VTIMEZONE gives the same instant."""
    event_date = date.fromisoformat(day)
    starts = "2026-03-02" if event_date.month == 3 else "2026-09-07"
    data = make_ics(starts=starts, today=starts, zone=zone, at=time.fromisoformat(clock), weekday=event_date.weekday())
    event = next(
        event for event in parse_events(data) if not event.get("TRANSP") and event["DTSTART"].dt.date() == event_date
    )
    assert f"{event['DTSTART'].dt.astimezone(UTC):%Y-%m-%dT%H:%M}" == instant
    assert event["DTSTART"].params["TZID"] == zone
    local_time = event["DTSTART"].dt.replace(tzinfo=None)
    assert f"{local_time - vtimezone_offset(data, local_time):%Y-%m-%dT%H:%M}" == instant


def vtimezone_offset(data: bytes, local_time: datetime) -> timedelta:
    """Return the UTC offset that the VTIMEZONE gives for a local time: the latest onset before it (RFC 5545, 3.6.5)."""
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    onsets = sorted((part["DTSTART"].dt, part["TZOFFSETTO"].td) for part in zone.subcomponents)
    offset: timedelta = [shift for onset, shift in onsets if onset <= local_time][-1]
    return offset


@pytest.mark.parametrize("zone", [BRUSSELS, "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "Europe/Dublin"])
def test_vtimezone_matches_zoneinfo(zone: str) -> None:
    """Each onset is the exact instant of a change, in the local time before the change."""
    (vtimezone,) = Calendar.from_ical(make_ics(zone=zone)).walk("VTIMEZONE")
    assert vtimezone["TZID"] == zone
    _, *onsets = sorted((part["DTSTART"].dt, part) for part in vtimezone.subcomponents)
    expected_zone = ZoneInfo(zone)
    for onset, part in onsets:
        instant = (onset - part["TZOFFSETFROM"].td).replace(tzinfo=UTC)
        for moment, shift in ((instant - timedelta(seconds=1), "TZOFFSETFROM"), (instant, "TZOFFSETTO")):
            assert moment.astimezone(expected_zone).utcoffset() == part[shift].td
    changes = [
        day for n in range(365)
        if (day := datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n)).astimezone(expected_zone).utcoffset()
        != (day + timedelta(days=1)).astimezone(expected_zone).utcoffset()
    ]  # fmt: skip
    assert len(onsets) == len(changes)


@pytest.mark.parametrize(
    "zone",
    [
        None,
        "",
        "UTC",
        "Etc/UTC",
        "Middle/Earth",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "../../etc/passwd",
        "Europe",
        "a\nb",
        "x" * 5000,
    ],
)
def test_unknown_zone_gives_floating_times(zone: str | None) -> None:
    assert find_zone(zone) is None
    data = make_ics(zone=zone)
    assert b"VTIMEZONE" not in data
    assert b"TZID" not in data
    assert b"DTSTART:20260306T160000\r\n" in data


KHAL = shutil.which("khal")


@pytest.mark.skipif(KHAL is None, reason="no khal on this machine: apt-get install khal")
def test_importing_again_moves_and_cancels_events(tmp_path: Path) -> None:
    """khal imports the file, then a later one with a paused and an answered week, another time and no event twice."""
    (tmp_path / "cal").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[mine]]\npath = {tmp_path / 'cal'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[default]\ndefault_calendar = mine\n[locale]\nlocal_timezone = Europe/Brussels\n"
        "default_timezone = Europe/Brussels\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal(*args: str) -> list[str]:
        result = subprocess.run(
            [KHAL or "khal", "-c", str(config), *args],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return sorted(set(result.stdout.split("\n")) - {""})

    later_text = PAUSE_TOML + "\n" + CHECKIN_TOML
    for data in (make_ics(), make_ics(later_text, at=time(9), created_at=CREATED_AT + timedelta(hours=1))):
        (tmp_path / "tipcycle.ics").write_bytes(data)
        khal("import", "--batch", "-a", "mine", str(tmp_path / "tipcycle.ics"))
    assert len(list((tmp_path / "cal").iterdir())) == 10
    form = "{start-long}|{cancelled}{alarm-symbol}|{title}"
    listed = khal("list", "--day-format", "", "--format", form, "2026-03-01", "70d")
    days = [f"2026-{day}" for day in ("03-06", "03-13", "03-20", "03-27", "04-03", "04-10", "04-17", "04-24", "05-01")]
    signs = ["CANCELLED " if day in ("2026-04-10", "2026-04-24") else " ⏰" for day in days]
    expected = [
        f"{day} 09:00|{sign}|tipcycle check-in, {n}" for n, (day, sign) in enumerate(zip(days, signs, strict=True), 1)
    ]
    assert [line.split(" week")[0].rstrip("dhnrst") for line in listed if "check-in" in line] == expected
    assert [line for line in listed if "Review" in line] == ["2026-05-01| ⏰|Review with the team, cycle 1"]


if __name__ == "__main__":  # .venv/bin/python -m tests.render.test_ical
    for name, options in GOLDEN_OPTIONS.items():
        (GOLDEN / name).write_bytes(make_ics(**options))
