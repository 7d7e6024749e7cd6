"""Screens at every width from the narrowest to the widest: nothing sticks out, nothing is lost."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.scenes import WORKED_ON, Scene, closed, lay_down, nothing, second, worked
from tests.views.drawing import PLAIN, drawn, until
from tests.writing import PICK
from tipcycle.cli.world import NARROWEST, WIDEST

SCREENS: tuple[tuple[Scene, str, str], ...] = (
    (nothing, "", "2026-02-26"),
    (until("2026-03-28"), "", "2026-03-30"),
    (until("2026-03-28"), "", "2026-04-24"),
    (worked, "", WORKED_ON),
    (closed, "", "2026-05-04"),
    (worked, "status", WORKED_ON),
    (worked, "review --private", WORKED_ON),
    (closed, "review", "2026-05-04"),
    (second, "tips list --theme room", "2026-05-07"),
    (nothing, "tips search wachten", "2026-02-26"),
    (worked, "journal history", WORKED_ON),
)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("scene", "words", "on"), SCREENS, ids=[f"{words or 'glance'}-{on}" for _, words, on in SCREENS]
)
def test_no_line_is_wider_than_the_terminal(scene: Scene, words: str, on: str, language: str, home: Path) -> None:
    """From 30 to 100 columns each line fits, and no line ends in a blank."""
    scene(home)
    for width in (NARROWEST, 37, 50, 63, 64, 65, 79, 80, WIDEST):
        for line in drawn(home, words, on=on, width=width, language=language).splitlines():
            is_to_be_copied = line.startswith("  tipcycle ")  # a command is not broken, whatever the width
            assert (width, line, cell_len(line) <= width or is_to_be_copied) == (width, line, True)
            assert line == line.rstrip()


def words_of(shown: str) -> list[str]:
    """Every word that is shown, in order, whatever the width made of the lines."""
    return sorted(re.findall(r"\w+", shown.replace("\n", " ").lower()))


@pytest.mark.parametrize(
    ("words", "on"), [("status", WORKED_ON), ("review", WORKED_ON), ("tips show 42 34", WORKED_ON)]
)
def test_narrow_screens_leave_nothing_out(words: str, on: str, home: Path) -> None:
    """What an 80-column screen says, one of 50 columns says too."""
    worked(home)
    assert words_of(drawn(home, words, on=on, width=50)) == words_of(drawn(home, words, on=on, width=80))


def fits(home: Path, words: str, said: str, *, width: int) -> bool:
    """Whether a screen with these words in a voice and its role fits its terminal."""
    voice = f'[[voice]]  # 2026-03-06\ntext = "{said}"\nby = "{said}"\nshared = true\n'
    lay_down(home, c2026_03_02=PICK + voice)
    shown = drawn(home, words, on="2026-03-03", width=width)
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
    worked(home)
    for width in range(40, WIDEST):
        shown = drawn(home, "status", on=WORKED_ON, width=width)
        assert all(meaning in shown for meaning in ("‖ week off", "○ did not"))


@pytest.mark.parametrize("words", ["", "status", "review", "journal history", "momentum"], ids=lambda w: w or "glance")
def test_a_pipe_needs_no_signs(words: str, home: Path) -> None:
    """In a pipe no drawing character carries a fact: the weeks are words."""
    worked(home)
    shown = drawn(home, words, on=WORKED_ON, width=PLAIN)
    assert not set(shown) & set("●◆○‖▸■□↻★☐→")
