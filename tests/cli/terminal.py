"""The program in a pseudo-terminal: keys go in, and a screen comes out. `LineCheckin` answers a check-in by field."""

import re
import select
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import pexpect
import pyte
import pytest

from tests.cli.conftest import TIPCYCLE_PATH, subprocess_environ
from tests.cli.scenarios import Scenario
from tests.conversation import OTHER, Conversation, Field
from tipcycle.cli.prompts.checkin import day_prompt
from tipcycle.cli.prompts.checkin_questions import field_prompts
from tipcycle.i18n import load_translator

ENTER, INTERRUPT, END, ESCAPE, DOWN = "\r", "\x03", "\x04", "\x1b", "\x1b[B"
YES = {"en": "y", "nl": "j"}
START_TIMEOUT, TIMEOUT, END_TIMEOUT = 20.0, 15.0, 20.0
"""Seconds to wait for the first output, for a question, and for the end (which can include a PDF)."""


class TerminalSession:
    """The program in a pseudo-terminal of its own."""

    def __init__(
        self,
        home: Path,
        args: Sequence[str],
        *,
        on: str,
        lang: str = "en",
        size: tuple[int, int] = (40, 100),
        program: Sequence[str] = (str(TIPCYCLE_PATH),),
        **environ: str,
    ) -> None:
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *args],
            env=subprocess_environ(home, on=on, lang=lang, **environ),
            dimensions=size,
            cwd=home.parent,
            encoding="utf-8",
            timeout=TIMEOUT,
        )
        self.lang = lang
        self.raw = ""
        """The output so far, without what `after` matched."""
        self._unfinished = ""
        self.screen = pyte.Screen(size[1], size[0])
        self.stream = pyte.Stream(self.screen)
        self.child.delaybeforesend = self.child.delayafterclose = self.child.ptyproc.delayafterclose = 0
        select.select([self.child.child_fd], [], [], START_TIMEOUT)

    @property
    def screen_text(self) -> str:
        """The text on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def read(self, timeout: float = 0.05) -> str:
        """Read what the program has written so far, and show it on the screen. Empty if there is nothing."""
        try:
            part = str(self.child.read_nonblocking(65536, timeout=timeout))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return ""
        self.raw += part
        shown = self._unfinished + part
        tail = re.search(r"\x1b(\[[0-9;<>=?$]*|\][^\x07]*)?$", shown)  # a sequence whose end is in the next part
        self._unfinished = tail[0] if tail else ""
        shown = shown[: tail.start()] if tail else shown
        self.stream.feed(re.sub(r"\x1b\[[<>=?][^a-zA-Z$]*\$?[a-zA-Z]|\x1b\]22;\w+\x07", "", shown))
        return part

    def reads_keys(self) -> bool:
        """Return True if the program reads single keys."""
        import termios  # not available on Windows, where this module is imported too

        return not termios.tcgetattr(self.child.child_fd)[3] & termios.ICANON

    def after(self, pattern: str, keys: str) -> Self:
        """Wait for a text (a regular expression), then send keys."""
        try:
            self.child.expect(pattern)
        except (pexpect.TIMEOUT, pexpect.EOF) as error:
            raise AssertionError(f"{pattern!r} did not appear in:\n{self.output}") from error
        self.child.send(keys)
        return self

    def press(self, key: str) -> Self:
        """Wait until the program reads single keys, and send a key."""
        deadline = time.monotonic() + TIMEOUT
        while not self.reads_keys():
            assert time.monotonic() < deadline, f"the program does not read single keys:\n{self.output}"
            time.sleep(0.02)
        self.child.send(key)
        return self

    def send_keys(self, *keys: str) -> Self:
        """Send keys at once, one after the other."""
        for key in keys:
            self.child.send(key)
        return self

    def lines(self, *lines: str) -> Self:
        """Send lines, each with Enter. The terminal buffers what the program does not read yet."""
        for line in lines:
            self.child.send(line + ENTER)
        return self

    def send_when_shown(self, text: str, keys: str = "") -> Self:
        """Wait until the screen contains a text, then send keys. Full-screen programs do not print line by line."""
        deadline = time.monotonic() + TIMEOUT
        while text not in self.screen_text:
            self.read()
            assert time.monotonic() < deadline, f"{text!r} is not on the screen:\n{self.screen_text}"
        self.child.send(keys)
        return self

    def press_until_shown(self, key: str, text: str) -> Self:
        """Send a key for each question until the screen contains a text."""
        deadline = time.monotonic() + TIMEOUT
        while text not in self.screen_text:
            self.child.send(key)
            while self.read(timeout=0.3) and text not in self.screen_text:
                pass
            assert time.monotonic() < deadline, f"{text!r} is not on the screen:\n{self.screen_text}"
        return self

    def press_until_end(self, key: str) -> int:
        """Send a key repeatedly until the program ends. Return the exit code.

        A program that reads single keys discards earlier input.
        """
        for _ in range(100):
            self.child.send(key)
            if self.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=0.2) == 0:
                break
        return self.end()

    def end(self) -> int:
        """Wait for the end of the program and return its exit code."""
        if not self.child.flag_eof:
            try:
                self.child.expect(pexpect.EOF, timeout=END_TIMEOUT)
            except pexpect.TIMEOUT as error:
                raise AssertionError(f"the program did not end:\n{self.output}") from error
        self.raw += self.output
        self.child.close()
        assert self.child.signalstatus is None
        return int(self.child.exitstatus)

    @property
    def output(self) -> str:
        """Output since the last match."""
        return self.child.before if isinstance(self.child.before, str) else ""


StartTerminal = Callable[..., TerminalSession]


@pytest.fixture
def start_terminal(home: Path) -> Iterator[StartTerminal]:
    """Return a function that starts a command.

    Example: `start_terminal(no_journal, "pick --plain", on="2026-03-06", lang="nl")`.
    """
    sessions: list[TerminalSession] = []

    def start(
        scenario: Scenario, args: str, *, on: str, lang: str, size: tuple[int, int] = (40, 100)
    ) -> TerminalSession:
        scenario(home)
        sessions.append(TerminalSession(home, args.split(), on=on, lang=lang, size=size))
        return sessions[-1]

    yield start
    for session in sessions:
        session.child.close(force=True)


def last_event(home: Path, kind: str, starts: str = "2026-03-02") -> dict[str, Any]:
    """Return the values of the last event of a kind in a cycle file, without id and timestamps."""
    text = (home / "cycles" / f"{starts}.toml").read_text("utf-8")
    event = dict(tomllib.loads(text)[kind][-1])
    return {key: value for key, value in event.items() if key not in ("id", "at", "on")}


class LineCheckin(Conversation):
    """A check-in line by line. It knows the questions from the prompts of the program."""

    def __init__(self, terminal: TerminalSession) -> None:
        self.terminal = terminal
        self.yes = YES[terminal.lang]
        translator = load_translator(terminal.lang)
        prompts = {**field_prompts(translator), "day": day_prompt(translator)}
        self._prompts = {name: _one_line(text) for name, text in prompts.items()}
        self._field: Field = OTHER
        self._asked = self._previous = ""

    @property
    def screen_text(self) -> str:
        """All output so far."""
        return self.terminal.raw

    @property
    def field(self) -> Field | None:
        """Wait for the next question, and return its field; None once the program ends or offers single keys.

        A question that repeats only its keys is the same field again, because the answer was invalid.
        """
        deadline = time.monotonic() + TIMEOUT
        part = ""
        while part or not self._asked or self._asked.endswith("\n"):  # until a line without an end, and then silence
            part = self.terminal.read()
            self._asked += part.replace("\r", "")
            if self.terminal.child.flag_eof or (not part and self.terminal.reads_keys()):
                return None
            assert time.monotonic() < deadline, f"no question was asked after {self._field!r}:\n{self.screen_text}"
        self._field = self._find_field()
        return self._field

    def _find_field(self) -> Field:
        text = _one_line(self._asked)
        found: list[tuple[int, Field]] = [
            (text.rfind(prompt), name) for name, prompt in self._prompts.items() if prompt in text
        ]
        found += [(match.start(), int(match[1])) for match in re.finditer(r"(?:^|(?<=\n))(\d+)  ", self._asked)]
        if found:
            return max(found, key=lambda place: place[0])[1]
        repeated = _one_line(self._asked.partition("\n")[2])  # without the echo of the answer
        return self._field if self._previous.endswith(repeated or "\n") else OTHER

    def send(self, value: str) -> None:
        """Send a line."""
        self._previous = _one_line(self._asked)
        self._asked = ""
        self.terminal.lines(value)

    def accept_next_week(self) -> Self:
        """Press Enter at the offer of another week, which is asked with a single key."""
        self.terminal.press(ENTER)
        self._asked = ""
        while self.terminal.reads_keys():
            time.sleep(0.02)
        return self

    def end(self) -> int:
        """Skip the questions that are left. Return the exit code of the program."""
        self.answer_all()
        return self.terminal.end()


def _one_line(text: str) -> str:
    return " ".join(text.split())
