"""T23: what leaves tipcycle holds hostile text as text: pages, tables, calendars, sheets, archives."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import html5lib
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from tests.render.injection_payloads import PAYLOADS
from tests.torture.fork_client import Result, Runner
from tests.torture.hostile_text import BENIGN, MARKUP, write_hostile_journal
from tests.torture.tally import Tally, report_tally

pytestmark = pytest.mark.torture

TODAY = "2026-05-04"
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ALL_PAYLOADS = {**PAYLOADS, **MARKUP}
HTML_COMMANDS = (
    ["review", "--format", "html", "--output", "-"],
    ["review", "--format", "html", "--private", "--output", "-"],
    ["voices", "wall", "--output", "-"],
    ["card", "--format", "html", "--output", "-"],
)


def _html_structure(page: bytes) -> list[Any]:
    """Every element with its attributes, but for classes (of a long text), and the values of those that could act."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode("utf-8"))
    acts = ("href", "src", "action", "content", "style", "id", "http-equiv")
    return [
        (
            str(element.tag),
            sorted((key, value if key in acts else "") for key, value in element.attrib.items() if key != "class"),
        )
        for element in root.iter()
    ]


def _calendar_components(text: bytes) -> list[tuple[str, list[str]]]:
    return [(part.name or "", sorted(part.keys())) for part in Calendar.from_ical(text).walk()]


def _csv_violations(result: Result) -> list[str]:
    rows = list(csv.reader(io.StringIO(result.out.decode("utf-8-sig"), newline="")))
    broken = [f"a row of {len(row)} cells, not {len(rows[0])}" for row in rows if len(row) != len(rows[0])]
    return broken + [
        f"a formula: {cell[:20]!r}"
        for row in rows
        for cell in row
        if cell.lstrip("\ufeff ").startswith(FORMULA_PREFIXES)
    ]


def _pdf_violations(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    lowered = data.lower()
    broken = ["embedded files"] if reader.attachments or b"/embeddedfile" in lowered else []
    return broken + [
        f"{word.decode()} in it" for word in (b"/javascript", b"/launch", b"/openaction /s") if word in lowered
    ]


def check_exports(runner: Runner, folder: Path, tally: Tally, names: list[str]) -> None:
    """Each export of a journal full of a payload, compared with that of a harmless one."""
    benign = folder / "benign" / "journal"
    write_hostile_journal(benign, BENIGN)
    shapes = {str(words): _html_structure(runner.run(benign, words, today=TODAY).out) for words in HTML_COMMANDS}
    calendar = ["calendar", "--output", "-"]
    running = folder / "running" / "journal"
    write_hostile_journal(running, BENIGN, is_closed=False)
    events = _calendar_components(runner.run(running, calendar, today="2026-03-13").out)
    assert len(events) > 2
    for n, name in enumerate(names):
        home = folder / f"case{n}" / "journal"
        write_hostile_journal(home, ALL_PAYLOADS[name])
        for words in HTML_COMMANDS:
            found = _html_structure(runner.run(home, words, today=TODAY).out)
            broken = [] if found == shapes[str(words)] else ["other elements or attributes"]
            tally.add_point(broken, f"{name}: {' '.join(words[:3])}")
        result = runner.run(home, ["journal", "export", "--format", "csv", "--output", "-"], today=TODAY)
        tally.add_point(_csv_violations(result), f"{name}: csv")
        running = folder / f"running{n}" / "journal"
        write_hostile_journal(running, ALL_PAYLOADS[name], is_closed=False)
        found = _calendar_components(runner.run(running, calendar, today="2026-03-13").out)
        tally.add_point([] if found == events else ["other events or properties"], f"{name}: calendar")
        result = runner.run(home, ["journal", "export", "--format", "json", "--output", "-"], today=TODAY)
        tally.add_point([] if isinstance(json.loads(result.out), dict) else ["no document"], f"{name}: json")
        runner.run(home, ["journal", "export", "--output", "all.zip"], today=TODAY)
        with zipfile.ZipFile(home.parent / "all.zip") as archive:
            members = archive.namelist()
            same = all(archive.read(each) == (home / each).read_bytes() for each in members if each != "manifest.json")
        odd = [each for each in members if each.startswith("/") or ".." in each or "stray" in each]
        tally.add_point([f"in the archive: {odd}"] if odd or not same else [], f"{name}: archive")
        result = runner.run(home, ["review", "--format", "pdf", "--private", "--output", "-"], today=TODAY)
        broken = (
            _pdf_violations(result.out) if result.code in (0, 3) else [f"exit {result.code}: {result.output[-200:]}"]
        )
        tally.add_point(broken, f"{name}: pdf")


@pytest.mark.parametrize("part", range(4))
def test_exports(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T23: every payload, every format."""
    tally = Tally("T23 exports")
    check_exports(runner, ground, tally, list(ALL_PAYLOADS)[part::4])
    report_tally(tally, request, min_points=100)
