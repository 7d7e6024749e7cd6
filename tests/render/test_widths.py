"""Screens at every width: no line is too long, and no content is lost."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    no_journal,
    second_cycle,
    write_journal,
)
from tests.journal_builder import PICK_TEXT
from tests.render.terminal_output import PIPE_WIDTH, render_command, worked_cycle_on
from tipcycle.cli.environment import MAX_WIDTH, MIN_WIDTH

SCREENS: tuple[tuple[Scenario, str, str], ...] = (
    (no_journal, "", "2026-02-26"),
    (worked_cycle_on("2026-03-28"), "", "2026-03-30"),
    (worked_cycle_on("2026-03-28"), "", "2026-04-24"),
    (example_cycle, "", EXAMPLE_TODAY),
    (closed_cycle, "", "2026-05-04"),
    (example_cycle, "status", EXAMPLE_TODAY),
    (example_cycle, "review --private", EXAMPLE_TODAY),
    (closed_cycle, "review", "2026-05-04"),
    (second_cycle, "tips list --theme room", "2026-05-07"),
    (no_journal, "tips search wachten", "2026-02-26"),
    (example_cycle, "journal history", EXAMPLE_TODAY),
)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("write_scenario", "command", "today"),
    SCREENS,
    ids=[f"{command or 'home'}-{today}" for _, command, today in SCREENS],
)
def test_no_line_is_wider_than_the_terminal(
    write_scenario: Scenario, command: str, today: str, language: str, home: Path
) -> None:
    """At 30 to 100 columns each line fits, and no line has trailing blanks."""
    write_scenario(home)
    for width in (MIN_WIDTH, 37, 50, 63, 64, 65, 79, 80, MAX_WIDTH):
        for line in render_command(home, command, today=today, width=width, language=language).splitlines():
            is_to_be_copied = line.startswith("  tipcycle ")  # commands are never wrapped, so that users can copy them
            assert (width, line, cell_len(line) <= width or is_to_be_copied) == (width, line, True)
            assert line == line.rstrip()


def sorted_words(output: str) -> list[str]:
    """Return every word of an output, sorted."""
    return sorted(re.findall(r"\w+", output.replace("\n", " ").lower()))


@pytest.mark.parametrize(
    ("command", "today"), [("status", EXAMPLE_TODAY), ("review", EXAMPLE_TODAY), ("tips show 42 34", EXAMPLE_TODAY)]
)
def test_narrow_screens_have_every_word(command: str, today: str, home: Path) -> None:
    """A screen of 50 columns has the same words as a screen of 80 columns."""
    example_cycle(home)
    assert sorted_words(render_command(home, command, today=today, width=50)) == sorted_words(
        render_command(home, command, today=today, width=80)
    )


def screen_fits(home: Path, command: str, text: str, *, width: int) -> bool:
    """Return True if a screen with this text as a voice and as its role fits the terminal."""
    voice_toml = f'[[voice]]  # 2026-03-06\ntext = "{text}"\nby = "{text}"\nshared = true\n'
    write_journal(home, c2026_03_02=PICK_TEXT + voice_toml)
    output = render_command(home, command, today="2026-03-03", width=width)
    letters = text.replace(" ", "")
    assert output.replace("\n", "").replace(" ", "").count(letters) == 2
    return max(map(cell_len, output.splitlines())) <= width


LONG_TEXTS = {
    "wide letters": "中文字符" * 40,
    "endless word": "x" * 300,
    "long sentence": "and then they said it again " * 9,
}


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_long_texts_fit_in_the_review(text: str, width: int, home: Path) -> None:
    """Letters of two cells, an endless word and a long role neither overflow nor disappear."""
    assert screen_fits(home, "review", text, width=width)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_long_texts_fit_on_the_home_screen(text: str, width: int, home: Path) -> None:
    assert screen_fits(home, "", text, width=width)


def test_legend_wraps_only_between_entries(home: Path) -> None:
    example_cycle(home)
    for width in range(40, MAX_WIDTH):
        output = render_command(home, "status", today=EXAMPLE_TODAY, width=width)
        assert all(entry in output for entry in ("‖ week off", "○ did not"))


@pytest.mark.parametrize(
    "command", ["", "status", "review", "journal history", "momentum"], ids=lambda command: command or "home"
)
def test_piped_output_has_no_symbols(command: str, home: Path) -> None:
    """Piped output states the weeks in words."""
    example_cycle(home)
    output = render_command(home, command, today=EXAMPLE_TODAY, width=PIPE_WIDTH)
    assert not set(output) & set("●◆○‖▸■□↻★☐→")
