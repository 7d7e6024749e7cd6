"""Blocks of every kind with every value that a file can hold, for the laws of the format."""

import string
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tipcycle.core.blocks import IN_A_CYCLE, IN_THE_JOURNAL, SPIRAL, WEEKDAYS, Block, Body, Header, Pick
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.weeks import WEEKS_IN_A_CYCLE, Week, cycle_start, cycle_weeks

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["", "\n", '"""', "\r\n[[pick]]\n", "'''\n[[checkin]]\nweek = 3", "\x00\x1b\x7f", "\\", "a#b", "🙂", "x = [", "#"]
)
tips = st.integers(1, 999)
numbers = st.lists(tips, max_size=6).map(tuple)
days = st.dates(date(1970, 1, 1), date(2100, 12, 31))
weeks = days.map(Week.of)
ids = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
instants = st.integers(0, 7_000_000_000_000_000).map(
    lambda n: datetime.fromtimestamp(0, UTC) + timedelta(microseconds=n)
)

_SHAPES: dict[str, st.SearchStrategy[object]] = {
    "str": texts,
    "bool": st.booleans(),
    "CycleWeeks": st.sampled_from(WEEKS_IN_A_CYCLE),
    "date": days,
    "Tip": tips,
    "Scale": st.integers(1, 5),
    "Monday": weeks.map(lambda week: week.monday),
    "Week": weeks,
    "Numbers": numbers,
    "Weeks": st.lists(weeks, max_size=4).map(tuple),
    "Ids": st.lists(ids, max_size=4).map(tuple),
    "Language": st.sampled_from(LANGUAGES),
    "Spiral": st.sampled_from(SPIRAL),
    "Counts": st.lists(st.integers(0, 9999), min_size=5, max_size=5).map(tuple) | st.just(()),
    "Marks": st.text("yn?", min_size=8, max_size=8),
    "Weekday": st.sampled_from(WEEKDAYS),
}
"""What each annotation of a field in `core.blocks` allows; a new one needs a line here."""


def _of(body: type[Body]) -> st.SearchStrategy[Body]:
    values = {}
    for name, kind in body.__annotations__.items():
        shape = _SHAPES[kind.removesuffix(" | None")]
        values[name] = shape | st.none() if kind.endswith("| None") else shape
    if body is Pick:
        values["tips"] = st.lists(tips, min_size=5, max_size=5, unique=True).map(tuple)
    return st.builds(body, **values)


in_a_cycle = st.one_of([_of(body) for body in IN_A_CYCLE])
in_the_journal = st.one_of([_of(body) for body in IN_THE_JOURNAL])


def blocks(bodies: st.SearchStrategy[Body], *, least: int = 0, most: int = 6) -> st.SearchStrategy[tuple[Block, ...]]:
    """Some blocks with ids of their own."""
    one = st.builds(Block, ids, instants, days, bodies)
    return st.lists(one, min_size=least, max_size=most, unique_by=lambda block: block.id).map(tuple)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    """The header of any cycle in a chain from any Monday."""
    anchor = draw(weeks).monday
    starts = cycle_start(anchor, draw(st.integers(0, 30)))
    return Header(starts, cycle_weeks(anchor, starts), anchor)
