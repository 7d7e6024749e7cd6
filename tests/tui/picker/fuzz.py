"""Random keys, pastes and resizes for the picker in a pseudo-terminal."""

import random
import re
import tomllib
from pathlib import Path

from tests.cli.terminal import INTERRUPT, TerminalSession

LETTERS = "abcdefghijklmnoprstuvwxyz0123456789*?/-+ëé€"
MOVES = ("\t", "\x1b[Z", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F")
EDITS = ("\x7f", "\x1b[3~", "\x01", "\x0b", "\x15", "\x1bOP")
PICKER_KEYS = ("p", "d", "d", "d", "w", "s", "?", "h", "/", "\x1b", "j", "k", "n", "m", "q", "y")
CONFIRM_KEYS = ("\r", "\r", " ")
"""What can press `[ begin ]`. A click is not among the random inputs."""
PASTES = ("5 13 33", "one\ntwo\r\nthree", "[b]bold[/b]", "x" * 3000, "\x00\x07", "q y\r", "")
SIZES = ((24, 80), (20, 60), (10, 30), (5, 12), (40, 120), (3, 4))


def random_input(rng: random.Random, *, confirms: bool) -> str:
    """Return a few keys that arrive in one read. Every key can come twice."""
    keys: list[str] = []
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        kind = rng.random()
        if kind < 0.06:
            keys.append(f"\x1b[200~{rng.choice(PASTES)}\x1b[201~")
            continue
        pool = PICKER_KEYS if kind < 0.4 else MOVES if kind < 0.65 else EDITS if kind < 0.7 else LETTERS
        pool = CONFIRM_KEYS if confirms and kind > 0.85 else pool
        keys += [rng.choice(pool)] * rng.choice((1, 1, 1, 2))
    return "".join(keys)


def run_random_input(home: Path, seed: int, count: int, *, confirms: bool) -> int:
    """Send random input to `tipcycle pick` until it ends, at most `count` times. Return the number of inputs sent.

    Without `confirms` there is no key that can press `[ begin ]`, and nothing but stars may be saved. Check that the
    program ends with a known exit code and without an internal error, and that the saved tips are the ones it prints.
    """
    rng = random.Random(seed)
    terminal = TerminalSession(home, ["pick"], on="2026-02-26", size=(24, 80))
    terminal.send_when_shown("/ ", "p")
    sent: list[str] = []
    for _ in range(count):
        if terminal.child.flag_eof:
            break
        if rng.random() < 0.05:
            rows, columns = rng.choice(SIZES)
            terminal.child.setwinsize(rows, columns)
            terminal.screen.resize(rows, columns)
        sent.append(random_input(rng, confirms=confirms))
        terminal.child.send(sent[-1])
        if rng.random() < 0.7:
            while terminal.read(timeout=rng.choice((0.0, 0.02, 0.1))):
                pass
    while terminal.read(timeout=0.5):
        pass
    if not terminal.child.flag_eof:
        terminal.child.send(INTERRUPT)
    context = f"seed {seed}, last input {sent[-5:]!r}\n{terminal.screen_text}"
    exit_code = terminal.end()
    assert "unexpected error" not in terminal.raw, context
    assert "Traceback" not in terminal.raw, context
    saved = [tomllib.loads(path.read_text("utf-8")) for path in home.glob("cycles/*.toml")]
    assert exit_code in ((0,) if saved else (0, 1, 130)), context
    if saved:
        assert confirms, context
        report = terminal.raw.rpartition("\x1b[?1049l")[2].partition("Saved: cycle")[0]
        shown = re.findall(r"  (\d+) [A-Z]", report)
        assert [int(number) for number in shown] == saved[0]["pick"][0]["tips"], context
    return len(sent)
