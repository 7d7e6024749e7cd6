"""The real program in a real terminal: which way of choosing it takes, and what stays behind."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import TIPCYCLE_PATH

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")
if sys.platform == "win32":
    pytest.skip("no pseudo terminals here", allow_module_level=True)

DOWN, ESCAPE, CTRL_C = "\x1b[B", "\x1b", "\x03"
PLACES = 15.0


class Terminal:
    """A terminal of a size, with somebody typing in it."""

    def __init__(self, home: Path, *words: str, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        told = {
            "PATH": os.environ["PATH"],
            "HOME": str(home.parent),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TIPCYCLE_HOME": str(home),
            "TIPCYCLE_TODAY": "2026-02-26",
            "TIPCYCLE_LANG": "en",
            **environment,
        }
        columns, lines = size
        self.raw = ""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            str(TIPCYCLE_PATH),
            ["pick", *words],
            env=told,
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=PLACES,
        )

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def until(self, said: str) -> str:
        """The screen once it says this."""
        while said not in self.text:
            try:
                part = self._child.read_nonblocking(65536, timeout=PLACES)
            except (pexpect.TIMEOUT, pexpect.EOF) as ended:
                raise AssertionError(f"never said {said!r}:\n{self.text}") from ended
            self.raw += part
            self._stream.feed(re.sub(r"\x1b\[[<>=?][^a-zA-Z$]*\$?[a-zA-Z]|\x1b\]22;\w+\x07", "", part))
        return self.text

    def type(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self._child.send(key)

    def ended(self) -> int:
        """The exit code, once it ended."""
        self.raw += self._child.read()
        self._child.close()
        return int(self._child.exitstatus)

    def close(self) -> None:
        """Whatever happened, nothing goes on running."""
        self._child.close(force=True)


@pytest.fixture
def sitting(home: Path) -> Iterator[type[Terminal]]:
    """Opens terminals on the same journal, and closes them."""
    opened: list[Terminal] = []

    class Sitting(Terminal):
        def __init__(self, *words: str, **told: object) -> None:
            super().__init__(home, *words, **told)  # type: ignore[arg-type]
            opened.append(self)

    yield Sitting
    for terminal in opened:
        terminal.close()


def test_a_terminal_gets_the_full_screen_and_the_choice_is_saved(sitting: type[Terminal], home: Path) -> None:
    """Five are proposed, confirmed and written; the screen is given back."""
    terminal = sitting()
    terminal.until("Lead as a person")
    terminal.type(DOWN, "s", "p")
    terminal.until("[ done ]")
    terminal.type("d")
    terminal.until("What must simply keep running")
    terminal.type("the phones", "\r", "n", "\r", "\r")
    assert terminal.ended() == 0
    assert "Saved: a star for 01." in terminal.raw
    assert "Saved: cycle 1, 23 February" in terminal.raw
    assert terminal.raw.count("\x1b[?1049h") == terminal.raw.count("\x1b[?1049l") == 1
    assert 'running = "the phones"' in (home / "cycles" / "2026-02-23.toml").read_text(encoding="utf-8")


def test_leaving_writes_nothing(sitting: type[Terminal], home: Path) -> None:
    """Nothing was asked, nothing is there."""
    terminal = sitting()
    terminal.until("Lead as a person")
    terminal.type("p")
    terminal.until("[ done ]")
    terminal.type("q")
    terminal.until("Leave without your five?")
    terminal.type("y")
    assert terminal.ended() == 1
    assert "To pick these after all: tipcycle pick " in terminal.raw
    assert "stopped; nothing was saved" in terminal.raw
    assert not home.exists()


def test_an_interruption_has_its_exit_code(sitting: type[Terminal], home: Path) -> None:
    """130, as everywhere."""
    terminal = sitting()
    terminal.until("Lead as a person")
    terminal.type(CTRL_C)
    assert terminal.ended() == 130
    assert not home.exists()


def test_sixty_by_twenty_in_dutch(sitting: type[Terminal]) -> None:
    """The shelf, the card, and back."""
    terminal = sitting(size=(60, 20), TIPCYCLE_LANG="nl")
    terminal.until("Voorgaan als mens")
    terminal.type(DOWN, "\r")
    assert "HOE" in terminal.until("HOE")


def test_without_colour_nothing_is_coloured(sitting: type[Terminal]) -> None:
    """Not one colour is sent; the cursor, the choice and the star are signs."""
    terminal = sitting(NO_COLOR="1")
    terminal.until("Lead as a person")
    terminal.type(DOWN, " ", "s")
    assert "▸●★ 01" in terminal.until("▸●★")
    styles = {part for style in re.findall(r"\x1b\[([0-9;]*)m", terminal.raw) for part in style.split(";")}
    assert styles <= {"", "0", "1", "2", "3", "7", "39", "49"}


def test_colours_are_the_terminals_own(sitting: type[Terminal]) -> None:
    """Sixteen colours at most, and never a background: light and dark are the terminal's business."""
    terminal = sitting()
    terminal.until("Lead as a person")
    terminal.type(DOWN, " ", "p", "w")
    terminal.until("WHY THESE")
    styles = {part for style in re.findall(r"\x1b\[([0-9;]*)m", terminal.raw) for part in style.split(";")}
    assert styles <= {"", "0", "1", "2", "3", "7", "36", "39", "49"}


@pytest.mark.parametrize(
    ("words", "environ"),
    [(("--plain",), {}), ((), {"TERM": "dumb"}), ((), {"LANG": "C", "PYTHONIOENCODING": "ascii"})],
    ids=["--plain", "TERM=dumb", "a terminal that cannot draw"],
)
def test_where_a_full_screen_is_not_possible_it_is_a_conversation(
    sitting: type[Terminal], words: tuple[str, ...], environ: dict[str, str]
) -> None:
    """Lines and questions, and no control sequence at all."""
    terminal = sitting(*words, **environ)
    terminal.until("5 more:")
    terminal.type("5 13 33 34 42\r")
    terminal.until("With these five?")
    assert "\x1b" not in terminal.raw
    terminal.type(CTRL_C)
    assert terminal.ended() == 130
