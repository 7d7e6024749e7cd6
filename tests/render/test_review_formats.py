"""The review: screen, plain text and Markdown have the same numbers as the JSON."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal, weekly_checkins, with_pick
from tests.render.test_privacy import CATALOGUE, FIVE, render_review_formats
from tipcycle.core.events import Journal, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import build_review
from tipcycle.core.weeks import Week
from tipcycle.i18n import load_translator
from tipcycle.render.json.document import json_text
from tipcycle.render.json.review import review_json

STATUS_BY_SIGN = {"●": "D", "◆": "C", "○": "M", "–": "N", "‖": "P", "·": "?"}
STATUS_BY_WORD = {"yes": "D", "yes!": "C", "no": "M", "n/a": "N", "off": "P", "open": "?"}
TEAM_WORDS = ("drained", "on automatic pilot", "ordinary", "lively", "contagious")
CUSTOMER_WORDS = (
    "a hurt we caused",
    "friction",
    "ordinary, or quiet",
    "something good, said unprompted",
    "someone stayed, came back or sent a friend",
)


def tip_sections(text: str, titles: Mapping[int, str]) -> Mapping[int, str]:
    """Return the part of the output that belongs to each tip, on one line."""
    text = re.sub(r"[ \n]+", " ", text)
    end = re.search(
        r"(?i)(?: [●◆○–‖·]\u00a0(?:did|no|week|open|still)| (?:## )?at the table| what stays|\d tips stay)", text
    )
    text = text[: end.start() if end else None]
    starts = sorted((text.index(f"{number:02} {title}"), number) for number, title in titles.items())
    return {
        number: text[start:stop]
        for (start, number), (stop, _) in zip(starts, [*starts[1:], (len(text), 0)], strict=True)
    }


def format_day(iso_date: str) -> str:
    """Return a JSON date as the formats show it."""
    day = date.fromisoformat(iso_date)
    return f"{day.day} {day.strftime('%B')}"


def count_phrase(tip: Mapping[str, Any]) -> str:
    """Return the count of a tip in the words of the review specification, computed from the JSON."""
    did, counted = tip["did"], tip["counted"]
    if tip["stands_since"]:
        return f"done for good since {format_day(tip['stands_since'])}"
    if not counted:
        return "has not occurred yet" if "N" in tip["weeks"] else "not answered yet"
    if tip["kind"] == "reflex" and counted == 1:
        return f"{'' if did else 'not '}done the one time it occurred"
    if tip["kind"] == "reflex":
        return f"each time it occurred ({did})" if did == counted else f"{did} of the {counted} times it occurred"
    return f"{did} of {counted} week{'s' if counted != 1 else ''}"


def assert_same_numbers(journal: Journal, today: date) -> None:
    """Assert that every format of the first cycle's review agrees with its JSON."""
    cycles = Cycles(journal)
    review = build_review(cycles, 0, CATALOGUE.kind_of, Profile(), today, private=False)
    document = json.loads(json_text(review_json(review, CATALOGUE, load_translator("en"))))
    outputs = render_review_formats(cycles, private=False, today=today)
    assert json.loads(outputs["json"]) == document
    for format_name in ("screen", "plain", "markdown"):
        sections = tip_sections(outputs[format_name], {tip["tip"]: tip["title"] for tip in document["tips"]})
        for tip in document["tips"]:
            section = sections[tip["tip"]]
            assert count_phrase(tip) in section, format_name
            costly = len(tip["costly_weeks"])
            assert costly == tip["weeks"].count("C")
            # the legend has the same words
            assert ("it cost something" in section.replace("though it cost something", "")) == bool(costly)
            if costly:
                assert f"it cost something {'once' if costly == 1 else f'{costly} times'}" in section
            assert shows_weeks(format_name, section, tip["weeks"]), (format_name, section, tip["weeks"])
        one_line = " ".join(outputs[format_name].split())
        for row in document["felt"]:
            week = Week.parse(row["week"])
            patterns = [re.escape(load_translator("en").date_range(week.monday, week.sunday))]
            patterns += [TEAM_WORDS[row["team"] - 1] if row["team"] else "–"]
            patterns += [CUSTOMER_WORDS[row["customers"] - 1] if row["customers"] else "–"]
            assert re.search(r"[:;|]?[| ]+(?:in the team: |with customers: )?".join(patterns), one_line), (
                format_name,
                patterns,
            )
        assert one_line.count("‖ Weeks off" if format_name != "plain" else "Weeks off") == bool(document["paused"])


def shows_weeks(format_name: str, section: str, weeks: str) -> bool:
    """Return True if the section shows exactly these weeks, as signs or words.

    A format may show a week to come as a dot.
    """
    if format_name == "plain":
        match = re.search(r"\. ((?:(?:yes!|yes|no|n/a|off|open)(?:, )?)+)\.", section)
        words = match[1].split(", ") if match else []
        return "".join(STATUS_BY_WORD[word] for word in words) == weeks.replace(".", "")
    strip = next((run for run in re.findall("[●◆○–‖·]+", section) if len(run) > 1 or len(weeks.strip(".")) <= 1), "")
    return "".join(STATUS_BY_SIGN[sign] for sign in strip).rstrip("?") == weeks.replace(".", "").rstrip("?")


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_example_cycle_has_the_same_numbers_in_every_format(closed: bool) -> None:
    """This holds for the cycle of docs/rules.md §9 before and after its close."""
    assert_same_numbers(make_journal(cycle_file(EXAMPLE_CYCLE + (EXAMPLE_CLOSE if closed else ""))), date(2026, 5, 3))


ALLOWED_STATUSES = {5: "DCM?", 13: "DCM?", 33: "DCMN?", 34: "DCMB?", 42: "DCM?"}


@st.composite
def journals(draw: st.DrawFn) -> tuple[Journal, date]:
    """Draw a cycle with any answers, feelings and pauses. Return it with the last day of its weeks so far."""
    week_count = draw(st.integers(1, 9))
    week_indexes = st.integers(0, week_count - 1)
    text = weekly_checkins(
        {tip: draw(st.text(alphabet=ALLOWED_STATUSES[tip], min_size=week_count, max_size=week_count)) for tip in FIVE}
    )
    for index in draw(st.sets(week_indexes, max_size=3)):
        text += f'\n[[pause]]  # 2026-05-03\nweeks = ["2026-W{10 + index}"]\n'
    for index in draw(st.sets(week_indexes, max_size=5)):
        team, customers = draw(st.integers(1, 5)), draw(st.integers(1, 5))
        friday = date.fromisocalendar(2026, 10 + index, 5)
        text += f'\n[[checkin]]  # {friday}\nweek = "2026-W{10 + index}"\nteam = {team}\ncustomers = {customers}\n'
    return make_journal(cycle_file(with_pick(text))), date.fromisocalendar(2026, 9 + week_count, 7)


@settings(max_examples=60, deadline=None)
@given(journals())
def test_any_cycle_has_the_same_numbers_in_every_format(sample: tuple[Journal, date]) -> None:
    """Counts, weeks, costly weeks, feelings and pauses agree after any number of weeks."""
    assert_same_numbers(*sample)
