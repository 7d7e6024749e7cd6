"""T17, T18: big journals, and every encoding that a file or a terminal may have."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text, weekly_checkins, with_pick
from tests.torture.fork_client import Runner, run_environ
from tests.torture.in_process import READ_COMMANDS
from tests.torture.invariants import output_violations
from tests.torture.tally import Tally, report_tally, trial_count
from tests.torture.write_commands import CHECKIN, CYCLE_FILE, make_private
from tipcycle.core.weeks import Week, cycle_start, cycle_week_count

pytestmark = pytest.mark.torture
MEMORY_LIMIT = 4 * 1024**3
FIRST_MONDAY = date(2016, 3, 7)


def _write_ten_years(home: Path) -> str:
    """Write sixty cycles in a row with a check-in every week; all but the last are closed. Return today's date."""
    folder = home / "cycles"
    for path in folder.iterdir():
        path.unlink()
    for index in range(60):
        starts = cycle_start(FIRST_MONDAY, index)
        first_tip = 1 if index % 2 else 6  # a dropped tip may be picked again
        picked_tips = [first_tip + k for k in range(5)]
        weeks = cycle_week_count(FIRST_MONDAY, starts)
        statuses = {tip: "DDCM?DNDD"[:weeks].replace("N", "M") for tip in picked_tips}
        text = with_pick(weekly_checkins(statuses, starts=str(starts))).replace("[5, 13, 33, 34, 42]", str(picked_tips))
        last_day = Week(starts).plus(weeks - 1).sunday
        if index < 59:
            text += f"\n[[close]]  # {last_day}\ndrop = {picked_tips}\n"
        file_text = cycle_text(text, starts=str(starts), anchor=str(FIRST_MONDAY))
        (folder / f"{starts}.toml").write_text(file_text, "utf-8")
    return str(cycle_start(FIRST_MONDAY, 59) + timedelta(days=11))


def _write_stray_files(home: Path) -> str:
    for n in range(10_000):
        (home / "cycles" / f"stray-{n}.txt").touch()
    return "2026-03-13"


def _write_big_note(home: Path) -> str:
    with (home / CYCLE_FILE).open("a", encoding="utf-8") as file:
        file.write('\n[[note]]\nid = "big"\nat = 2026-03-07T08:00:00Z\non = 2026-03-07\ntext = "')
        file.write("word " * 210_000 + '"\nweek = "2026-W10"\nshared = true\n')
    return "2026-03-13"


def _write_many_notes(home: Path) -> str:
    notes = "".join(f'[[note]]\ntext = "line {n}"\nweek = "2026-W10"\n\n' for n in range(5_000))
    (home / CYCLE_FILE).write_text(cycle_text(PICK_TEXT + "\n" + notes), "utf-8")
    return "2026-03-13"


def _write_too_large(home: Path) -> str:
    with (home / CYCLE_FILE).open("ab") as file:
        file.write(b"# more\n" * 1_400_000)
    return "2026-03-13"


def _write_many_backups(home: Path) -> str:
    folder = home / ".tipcycle" / "backups" / "cycles"
    for n in range(2, 3_000):
        (folder / f"2026-03-02.toml.{n:06}").write_bytes((home / CYCLE_FILE).read_bytes())
    return "2026-03-13"


BIG_JOURNALS = {
    "ten years": (_write_ten_years, True),
    "10,000 stray files": (_write_stray_files, True),
    "a note of a megabyte": (_write_big_note, True),
    "5,000 notes": (_write_many_notes, True),
    "a file of ten megabytes": (_write_too_large, False),
    "3,000 backups": (_write_many_backups, True),
}
"""Functions that write a big journal and return today's date, and whether the journal is accepted."""
SAMPLE_COMMANDS = (
    "",
    "status",
    "status --json",
    "momentum --year",
    "review --format markdown --private",
    "voices",
    "journal check",
)


@pytest.mark.parametrize("name", BIG_JOURNALS)
def test_large_journal_is_read_or_rejected(
    name: str, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T17: a large journal is read and added to within a minute and 4 GiB, or rejected with a reason."""
    tally = Tally("T17 big data")
    prepare, is_accepted = BIG_JOURNALS[name]
    home = CHECKIN.prepare(workspace / "case")
    today = prepare(home)
    make_private(home)
    for command in (*SAMPLE_COMMANDS, "journal history", "journal backups"):
        result = runner.run(home, command.split(), today=today, timeout=60, memory=MEMORY_LIMIT)
        violations = output_violations(result) + (
            [] if result.exit_code in ((0, 3) if is_accepted else (0, 1, 3, 65)) else [result.output[-200:]]
        )
        tally.add_point(violations, f"{name}: `{command}`")
    data_before = (home / CYCLE_FILE).read_bytes() if (home / CYCLE_FILE).exists() else b""
    result = runner.run(home, ["note", "one more"], today=today, timeout=60, memory=MEMORY_LIMIT)
    violations = output_violations(result)
    if result.exit_code not in ((0,) if is_accepted else (1, 65)):
        violations.append(f"exit {result.exit_code}: {result.output[-200:]}")
    if data_before and not (home / CYCLE_FILE).read_bytes().startswith(data_before):
        violations.append("I1 the old bytes are gone")
    tally.add_point(violations, f"{name}: `note`")
    report_tally(tally, request, min_points=9)


def _encodings_of(data: bytes) -> dict[str, tuple[bytes, bool]]:
    """Return the file in other encodings, and whether tipcycle may add to each."""
    text = data.decode()
    return {
        "UTF-8": (data, True),
        "BOM": (b"\xef\xbb\xbf" + data, True),
        "CRLF": (text.replace("\n", "\r\n").encode(), True),
        "BOM and CRLF": (b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), True),
        "some CRLF": (data.replace(b"\n\n", b"\r\n\n"), True),
        "no last line end": (data.rstrip(b"\n"), True),
        "CR only": (text.replace("\n", "\r").encode(), False),
        "UTF-16": (text.encode("utf-16"), False),
        "UTF-16 without BOM": (text.encode("utf-16-le"), False),
        "UTF-32": (text.encode("utf-32"), False),
        "latin-1": (text.replace("mine", "m\xedne").encode("latin-1", "replace"), False),
        "a NUL": (data + b"\0", False),
        "zeros": (b"\0" * len(data), False),
        "empty": (b"", False),
        "a cut letter": (data + "# é".encode()[:-1], False),
        "a lone surrogate": (data + b"# \xed\xa0\x80\n", False),
        "over-long": (data + b"# \xc0\xaf\n", False),
        "BOM twice": (b"\xef\xbb\xbf" * 2 + data, False),
    }


CONSOLES = (
    {"encoding": "utf-8"}, {"encoding": "ascii"}, {"encoding": "cp1252"}, {"encoding": "latin-1"},
    {"encoding": "cp437"},
)  # fmt: skip


def test_file_encodings_are_read_or_reported(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T18: a file in another encoding is read or reported on every console, and never rewritten."""
    tally = Tally("T18 encodings")
    intact = (CHECKIN.prepare(workspace / "case") / CYCLE_FILE).read_bytes()
    for name, (data, is_accepted) in _encodings_of(intact).items():
        home = CHECKIN.prepare(workspace / "case")
        (home / CYCLE_FILE).write_bytes(data)
        for console in CONSOLES:
            for command in ("", "status", "journal check", "momentum", "review --format markdown", "journal history"):
                result = runner.run(home, command.split(), **console)
                violations = _console_violations(result.stdout + result.stderr, console["encoding"])
                if "inside tipcycle" in result.output or result.exit_code not in (0, 1, 3, 65):
                    violations.append(f"exit {result.exit_code}: {result.output[-200:]}")
                tally.add_point(violations, f"{name} on {console['encoding']}: `{command}`")
        result = runner.run(home, ["note", "é"])
        violations = output_violations(result)
        data_after = (home / CYCLE_FILE).read_bytes()
        if (
            (result.exit_code == 0) != is_accepted
            or not data_after.startswith(data)
            or (not is_accepted and data_after != data)
        ):
            violations.append(
                f"I7 exit {result.exit_code}, {len(data_after) - len(data)} bytes more: {result.output[-200:]}"
            )
        tally.add_point(violations, f"{name}: `note`")
    report_tally(tally, request, min_points=trial_count(500, 500))


def _console_violations(data: bytes, encoding: str) -> list[str]:
    text = data.decode(encoding, "replace")
    control_characters = [
        character
        for character in text
        if (ord(character) < 32 and character not in "\n\t\r") or 127 <= ord(character) < 160
    ]
    return ["I8 control characters"] if control_characters or "\ufffd" in text else []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_reads_work_on_non_utf8_consoles(
    encoding: str, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T18: every read works under `LC_ALL=C` and on a console without UTF-8."""
    tally = Tally("T18 encodings")
    home = CHECKIN.prepare(workspace / "case")
    for command in READ_COMMANDS:
        result = runner.run(home, command.split(), encoding=encoding, environ=run_environ(home, LC_ALL="C"))
        expected = runner.run(home, command.split())
        violations = (
            [] if result.exit_code == expected.exit_code else [f"exit {result.exit_code}: {result.output[-200:]}"]
        )
        if "inside tipcycle" in result.output:
            violations.append(result.output[-200:])
        tally.add_point(violations, f"{encoding}: `{command}`")
    report_tally(tally, request, min_points=len(READ_COMMANDS))
