"""The properties of docs/rules.md §8 that concern whole journals, and that each of them has a test."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import product
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.test_projection import DAYS, cycle_files
from tests.journal_builder import fold_cycle, make_catalogue, weekly_checkins, with_pick
from tests.render.review_pages import titled_catalogue
from tipcycle.core.cycle import Cycle, Status, TipResult
from tipcycle.core.events import CycleFile, Journal
from tipcycle.core.momentum.report import momentum_report
from tipcycle.core.momentum.strength import tip_record
from tipcycle.core.momentum.verdict import VERDICT_ORDER
from tipcycle.core.projection import Cycles
from tipcycle.i18n import load_translator
from tipcycle.render.json.momentum import momentum_json

ROOT = Path(__file__).parents[3]
CATALOGUE = make_catalogue(builds=(5, 34), reflexes=(3, 33))


def test_each_property_has_a_test() -> None:
    """A docstring of a test in tests/core names each property of docs/rules.md §8, as in `P4: ...`."""
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    properties = set(re.findall(r"^\| (P\d+) \|", rules, re.MULTILINE))
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tests" / "core").rglob("test_*.py"))
    assert len(properties) == 11
    assert properties == set(re.findall(r"P\d+", "".join(re.findall(r'^    """(P\d.*)', sources, re.MULTILINE))))


def json_of(events: Iterable[object], file: CycleFile, today: date) -> bytes:
    """Return the momentum document of a journal with these events, as bytes."""
    cycles = Cycles(Journal((), (replace(file, events=tuple(events)),)))
    report = momentum_report(cycles, CATALOGUE.kind_of, today)
    return msgspec.json.encode(momentum_json(report, titled_catalogue(), load_translator("en")))


@given(cycle_files(), st.randoms(use_true_random=False), DAYS)
@settings(deadline=None, max_examples=100)
def test_order_of_the_journal_does_not_change_a_byte_of_the_report(file: CycleFile, rng: object, today: date) -> None:
    """P4 and P10: the same events in any order give the same document on the same day, whatever was read before."""
    document = json_of(file.events, file, today)
    assert json_of(rng.sample(file.events, k=len(file.events)), file, today) == document  # type: ignore[attr-defined]
    assert json_of(file.events, file, today) == document


@given(cycle_files(), DAYS)
@settings(deadline=None, max_examples=100)
def test_reading_of_any_journal_is_among_the_possible_ones(file: CycleFile, today: date) -> None:
    """P12 for journals: `verdict` is one of `verdicts`, which are in their order."""
    report = momentum_report(Cycles(Journal((), (file,))), CATALOGUE.kind_of, today)
    assert report.verdict in report.verdicts
    assert list(report.verdicts) == sorted(report.verdicts, key=(*VERDICT_ORDER, "too_early").index)
    assert (report.verdicts == ("too_early",)) == (report.verdict == "too_early")


# Builds

EMPTY_CYCLE = fold_cycle(with_pick(weekly_checkins({34: "D"})))
LAST_DAY = EMPTY_CYCLE.ends


def cycle_with(answers: str) -> Cycle:
    """Return a cycle with these answers for the build 34, B for built and ? for none; quicker than from a text."""
    statuses = {"D": Status.DID, "B": Status.DID, "M": Status.MISSED}
    results = {
        (34, week): TipResult(statuses[letter], week.day(4), built=letter == "B")
        for week, letter in zip(EMPTY_CYCLE.weeks, answers, strict=False)
        if letter in statuses
    }
    return replace(EMPTY_CYCLE, results=results, checkin_dates={week: week.day(4) for week in EMPTY_CYCLE.weeks[:6]})


def build_holds(answers: str) -> bool:
    """Return whether the build 34 holds after these answers."""
    cycle = cycle_with(answers)
    tenure = next(tenure for tenure in cycle.tenures if tenure.tip == 34)
    return tip_record((cycle,), 0, tenure, CATALOGUE.kind_of, LAST_DAY).holds


def test_better_week_never_makes_a_build_stop_holding() -> None:
    """All sequences of up to eight weeks, with each change of one week from missed to did to built."""
    holds = {text: build_holds(text) for n in range(9) for text in map("".join, product("MDB", repeat=n))}
    assert {True, False} == set(holds.values())
    lost = [
        (text, better)
        for text, does_hold in holds.items()
        if does_hold
        for n, letter in enumerate(text)
        for better in {"M": "DB", "D": "B", "B": ""}[letter]
        if not holds[text[:n] + better + text[n + 1 :]]
    ]
    assert lost == []


def test_answers_while_a_build_stands_change_nothing() -> None:
    """No yes and no open week after the built answer changes what was done; neither does the miss that ends it."""

    def applied(answers: str) -> tuple[int, int]:
        rate = momentum_report((cycle_with(answers),), CATALOGUE.kind_of, EMPTY_CYCLE.weeks[5].sunday).applied
        return rate.done_count, rate.missed_count

    for before in map("".join, product("MD?", repeat=2)):
        counts = applied(before + "B")
        for after in map("".join, product("DB?", repeat=3)):
            assert applied(before + "B" + after) == counts
            assert applied(before + "B" + after[:-1] + "M") == counts
