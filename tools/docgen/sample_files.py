"""Files of a small journal, written by tipcycle itself, with a comment at the first use of each key."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from docgen.field_docs import class_summary, field_docs
from tipcycle.core.events import (
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
from tipcycle.core.weeks import Week
from tipcycle.storage.field_types import EVENT_KEYS, PAYLOAD_TYPES
from tipcycle.storage.paths import JOURNAL_FILE, cycle_file_name
from tipcycle.storage.toml_format import append_events, format_header

CYCLE_START = date(2026, 3, 2)
W10, W11 = Week.parse("2026-W10"), Week.parse("2026-W11")

CYCLE_ENTRIES: tuple[tuple[str, tuple[Payload, ...]], ...] = (
    ("2026-02-26", (Pick(tips=(5, 13, 33, 34, 42), running="the breakdown service", ask="my deputy"),)),
    (
        "2026-03-06",
        (
            Checkin(week=W10, did=(5, 13), costly=(33,), missed=(42,), built=(34,), team=3, customers=2),
            Plan(tip=42, text="If I have hung up my coat on Monday, then I ring."),
        ),
    ),
    ("2026-03-10", (Note(text="That form is gone.", tip=34, week=W11, by="the front desk", shared=True),)),
    ("2026-03-10", (Note(text="A slip of the pen.", week=W11),)),
    ("2026-03-10", (Undo(of=("block-05",)),)),
    (
        "2026-03-13",
        (
            Checkin(week=W11, did=(5, 34), none=(33,), missed=(13, 42), answer="Whoever asks first."),
            Voice(text="I sent my sister to you.", by="a customer", tip=5, week=W11, heard="reputation", shared=True),
        ),
    ),
    ("2026-03-14", (Share(of="block-08", shared=False),)),
    ("2026-03-16", (Swap(old=42, new=53, from_=Week.parse("2026-W12"), because="our customers never ring"),)),
    ("2026-04-04", (Pause(weeks=(Week.parse("2026-W15"),), because="Easter"),)),
    ("2026-05-01", (Summary(text="It grew calmer at the desk."),)),
    (
        "2026-05-03",
        (
            Close(keep=(5, 34), adapt=(33,), extend=(13,), drop=(53,), by_hand=(33,)),
            Lesson(tip=53, text="At once, or not at all."),
        ),
    ),
)
"""Date and events of each command."""

TOUCHSTONE_TEXT = "With us nobody has to tell their story twice."

JOURNAL_ENTRIES: tuple[tuple[str, tuple[Payload, ...]], ...] = (
    ("2026-02-26", (Profile(name="the manager", team="team Service", language="en", day="friday"),)),
    ("2026-02-26", (Star(tips=(42, 53)),)),
    ("2026-02-27", (Star(tips=(53,), starred=False),)),
    ("2026-02-27", (Touchstone(text=TOUCHSTONE_TEXT),)),
    ("2026-04-03", (Touchstone(text=TOUCHSTONE_TEXT, together=date(2026, 4, 2)),)),
    ("2026-04-30", (Pulse(guess=4, own=4, others=(0, 1, 3, 1, 0)),)),
    ("2026-05-03", (Reflection(answers="yyn?nnyn"),)),
)


def cycle_file() -> str:
    """Return a commented cycle file."""
    header = CycleHeader(CYCLE_START, 9, CYCLE_START)
    events = _stamp_events(CYCLE_ENTRIES)
    data = append_events(format_header(header), events, cycle_file_name(CYCLE_START))
    return "\n".join(_add_comments(data.decode()))


def journal_file() -> str:
    """Return a commented `journal.toml`."""
    data = append_events(format_header(None), _stamp_events(JOURNAL_ENTRIES), JOURNAL_FILE)
    return "\n".join(_add_comments(data.decode()))


def _stamp_events(entries: Iterable[tuple[str, Iterable[Payload]]]) -> tuple[Event, ...]:
    """Return events with readable ids; the events of one command share a timestamp."""
    events: list[Event] = []
    for minute, (day, payloads) in enumerate(entries):
        event_date = date.fromisoformat(day)
        timestamp = datetime.combine(event_date, time(16, minute), UTC)
        events += [
            Event(f"block-{len(events) + index:02}", timestamp, event_date, payload)
            for index, payload in enumerate(payloads, 1)
        ]
    return tuple(events)


def _add_comments(text: str) -> Iterator[str]:
    """Yield each line; add the description at the first use of an event kind or key."""
    commented: set[tuple[str, str]] = set()
    kind = ""
    for line in text.splitlines():
        header = re.fullmatch(r"\[\[(\w+)\]\]", line)
        key = re.match(r"(\w+) = ", line)
        if header:
            kind = header[1]
            if (kind, "") not in commented:
                yield f"# {class_summary(PAYLOAD_TYPES[kind])}"
        field = (kind, key[1] if key else "")
        comment = _key_comment(*field) if key and field not in commented else ""
        if key or header:
            commented.add(field)
        yield f"{line}  # {comment}" if comment else line


def _key_comment(kind: str, key: str) -> str:
    if not kind:
        return field_docs(CycleHeader).get(key, "The version of the format.")
    if key in EVENT_KEYS:
        return field_docs(Event)[key] if kind in ("pick", "profile") else ""
    return field_docs(PAYLOAD_TYPES[kind])[f"{key}_" if key == "from" else key]
