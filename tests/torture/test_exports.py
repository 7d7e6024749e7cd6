"""T23: exports contain hostile text as text: pages, tables, calendars, sheets, archives."""

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
    """Return every element with its attribute names, except `class`, and the values of attributes that can act.

    The class is left out because it depends on the length of a text.
    """
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode("utf-8"))
    checked_attributes = ("href", "src", "action", "content", "style", "id", "http-equiv")
    return [
        (
            str(element.tag),
            sorted(
                (key, value if key in checked_attributes else "")
                for key, value in element.attrib.items()
                if key != "class"
            ),
        )
        for element in root.iter()
    ]


def _calendar_components(text: bytes) -> list[tuple[str, list[str]]]:
    return [(component.name or "", sorted(component.keys())) for component in Calendar.from_ical(text).walk()]


def _csv_violations(result: Result) -> list[str]:
    rows = list(csv.reader(io.StringIO(result.stdout.decode("utf-8-sig"), newline="")))
    violations = [f"a row of {len(row)} cells, not {len(rows[0])}" for row in rows if len(row) != len(rows[0])]
    return violations + [
        f"a formula: {cell[:20]!r}"
        for row in rows
        for cell in row
        if cell.lstrip("\ufeff ").startswith(FORMULA_PREFIXES)
    ]


def _pdf_violations(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    lowered = data.lower()
    violations = ["embedded files"] if reader.attachments or b"/embeddedfile" in lowered else []
    return violations + [
        f"{keyword.decode()} in it" for keyword in (b"/javascript", b"/launch", b"/openaction /s") if keyword in lowered
    ]


def check_exports(runner: Runner, folder: Path, tally: Tally, names: list[str]) -> None:
    """Compare each export of a journal full of a payload with that of a harmless journal."""
    benign_home = folder / "benign" / "journal"
    write_hostile_journal(benign_home, BENIGN)
    expected_structures = {
        str(command): _html_structure(runner.run(benign_home, command, today=TODAY).stdout) for command in HTML_COMMANDS
    }
    calendar_command = ["calendar", "--output", "-"]
    open_home = folder / "running" / "journal"
    write_hostile_journal(open_home, BENIGN, is_closed=False)
    expected_components = _calendar_components(runner.run(open_home, calendar_command, today="2026-03-13").stdout)
    assert len(expected_components) > 2
    for index, name in enumerate(names):
        home = folder / f"case{index}" / "journal"
        write_hostile_journal(home, ALL_PAYLOADS[name])
        for command in HTML_COMMANDS:
            actual = _html_structure(runner.run(home, command, today=TODAY).stdout)
            violations = [] if actual == expected_structures[str(command)] else ["other elements or attributes"]
            tally.add_point(violations, f"{name}: {' '.join(command[:3])}")
        result = runner.run(home, ["journal", "export", "--format", "csv", "--output", "-"], today=TODAY)
        tally.add_point(_csv_violations(result), f"{name}: csv")
        open_home = folder / f"running{index}" / "journal"
        write_hostile_journal(open_home, ALL_PAYLOADS[name], is_closed=False)
        actual = _calendar_components(runner.run(open_home, calendar_command, today="2026-03-13").stdout)
        tally.add_point([] if actual == expected_components else ["other events or properties"], f"{name}: calendar")
        result = runner.run(home, ["journal", "export", "--format", "json", "--output", "-"], today=TODAY)
        tally.add_point([] if isinstance(json.loads(result.stdout), dict) else ["no document"], f"{name}: json")
        runner.run(home, ["journal", "export", "--output", "all.zip"], today=TODAY)
        with zipfile.ZipFile(home.parent / "all.zip") as archive:
            members = archive.namelist()
            is_same = all(
                archive.read(member) == (home / member).read_bytes() for member in members if member != "manifest.json"
            )
        unexpected = [member for member in members if member.startswith("/") or ".." in member or "stray" in member]
        tally.add_point([f"in the archive: {unexpected}"] if unexpected or not is_same else [], f"{name}: archive")
        result = runner.run(home, ["review", "--format", "pdf", "--private", "--output", "-"], today=TODAY)
        violations = (
            _pdf_violations(result.stdout)
            if result.exit_code in (0, 3)
            else [f"exit {result.exit_code}: {result.output[-200:]}"]
        )
        tally.add_point(violations, f"{name}: pdf")


@pytest.mark.parametrize("part", range(4))
def test_exports_contain_payloads_as_text(
    part: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T23: no payload changes the structure of an export in any format."""
    tally = Tally("T23 exports")
    check_exports(runner, workspace, tally, list(ALL_PAYLOADS)[part::4])
    report_tally(tally, request, min_points=100)
