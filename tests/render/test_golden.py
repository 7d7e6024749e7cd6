"""The screens as they are meant to look, kept as files in `tests/golden`: in a pipe, and 80 and 50 columns wide.

That a screen speaks its reader's language is held beside them: whoever writes a file anew writes what he sees.

`TIPCYCLE_GOLDEN=write python -m pytest tests/render/test_golden.py` writes them anew; then look at what changed.
"""

import os
import re
from pathlib import Path

import pytest

from tests.cli.scenarios import (
    EXAMPLE_CLOSE,
    EXAMPLE_CYCLE,
    EXAMPLE_PROFILE,
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    no_journal,
    planned_cycle,
)
from tests.parametrize import in_each_language
from tests.render.terminal_output import PIPE_WIDTH, render_command, worked_cycle_on
from tipcycle.core.languages import LANGUAGES

GOLDEN = Path(__file__).parent.parent / "golden"
WRITE = "TIPCYCLE_GOLDEN=write python -m pytest tests/render/test_golden.py"

CASES: dict[str, tuple[Scenario, str, str]] = {
    "glance-first": (no_journal, "", "2026-02-26"),
    "glance-planned": (planned_cycle, "", "2026-02-27"),
    "glance-ordinary-monday": (worked_cycle_on("2026-03-28"), "", "2026-03-30"),
    "glance-friday": (worked_cycle_on("2026-03-26"), "", "2026-03-27"),
    "glance-back-after-silence": (worked_cycle_on("2026-03-28"), "", "2026-04-24"),
    "glance-last-week": (worked_cycle_on("2026-05-01"), "", "2026-05-02"),
    "glance-closed": (worked_cycle_on("2026-05-03", closed=True), "", "2026-05-04"),
    "status-running": (worked_cycle_on("2026-04-17"), "status", "2026-04-20"),
    "status-closed": (closed_cycle, "status", "2026-05-04"),
    "status-none": (no_journal, "status", "2026-02-26"),
    "tips-show-ritual": (no_journal, "tips show 42", "2026-02-26"),
    "tips-show-build": (closed_cycle, "tips show 34", "2026-05-04"),
    "review-running": (example_cycle, "review", EXAMPLE_TODAY),
    "review-closed": (closed_cycle, "review", "2026-05-04"),
    "review-private": (example_cycle, "review --private", EXAMPLE_TODAY),
}
FORMS = {"plain": PIPE_WIDTH, "80": 80, "50": 50}
TYPED = re.findall(r'"(.*)"', EXAMPLE_CYCLE + EXAMPLE_CLOSE + EXAMPLE_PROFILE)
"""What somebody wrote, in one language."""
SHARED = ("tipcycle ", "https://")
"""How lines begin that are the same for every reader: a command, an address."""


@in_each_language
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES)
def test_the_screen_is_the_one_that_was_agreed(case: str, form: str, language: str, home: Path) -> None:
    """What is shown is, byte for byte, what lies in the golden file."""
    scene, words, on = CASES[case]
    scene(home)
    shown = render_command(home, words, today=on, width=FORMS[form], language=language).encode()
    file = GOLDEN / f"{case}.{language}.{form}.txt"
    if os.environ.get("TIPCYCLE_GOLDEN") == "write":
        file.write_bytes(shown)
    agreed = file.read_bytes() if file.exists() else b""
    assert shown.decode().splitlines() == agreed.decode().splitlines(), f"meant? then: {WRITE}"
    assert shown == agreed, f"line ends differ; {WRITE}"


def test_no_golden_file_is_left_over() -> None:
    """Every screen in the folder belongs to a case."""
    meant = {f"{case}.{language}.{form}.txt" for case in CASES for language in LANGUAGES for form in FORMS}
    assert {file.name for file in GOLDEN.glob("*.*.*.txt")} == meant, WRITE


def test_golden_files_end_their_lines_with_a_line_feed_alone() -> None:
    """No carriage return, no blank at the end of a line, one line feed at the end."""
    for file in GOLDEN.glob("*.txt"):
        data = file.read_bytes()
        assert b"\r" not in data
        assert b" \n" not in data
        assert data.endswith(b"\n")


def said(shown: str) -> set[str]:
    """The lines in which the program says something: none that is typed, a command or an address."""
    lines = {re.sub(r"^\W+|\W+$", "", line) for line in shown.splitlines()}
    worded = {line for line in lines if re.search("[A-Za-z]", line) and not line.startswith(SHARED)}
    return {line for line in worded if not any(line in text for text in TYPED)}


@pytest.mark.parametrize("form", ["plain", "80"])
@pytest.mark.parametrize("case", CASES)
def test_no_line_is_the_same_in_both_languages(case: str, form: str, home: Path) -> None:
    """A line that English and Dutch share, however short, is one that was not translated."""
    scene, words, on = CASES[case]
    scene(home)
    english, dutch = (
        said(render_command(home, words, today=on, width=FORMS[form], language=each)) for each in ("en", "nl")
    )
    assert english
    assert english & dutch == set()
