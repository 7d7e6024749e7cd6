"""Format 1, for years: files as a tipcycle of format 1 and a person left them, and what they say.

The files in `tests/golden/format-1` never change. A journal that was written today must be read by every later
tipcycle as it is read here; a test that asks for another answer asks to break somebody's journal.
"""

import hashlib
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import TipcycleRunner
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

SUMS = {
    "journal.toml": "e6691bd0f0ae850be5e60eeb9414d747faff1d03590be8ac48f708d09ea45831",
    "cycles/2026-03-02.toml": "f4951bb5f3cbd6054b3c10b94e3a750aabb683702d111f4d186e781a476ba8b3",
    "cycles/2026-05-04.toml": "43434638b09f4793b6774255bb44609a2052d8ffe18be02d46da49952e522d6d",
    "tips.toml": "78e8c532e5071bd4d472fd04c541fa9838472ba419443d961837f5ea55ddd63f",
}


def at(day: int, hour: int, minute: int = 0, second: int = 0, micro: int = 0, month: int = 3) -> datetime:
    """An instant of 2026 (UTC)."""
    return datetime(2026, month, day, hour, minute, second, micro, UTC)


def week(number: int) -> Week:
    """A week of 2026."""
    return Week.parse(f"2026-W{number}")


def block(id: str, when: datetime, payload: Payload, *, on: date | None = None) -> Event:
    """A block that was entered on the day of its stamp, unless it says another."""
    return Event(id, when, on or when.date(), payload)


OWN = {
    block("0a10000000000001", at(26, 8, month=2), Profile(name="Ro", team="Service")),
    block("0a10000000000002", at(6, 15, 4, 5, 6), Profile(team="", language="nl", day="thursday")),
    block("0a10000000000003", at(6, 15, 5), Star(tips=(5, 13, 201))),
    block("0a10000000000004", at(6, 15, 6), Star(tips=(13,), starred=False)),
    block(
        "0a10000000000005", at(7, 9), Touchstone(text="Bij ons hoeft niemand zijn verhaal twee keer te vertellen.")
    ),
    block("0a10000000000006", at(9, 10), Touchstone(text="Nobody tells their story twice.", together=date(2026, 3, 9))),
    block("0a10000000000007", at(9, 11), Pulse(guess=4, own=3, others=(0, 1, 3, 2, 1))),
    block("0a10000000000008", at(9, 12), Reflection(answers="yynn?yny")),
    block(
        "0a10000000000009",
        at(9, 13),
        Voice(text='“You ring before I do.” — said twice\ton "Monday"', by="a customer", heard="loyalty"),
    ),
    block("0a1000000000000a", at(9, 14), Share(of="0a10000000000009", shared=True)),
    block("0a1000000000000b", at(10, 8), Star(tips=(42,))),
    block("0a1000000000000c", at(10, 8, 1), Undo(of=("0a1000000000000b",))),
}  # fmt: skip

MARCH = {
    block("0c10000000000001", at(26, 8, 10, month=2), Pick(tips=(5, 33, 34, 68, 42), running="the breakdown service")),
    block(
        "0c10000000000002",
        at(6, 16, 5, 0, 1),
        Checkin(week=week(10), did=(5, 33), costly=(42,), missed=(68,), built=(34,), team=4, customers=3),
    ),
    block(
        "0c10000000000003",
        at(6, 16, 5, 0, 1),
        Note(text="that form is gone", tip=34, week=week(10), by="the front desk", shared=True),
    ),
    block(
        "0c10000000000004",
        at(6, 16, 5, 0, 1),
        Voice(
            text="You are the first who rings before I had to get angry.",
            by="a customer", tip=42, week=week(10), shared=True, heard="experience",
        ),
    ),
    block("0c10000000000005", at(9, 9), Swap(old=68, new=13, from_=week(11), because="the back office moved")),
    block("0c10000000000006", at(13, 16), Plan(tip=42, text="When my coat is on its hook, I ring.")),
    block(
        "0c10000000000007",
        at(13, 16),
        Checkin(week=week(11), did=(5, 13), none=(33,), missed=(42,), answer="a colleague did"),
    ),
    block("0c10000000000008", at(14, 9), Checkin(week=week(11), did=(42,))),
    block("0c10000000000009", at(14, 9, 1), Undo(of=("0c10000000000008",))),
    block("0c1000000000000e", at(27, 9), Share(of="0c10000000000003", shared=False)),
    block("0c1000000000000a", at(3, 9, month=4), Pause(weeks=(week(15), week(16)), because="spring break")),
    block("0c1000000000000b", at(1, 9, month=5), Summary(text="It became calmer at the desk.")),
    block(
        "0c1000000000000c",
        at(1, 10, month=5),
        Close(keep=(5, 34), adapt=(33,), extend=(42,), drop=(13,), by_hand=(5,)),
    ),
    block(
        "0c1000000000000d",
        at(1, 10, month=5),
        Lesson(tip=5, text="In one hour at the desk I hear where it pinches."),
    ),
}  # fmt: skip

MAY = {
    block("mei", at(4, 7, 30, month=5), Pick(tips=(42, 18, 53, 71, 73))),
    block("mei-1", at(8, 15, month=5), Checkin(week=week(19), did=(42, 18))),
    block("mei-2", at(8, 15, 0, 1, month=5), Note(text="Eén regel,\nen nog één: [[pick]] is hier geen kop.")),
}

SAID = {"journal.toml": OWN, "cycles/2026-03-02.toml": MARCH, "cycles/2026-05-04.toml": MAY}


def read(name: str) -> ParsedFile:
    """A golden file as it is read."""
    return parse_file((GOLDEN / name).read_bytes(), name)


@pytest.mark.parametrize("name", SUMS)
def test_never_changes(name: str) -> None:
    """The files of format 1 are, byte for byte, what they were when the format was settled."""
    assert hashlib.sha256((GOLDEN / name).read_bytes()).hexdigest() == SUMS[name]


def test_nothing_else_is_there() -> None:
    """Every golden file has its sum here."""
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.toml")} == set(SUMS)


@pytest.mark.parametrize("name", SAID)
def test_every_block(name: str) -> None:
    """Each file says exactly these blocks, and none of it is an error."""
    file = read(name)
    assert set(file.events) == SAID[name]
    assert len(file.events) == len(SAID[name])
    assert not file.is_damaged


def test_every_kind_is_there() -> None:
    """No kind of block of format 1 is missing; one that comes later brings a golden file of its own."""
    assert {type(each.payload) for each in OWN} == set(JOURNAL_PAYLOADS)
    assert {type(each.payload) for each in MARCH} == set(CYCLE_PAYLOADS)


def test_headers() -> None:
    """The cycles begin on these Mondays, and count their weeks from this anchor."""
    assert read("cycles/2026-03-02.toml").header == CycleHeader(date(2026, 3, 2), 9, date(2026, 3, 2))
    assert read("cycles/2026-05-04.toml").header == CycleHeader(date(2026, 5, 4), 9, date(2026, 3, 2))


def test_what_is_a_persons_own_is_a_remark() -> None:
    """Comments say nothing; keys, tables and blocks of a person's own are remarks."""
    remarks = [(problem.file, problem.code, problem.detail) for name in SAID for problem in read(name).problems]
    assert remarks == [
        ("journal.toml", "unknown-block", "weather"),
        ("journal.toml", "unknown-key", "mine"),
        ("cycles/2026-03-02.toml", "unknown-key", "mood"),
    ]


@pytest.mark.parametrize("name", SAID)
def test_can_be_added_to(name: str) -> None:
    """The next entry comes after exactly these bytes, and they say what they said."""
    old = (GOLDEN / name).read_bytes()
    body: Payload = Voice(text="the next one")
    new = block("next", at(1, 0, month=6), body)
    whole = append_events(old, (new,), name)
    assert whole.startswith(old)
    assert set(parse_file(whole, name).events) == SAID[name] | {new}


def test_what_it_comes_to() -> None:
    """Folded, the two cycles are what the manager did: who sat among the five, what was answered, how it was closed."""
    places = Paths.under(GOLDEN)
    loaded = Store(places, date(2026, 5, 10), lambda: at(10, 0, month=5)).load()
    first, second = Cycles(loaded.journal)
    assert (first.number, first.ends, first.five) == (1, date(2026, 5, 3), (5, 33, 34, 13, 42))
    today = date(2026, 5, 10)
    assert {tip: first.statuses(tip, today) for tip in (5, 33, 34, 13, 42, 68)} == {
        5: "DD???PP??",
        33: "DN???PP??",
        34: "D????PP??",
        13: ".D???PP??",
        42: "CM???PP??",
        68: "M........",
    }
    assert (first.summary, first.plans[42]) == ("It became calmer at the desk.", "When my coat is on its hook, I ring.")
    assert first.closed_on == date(2026, 5, 1)
    assert [line.text for line in first.remarks if line.shared and line.is_voice] == [
        "You are the first who rings before I had to get angry."
    ]
    assert [line.shared for line in first.remarks if not line.is_voice] == [False]
    assert (second.number, second.starts, second.five) == (2, date(2026, 5, 4), (42, 18, 53, 71, 73))
    assert second.weeks[-1].sunday == second.starts + timedelta(weeks=9, days=-1)


def test_own_tips() -> None:
    """The tips of a manager's own are read with both their languages."""
    loaded = load_catalogue(GOLDEN / "tips.toml", is_own=True)
    assert loaded.problems == ()
    assert loaded.catalogue.tips[201].text("en").title == "Ride along with one driver"
    assert loaded.catalogue.tips[201].text("nl").title == "Rijd een ronde mee"


def test_the_program_on_it(home: Path, tipcycle: TipcycleRunner) -> None:
    """Every reading command takes the golden journal, and the next check-in is added to it."""
    shutil.copytree(GOLDEN, home)
    assert tipcycle("journal check", on="2026-05-15").exit_code == 0
    for words in ("status", "momentum", "review --format markdown", "journal history", "tips show 201"):
        ran = tipcycle(words, on="2026-05-15")
        assert (ran.exit_code, ran.stderr) == (0, ""), words
    assert tipcycle("checkin --did 42,73", on="2026-05-15").exit_code == 0
    old = (GOLDEN / "cycles" / "2026-05-04.toml").read_bytes()
    assert (home / "cycles" / "2026-05-04.toml").read_bytes().startswith(old)
