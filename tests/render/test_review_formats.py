"""Every format of the review shows the same numbers: screen, plain and Markdown against the JSON."""

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
from tests.render.test_privacy import CATALOGUE, FIVE, printed
from tipcycle.core.events import Journal, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import build_review
from tipcycle.core.weeks import Week
from tipcycle.i18n import load_translator
from tipcycle.render.json.review import review_json

SIGNS = {"●": "D", "◆": "C", "○": "M", "–": "N", "‖": "P", "·": "?"}
SPOKEN = {"yes": "D", "yes!": "C", "no": "M", "n/a": "N", "off": "P", "open": "?"}
TEAM = ("drained", "on automatic pilot", "ordinary", "lively", "contagious")
CUSTOMERS = (
    "a hurt we caused",
    "friction",
    "ordinary, or quiet",
    "something good, said unprompted",
    "someone stayed, came back or sent a friend",
)


def sections(text: str, titles: Mapping[int, str]) -> Mapping[int, str]:
    """The part of a printout that belongs to each tip, on one line."""
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


def days(name: str) -> str:
    """A date of the JSON as it is printed."""
    day = date.fromisoformat(name)
    return f"{day.day} {day.strftime('%B')}"


def count_phrase(tip: Mapping[str, Any]) -> str:
    """How often, as the specification of the review says it, from the numbers of the JSON."""
    did, counted = tip["did"], tip["counted"]
    if tip["stands_since"]:
        return f"stands since {days(tip['stands_since'])}"
    if not counted:
        return "has not occurred yet" if "N" in tip["weeks"] else "not answered yet"
    if tip["kind"] == "reflex" and counted == 1:
        return f"{'' if did else 'not '}done the one time it occurred"
    if tip["kind"] == "reflex":
        return f"each time it occurred ({did})" if did == counted else f"{did} of the {counted} times it occurred"
    return f"{did} of {counted} week{'s' if counted != 1 else ''}"


def same_numbers(told: Journal, on: date) -> None:
    """Compares the printouts of the first cycle with its JSON."""
    cycles = Cycles(told)
    facts = build_review(cycles, 0, CATALOGUE.kind_of, Profile(), on, private=False)
    document = review_json(facts, CATALOGUE, load_translator("en"))
    shown = printed(cycles, private=False, on=on)
    assert json.loads(shown["json"]) == json.loads(json.dumps(document))
    for name in ("screen", "plain", "markdown"):
        found = sections(shown[name], {tip["tip"]: tip["title"] for tip in document["tips"]})
        for tip in document["tips"]:
            part = found[tip["tip"]]
            assert count_phrase(tip) in part, name
            costly = len(tip["costly_weeks"])
            assert costly == tip["weeks"].count("C")
            assert ("it cost something" in part.replace("though it cost something", "")) == bool(
                costly
            )  # the legend says it too
            if costly:
                assert f"it cost something {'once' if costly == 1 else f'{costly} times'}" in part
            assert told_weeks(name, part, tip["weeks"]), (name, part, tip["weeks"])
        flat = " ".join(shown[name].split())
        for row in document["felt"]:
            week = Week.parse(row["week"])
            said = [re.escape(load_translator("en").date_range(week.monday, week.sunday))]
            said += [TEAM[row["team"] - 1] if row["team"] else "–"]
            said += [CUSTOMERS[row["customers"] - 1] if row["customers"] else "–"]
            assert re.search(r"[:,|]?[| ]+(?:in the team |with customers )?".join(said), flat), (name, said)
        assert flat.count("‖ Weeks off" if name != "plain" else "Weeks off") == bool(document["paused"])


def told_weeks(name: str, part: str, weeks: str) -> bool:
    """Whether a part shows exactly these weeks, as signs or in words; what has not begun may be shown as a dot."""
    if name == "plain":
        said = re.search(r"\. ((?:(?:yes!|yes|no|n/a|off|open)(?:, )?)+)\.", part)
        words = said[1].split(", ") if said else []
        return "".join(SPOKEN[word] for word in words) == weeks.replace(".", "")
    strip = next((run for run in re.findall("[●◆○–‖·]+", part) if len(run) > 1 or len(weeks.strip(".")) <= 1), "")
    return "".join(SIGNS[sign] for sign in strip).rstrip("?") == weeks.replace(".", "").rstrip("?")


@pytest.mark.parametrize("closed", [False, True], ids=["before-the-close", "closed"])
def test_the_worked_cycle_has_the_same_numbers_everywhere(closed: bool) -> None:
    """The cycle of docs/rules.md §9 in all formats, before and after its close."""
    same_numbers(make_journal(cycle_file(EXAMPLE_CYCLE + (EXAMPLE_CLOSE if closed else ""))), date(2026, 5, 3))


KIND_SIGNS = {5: "DCM?", 13: "DCM?", 33: "DCMN?", 34: "DCMB?", 42: "DCM?"}


@st.composite
def told_journals(draw: st.DrawFn) -> tuple[Journal, date]:
    """A cycle with any answers, feelings and pauses, and the last day of the weeks that have begun."""
    begun = draw(st.integers(1, 9))
    weeks = st.integers(0, begun - 1)
    text = weekly_checkins(
        {tip: draw(st.text(alphabet=KIND_SIGNS[tip], min_size=begun, max_size=begun)) for tip in FIVE}
    )
    for number in draw(st.sets(weeks, max_size=3)):
        text += f'\n[[pause]]  # 2026-05-03\nweeks = ["2026-W{10 + number}"]\n'
    for number in draw(st.sets(weeks, max_size=5)):
        team, customers = draw(st.integers(1, 5)), draw(st.integers(1, 5))
        on = date.fromisocalendar(2026, 10 + number, 5)
        text += f'\n[[checkin]]  # {on}\nweek = "2026-W{10 + number}"\nteam = {team}\ncustomers = {customers}\n'
    return make_journal(cycle_file(with_pick(text))), date.fromisocalendar(2026, 9 + begun, 7)


@settings(max_examples=60, deadline=None)
@given(told_journals())
def test_any_cycle_has_the_same_numbers_everywhere(told: tuple[Journal, date]) -> None:
    """Counts, weeks, costly weeks, feelings and pauses agree in every format, after any number of weeks."""
    same_numbers(*told)
