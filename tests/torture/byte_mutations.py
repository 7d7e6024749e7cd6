"""Mutate the bytes of journal files and check every read and write (T11).

Runs in a child of the fork server.
"""

import random
import signal
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.torture.in_process import READ_COMMANDS, run_in_process
from tests.torture.write_commands import CHECKIN, CYCLE_FILE

HOSTILE_TOKENS = (
    b"[[", b"]]", b"[", b"]", b'"""', b"'''", b'"', b"'", b"\0", b"\xff", b"\xef\xbb\xbf", b"\\u001b", b"\\uD800",
    b"inf", b"nan", b"-", b"9" * 5000, b"2026-02-30", b"0001-01-01", b"9999-12-31T23:59:59-12:00", b"1e400", b"0x",
    b".".join([b"a"] * 33) + b" = 1\n", b"[" * 3000, b"{a=" * 500, b"\r\n", b"\r", b"\n", b"=", b"#", b"\x1b[31m",
    b"\xc2\x9b31m", b"\xe2\x80\xae", b"format = 2\n", b"format = 0\n", b"format = true\n", b"[[checkin]]\n",
    b"[checkin]\n",    b"checkin = []\n", b"[[pick]]\ntips = [1, 2, 3, 4, 5]\n", b"[cycle]\n", b"weeks = 10\n",
    b"week = '2026-W99'\n",
    b"tips = [5, 5, 5, 5, 5]\n", b"did = [99999]\n", b"did = [-1]\n", b"id = ''\n", b"at = 2026-03-06T08:00:00Z\n",
    b"team = 6\n", b"text = 3\n", b"[[undo]]\nof = ['x']\n", b"[[close]]\n", b"starts = 2026-03-03\n", b"\0" * 300,
)  # fmt: skip


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Return `data` after one to four random changes.

    A change flips a bit, cuts, copies or moves a part, inserts a token, moves a line, or truncates the file. The result
    has at most 200,000 bytes.
    """
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + int(rng.paretovariate(0.7)))
        match rng.randrange(7):
            case 0 if start < len(data):
                data = data[:start] + bytes([data[start] ^ (1 << rng.randrange(8))]) + data[start + 1 :]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:start] + rng.choice(HOSTILE_TOKENS) + data[start:]
            case 3:
                data = data[:start] + rng.choice(HOSTILE_TOKENS) + data[end:]
            case 4:
                target = rng.randrange(len(data) + 1)
                data = data[:target] + data[start:end] + data[target:]
            case 5:
                lines = data.splitlines(keepends=True)
                if lines:
                    lines.insert(rng.randrange(len(lines)), lines.pop(rng.randrange(len(lines))))
                data = b"".join(lines)
            case _:
                data = data[:start] if rng.random() < 0.2 else data
    return data[:200_000]


class CaseTimeoutError(Exception):
    """A case ran longer than its limit of one minute."""


def _raise_timeout(*_: object) -> None:
    raise CaseTimeoutError


def mutate_journals(folder: str, cases: int, seed: int, views: int) -> dict[str, Any]:
    """Mutate one file per case, read and show the journal, and return the violations and figures.

    Each case runs `views` of the read commands in turn. Every eighth case also runs a command that writes.
    """
    rng = random.Random(seed)
    case_folder = Path(folder) / "case"
    home = CHECKIN.prepare(case_folder)
    files = (CYCLE_FILE, CYCLE_FILE, CYCLE_FILE, "journal.toml", "tips.toml")
    intact = {name: (home / name).read_bytes() for name in set(files)}
    intact["tips.toml"] = (case_folder / "own.toml").read_bytes().replace(b"id = 202", b"id = 201")
    signal.signal(signal.SIGALRM, _raise_timeout)
    all_violations: list[str] = []
    longest_seconds = 0.0
    write_count = 0
    for case in range(cases):
        name = rng.choice(files)
        data = mutate_bytes(intact[name], rng)
        violations: list[str] = []
        started = time.monotonic()
        signal.alarm(60)
        try:
            for other_name, content in intact.items():
                (home / other_name).write_bytes(data if other_name == name else content)
            _check_append(name, data, violations)
            for view in range(views):
                command = READ_COMMANDS[(case * views + view) % len(READ_COMMANDS)]
                violations += [
                    f"`{command}`: {violation}" for violation in run_in_process(command.split(), home).violations
                ]
            if {other_name: (home / other_name).read_bytes() for other_name in intact} != {**intact, name: data}:
                violations.append("I5 a read changed a file")
            if case % 8 == 0:
                write_count += _check_command(home, name, data, violations)
        except CaseTimeoutError:
            violations.append("I10 longer than a minute")
        except Exception as error:
            violations.append(f"I9 {type(error).__name__}: {error}"[:200])
        signal.alarm(0)
        longest_seconds = max(longest_seconds, time.monotonic() - started)
        all_violations += [f"seed {seed}, case {case}, {name}: {violation}" for violation in violations]
    return {"violations": all_violations, "longest": round(longest_seconds, 2), "written": write_count}


def _check_append(name: str, data: bytes, violations: list[str]) -> None:
    """Parse the bytes and append an event to them (I7).

    A damaged file and a file of a newer format must reject the event. Any other file must keep its old bytes as a
    prefix.
    """
    from tipcycle.core.errors import TipcycleError
    from tipcycle.core.events import Checkin, Event, Profile
    from tipcycle.core.weeks import Week
    from tipcycle.storage.toml_format import JOURNAL_FORMAT, append_events, parse_file

    if name == "tips.toml":
        return
    parsed = parse_file(data, name)
    payload = Checkin(week=Week.parse("2026-W11"), did=(5,)) if name == CYCLE_FILE else Profile(name="x")
    event = Event("fresh", datetime(2026, 3, 13, 12, tzinfo=UTC), date(2026, 3, 13), payload)
    try:
        new_data = append_events(data, (event,), name)
    except TipcycleError:
        return
    if parsed.format > JOURNAL_FORMAT or any(problem.severity == "error" for problem in parsed.problems):
        violations.append("I7 a damaged or newer file was added to")
    if not new_data.startswith(data):
        violations.append("I7 the old bytes are not in front")


def _check_command(home: Path, name: str, data: bytes, violations: list[str]) -> int:
    """Run a command that writes to the file, and return 1 if the file changed, else 0.

    The command must append to the file, or reject the event and leave every byte as it was.
    """
    args = {CYCLE_FILE: ["note", "x"], "journal.toml": ["profile", "--name", "x"]}.get(
        name, ["tips", "add", "--file", str(home.parent / "own.toml")]
    )
    result = run_in_process(args, home)
    violations += [f"`{args[0]}`: {violation}" for violation in result.violations]
    content = (home / name).read_bytes()
    if not content.startswith(data) or (result.exit_code not in (0, 3) and content != data):
        violations.append(f"I7 `{args[0]}` changed what was there (exit {result.exit_code})")
    return int(content != data)
