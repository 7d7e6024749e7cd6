"""T10, T19: folders that cannot be written to, and paths of every kind."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.commands import CHECKIN, CYCLE
from tests.torture.inside import READS
from tests.torture.invariants import Trace, plain, readable, tree
from tests.torture.runner import Runner, surroundings
from tests.torture.tally import Tally, settle

pytestmark = pytest.mark.torture
NOBODY = 65534
ROOT = os.geteuid() == 0


def _everywhere(folder: Path, change: Callable[[Path], object]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        change(path)
    change(folder)


def _read_only(folder: Path) -> None:
    """The user's own folder, in which nothing may be written."""
    if ROOT:
        _everywhere(folder, lambda path: os.chown(path, NOBODY, NOBODY))
    _everywhere(folder, lambda path: path.chmod(0o555 if path.is_dir() else 0o444))


def _of_another(folder: Path) -> None:
    """A folder of somebody else that may be read."""
    _everywhere(folder, lambda path: path.chmod(0o755 if path.is_dir() else 0o644))


def _without_state(folder: Path) -> None:
    """Somebody else's, in which no state was ever kept."""
    shutil.rmtree(folder / "journal" / ".tipcycle")
    _of_another(folder)


WAYS = {"read-only": _read_only, "of another": _of_another, "without state": _without_state}


@pytest.mark.parametrize("way", WAYS)
def test_reading_never_writes(way: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T10: every read works as ever where nothing can be written, and leaves every time and byte alone."""
    if way != "read-only" and not ROOT:
        pytest.skip("a folder of another user can only be made by root")
    tally = Tally("T10 read-only folders")
    tally.notes.append("as user 65534, by setuid in the child" if ROOT else "as the present user, who is not root")
    folder = ground / "case"
    wanted = {}
    home = CHECKIN.prepare(folder)
    for words in READS:
        wanted[words] = runner.run(home, words.split())
    rehearsal = str(CHECKIN.prepare(ground / "rehearsal"))
    WAYS[way](folder)
    before = _with_times(folder)
    for words in READS:
        for more in ({}, {"HOME": ""}):
            environment = {**surroundings(home), **more}
            if not environment["HOME"]:
                del environment["HOME"]
            result = runner.run(home, words.split(), environment=environment, user=NOBODY, rehearsal=rehearsal)
            broken = readable(result)
            same = (result.code, plain(result.out)) == (wanted[words].code, plain(wanted[words].out))
            if not same and words != "journal backups":
                broken.append(f"exit {result.code}, not {wanted[words].code}: {result.said[-200:]!r}")
            if _with_times(folder) != before:
                broken.append("I5 a read changed something")
            tally.point(broken, f"{way}: `{words}`")
    for words in (CHECKIN.words, ["profile", "--name", "x"], ["pick", "1", "2", "3", "4", "5"], ["undo", "--yes"]):
        result = runner.run(home, words, user=NOBODY)
        broken = readable(result)
        refused = b"denied" in result.err and str(home).encode() in result.err and b"hint:" in result.err
        if words[0] != "pick" and (result.code != 74 or not refused):
            broken.append(f"I3 exit {result.code}: {result.said[-200:]!r}")
        if result.code == 0 or _with_times(folder) != before:
            broken.append(f"I1 it wrote (exit {result.code})")
        tally.point(broken, f"{way}: `{words[0]}`")
    _everywhere(folder, lambda path: path.chmod(0o755 if path.is_dir() else 0o644))
    settle(tally, request, least=len(READS))


def _with_times(folder: Path) -> dict[str, Trace]:
    return {**tree(folder), ".": Trace(None, folder.stat().st_mode, folder.stat().st_mtime_ns)}


def _linked(home: Path) -> Path:
    real = home.with_name("real")
    home.rename(real)
    home.symlink_to(real)
    return home


def _linked_file(home: Path) -> Path:
    real = home.parent / "elsewhere.toml"
    (home / CYCLE).rename(real)
    (home / CYCLE).symlink_to(real)
    return home


def _loop(home: Path) -> Path:
    (home / CYCLE).unlink()
    (home / CYCLE).symlink_to(home / CYCLE)
    return home


def _dangling(home: Path) -> Path:
    (home / CYCLE).unlink()
    (home / CYCLE).symlink_to(home.parent / "nowhere.toml")
    return home


def _renamed(name: str) -> Callable[[Path], Path]:
    return lambda home: home.rename(home.with_name(name))


def _deep(home: Path) -> Path:
    target = home.parent.joinpath(*["d" * 60] * 12, "journal")
    target.parent.mkdir(parents=True)
    return home.rename(target)


def _made(name: str, make: Callable[[Path], object]) -> Callable[[Path], Path]:
    def prepare(home: Path) -> Path:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
        make(path)
        return home

    return prepare


PLACES: dict[str, tuple[Callable[[Path], Path], bool]] = {
    "as it is": (lambda home: home, True),
    "spaces": (_renamed("my own journal  "), True),
    "emoji": (_renamed("journal 🙂 één"), True),
    "a line feed": (_renamed("jour\nnal"), True),
    "an escape sequence": (_renamed("jour\x1b[31mnal"), True),
    "no UTF-8": (_renamed("jour\udcffnal"), True),
    "quotation marks": (_renamed("j'o\"u`r$(n)al"), True),
    "markup": (_renamed("[red]journal[bold]"), True),
    "a dash in front": (_renamed("--help"), True),
    "240 characters": (_renamed("j" * 240), True),
    "deep": (_deep, True),
    "a linked folder": (_linked, True),
    "a linked file": (_linked_file, True),
    "a loop of links": (_loop, False),
    "a link to nothing": (_dangling, True),
    "a folder for a file": (_made(CYCLE, lambda path: path.mkdir()), False),
    "a pipe for a file": (_made(CYCLE, os.mkfifo), False),
    "a device for a file": (_made(CYCLE, lambda path: path.symlink_to("/dev/zero")), False),
    "a file for the folder": (_made("cycles", lambda path: path.write_text("mine")), False),
    "a file of 240 characters beside it": (_made("cycles/" + "x" * 240, lambda path: path.write_text("mine")), True),
}


def test_paths(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T19: twenty kinds of paths, five commands: it works, or it says why not; a link stays a link."""
    tally = Tally("T19 paths")
    five = (["status"], ["journal", "check"], ["journal", "where"], CHECKIN.words, ["profile", "--name", "x"])
    for name, (prepare, works) in PLACES.items():
        folder = ground / "case"
        home = prepare(CHECKIN.prepare(folder))
        for words in five:
            links = {path: path.is_symlink() for path in sorted(folder.rglob("*"))}
            result = runner.run(home, words, environment=surroundings(home), seconds=30)
            broken = readable(result)
            writes = words[0] in ("checkin", "profile")
            if works and result.code != 0 and not (name == "a link to nothing" and words[0] != "profile"):
                broken.append(f"exit {result.code}: {result.said[-200:]!r}")
            if not works and writes and (result.code not in (65, 74) or b"hint:" not in result.err):
                broken.append(f"I3 exit {result.code}: {result.said[-200:]!r}")
            broken += [f"{path} is no link any more" for path, was in links.items() if was and not path.is_symlink()]
            tally.point(broken, f"{name}: `{words[0]}`")
    settle(tally, request, least=100)
