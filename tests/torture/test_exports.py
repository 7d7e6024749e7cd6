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

from tests.torture.hostile import BENIGN, MARKUP, lay_hostile
from tests.torture.runner import Result, Runner
from tests.torture.tally import Tally, settle
from tests.views.payloads import PAYLOADS

pytestmark = pytest.mark.torture

ON = "2026-05-04"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
EVERY = {**PAYLOADS, **MARKUP}
PAGES = (
    ["review", "--format", "html", "--output", "-"],
    ["review", "--format", "html", "--private", "--output", "-"],
    ["voices", "wall", "--output", "-"],
    ["card", "--format", "html", "--output", "-"],
)


def _shape(page: bytes) -> list[Any]:
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


def _events(text: bytes) -> list[tuple[str, list[str]]]:
    return [(part.name or "", sorted(part.keys())) for part in Calendar.from_ical(text).walk()]


def _cells(result: Result) -> list[str]:
    rows = list(csv.reader(io.StringIO(result.out.decode("utf-8-sig"), newline="")))
    broken = [f"a row of {len(row)} cells, not {len(rows[0])}" for row in rows if len(row) != len(rows[0])]
    return broken + [
        f"a formula: {cell[:20]!r}" for row in rows for cell in row if cell.lstrip("\ufeff ").startswith(FORMULA)
    ]


def _sheet(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    whole = data.lower()
    broken = ["embedded files"] if reader.attachments or b"/embeddedfile" in whole else []
    return broken + [
        f"{word.decode()} in it" for word in (b"/javascript", b"/launch", b"/openaction /s") if word in whole
    ]


def exported(runner: Runner, folder: Path, tally: Tally, names: list[str]) -> None:
    """Each export of a journal full of a payload, compared with that of a harmless one."""
    benign = folder / "benign" / "journal"
    lay_hostile(benign, BENIGN)
    shapes = {str(words): _shape(runner.run(benign, words, on=ON).out) for words in PAGES}
    calendar = ["calendar", "--output", "-"]
    running = folder / "running" / "journal"
    lay_hostile(running, BENIGN, closed=False)
    events = _events(runner.run(running, calendar, on="2026-03-13").out)
    assert len(events) > 2
    for n, name in enumerate(names):
        home = folder / f"case{n}" / "journal"
        lay_hostile(home, EVERY[name])
        for words in PAGES:
            found = _shape(runner.run(home, words, on=ON).out)
            broken = [] if found == shapes[str(words)] else ["other elements or attributes"]
            tally.point(broken, f"{name}: {' '.join(words[:3])}")
        result = runner.run(home, ["journal", "export", "--format", "csv", "--output", "-"], on=ON)
        tally.point(_cells(result), f"{name}: csv")
        running = folder / f"running{n}" / "journal"
        lay_hostile(running, EVERY[name], closed=False)
        found = _events(runner.run(running, calendar, on="2026-03-13").out)
        tally.point([] if found == events else ["other events or properties"], f"{name}: calendar")
        result = runner.run(home, ["journal", "export", "--format", "json", "--output", "-"], on=ON)
        tally.point([] if isinstance(json.loads(result.out), dict) else ["no document"], f"{name}: json")
        runner.run(home, ["journal", "export", "--output", "all.zip"], on=ON)
        with zipfile.ZipFile(home.parent / "all.zip") as archive:
            members = archive.namelist()
            same = all(archive.read(each) == (home / each).read_bytes() for each in members if each != "manifest.json")
        odd = [each for each in members if each.startswith("/") or ".." in each or "stray" in each]
        tally.point([f"in the archive: {odd}"] if odd or not same else [], f"{name}: archive")
        result = runner.run(home, ["review", "--format", "pdf", "--private", "--output", "-"], on=ON)
        broken = _sheet(result.out) if result.code in (0, 3) else [f"exit {result.code}: {result.said[-200:]}"]
        tally.point(broken, f"{name}: pdf")


@pytest.mark.parametrize("part", range(4))
def test_exports(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T23: every payload, every format."""
    tally = Tally("T23 exports")
    exported(runner, ground, tally, list(EVERY)[part::4])
    settle(tally, request, least=100)
