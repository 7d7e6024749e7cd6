"""Edge values of every key of every block, in a journal of a closed and a running cycle.

The keys come from the payload classes in `core.events`, so a new key is included without a change here; a new kind of
value needs an entry in `EDGE_VALUES`.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tests.journal_builder import cycle_text, make_catalogue, weekly_checkins, with_stamps
from tipcycle.core.commands.checkin import CheckinAnswers, add_note, record_checkin
from tipcycle.core.commands.close import CloseDecisions, close
from tipcycle.core.commands.pause import pause
from tipcycle.core.commands.profile import set_profile
from tipcycle.core.commands.pulse import record_pulse
from tipcycle.core.commands.stars import set_stars
from tipcycle.core.commands.swap import swap
from tipcycle.core.commands.touchstone import set_touchstone
from tipcycle.core.commands.undo import undo
from tipcycle.core.commands.voices import add_voice
from tipcycle.core.errors import (
    CloseTooEarlyError,
    CycleClosedError,
    DamagedFileError,
    LastStampError,
    LaterCycleExistsError,
    PauseOutsideCycleError,
    PickInUseError,
    SwapTooLateError,
    TipcycleError,
    TipInFiveError,
    TipNotActiveError,
    TipNotInFiveError,
    TipSwappedOutError,
    WeekOutsideCycleError,
    WeekPausedError,
)
from tipcycle.core.events import CYCLE_PAYLOADS, JOURNAL_PAYLOADS, Change, Event, Journal, Payload, Profile, event_kind
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import Week
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store

CLOSED_CYCLE = "cycles/2026-01-05.toml"
RUNNING_CYCLE = "cycles/2026-03-02.toml"
GLOBAL_FILE = "journal.toml"
TODAY = date(2026, 4, 29)
"""In the last week of the running cycle, when every command that writes can run."""

_INSTANTS = (
    "0002-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2025-01-01T00:00:00Z", "2026-04-01T08:00:00Z",
    "2026-03-06T08:02:00Z", "2027-01-01T00:00:00Z", "8999-12-31T23:59:59.999999Z", "8999-12-31T23:59:59-23:59",
    "0002-01-01T00:00:00+23:59",
)  # fmt: skip
_DAYS = ("0001-01-01", "1582-10-15", "2025-03-06", "2026-12-31", "8999-12-31", "9999-12-31")
_MONDAYS = ("0002-01-07", "2025-03-03", "2026-03-02", "2026-03-09", "8999-12-25")
_WEEKS = ('"0002-W02"', '"2025-W10"', '"2026-W09"', '"2026-W10"', '"2026-W19"', '"8999-W52"')
_TEXTS = ('""', '" "', '"\\n"', '"\\u0000\\u001b[31m"', '"[/x] {x} %s"', f'"{"x" * 5000}"')
_TIPS = ("1", "5", "42", "101", "102", "200", "201", "99999")
_TIP_LISTS = ("[]", "[5]", "[5, 5]", "[5, 13, 33, 34, 42]", "[99999, 1]", "[68, 200, 201]")

EDGE_VALUES: dict[str, tuple[str, ...]] = {
    "str": (*_TEXTS, '"2026-03-02-1"', '"b1"', '"no-such-id"'),
    "bool": ("true", "false"),
    "date": _DAYS,
    "Monday": _MONDAYS,
    "WeekCount": ("8", "9"),
    "TipNumber": _TIPS,
    "TipNumbers": _TIP_LISTS,
    "ScaleValue": ("1", "5"),
    "Week": _WEEKS,
    "Weeks": ("[]", *(f"[{week}]" for week in _WEEKS), '["2026-W10", "2026-W10"]', '["8999-W52", "0002-W02"]'),
    "EventIds": ("[]", '[""]', '["no-such-id"]', '["2026-03-02-1"]', '["2026-03-02-3", "2026-03-02-3"]', '["b1"]'),
    "LanguageCode": ('"en"', '"nl"'),
    "SpiralPlace": ('"culture"', '"reputation"'),
    "SlipCounts": ("[0, 0, 0, 0, 0]", "[1, 0, 0, 0, 0]", "[9999, 9999, 9999, 9999, 9999]"),
    "ReflectionAnswers": ('"????????"', '"yyyyyyyy"', '"nnnnnnnn"'),
    "Weekday": ('"monday"', '"sunday"'),
}
"""TOML values at the limits of each annotation in `core.events`. A new annotation needs an entry here."""
_STAMP_VALUES = {
    "id": ('"x"', '" "', '"2026-03-02-1"', '"\\u001b[31m"', f'"{"i" * 3000}"'),
    "at": _INSTANTS,
    "on": _DAYS,
}
_DEFAULTS = {
    "str": '"text"', "bool": "true", "Week": '"2026-W11"', "TipNumber": "13", "Weeks": '["2026-W11"]',
    "EventIds": '["2026-03-02-2"]', "ReflectionAnswers": '"yyn?nnyy"', "TipNumbers": "[13]",
}  # fmt: skip
_SPECIAL_DEFAULTS = {
    ("pick", "tips"): "[5, 13, 33, 34, 68]", ("checkin", "did"): "[13]", ("swap", "old"): "34",
    ("swap", "new"): "68", ("share", "of"): '"b3"',
}  # fmt: skip

_CLOSED = cycle_text(
    "[[pick]]\ntips = [1, 2, 3, 4, 6]\n"
    + weekly_checkins(dict.fromkeys((1, 2, 3, 4, 6), "DDDDDDDD"), starts="2026-01-05")
    + "\n[[close]]  # 2026-02-28\nkeep = [1, 2]\ndrop = [3, 4, 6]",
    starts="2026-01-05",
)
_RUNNING = cycle_text(
    "[[pick]]\ntips = [5, 13, 33, 34, 42]\n"
    + weekly_checkins(dict.fromkeys((5, 13, 33, 42), "DMD?DM"))
    + '\n[[voice]]  # 2026-04-20\ntext = "We heard you."\nweek = "2026-W16"',
    anchor="2026-01-05",
)
_GLOBAL = "format = 1\n\n" + with_stamps(
    '[[profile]]\nname = "Kim"\n\n[[sentence]]\ntext = "One."\n\n[[voice]]\ntext = "Before."',
    first_day=date(2026, 1, 2),
)


class EdgeCase(Struct, frozen=True):
    """One block with one edge value, in one file of the journal."""

    kind: str
    key: str
    value: str
    file: str
    block: str
    replaces: bool = False
    """True if the block takes the place of the block of its kind that is there, such as the only pick."""

    def __str__(self) -> str:
        return f"{self.file} [[{self.kind}]] {self.key} = {self.value[:40]}" + (" (replaced)" if self.replaces else "")

    def write(self, home: Path) -> None:
        """Write the journal with this block."""
        (home / "cycles").mkdir(parents=True, exist_ok=True)
        for name, text in ((CLOSED_CYCLE, _CLOSED), (RUNNING_CYCLE, _RUNNING), (GLOBAL_FILE, _GLOBAL)):
            if name == self.file:
                start = text.find(f"[[{self.kind}]]")
                end = text.find("[[", start + 2)
                text = text[:start] + (text[end:] if end > 0 else "") if self.replaces and start >= 0 else text
                text += "\n" + self.block
            (home / name).write_text(text, "utf-8")


def _fields(payload_type: type[Payload]) -> Iterator[tuple[str, str, bool]]:
    """Yield the key, the annotation and whether the key is required, for each key of a block."""
    for key, attribute in zip(payload_type.__struct_encode_fields__, payload_type.__struct_fields__, strict=True):
        position = payload_type.__struct_fields__.index(attribute)
        required = position < len(payload_type.__struct_fields__) - len(payload_type.__struct_defaults__)
        yield key, payload_type.__annotations__[attribute].removesuffix(" | None"), required


def edge_cases() -> Iterator[EdgeCase]:
    """Yield every key of every block with each of its edge values, in each file that can contain the block."""
    for file, payload_types in (
        (CLOSED_CYCLE, CYCLE_PAYLOADS), (RUNNING_CYCLE, CYCLE_PAYLOADS), (GLOBAL_FILE, JOURNAL_PAYLOADS)
    ):  # fmt: skip
        for payload_type in payload_types:
            kind = event_kind(payload_type)
            fields = list(_fields(payload_type))
            values = {
                key: _SPECIAL_DEFAULTS.get((kind, key), _DEFAULTS.get(annotation, "0"))
                for key, annotation, required in fields
                if required or len(fields) == 1 or (kind, key) == ("checkin", "did")
            }
            stamp = {"id": '"edge"', "at": "2026-04-27T08:00:00Z", "on": "2026-04-27"}
            edges = [(key, value) for key, annotation, _ in fields for value in EDGE_VALUES[annotation]]
            edges += [(key, value) for key, values_of_key in _STAMP_VALUES.items() for value in values_of_key]
            for key, value in edges:
                if kind == "pick" and key == "tips":
                    value = "[5, 200, 101, 99999, 1]"
                table = {**stamp, **values, key: value}
                block = f"[[{kind}]]\n" + "".join(f"{name} = {text}\n" for name, text in table.items())
                yield EdgeCase(kind, key, value, file, block)
                if kind in ("pick", "close", "profile", "sentence"):
                    yield EdgeCase(kind, key, value, file, block, replaces=True)


_CATALOGUE = make_catalogue()
EDITS: dict[str, Callable[[Journal], Change]] = {
    "checkin": lambda journal: record_checkin(journal, _CATALOGUE, TODAY, CheckinAnswers(did=(42,))).change,
    "note": lambda journal: add_note(journal, TODAY, "A note.", tip=None, by=None, share=False).change,
    "voice": lambda journal: add_voice(
        journal, TODAY, "Thanks.", by=None, tip=None, share=False, spiral_place=None
    ),
    "pause": lambda journal: pause(journal, Week.of(TODAY), Week.of(TODAY), "ill").change,
    "swap": lambda journal: swap(journal, _CATALOGUE, TODAY, 42, 70, "It fits better.").change,
    "close": lambda journal: close(
        journal, _CATALOGUE, TODAY, CloseDecisions(keep=Cycles(journal)[-1].five)
    ).change,
    "star": lambda journal: set_stars((7,), starred=True),
    "profile": lambda journal: set_profile(Profile(name="Kim")),
    "sentence": lambda journal: set_touchstone(journal, TODAY, "Nobody waits.", None),
    "pulse": lambda journal: record_pulse(journal, TODAY, guess=4, own=3, others=()).change,
    "undo": lambda journal: undo(journal).change,
}  # fmt: skip
"""One edit of each kind that works on the journal without the edge block."""

NAMING_ERRORS = (
    CloseTooEarlyError, CycleClosedError, DamagedFileError, LastStampError, LaterCycleExistsError,
    PauseOutsideCycleError, PickInUseError, SwapTooLateError, TipInFiveError, TipNotActiveError, TipNotInFiveError,
    TipSwappedOutError, WeekOutsideCycleError, WeekPausedError,
)  # fmt: skip
"""Errors that name the file, cycle, week or tip that prevents an edit."""
NO_EFFECT_VALUES = {"[]", '""', '" "', '"\\n"'}
"""Values that leave nothing out when they have no effect."""


def edge_violations(case: EdgeCase, home: Path) -> list[str]:
    """Return what an edge block breaks: a hidden cycle, a block left out in silence, an edit that names no cause."""
    case.write(home)
    store = Store(Paths.under(home), TODAY, lambda: datetime(2026, 4, 29, 12, tzinfo=UTC))
    loaded = store.load()
    cycles = Cycles(loaded.journal)
    codes = {problem.code for problem in loaded.problems(cycles) if problem.file == case.file}
    violations = []
    if [cycle.number for cycle in cycles] != [1, 2] and not codes:
        violations.append("a cycle disappeared in silence")
    can_be_silent = case.replaces or case.value in NO_EFFECT_VALUES or (case.kind, case.key) == ("checkin", "at")
    if not (can_be_silent or codes or _has_effect(case, loaded.journal)):  # a later check-in replaces an earlier one
        violations.append("the block is left out in silence")
    for name, edit in EDITS.items():
        try:
            edit(loaded.journal)
        except NAMING_ERRORS:
            continue
        except Exception as error:
            violations.append(f"{name}: {error!r}")
    for name in ("voice", "profile"):
        try:
            store.save(lambda journal, edit=EDITS[name]: edit(journal))
        except (DamagedFileError, LastStampError) as error:
            if error.line is None:
                violations.append(f"saving a {name}: {error!r} names no block")
        except TipcycleError as error:
            violations.append(f"saving a {name}: {error!r}")
    return violations


def _has_effect(case: EdgeCase, journal: Journal) -> bool:
    """Return True if the edge block changes a cycle. Blocks of `journal.toml` always count."""
    if case.file == GLOBAL_FILE:
        return True
    without = replace(
        journal,
        cycle_files=tuple(
            replace(file, events=tuple(event for event in file.events if not _is_edge(event, case)))
            for file in journal.cycle_files
        ),
    )
    return [repr(cycle) for cycle in Cycles(journal)] != [repr(cycle) for cycle in Cycles(without)]


def _is_edge(event: Event, case: EdgeCase) -> bool:
    return event.id == "edge" or (case.key == "id" and event_kind(event.payload) == case.kind)
