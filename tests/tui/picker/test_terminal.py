"""The installed program in a pseudo-terminal: the picker that it starts, and the state after it ends."""

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
TIMEOUT = 15.0


class Terminal:
    """A terminal of a given size that runs `tipcycle pick`."""

    def __init__(self, home: Path, *args: str, size: tuple[int, int] = (80, 24), **extra_environ: str) -> None:
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home.parent),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TIPCYCLE_HOME": str(home),
            "TIPCYCLE_TODAY": "2026-02-26",
            "TIPCYCLE_LANG": "en",
            **extra_environ,
        }
        columns, lines = size
        self.raw = ""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            str(TIPCYCLE_PATH),
            ["pick", *args],
            env=environ,
            dimensions=(lines, columns),
            encoding="utf-8",
            timeout=TIMEOUT,
        )

    @property
    def text(self) -> str:
        """The text of the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, expected: str) -> str:
        """Wait until the screen shows a text, and return the screen."""
        while expected not in self.text:
            try:
                part = self._child.read_nonblocking(65536, timeout=TIMEOUT)
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f"never said {expected!r}:\n{self.text}") from error
            self.raw += part
            self._stream.feed(re.sub(r"\x1b\[[<>=?][^a-zA-Z$]*\$?[a-zA-Z]|\x1b\]22;\w+\x07", "", part))
        return self.text

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self._child.send(key)

    def wait_for_exit(self) -> int:
        """Wait for the end of the program, and return its exit code."""
        self.raw += self._child.read()
        self._child.close()
        return int(self._child.exitstatus)

    def close(self) -> None:
        """Stop the program if it still runs."""
        self._child.close(force=True)


@pytest.fixture
def open_terminal(home: Path) -> Iterator[type[Terminal]]:
    """Yield a class that opens terminals on one journal. Close them all after the test."""
    opened: list[Terminal] = []

    class TrackedTerminal(Terminal):
        def __init__(self, *args: str, **options: object) -> None:
            super().__init__(home, *args, **options)  # type: ignore[arg-type]
            opened.append(self)

    yield TrackedTerminal
    for terminal in opened:
        terminal.close()


def test_full_screen_saves_the_choice(open_terminal: type[Terminal], home: Path) -> None:
    """The program enters and leaves the alternate screen once."""
    terminal = open_terminal()
    terminal.wait_for("Lead as a person")
    terminal.press(DOWN, "s", "p")
    terminal.wait_for("[ done ]")
    terminal.press("d")
    terminal.wait_for("What must simply keep running")
    terminal.press("the phones", "\r", "n", "\r", "\r")
    assert terminal.wait_for_exit() == 0
    assert "Saved: a star for 01." in terminal.raw
    assert "Saved: cycle 1, 23 February" in terminal.raw
    assert terminal.raw.count("\x1b[?1049h") == terminal.raw.count("\x1b[?1049l") == 1
    assert 'running = "the phones"' in (home / "cycles" / "2026-02-23.toml").read_text(encoding="utf-8")


def test_leaving_writes_nothing(open_terminal: type[Terminal], home: Path) -> None:
    """The exit code is 1, and a command to pick the same tips is shown."""
    terminal = open_terminal()
    terminal.wait_for("Lead as a person")
    terminal.press("p")
    terminal.wait_for("[ done ]")
    terminal.press("q")
    terminal.wait_for("Leave without your five?")
    terminal.press("y")
    assert terminal.wait_for_exit() == 1
    assert "To pick these after all: tipcycle pick " in terminal.raw
    assert "stopped; nothing was saved" in terminal.raw
    assert not home.exists()


def test_ctrl_c_exits_with_130(open_terminal: type[Terminal], home: Path) -> None:
    terminal = open_terminal()
    terminal.wait_for("Lead as a person")
    terminal.press(CTRL_C)
    assert terminal.wait_for_exit() == 130
    assert not home.exists()


def test_dutch_details_are_shown_at_60x20(open_terminal: type[Terminal]) -> None:
    terminal = open_terminal(size=(60, 20), TIPCYCLE_LANG="nl")
    terminal.wait_for("Voorgaan als mens")
    terminal.press(DOWN, "\r")
    assert "HOE" in terminal.wait_for("HOE")


def test_no_color_sends_no_colours(open_terminal: type[Terminal]) -> None:
    """The cursor, the choice and the star are signs."""
    terminal = open_terminal(NO_COLOR="1")
    terminal.wait_for("Lead as a person")
    terminal.press(DOWN, " ", "s")
    assert "▸●★ 01" in terminal.wait_for("▸●★")
    styles = {part for style in re.findall(r"\x1b\[([0-9;]*)m", terminal.raw) for part in style.split(";")}
    assert styles <= {"", "0", "1", "2", "3", "7", "39", "49"}


def test_only_colours_of_the_terminal_palette_are_used(open_terminal: type[Terminal]) -> None:
    """There are at most 16 colours and no background, so that light and dark terminals both work."""
    terminal = open_terminal()
    terminal.wait_for("Lead as a person")
    terminal.press(DOWN, " ", "p", "w")
    terminal.wait_for("WHY THESE")
    styles = {part for style in re.findall(r"\x1b\[([0-9;]*)m", terminal.raw) for part in style.split(";")}
    assert styles <= {"", "0", "1", "2", "3", "7", "36", "39", "49"}


@pytest.mark.parametrize(
    ("args", "environ"),
    [(("--plain",), {}), ((), {"TERM": "dumb"}), ((), {"LANG": "C", "PYTHONIOENCODING": "ascii"})],
    ids=["--plain", "TERM=dumb", "a terminal that cannot draw"],
)
def test_line_mode_starts_where_no_full_screen_is_possible(
    open_terminal: type[Terminal], args: tuple[str, ...], environ: dict[str, str]
) -> None:
    """Line mode sends no control sequences."""
    terminal = open_terminal(*args, **environ)
    terminal.wait_for("5 more:")
    terminal.press("5 13 33 34 42\r")
    terminal.wait_for("With these five?")
    assert "\x1b" not in terminal.raw
    terminal.press(CTRL_C)
    assert terminal.wait_for_exit() == 130
