"""Screens at every width from the narrowest to the widest: nothing sticks out, nothing is lost."""

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
    ("scene", "words", "on"), SCREENS, ids=[f"{words or 'glance'}-{on}" for _, words, on in SCREENS]
)
def test_no_line_is_wider_than_the_terminal(scene: Scenario, words: str, on: str, language: str, home: Path) -> None:
    """From 30 to 100 columns each line fits, and no line ends in a blank."""
    scene(home)
    for width in (MIN_WIDTH, 37, 50, 63, 64, 65, 79, 80, MAX_WIDTH):
        for line in render_command(home, words, today=on, width=width, language=language).splitlines():
            is_to_be_copied = line.startswith("  tipcycle ")  # a command is not broken, whatever the width
            assert (width, line, cell_len(line) <= width or is_to_be_copied) == (width, line, True)
            assert line == line.rstrip()


def words_of(shown: str) -> list[str]:
    """Every word that is shown, in order, whatever the width made of the lines."""
    return sorted(re.findall(r"\w+", shown.replace("\n", " ").lower()))


@pytest.mark.parametrize(
    ("words", "on"), [("status", EXAMPLE_TODAY), ("review", EXAMPLE_TODAY), ("tips show 42 34", EXAMPLE_TODAY)]
)
def test_narrow_screens_leave_nothing_out(words: str, on: str, home: Path) -> None:
    """What an 80-column screen says, one of 50 columns says too."""
    example_cycle(home)
    assert words_of(render_command(home, words, today=on, width=50)) == words_of(
        render_command(home, words, today=on, width=80)
    )


def fits(home: Path, words: str, said: str, *, width: int) -> bool:
    """Whether a screen with these words in a voice and its role fits its terminal."""
    voice = f'[[voice]]  # 2026-03-06\ntext = "{said}"\nby = "{said}"\nshared = true\n'
    write_journal(home, c2026_03_02=PICK_TEXT + voice)
    shown = render_command(home, words, today="2026-03-03", width=width)
    letters = said.replace(" ", "")
    assert shown.replace("\n", "").replace(" ", "").count(letters) == 2
    return max(map(cell_len, shown.splitlines())) <= width


LONG = {
    "wide letters": "中文字符" * 40,
    "a word without an end": "x" * 300,
    "a sentence": "and then they said it again " * 9,
}


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("said", LONG.values(), ids=LONG.keys())
def test_long_lines_fit_the_review(said: str, width: int, home: Path) -> None:
    """Letters of two cells, a word without an end and a long role neither stick out nor vanish."""
    assert fits(home, "review", said, width=width)


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("said", LONG.values(), ids=LONG.keys())
def test_long_lines_fit_the_glance(said: str, width: int, home: Path) -> None:
    """The same on the glance."""
    assert fits(home, "", said, width=width)


def test_the_legend_keeps_words_together(home: Path) -> None:
    """What the signs mean is broken between the meanings, not within one."""
    example_cycle(home)
    for width in range(40, MAX_WIDTH):
        shown = render_command(home, "status", today=EXAMPLE_TODAY, width=width)
        assert all(meaning in shown for meaning in ("‖ week off", "○ did not"))


@pytest.mark.parametrize("words", ["", "status", "review", "journal history", "momentum"], ids=lambda w: w or "glance")
def test_a_pipe_needs_no_signs(words: str, home: Path) -> None:
    """In a pipe no drawing character carries a fact: the weeks are words."""
    example_cycle(home)
    shown = render_command(home, words, today=EXAMPLE_TODAY, width=PIPE_WIDTH)
    assert not set(shown) & set("●◆○‖▸■□↻★☐→")
