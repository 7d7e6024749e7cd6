"""T17, T18: a lot of data, and every encoding that a file or a terminal may have."""

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
    """Sixty cycles in a chain, each answered every week, all but the last closed."""
    folder = home / "cycles"
    for path in folder.iterdir():
        path.unlink()
    for n in range(60):
        starts = cycle_start(FIRST_MONDAY, n)
        first = 1 if n % 2 else 6  # what was dropped may be picked again
        five = [first + k for k in range(5)]
        weeks = cycle_week_count(FIRST_MONDAY, starts)
        statuses = {tip: "DDCM?DNDD"[:weeks].replace("N", "M") for tip in five}
        text = with_pick(weekly_checkins(statuses, starts=str(starts))).replace("[5, 13, 33, 34, 42]", str(five))
        ends = Week(starts).plus(weeks - 1).sunday
        if n < 59:
            text += f"\n[[close]]  # {ends}\ndrop = {five}\n"
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
def test_big_data(name: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T17: a lot of data is read and added to within a minute and four gigabytes, or refused with a reason."""
    tally = Tally("T17 big data")
    prepare, works = BIG_JOURNALS[name]
    home = CHECKIN.prepare(ground / "case")
    on = prepare(home)
    make_private(home)
    for words in (*SAMPLE_COMMANDS, "journal history", "journal backups"):
        result = runner.run(home, words.split(), today=on, seconds=60, memory=MEMORY_LIMIT)
        broken = output_violations(result) + (
            [] if result.code in ((0, 3) if works else (0, 1, 3, 65)) else [result.output[-200:]]
        )
        tally.add_point(broken, f"{name}: `{words}`")
    before = (home / CYCLE_FILE).read_bytes() if (home / CYCLE_FILE).exists() else b""
    result = runner.run(home, ["note", "one more"], today=on, seconds=60, memory=MEMORY_LIMIT)
    broken = output_violations(result)
    if result.code not in ((0,) if works else (1, 65)):
        broken.append(f"exit {result.code}: {result.output[-200:]}")
    if before and not (home / CYCLE_FILE).read_bytes().startswith(before):
        broken.append("I1 the old bytes are gone")
    tally.add_point(broken, f"{name}: `note`")
    report_tally(tally, request, min_points=9)


def _encodings_of(data: bytes) -> dict[str, tuple[bytes, bool]]:
    """The same file as other programs save it; and whether it can be added to."""
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


def test_encodings_of_files(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T18: a file in another encoding is read or named, on every console, and never written in another one."""
    tally = Tally("T18 encodings")
    sound = (CHECKIN.prepare(ground / "case") / CYCLE_FILE).read_bytes()
    for name, (data, works) in _encodings_of(sound).items():
        home = CHECKIN.prepare(ground / "case")
        (home / CYCLE_FILE).write_bytes(data)
        for console in CONSOLES:
            for words in ("", "status", "journal check", "momentum", "review --format markdown", "journal history"):
                result = runner.run(home, words.split(), **console)
                broken = _console_violations(result.out + result.err, console["encoding"])
                if "inside tipcycle" in result.output or result.code not in (0, 1, 3, 65):
                    broken.append(f"exit {result.code}: {result.output[-200:]}")
                tally.add_point(broken, f"{name} on {console['encoding']}: `{words}`")
        result = runner.run(home, ["note", "é"])
        broken = output_violations(result)
        now = (home / CYCLE_FILE).read_bytes()
        if (result.code == 0) != works or not now.startswith(data) or (not works and now != data):
            broken.append(f"I7 exit {result.code}, {len(now) - len(data)} bytes more: {result.output[-200:]}")
        tally.add_point(broken, f"{name}: `note`")
    report_tally(tally, request, min_points=trial_count(500, 500))


def _console_violations(data: bytes, encoding: str) -> list[str]:
    text = data.decode(encoding, "replace")
    steered = [letter for letter in text if (ord(letter) < 32 and letter not in "\n\t\r") or 127 <= ord(letter) < 160]
    return ["I8 control characters"] if steered or "\ufffd" in text else []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_narrow_consoles(encoding: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T18: every read works under `LC_ALL=C`, and on a console that has no letters of ours."""
    tally = Tally("T18 encodings")
    home = CHECKIN.prepare(ground / "case")
    for words in READ_COMMANDS:
        result = runner.run(home, words.split(), encoding=encoding, environ=run_environ(home, LC_ALL="C"))
        wanted = runner.run(home, words.split())
        broken = [] if result.code == wanted.code else [f"exit {result.code}: {result.output[-200:]}"]
        if "inside tipcycle" in result.output:
            broken.append(result.output[-200:])
        tally.add_point(broken, f"{encoding}: `{words}`")
    report_tally(tally, request, min_points=len(READ_COMMANDS))
