"""The calendar file: stable appointments at the right instant, which a second import mends and never doubles."""

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

MADE = datetime(2026, 2, 26, 8, 30, 15, 123456, tzinfo=UTC)
PAUSED = '[[pause]]\nweeks = ["2026-W15"]\nbecause = "SECRET reason"'
WRITTEN = """
[[pick]]
tips = [5, 13, 33, 34, 42]
running = "SECRET service"

[[voice]]
text = "SECRET voice"
shared = true
"""
BRUSSELS = "Europe/Brussels"


def ics(
    text: str = "",
    *,
    starts: str = "2026-03-02",
    today: str = "2026-02-26",
    at: time = time(16),
    zone: str | None = BRUSSELS,
    made: datetime = MADE,
    language: str = "en",
    weekday: int = 4,
) -> bytes:
    """The file of a cycle of the usual five."""
    found = cycle_agenda(
        Cycles(make_journal(cycle_file(with_pick(text), starts=starts))), weekday, date.fromisoformat(today)
    )
    return calendar_ics(found, at, zone, made, load_translator(language))


def events(data: bytes) -> list[Event]:
    """The appointments, parsed anew: the check-ins, and the review as the last one."""
    found: list[Event] = list(Calendar.from_ical(data).walk("VEVENT"))
    return found


# Each golden file: what it is made of.
GOLDENS = {
    "calendar-en.ics": {"text": PAUSED, "language": "en"},
    "calendar-nl.ics": {"text": PAUSED, "language": "nl", "zone": None, "weekday": 0, "at": time(9, 30)},
}


@pytest.mark.parametrize("name", GOLDENS)
def test_the_file_is_as_it_was_last_looked_at(name: str) -> None:
    """Each golden file is what the view makes now, to the byte."""
    path = GOLDEN / name
    assert path.exists(), "missing; make it with: .venv/bin/python -m tests.render.test_ical"
    assert ics(**GOLDENS[name]) == path.read_bytes(), "look at it, then: .venv/bin/python -m tests.render.test_ical"


def test_the_file_can_be_read_by_any_calendar() -> None:
    """Lines end as RFC 5545 wants it and none is longer than 75 bytes; each appointment has what it needs."""
    data = ics(PAUSED)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    *checkins, review = events(data)
    assert len(checkins) == 8
    for event in checkins:
        assert event["DURATION"].dt == timedelta(minutes=15)
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(minutes=-5)
    assert (review["DTSTART"].dt, review["DTEND"].dt) == (date(2026, 5, 1), date(2026, 5, 2))
    (alarm,) = review.walk("VALARM")
    assert datetime(2026, 5, 1) + alarm["TRIGGER"].dt == datetime(2026, 4, 30, 9)  # noqa: DTZ001
    for event in events(data):
        assert event["SUMMARY"]
        assert event["DTSTAMP"].dt == MADE.replace(microsecond=0)


def test_weeks_off_have_no_appointment() -> None:
    """The check-in of a paused week is not in the file; the others keep their number and their name."""
    whole, paused = ({event["UID"]: str(event["SUMMARY"]) for event in events(ics(text))} for text in ("", PAUSED))
    assert set(whole) - set(paused) == {"2026-03-02-2026-W15@tipcycle"}
    assert paused.items() <= whole.items()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_nothing_that_was_written_is_in_it(language: str) -> None:
    """No word of the journal is in the file, not even one that may go on paper, and no tip."""
    data = ics(WRITTEN + PAUSED, language=language).decode()
    assert "SECRET" not in data
    assert "05" not in "".join(line for line in data.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION")))


def test_a_later_file_outranks_an_earlier_one() -> None:
    """Whatever was changed, an appointment keeps its UID, and the later file has the higher rank."""
    first = events(ics())
    later = events(ics(PAUSED, at=time(9), zone=None, language="nl", weekday=3, made=MADE + timedelta(minutes=1)))
    told = {event["UID"]: event for event in first}
    assert len(told) == len(first) == 10
    assert {event["UID"] for event in later} <= set(told)
    for event in later:
        before = told[event["UID"]]
        assert event["SEQUENCE"] > before["SEQUENCE"]
        assert event["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert ics() == ics()


# The zone, the day and the time on the wall, and the instant that it is.
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
def test_an_appointment_is_at_the_right_instant(zone: str, day: str, clock: str, instant: str) -> None:
    """The clock on the wall decides, across the last Sundays of March and October, by the file's own zone too."""
    on = date.fromisoformat(day)
    starts = "2026-03-02" if on.month == 3 else "2026-09-07"
    data = ics(starts=starts, today=starts, zone=zone, at=time.fromisoformat(clock), weekday=on.weekday())
    event = next(event for event in events(data) if not event.get("TRANSP") and event["DTSTART"].dt.date() == on)
    assert f"{event['DTSTART'].dt.astimezone(UTC):%Y-%m-%dT%H:%M}" == instant
    assert event["DTSTART"].params["TZID"] == zone
    wall = event["DTSTART"].dt.replace(tzinfo=None)
    assert f"{wall - offset(data, wall):%Y-%m-%dT%H:%M}" == instant


def offset(data: bytes, wall: datetime) -> timedelta:
    """What the VTIMEZONE of the file says of a time on the wall: the latest onset before it (RFC 5545, 3.6.5)."""
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    onsets = sorted((part["DTSTART"].dt, part["TZOFFSETTO"].td) for part in zone.subcomponents)
    found: timedelta = [shift for onset, shift in onsets if onset <= wall][-1]
    return found


@pytest.mark.parametrize("zone", [BRUSSELS, "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "Europe/Dublin"])
def test_the_zone_in_the_file_is_that_of_the_world(zone: str) -> None:
    """Each onset in the file is the very instant at which the zone changes, told in the time that it ends."""
    (found,) = Calendar.from_ical(ics(zone=zone)).walk("VTIMEZONE")
    assert found["TZID"] == zone
    _, *onsets = sorted((part["DTSTART"].dt, part) for part in found.subcomponents)
    world = ZoneInfo(zone)
    for begins, part in onsets:
        instant = (begins - part["TZOFFSETFROM"].td).replace(tzinfo=UTC)
        for moment, shift in ((instant - timedelta(seconds=1), "TZOFFSETFROM"), (instant, "TZOFFSETTO")):
            assert moment.astimezone(world).utcoffset() == part[shift].td
    changes = [
        day for n in range(365)
        if (day := datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=n)).astimezone(world).utcoffset()
        != (day + timedelta(days=1)).astimezone(world).utcoffset()
    ]  # fmt: skip
    assert len(onsets) == len(changes)


@pytest.mark.parametrize(
    "zone", [None, "", "Middle/Earth", "CET-1CEST,M3.5.0,M10.5.0/3", "../../etc/passwd", "Europe", "a\nb", "x" * 5000]
)
def test_an_unknown_zone_leaves_the_times_floating(zone: str | None) -> None:
    """Without a zone that is known here, the hours follow whatever clock shows them, and no zone is told."""
    assert find_zone(zone) is None
    data = ics(zone=zone)
    assert b"VTIMEZONE" not in data
    assert b"TZID" not in data
    assert b"DTSTART:20260306T160000\r\n" in data


def test_a_machine_on_utc_tells_instants() -> None:
    """UTC needs no zone of its own."""
    assert b"DTSTART:20260306T160000Z\r\n" in ics(zone="UTC")


KHAL = shutil.which("khal")


@pytest.mark.skipif(KHAL is None, reason="no khal on this machine: apt-get install khal")
def test_a_calendar_that_is_handed_the_file_twice_has_everything_once(tmp_path: Path) -> None:
    """khal imports the file, then a later one with a week off and another hour: each appointment is there once."""
    (tmp_path / "cal").mkdir()
    config = tmp_path / "config"
    config.write_text(
        f"[calendars]\n[[mine]]\npath = {tmp_path / 'cal'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[default]\ndefault_calendar = mine\n[locale]\nlocal_timezone = Europe/Brussels\n"
        "default_timezone = Europe/Brussels\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal(*words: str) -> list[str]:
        done = subprocess.run(
            [KHAL or "khal", "-c", str(config), *words],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return sorted(set(done.stdout.split("\n")) - {""})

    for data in (ics(), ics(PAUSED, at=time(9), made=MADE + timedelta(hours=1))):
        (tmp_path / "tipcycle.ics").write_bytes(data)
        khal("import", "--batch", "-a", "mine", str(tmp_path / "tipcycle.ics"))
    assert len(list((tmp_path / "cal").iterdir())) == 10
    found = khal("list", "--day-format", "", "--format", "{start-long}|{title}", "2026-03-01", "70d")
    days = [f"2026-{day}" for day in ("03-06", "03-13", "03-20", "03-27", "04-03", "04-10", "04-17", "04-24", "05-01")]
    hours = ["16:00" if day == "2026-04-10" else "09:00" for day in days]  # what was imported before a week off stays
    wanted = [f"{day} {hour}|Check-in, {n}" for n, (day, hour) in enumerate(zip(days, hours, strict=True), 1)]
    assert [line.split(" week")[0].rstrip("dhnrst") for line in found if "Check-in" in line] == wanted
    assert [line for line in found if "Review" in line] == ["2026-05-01|Review with the team, cycle 1"]


if __name__ == "__main__":  # .venv/bin/python -m tests.render.test_ical
    for name, made_of in GOLDENS.items():
        (GOLDEN / name).write_bytes(ics(**made_of))
