"""Laws of the format, over any journal there can be (T12), and of weeks (T16). Runs in the driver's child."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.storage.strategies import cycle_payloads, event_lists, headers, journal_payloads
from tipcycle.core.errors import ReservedKeyError
from tipcycle.core.weeks import Week
from tipcycle.storage.toml_format import append_events, format_header, parse_file

_OWN_KEYS = ("mine = 'a'", "my_list = [1, 2]", "mood.of.day = 3", "x-y = 1979-05-27", '"two words" = true')
_OWN_LINES = ("# a comment of my own – é", "   ", "# [[not a block]]", "\t# tab", "#" * 200)


@st.composite
def hand_edited(draw: st.DrawFn, text: str) -> tuple[str, list[str]]:
    """A file as a person leaves it: keys and comments of their own in it, other line ends, perhaps a BOM."""
    lines = text.split("\n")
    added = []
    for _ in range(draw(st.integers(1, 4))):
        heads = [n for n, line in enumerate(lines) if line.startswith("[[")]
        own = draw(st.sampled_from(_OWN_KEYS if heads else _OWN_LINES))
        if own in added:
            continue
        lines.insert(draw(st.sampled_from(heads)) + 1 if heads else len(lines), own)
        added.append(own)
    lines.insert(draw(st.integers(0, 1)), draw(st.sampled_from(_OWN_LINES)))
    own_table = draw(st.sampled_from(["", "[of_mine]\na = 1\n", "[[mood]]\nb = 'x'\n"]))
    content = "\n".join(lines) + own_table
    if draw(st.booleans()) and "\r" not in content:
        content = content.replace("\n", "\r\n")
    return ("\ufeff" if draw(st.booleans()) else "") + content, added


def check_round_trips(count: int, start: int) -> dict[str, Any]:
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
        kinds = cycle_payloads if is_cycle else journal_payloads
        first = data.draw(event_lists(kinds, min_size=1, max_size=3))
        tried += 1
        text = append_events(format_header(header), first, name)
        parsed = parse_file(text, name)
        if (set(parsed.events), parsed.header, parsed.is_damaged) != (set(first), header, False):
            broken.append(f"written and read is another: {first!r}")
        edited, own = data.draw(hand_edited(text.decode()))
        old = edited.encode()
        before = parse_file(old, name)
        if before.is_damaged:
            return  # an own key fell into somebody's text: then it is no key
        reported_keys = {problem.detail for problem in before.problems if problem.code == "unknown-key"}
        for line in own:
            key = line.partition(" = ")[0].strip('"').partition(".")[0]
            if "=" in line and key not in reported_keys:
                broken.append(f"an own key is not remarked on: {line}")
        second = data.draw(event_lists(kinds, min_size=1, max_size=2))
        second = tuple(block for block in second if block.id not in before.line_numbers)
        if not second:
            return
        try:
            new = append_events(old, second, name)
        except ReservedKeyError:
            return
        if not new.startswith(old):
            broken.append("what was there is not in front, byte for byte")
        after = parse_file(new, name)
        if set(after.events) != {*before.events, *second}:
            broken.append("blocks are missing after an addition")
        if any(line not in new.decode() for line in own):
            broken.append("an own key is gone")

    law()
    return {"broken": broken[:50], "tried": tried}


def check_weeks(first: int, last: int) -> dict[str, Any]:
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
