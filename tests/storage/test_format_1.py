"""Compatibility with format 1: golden files as tipcycle and an editor wrote them, and their parsed content.

The files in `tests/golden/format-1` never change. Every later version of tipcycle must read them as this version does.
A change to an expected value in this module breaks existing journals.
"""

import hashlib
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import TipcycleRunner
from tests.journal_builder import status_letters
from tests.parametrize import needs_pydantic
from tipcycle.catalogue.loader import load_catalogue
from tipcycle.core.events import (
    CYCLE_PAYLOADS,
    JOURNAL_PAYLOADS,
    Checkin,
    Close,
    CycleHeader,
    Event,
    Lesson,
    Note,
    Pause,
    Payload,
    Pick,
    Plan,
    Profile,
    Pulse,
    Reflection,
    Share,
    Star,
    Summary,
    Swap,
    Touchstone,
    Undo,
    Voice,
)
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store
from tipcycle.storage.toml_format import ParsedFile, append_events, parse_file

GOLDEN = Path(__file__).parent.parent / "golden" / "format-1"

CHECKSUMS = {
    "journal.toml": "e6691bd0f0ae850be5e60eeb9414d747faff1d03590be8ac48f708d09ea45831",
    "cycles/2026-03-02.toml": "f4951bb5f3cbd6054b3c10b94e3a750aabb683702d111f4d186e781a476ba8b3",
    "cycles/2026-05-04.toml": "43434638b09f4793b6774255bb44609a2052d8ffe18be02d46da49952e522d6d",
    "tips.toml": "78e8c532e5071bd4d472fd04c541fa9838472ba419443d961837f5ea55ddd63f",
}


def at(day: int, hour: int, minute: int = 0, second: int = 0, micro: int = 0, month: int = 3) -> datetime:
    """Return an instant in 2026 (UTC)."""
    return datetime(2026, month, day, hour, minute, second, micro, UTC)


def week(number: int) -> Week:
    """Return a week of 2026."""
    return Week.parse(f"2026-W{number}")


def event(id: str, stamp: datetime, payload: Payload, *, on: date | None = None) -> Event:
    """Return an event that was entered on the day of its time stamp, unless `on` is given."""
    return Event(id, stamp, on or stamp.date(), payload)


JOURNAL_EVENTS = {
    event("0a10000000000001", at(26, 8, month=2), Profile(name="Ro", team="Service")),
    event("0a10000000000002", at(6, 15, 4, 5, 6), Profile(team="", language="nl", day="thursday")),
    event("0a10000000000003", at(6, 15, 5), Star(tips=(5, 13, 201))),
    event("0a10000000000004", at(6, 15, 6), Star(tips=(13,), starred=False)),
    event(
        "0a10000000000005", at(7, 9), Touchstone(text="Bij ons hoeft niemand zijn verhaal twee keer te vertellen.")
    ),
    event("0a10000000000006", at(9, 10), Touchstone(text="Nobody tells their story twice.", together=date(2026, 3, 9))),
    event("0a10000000000007", at(9, 11), Pulse(guess=4, own=3, others=(0, 1, 3, 2, 1))),
    event("0a10000000000008", at(9, 12), Reflection(answers="yynn?yny")),
    event(
        "0a10000000000009",
        at(9, 13),
        Voice(text='“You ring before I do.” — said twice\ton "Monday"', by="a customer", heard="loyalty"),
    ),
    event("0a1000000000000a", at(9, 14), Share(of="0a10000000000009", shared=True)),
    event("0a1000000000000b", at(10, 8), Star(tips=(42,))),
    event("0a1000000000000c", at(10, 8, 1), Undo(of=("0a1000000000000b",))),
}  # fmt: skip

MARCH_EVENTS = {
    event("0c10000000000001", at(26, 8, 10, month=2), Pick(tips=(5, 33, 34, 68, 42), running="the breakdown service")),
    event(
        "0c10000000000002",
        at(6, 16, 5, 0, 1),
        Checkin(week=week(10), did=(5, 33), costly=(42,), missed=(68,), built=(34,), team=4, customers=3),
    ),
    event(
        "0c10000000000003",
        at(6, 16, 5, 0, 1),
        Note(text="that form is gone", tip=34, week=week(10), by="the front desk", shared=True),
    ),
    event(
        "0c10000000000004",
        at(6, 16, 5, 0, 1),
        Voice(
            text="You are the first who rings before I had to get angry.",
            by="a customer", tip=42, week=week(10), shared=True, heard="experience",
        ),
    ),
    event("0c10000000000005", at(9, 9), Swap(old=68, new=13, from_=week(11), because="the back office moved")),
    event("0c10000000000006", at(13, 16), Plan(tip=42, text="When my coat is on its hook, I ring.")),
    event(
        "0c10000000000007",
        at(13, 16),
        Checkin(week=week(11), did=(5, 13), none=(33,), missed=(42,), answer="a colleague did"),
    ),
    event("0c10000000000008", at(14, 9), Checkin(week=week(11), did=(42,))),
    event("0c10000000000009", at(14, 9, 1), Undo(of=("0c10000000000008",))),
    event("0c1000000000000e", at(27, 9), Share(of="0c10000000000003", shared=False)),
    event("0c1000000000000a", at(3, 9, month=4), Pause(weeks=(week(15), week(16)), because="spring break")),
    event("0c1000000000000b", at(1, 9, month=5), Summary(text="It became calmer at the desk.")),
    event(
        "0c1000000000000c",
        at(1, 10, month=5),
        Close(keep=(5, 34), adapt=(33,), extend=(42,), drop=(13,), by_hand=(5,)),
    ),
    event(
        "0c1000000000000d",
        at(1, 10, month=5),
        Lesson(tip=5, text="In one hour at the desk I hear where it pinches."),
    ),
}  # fmt: skip

MAY_EVENTS = {
    event("mei", at(4, 7, 30, month=5), Pick(tips=(42, 18, 53, 71, 73))),
    event("mei-1", at(8, 15, month=5), Checkin(week=week(19), did=(42, 18))),
    event("mei-2", at(8, 15, 0, 1, month=5), Note(text="Eén regel,\nen nog één: [[pick]] is hier geen kop.")),
}

EXPECTED_EVENTS = {
    "journal.toml": JOURNAL_EVENTS,
    "cycles/2026-03-02.toml": MARCH_EVENTS,
    "cycles/2026-05-04.toml": MAY_EVENTS,
}


def parse_golden(name: str) -> ParsedFile:
    """Return the parsed golden file."""
    return parse_file((GOLDEN / name).read_bytes(), name)


@pytest.mark.parametrize("name", CHECKSUMS)
def test_golden_file_is_unchanged(name: str) -> None:
    assert hashlib.sha256((GOLDEN / name).read_bytes()).hexdigest() == CHECKSUMS[name]


def test_each_golden_file_has_a_checksum() -> None:
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.toml")} == set(CHECKSUMS)


@pytest.mark.parametrize("name", EXPECTED_EVENTS)
def test_golden_file_has_exactly_these_events(name: str) -> None:
    file = parse_golden(name)
    assert set(file.events) == EXPECTED_EVENTS[name]
    assert len(file.events) == len(EXPECTED_EVENTS[name])
    assert not file.is_damaged


def test_every_kind_of_event_is_covered() -> None:
    """A new kind of event needs a new golden file."""
    assert {type(event.payload) for event in JOURNAL_EVENTS} == set(JOURNAL_PAYLOADS)
    assert {type(event.payload) for event in MARCH_EVENTS} == set(CYCLE_PAYLOADS)


def test_headers_of_golden_cycles() -> None:
    assert parse_golden("cycles/2026-03-02.toml").header == CycleHeader(date(2026, 3, 2), 9, date(2026, 3, 2))
    assert parse_golden("cycles/2026-05-04.toml").header == CycleHeader(date(2026, 5, 4), 9, date(2026, 3, 2))


def test_user_defined_content_is_a_warning() -> None:
    """Unknown keys and blocks are warnings. Comments are ignored."""
    warnings = [
        (problem.file, problem.code, problem.detail)
        for name in EXPECTED_EVENTS
        for problem in parse_golden(name).problems
    ]
    assert warnings == [
        ("journal.toml", "unknown-block", "weather"),
        ("journal.toml", "unknown-key", "mine"),
        ("cycles/2026-03-02.toml", "unknown-key", "mood"),
    ]


@pytest.mark.parametrize("name", EXPECTED_EVENTS)
def test_appending_preserves_the_golden_file(name: str) -> None:
    old = (GOLDEN / name).read_bytes()
    payload: Payload = Voice(text="the next one")
    new_event = event("next", at(1, 0, month=6), payload)
    new_data = append_events(old, (new_event,), name)
    assert new_data.startswith(old)
    assert set(parse_file(new_data, name).events) == EXPECTED_EVENTS[name] | {new_event}


def test_projection_of_golden_journal() -> None:
    """The projection gives the five tips, the statuses, the remarks and the close of both cycles."""
    paths = Paths.under(GOLDEN)
    loaded = Store(paths, date(2026, 5, 10), lambda: at(10, 0, month=5)).load()
    first, second = Cycles(loaded.journal)
    assert (first.number, first.ends, first.five) == (1, date(2026, 5, 3), (5, 33, 34, 13, 42))
    today = date(2026, 5, 10)
    assert {tip: status_letters(first.statuses(tip, today)) for tip in (5, 33, 34, 13, 42, 68)} == {
        5: "DD???PP??",
        33: "DN???PP??",
        34: "D????PP??",
        13: ".D???PP??",
        42: "CM???PP??",
        68: "M........",
    }
    assert (first.summary, first.plans[42]) == ("It became calmer at the desk.", "When my coat is on its hook, I ring.")
    assert first.closed_on == date(2026, 5, 1)
    assert [remark.text for remark in first.remarks if remark.shared and remark.is_voice] == [
        "You are the first who rings before I had to get angry."
    ]
    assert [remark.shared for remark in first.remarks if not remark.is_voice] == [False]
    assert (second.number, second.starts, second.five) == (2, date(2026, 5, 4), (42, 18, 53, 71, 73))
    assert second.weeks[-1].sunday == second.starts + timedelta(weeks=9, days=-1)


@needs_pydantic
def test_own_tips_have_both_languages() -> None:
    loaded = load_catalogue(GOLDEN / "tips.toml", is_own=True)
    assert loaded.problems == ()
    assert loaded.catalogue.tips[201].text("en").title == "Ride along with one driver"
    assert loaded.catalogue.tips[201].text("nl").title == "Rijd een ronde mee"


@needs_pydantic
def test_commands_accept_golden_journal(home: Path, tipcycle: TipcycleRunner) -> None:
    """The reading commands work, and a check-in is appended."""
    shutil.copytree(GOLDEN, home)
    assert tipcycle("journal check", on="2026-05-15").exit_code == 0
    for command in ("status", "momentum", "review --format markdown", "journal history", "tips show 201"):
        result = tipcycle(command, on="2026-05-15")
        assert (result.exit_code, result.stderr) == (0, ""), command
    assert tipcycle("checkin --did 42,73", on="2026-05-15").exit_code == 0
    old = (GOLDEN / "cycles" / "2026-05-04.toml").read_bytes()
    assert (home / "cycles" / "2026-05-04.toml").read_bytes().startswith(old)
