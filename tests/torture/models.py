"""Laws of the format, over any journal there can be (T12), and of weeks (T16). Runs in the driver's child."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.journal.strategies import blocks, headers, in_a_cycle, in_the_journal
from tipcycle.core.errors import InTheWay
from tipcycle.core.weeks import Week
from tipcycle.journal.codec import appended, format_header, parse

_OWN_KEYS = ("mine = 'a'", "my_list = [1, 2]", "mood.of.day = 3", "x-y = 1979-05-27", '"two words" = true')
_OWN_LINES = ("# a comment of my own – é", "   ", "# [[not a block]]", "\t# tab", "#" * 200)


@st.composite
def by_hand(draw: st.DrawFn, text: str) -> tuple[str, list[str]]:
    """A file as a person leaves it: keys and comments of their own in it, other line ends, perhaps a BOM."""
    lines = text.split("\n")
    put = []
    for _ in range(draw(st.integers(1, 4))):
        heads = [n for n, line in enumerate(lines) if line.startswith("[[")]
        own = draw(st.sampled_from(_OWN_KEYS if heads else _OWN_LINES))
        if own in put:
            continue
        lines.insert(draw(st.sampled_from(heads)) + 1 if heads else len(lines), own)
        put.append(own)
    lines.insert(draw(st.integers(0, 1)), draw(st.sampled_from(_OWN_LINES)))
    own_table = draw(st.sampled_from(["", "[of_mine]\na = 1\n", "[[mood]]\nb = 'x'\n"]))
    whole = "\n".join(lines) + own_table
    if draw(st.booleans()) and "\r" not in whole:
        whole = whole.replace("\n", "\r\n")
    return ("\ufeff" if draw(st.booleans()) else "") + whole, put


def files_survive(count: int, start: int) -> dict[str, Any]:
    """Any blocks written and read are the same; what a person wrote stays, is remarked on, and is in front."""
    broken: list[str] = []
    tried = 0

    @seed(start)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def law(data: st.DataObject) -> None:
        nonlocal tried
        is_cycle = data.draw(st.booleans())
        header = data.draw(headers()) if is_cycle else None
        name = f"cycles/{header.starts}.toml" if header else "journal.toml"
        kinds = in_a_cycle if is_cycle else in_the_journal
        first = data.draw(blocks(kinds, least=1, most=3))
        tried += 1
        text = appended(format_header(header), first, name)
        read = parse(text, name)
        if (set(read.blocks), read.header, read.damaged) != (set(first), header, False):
            broken.append(f"written and read is another: {first!r}")
        edited, own = data.draw(by_hand(text.decode()))
        old = edited.encode()
        before = parse(old, name)
        if before.damaged:
            return  # an own key fell into somebody's text: then it is no key
        told = {problem.detail for problem in before.problems if problem.what == "unknown-key"}
        for line in own:
            key = line.partition(" = ")[0].strip('"').partition(".")[0]
            if "=" in line and key not in told:
                broken.append(f"an own key is not remarked on: {line}")
        second = data.draw(blocks(kinds, least=1, most=2))
        second = tuple(block for block in second if block.id not in before.lines)
        if not second:
            return
        try:
            new = appended(old, second, name)
        except InTheWay:
            return
        if not new.startswith(old):
            broken.append("what was there is not in front, byte for byte")
        after = parse(new, name)
        if set(after.blocks) != {*before.blocks, *second}:
            broken.append("blocks are missing after an addition")
        if any(line not in new.decode() for line in own):
            broken.append("an own key is gone")

    law()
    return {"broken": broken[:50], "tried": tried}


def weeks_are_right(first: int, last: int) -> dict[str, Any]:
    """Every day of these years: its week has the calendar's own name, is found by it, and lies among its neighbours."""
    broken = []
    day, tried = date(first, 1, 1), 0
    while day.year <= last:
        week = Week.of(day)
        year, number, weekday = day.isocalendar()
        if str(week) != f"{year:04}-W{number:02}":
            broken.append(f"{day} lies in {year}-W{number:02}, not in {week}")
        elif Week.parse(str(week)) != week or week.monday != day - timedelta(days=weekday - 1):
            broken.append(f"{day}: {week} is not found by its name")
        if Week.of(day + timedelta(days=7)) != week.plus(1):
            broken.append(f"{day}: the week after it is another")
        tried += 1
        day += timedelta(days=1)
    return {"broken": broken, "tried": tried}
