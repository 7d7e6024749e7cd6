"""T17, T18: a lot of data, and every encoding that a file or a terminal may have."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.torture.commands import CHECKIN, CYCLE, private
from tests.torture.inside import READS
from tests.torture.invariants import readable
from tests.torture.runner import Runner, surroundings
from tests.torture.tally import Tally, count, settle
from tests.writing import PICK, cycle_text, picked, weekly
from tipcycle.core.weeks import Week, cycle_start, cycle_weeks

pytestmark = pytest.mark.torture
MEMORY = 4 * 1024**3
FIRST_MONDAY = date(2016, 3, 7)


def _ten_years(home: Path) -> str:
    """Sixty cycles in a chain, each answered every week, all but the last closed."""
    folder = home / "cycles"
    for path in folder.iterdir():
        path.unlink()
    for n in range(60):
        starts = cycle_start(FIRST_MONDAY, n)
        first = 1 if n % 2 else 6  # what was dropped may be picked again
        five = [first + k for k in range(5)]
        weeks = cycle_weeks(FIRST_MONDAY, starts)
        told = {tip: "DDCM?DNDD"[:weeks].replace("N", "M") for tip in five}
        text = picked(weekly(told, starts=str(starts))).replace("[5, 13, 33, 34, 42]", str(five))
        ends = Week(starts).plus(weeks - 1).sunday
        if n < 59:
            text += f"\n[[close]]  # {ends}\ndrop = {five}\n"
        whole = cycle_text(text, starts=str(starts), anchor=str(FIRST_MONDAY))
        (folder / f"{starts}.toml").write_text(whole, "utf-8")
    return str(cycle_start(FIRST_MONDAY, 59) + timedelta(days=11))


def _strays(home: Path) -> str:
    for n in range(10_000):
        (home / "cycles" / f"stray-{n}.txt").touch()
    return "2026-03-13"


def _big_note(home: Path) -> str:
    with (home / CYCLE).open("a", encoding="utf-8") as file:
        file.write('\n[[note]]\nid = "big"\nat = 2026-03-07T08:00:00Z\non = 2026-03-07\ntext = "')
        file.write("word " * 210_000 + '"\nweek = "2026-W10"\nshared = true\n')
    return "2026-03-13"


def _many_notes(home: Path) -> str:
    notes = "".join(f'[[note]]\ntext = "line {n}"\nweek = "2026-W10"\n\n' for n in range(5_000))
    (home / CYCLE).write_text(cycle_text(PICK + "\n" + notes), "utf-8")
    return "2026-03-13"


def _too_large(home: Path) -> str:
    with (home / CYCLE).open("ab") as file:
        file.write(b"# more\n" * 1_400_000)
    return "2026-03-13"


def _many_backups(home: Path) -> str:
    folder = home / ".tipcycle" / "backups" / "cycles"
    for n in range(2, 3_000):
        (folder / f"2026-03-02.toml.{n:06}").write_bytes((home / CYCLE).read_bytes())
    return "2026-03-13"


BIG = {
    "ten years": (_ten_years, True),
    "10,000 stray files": (_strays, True),
    "a note of a megabyte": (_big_note, True),
    "5,000 notes": (_many_notes, True),
    "a file of ten megabytes": (_too_large, False),
    "3,000 backups": (_many_backups, True),
}
FEW = (
    "",
    "status",
    "status --json",
    "momentum --year",
    "review --format markdown --private",
    "voices",
    "journal check",
)


@pytest.mark.parametrize("name", BIG)
def test_big_data(name: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T17: a lot of data is read and added to within a minute and four gigabytes, or refused with a reason."""
    tally = Tally("T17 big data")
    prepare, works = BIG[name]
    home = CHECKIN.prepare(ground / "case")
    on = prepare(home)
    private(home)
    for words in (*FEW, "journal history", "journal backups"):
        result = runner.run(home, words.split(), on=on, seconds=60, memory=MEMORY)
        broken = readable(result) + (
            [] if result.code in ((0, 3) if works else (0, 1, 3, 65)) else [result.said[-200:]]
        )
        tally.point(broken, f"{name}: `{words}`")
    before = (home / CYCLE).read_bytes() if (home / CYCLE).exists() else b""
    result = runner.run(home, ["note", "one more"], on=on, seconds=60, memory=MEMORY)
    broken = readable(result)
    if result.code not in ((0,) if works else (1, 65)):
        broken.append(f"exit {result.code}: {result.said[-200:]}")
    if before and not (home / CYCLE).read_bytes().startswith(before):
        broken.append("I1 the old bytes are gone")
    tally.point(broken, f"{name}: `note`")
    settle(tally, request, least=9)


def _encoded(data: bytes) -> dict[str, tuple[bytes, bool]]:
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
    sound = (CHECKIN.prepare(ground / "case") / CYCLE).read_bytes()
    for name, (data, works) in _encoded(sound).items():
        home = CHECKIN.prepare(ground / "case")
        (home / CYCLE).write_bytes(data)
        for console in CONSOLES:
            for words in ("", "status", "journal check", "momentum", "review --format markdown", "journal history"):
                result = runner.run(home, words.split(), **console)
                broken = _readable_in(result.out + result.err, console["encoding"])
                if "inside tipcycle" in result.said or result.code not in (0, 1, 3, 65):
                    broken.append(f"exit {result.code}: {result.said[-200:]}")
                tally.point(broken, f"{name} on {console['encoding']}: `{words}`")
        result = runner.run(home, ["note", "é"])
        broken = readable(result)
        now = (home / CYCLE).read_bytes()
        if (result.code == 0) != works or not now.startswith(data) or (not works and now != data):
            broken.append(f"I7 exit {result.code}, {len(now) - len(data)} bytes more: {result.said[-200:]}")
        tally.point(broken, f"{name}: `note`")
    settle(tally, request, least=count(500, 500))


def _readable_in(data: bytes, encoding: str) -> list[str]:
    text = data.decode(encoding, "replace")
    steered = [letter for letter in text if (ord(letter) < 32 and letter not in "\n\t\r") or 127 <= ord(letter) < 160]
    return ["I8 control characters"] if steered or "\ufffd" in text else []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_narrow_consoles(encoding: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T18: every read works under `LC_ALL=C`, and on a console that has no letters of ours."""
    tally = Tally("T18 encodings")
    home = CHECKIN.prepare(ground / "case")
    for words in READS:
        result = runner.run(home, words.split(), encoding=encoding, environment=surroundings(home, LC_ALL="C"))
        wanted = runner.run(home, words.split())
        broken = [] if result.code == wanted.code else [f"exit {result.code}: {result.said[-200:]}"]
        if "inside tipcycle" in result.said:
            broken.append(result.said[-200:])
        tally.point(broken, f"{encoding}: `{words}`")
    settle(tally, request, least=len(READS))
