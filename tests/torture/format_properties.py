"""Property tests of the file format with arbitrary journals (T12), and of weeks (T16).

Runs in a child of the fork server.
"""

import shutil
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.storage.edge_blocks import edge_cases, edge_violations
from tests.storage.strategies import cycle_payloads, event_lists, headers, journal_payloads
from tipcycle.core.errors import ReservedKeyError
from tipcycle.core.weeks import Week
from tipcycle.storage.toml_format import append_events, format_header, parse_file

_OWN_KEYS = ("mine = 'a'", "my_list = [1, 2]", "mood.of.day = 3", "x-y = 1979-05-27", '"two words" = true')
_OWN_LINES = ("# a comment of my own – é", "   ", "# [[not a block]]", "\t# tab", "#" * 200)


@st.composite
def hand_edited(draw: st.DrawFn, text: str) -> tuple[str, list[str]]:
    """Draw a file as a person may leave it, and return it with the own lines that were added.

    It has own keys and comments, perhaps an own table, CRLF line ends and a BOM.
    """
    lines = text.split("\n")
    added_lines = []
    for _ in range(draw(st.integers(1, 4))):
        header_indexes = [index for index, line in enumerate(lines) if line.startswith("[[")]
        own_line = draw(st.sampled_from(_OWN_KEYS if header_indexes else _OWN_LINES))
        if own_line in added_lines:
            continue
        lines.insert(draw(st.sampled_from(header_indexes)) + 1 if header_indexes else len(lines), own_line)
        added_lines.append(own_line)
    lines.insert(draw(st.integers(0, 1)), draw(st.sampled_from(_OWN_LINES)))
    own_table = draw(st.sampled_from(["", "[of_mine]\na = 1\n", "[[mood]]\nb = 'x'\n"]))
    content = "\n".join(lines) + own_table
    if draw(st.booleans()) and "\r" not in content:
        content = content.replace("\n", "\r\n")
    return ("\ufeff" if draw(st.booleans()) else "") + content, added_lines


def check_round_trips(count: int, random_seed: int) -> dict[str, Any]:
    """Check arbitrary events and return the violations.

    Parsing written events must return the same events. Own lines must be reported and must survive an append byte for
    byte.
    """
    violations: list[str] = []
    tried_count = 0

    @seed(random_seed)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def check_example(data: st.DataObject) -> None:
        nonlocal tried_count
        is_cycle = data.draw(st.booleans())
        header = data.draw(headers()) if is_cycle else None
        name = f"cycles/{header.starts}.toml" if header else "journal.toml"
        payloads = cycle_payloads if is_cycle else journal_payloads
        first_events = data.draw(event_lists(payloads, min_size=1, max_size=3))
        tried_count += 1
        text = append_events(format_header(header), first_events, name)
        parsed = parse_file(text, name)
        if (set(parsed.events), parsed.header, parsed.is_damaged) != (set(first_events), header, False):
            violations.append(f"written and read is another: {first_events!r}")
        edited, own_lines = data.draw(hand_edited(text.decode()))
        old_data = edited.encode()
        parsed_before = parse_file(old_data, name)
        if parsed_before.is_damaged:
            return  # the own line is inside a multi-line text and is not a key
        reported_keys = {problem.detail for problem in parsed_before.problems if problem.code == "unknown-key"}
        for own_line in own_lines:
            key = own_line.partition(" = ")[0].strip('"').partition(".")[0]
            if "=" in own_line and key not in reported_keys:
                violations.append(f"an unknown key is not reported: {own_line}")
        second_events = data.draw(event_lists(payloads, min_size=1, max_size=2))
        second_events = tuple(event for event in second_events if event.id not in parsed_before.line_numbers)
        if not second_events:
            return
        try:
            new_data = append_events(old_data, second_events, name)
        except ReservedKeyError:
            return
        if not new_data.startswith(old_data):
            violations.append("what was there is not in front, byte for byte")
        parsed_after = parse_file(new_data, name)
        if set(parsed_after.events) != {*parsed_before.events, *second_events}:
            violations.append("blocks are missing after an addition")
        if any(own_line not in new_data.decode() for own_line in own_lines):
            violations.append("an unknown key is gone")

    check_example()
    return {"violations": violations[:50], "tried": tried_count}


def check_weeks(first_year: int, last_year: int) -> dict[str, Any]:
    """Check the week of every day from `first_year` to `last_year`.

    Its name must be the ISO week of the day, it must be parsed from that name, and `plus` must reach the next week.
    """
    violations = []
    day, tried_count = date(first_year, 1, 1), 0
    while day.year <= last_year:
        week = Week.of(day)
        year, number, weekday = day.isocalendar()
        if str(week) != f"{year:04}-W{number:02}":
            violations.append(f"{day} lies in {year}-W{number:02}, not in {week}")
        elif Week.parse(str(week)) != week or week.monday != day - timedelta(days=weekday - 1):
            violations.append(f"{day}: {week} is not found by its name")
        if Week.of(day + timedelta(days=7)) != week.plus(1):
            violations.append(f"{day}: the week after it is another")
        tried_count += 1
        day += timedelta(days=1)
    return {"violations": violations, "tried": tried_count}


def check_edge_blocks(folder: str, step: int) -> dict[str, Any]:
    """Check every `step`-th edge value of the keys of all blocks and return the violations."""
    violations: list[str] = []
    tried_count = 0
    for case in islice(edge_cases(), 0, None, step):
        home = Path(folder)
        violations += [f"{case}: {violation}" for violation in edge_violations(case, home)]
        shutil.rmtree(home)
        tried_count += 1
    return {"violations": violations, "tried": tried_count}
