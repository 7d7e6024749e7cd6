"""Hypothesis strategies for events of every kind, with every value that a file can contain."""

import string
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tipcycle.core.events import (
    CYCLE_PAYLOADS,
    JOURNAL_PAYLOADS,
    SPIRAL_PLACES,
    WEEKDAYS,
    CycleHeader,
    Event,
    Payload,
    Pick,
)
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.weeks import WEEKS_PER_CYCLE, Week, cycle_start, cycle_week_count

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["", "\n", '"""', "\r\n[[pick]]\n", "'''\n[[checkin]]\nweek = 3", "\x00\x1b\x7f", "\\", "a#b", "🙂", "x = [", "#"]
)
tips = st.integers(1, 999)
tip_lists = st.lists(tips, max_size=6).map(tuple)
days = st.dates(date(1970, 1, 1), date(2100, 12, 31))
weeks = days.map(Week.of)
ids = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
instants = st.integers(0, 7_000_000_000_000_000).map(
    lambda n: datetime.fromtimestamp(0, UTC) + timedelta(microseconds=n)
)

_FIELD_STRATEGIES: dict[str, st.SearchStrategy[object]] = {
    "str": texts,
    "bool": st.booleans(),
    "WeekCount": st.sampled_from(WEEKS_PER_CYCLE),
    "date": days,
    "TipNumber": tips,
    "ScaleValue": st.integers(1, 5),
    "Monday": weeks.map(lambda week: week.monday),
    "Week": weeks,
    "TipNumbers": tip_lists,
    "Weeks": st.lists(weeks, max_size=4).map(tuple),
    "EventIds": st.lists(ids, max_size=4).map(tuple),
    "LanguageCode": st.sampled_from(LANGUAGES),
    "SpiralPlace": st.sampled_from(SPIRAL_PLACES),
    "SlipCounts": st.lists(st.integers(0, 9999), min_size=5, max_size=5).map(tuple) | st.just(()),
    "ReflectionAnswers": st.text("yn?", min_size=8, max_size=8),
    "Weekday": st.sampled_from(WEEKDAYS),
}
"""Strategy for each field annotation in `core.events`. A new annotation needs an entry here."""


def _payloads_of(payload_type: type[Payload]) -> st.SearchStrategy[Payload]:
    values = {}
    for name, kind in payload_type.__annotations__.items():
        strategy = _FIELD_STRATEGIES[kind.removesuffix(" | None")]
        values[name] = strategy | st.none() if kind.endswith("| None") else strategy
    if payload_type is Pick:
        values["tips"] = st.lists(tips, min_size=5, max_size=5, unique=True).map(tuple)
    return st.builds(payload_type, **values)


cycle_payloads = st.one_of([_payloads_of(payload_type) for payload_type in CYCLE_PAYLOADS])
journal_payloads = st.one_of([_payloads_of(payload_type) for payload_type in JOURNAL_PAYLOADS])


def event_lists(
    payloads: st.SearchStrategy[Payload], *, min_size: int = 0, max_size: int = 6
) -> st.SearchStrategy[tuple[Event, ...]]:
    """Return a strategy for tuples of events with unique ids."""
    event = st.builds(Event, ids, instants, days, payloads)
    return st.lists(event, min_size=min_size, max_size=max_size, unique_by=lambda event: event.id).map(tuple)


@st.composite
def headers(draw: st.DrawFn) -> CycleHeader:
    """Draw the header of a cycle, in a chain that starts on any Monday."""
    anchor = draw(weeks).monday
    starts = cycle_start(anchor, draw(st.integers(0, 30)))
    return CycleHeader(starts, cycle_week_count(anchor, starts), anchor)
