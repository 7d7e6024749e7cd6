"""The installed program in a pseudo-terminal: the picker that it starts, and the state after it ends."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.terminal import DOWN, ENTER, INTERRUPT, TerminalSession

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")

OpenPicker = Callable[..., TerminalSession]


@pytest.fixture
def open_picker(home: Path) -> Iterator[OpenPicker]:
    """Return a function that starts `tipcycle pick` with these arguments. `size` is in rows and columns."""
    opened: list[TerminalSession] = []

    def start(
        *args: str, lang: str = "en", size: tuple[int, int] = (24, 80), shown: str = "Lead as a person", **environ: str
    ) -> TerminalSession:
        opened.append(TerminalSession(home, ["pick", *args], on="2026-02-26", lang=lang, size=size, **environ))
        return opened[-1].send_when_shown(shown)

    yield start
    for terminal in opened:
        terminal.child.close(force=True)


def test_full_screen_saves_the_choice(open_picker: OpenPicker, home: Path) -> None:
    """The program enters and leaves the alternate screen once."""
    terminal = open_picker()
    terminal.send_keys(DOWN, "s", "p").send_when_shown("[ done ]", "d")
    terminal.send_when_shown("Enter go on", ENTER).send_when_shown(
        "What must simply keep", "the phones" + ENTER + "my deputy" + ENTER
    )
    terminal.send_when_shown("● m", "n").send_when_shown("● n", ENTER).send_when_shown("Enter begin", ENTER)
    assert terminal.end() == 0
    assert "Saved: a star for 01." in terminal.raw
    assert "Saved: cycle 1, 23 February" in terminal.raw
    assert terminal.raw.count("\x1b[?1049h") == terminal.raw.count("\x1b[?1049l") == 1
    saved = (home / "cycles" / "2026-02-23.toml").read_text(encoding="utf-8")
    assert 'running = "the phones"' in saved
    assert 'ask = "my deputy"' in saved


def test_changed_moment_is_saved_as_the_plan(open_picker: OpenPicker, home: Path) -> None:
    """The other tips keep the moment of the catalogue, and nothing is saved for them."""
    terminal = (
        open_picker().send_keys("pd", " ").send_when_shown("keep this moment", "\x15When tea is ready, I'll ask.")
    )
    terminal.send_keys(ENTER * 6)
    assert terminal.end() == 0
    saved = tomllib.loads((home / "cycles" / "2026-03-02.toml").read_text(encoding="utf-8"))
    assert [(plan["tip"], plan["text"]) for plan in saved["plan"]] == [
        (saved["pick"][0]["tips"][0], "When tea is ready, I'll ask.")
    ]


def test_keys_in_one_read_are_handled_one_after_the_other(open_picker: OpenPicker, home: Path) -> None:
    """Each key goes to the screen that the key before it opened, and a second Enter on `[ begin ]` changes nothing."""
    terminal = open_picker().send_keys("pd" + ENTER + "the phones" + ENTER + ENTER + "n" + ENTER + ENTER + ENTER + " ")
    assert terminal.end() == 0
    assert 'running = "the phones"' in (home / "cycles" / "2026-02-23.toml").read_text(encoding="utf-8")


def test_leaving_writes_nothing(open_picker: OpenPicker, home: Path) -> None:
    """The exit code is 1, and a command to pick the same tips is shown."""
    terminal = open_picker()
    terminal.send_keys("p").send_when_shown("[ done ]", "q").send_when_shown("Leave without your five?", "y")
    assert terminal.end() == 1
    assert "To pick these after all: tipcycle pick " in terminal.raw
    assert "stopped; nothing was saved" in terminal.raw
    assert not home.exists()


def test_ctrl_c_exits_with_130(open_picker: OpenPicker, home: Path) -> None:
    """The command to pick the same tips is shown, on the last page too."""
    terminal = open_picker()
    assert terminal.send_keys("pd", ENTER, "the phones", INTERRUPT).end() == 130
    assert "To pick these after all: tipcycle pick " in terminal.raw
    assert not home.exists()


def test_dutch_details_are_shown_at_60x20(open_picker: OpenPicker) -> None:
    open_picker(lang="nl", size=(20, 60), shown="Voorgaan als mens").send_keys(DOWN, ENTER).send_when_shown("HOE")


def test_no_color_sends_no_colours(open_picker: OpenPicker) -> None:
    """The cursor, the choice and the star are signs."""
    terminal = open_picker(NO_COLOR="1")
    terminal.send_keys(DOWN, " ", "s").send_when_shown("▸●★ 01")
    styles = {part for style in re.findall(r"\x1b\[([0-9;]*)m", terminal.raw) for part in style.split(";")}
    assert styles <= {"", "0", "1", "2", "3", "7", "39", "49"}


def test_only_colours_of_the_terminal_palette_are_used(open_picker: OpenPicker) -> None:
    """There are at most 16 colours and no background, so that light and dark terminals both work."""
    terminal = open_picker()
    terminal.send_keys(DOWN, " ").send_when_shown("●", "p").send_when_shown("◇", "w").send_when_shown("WHY THESE")
    styles = {part for style in re.findall(r"\x1b\[([0-9;]*)m", terminal.raw) for part in style.split(";")}
    assert styles <= {"", "0", "1", "2", "3", "7", "36", "39", "49"}


@pytest.mark.parametrize(
    ("args", "environ"),
    [(("--plain",), {}), ((), {"TERM": "dumb"}), ((), {"LANG": "C", "PYTHONIOENCODING": "ascii"})],
    ids=["--plain", "TERM=dumb", "a terminal that cannot draw"],
)
def test_line_mode_starts_where_no_full_screen_is_possible(
    open_picker: OpenPicker, args: tuple[str, ...], environ: dict[str, str]
) -> None:
    """Line mode sends no control sequences."""
    terminal = open_picker(*args, shown="5 more:", **environ)
    terminal.send_keys("5 13 33 34 42" + ENTER).send_when_shown("With these five?")
    assert "\x1b" not in terminal.raw
    assert terminal.send_keys(INTERRUPT).end() == 130
    assert "To pick these after all: tipcycle pick 5 13 33 34 42" in terminal.raw
