"""Golden tests of the screens: piped, and 80 and 50 columns wide. The files are in `tests/golden`.

To update the files, run `TIPCYCLE_GOLDEN=write python -m pytest tests/render/test_golden.py` and review the diff.
An update accepts any text, so a separate test checks that every line is translated.
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
UPDATE_COMMAND = "TIPCYCLE_GOLDEN=write python -m pytest tests/render/test_golden.py"

CASES: dict[str, tuple[Scenario, str, str]] = {
    "home-first": (no_journal, "", "2026-02-26"),
    "home-planned": (planned_cycle, "", "2026-02-27"),
    "home-ordinary-monday": (worked_cycle_on("2026-03-28"), "", "2026-03-30"),
    "home-friday": (worked_cycle_on("2026-03-26"), "", "2026-03-27"),
    "home-back-after-silence": (worked_cycle_on("2026-03-28"), "", "2026-04-24"),
    "home-last-week": (worked_cycle_on("2026-05-01"), "", "2026-05-02"),
    "home-closed": (worked_cycle_on("2026-05-03", closed=True), "", "2026-05-04"),
    "status-running": (worked_cycle_on("2026-04-17"), "status", "2026-04-20"),
    "status-closed": (closed_cycle, "status", "2026-05-04"),
    "status-none": (no_journal, "status", "2026-02-26"),
    "tips-show-ritual": (no_journal, "tips show 42", "2026-02-26"),
    "tips-show-build": (closed_cycle, "tips show 34", "2026-05-04"),
    "momentum": (example_cycle, "momentum", EXAMPLE_TODAY),
    "momentum-year": (closed_cycle, "momentum --year", EXAMPLE_TODAY),
    "review-running": (example_cycle, "review", EXAMPLE_TODAY),
    "review-closed": (closed_cycle, "review", "2026-05-04"),
    "review-private": (example_cycle, "review --private", EXAMPLE_TODAY),
}
WIDTHS = {"plain": PIPE_WIDTH, "80": 80, "50": 50}
USER_TEXTS = re.findall(r'"(.*)"', EXAMPLE_CYCLE + EXAMPLE_CLOSE + EXAMPLE_PROFILE)
"""The texts that the user wrote. They are in one language."""
LANGUAGE_NEUTRAL_PREFIXES = ("tipcycle ", "https://")
"""Prefixes of lines that are the same in every language: a command or an address."""


@in_each_language
@pytest.mark.parametrize("width_name", WIDTHS)
@pytest.mark.parametrize("case", CASES)
def test_screen_matches_its_golden_file(case: str, width_name: str, language: str, home: Path) -> None:
    """The comparison is byte for byte."""
    write_scenario, command, today = CASES[case]
    write_scenario(home)
    output = render_command(home, command, today=today, width=WIDTHS[width_name], language=language).encode()
    file = GOLDEN / f"{case}.{language}.{width_name}.txt"
    if os.environ.get("TIPCYCLE_GOLDEN") == "write":
        file.write_bytes(output)
    expected = file.read_bytes() if file.exists() else b""
    assert output.decode().splitlines() == expected.decode().splitlines(), (
        f"If the change is intended, run: {UPDATE_COMMAND}"
    )
    assert output == expected, f"line ends differ; {UPDATE_COMMAND}"


def test_every_golden_file_belongs_to_a_case() -> None:
    expected = {
        f"{case}.{language}.{width_name}.txt" for case in CASES for language in LANGUAGES for width_name in WIDTHS
    }
    assert {file.name for file in GOLDEN.glob("*.*.*.txt")} == expected, UPDATE_COMMAND


def test_golden_files_have_clean_line_ends() -> None:
    """No file has carriage returns or trailing blanks, and each file ends with a line feed."""
    for file in GOLDEN.glob("*.txt"):
        data = file.read_bytes()
        assert b"\r" not in data
        assert b" \n" not in data
        assert data.endswith(b"\n")


def translatable_lines(output: str) -> set[str]:
    """Return the lines that must be translated: no user texts, commands or addresses."""
    lines = {re.sub(r"^\W+|\W+$", "", line) for line in output.splitlines()}
    text_lines = {
        line for line in lines if re.search("[A-Za-z]", line) and not line.startswith(LANGUAGE_NEUTRAL_PREFIXES)
    }
    return {line for line in text_lines if not any(line in text for text in USER_TEXTS)}


@pytest.mark.parametrize("width_name", ["plain", "80"])
@pytest.mark.parametrize("case", CASES)
def test_screens_share_no_line_between_languages(case: str, width_name: str, home: Path) -> None:
    """A line that is the same in English and Dutch was not translated."""
    write_scenario, command, today = CASES[case]
    write_scenario(home)
    english, dutch = (
        translatable_lines(render_command(home, command, today=today, width=WIDTHS[width_name], language=language))
        for language in ("en", "nl")
    )
    assert english
    assert english & dutch == set()
