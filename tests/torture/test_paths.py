"""T10, T19: folders that cannot be written to, and paths of every kind."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.fork_client import Runner, run_environ
from tests.torture.in_process import READ_COMMANDS
from tests.torture.invariants import FileState, mask_volatile, output_violations, read_tree
from tests.torture.tally import Tally, report_tally
from tests.torture.write_commands import CHECKIN, CYCLE_FILE

pytestmark = pytest.mark.torture
NOBODY_UID = 65534
IS_ROOT = os.geteuid() == 0


def _change_tree(folder: Path, change: Callable[[Path], object]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        change(path)
    change(folder)


def _make_read_only(folder: Path) -> None:
    """The user's own folder, in which nothing may be written."""
    if IS_ROOT:
        _change_tree(folder, lambda path: os.chown(path, NOBODY_UID, NOBODY_UID))
    _change_tree(folder, lambda path: path.chmod(0o555 if path.is_dir() else 0o444))


def _give_to_another(folder: Path) -> None:
    """A folder of somebody else that may be read."""
    _change_tree(folder, lambda path: path.chmod(0o755 if path.is_dir() else 0o644))


def _remove_state(folder: Path) -> None:
    """Somebody else's, in which no state was ever kept."""
    shutil.rmtree(folder / "journal" / ".tipcycle")
    _give_to_another(folder)


FOLDER_KINDS = {"read-only": _make_read_only, "of another": _give_to_another, "without state": _remove_state}


@pytest.mark.parametrize("way", FOLDER_KINDS)
def test_reading_never_writes(way: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T10: every read works as ever where nothing can be written, and leaves every time and byte alone."""
    if way != "read-only" and not IS_ROOT:
        pytest.skip("a folder of another user can only be made by root")
    tally = Tally("T10 read-only folders")
    tally.notes.append("as user 65534, by setuid in the child" if IS_ROOT else "as the present user, who is not root")
    folder = ground / "case"
    wanted = {}
    home = CHECKIN.prepare(folder)
    for words in READ_COMMANDS:
        wanted[words] = runner.run(home, words.split())
    rehearsal = str(CHECKIN.prepare(ground / "rehearsal"))
    FOLDER_KINDS[way](folder)
    before = _tree_with_times(folder)
    for words in READ_COMMANDS:
        for more in ({}, {"HOME": ""}):
            environment = {**run_environ(home), **more}
            if not environment["HOME"]:
                del environment["HOME"]
            result = runner.run(home, words.split(), environ=environment, user=NOBODY_UID, rehearsal=rehearsal)
            broken = output_violations(result)
            same = (result.code, mask_volatile(result.out)) == (wanted[words].code, mask_volatile(wanted[words].out))
            if not same and words != "journal backups":
                broken.append(f"exit {result.code}, not {wanted[words].code}: {result.output[-200:]!r}")
            if _tree_with_times(folder) != before:
                broken.append("I5 a read changed something")
            tally.add_point(broken, f"{way}: `{words}`")
    for words in (CHECKIN.args, ["profile", "--name", "x"], ["pick", "1", "2", "3", "4", "5"], ["undo", "--yes"]):
        result = runner.run(home, words, user=NOBODY_UID)
        broken = output_violations(result)
        refused = b"denied" in result.err and str(home).encode() in result.err and b"hint:" in result.err
        if words[0] != "pick" and (result.code != 74 or not refused):
            broken.append(f"I3 exit {result.code}: {result.output[-200:]!r}")
        if result.code == 0 or _tree_with_times(folder) != before:
            broken.append(f"I1 it wrote (exit {result.code})")
        tally.add_point(broken, f"{way}: `{words[0]}`")
    _change_tree(folder, lambda path: path.chmod(0o755 if path.is_dir() else 0o644))
    report_tally(tally, request, min_points=len(READ_COMMANDS))


def _tree_with_times(folder: Path) -> dict[str, FileState]:
    return {**read_tree(folder), ".": FileState(None, folder.stat().st_mode, folder.stat().st_mtime_ns)}


def _link_folder(home: Path) -> Path:
    real = home.with_name("real")
    home.rename(real)
    home.symlink_to(real)
    return home


def _link_file(home: Path) -> Path:
    real = home.parent / "elsewhere.toml"
    (home / CYCLE_FILE).rename(real)
    (home / CYCLE_FILE).symlink_to(real)
    return home


def _make_link_loop(home: Path) -> Path:
    (home / CYCLE_FILE).unlink()
    (home / CYCLE_FILE).symlink_to(home / CYCLE_FILE)
    return home


def _make_dangling_link(home: Path) -> Path:
    (home / CYCLE_FILE).unlink()
    (home / CYCLE_FILE).symlink_to(home.parent / "nowhere.toml")
    return home


def _rename_home(name: str) -> Callable[[Path], Path]:
    return lambda home: home.rename(home.with_name(name))


def _move_deep(home: Path) -> Path:
    target = home.parent.joinpath(*["d" * 60] * 12, "journal")
    target.parent.mkdir(parents=True)
    return home.rename(target)


def _replace_path(name: str, make: Callable[[Path], object]) -> Callable[[Path], Path]:
    def prepare(home: Path) -> Path:
        path = home / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
        make(path)
        return home

    return prepare


PATH_KINDS: dict[str, tuple[Callable[[Path], Path], bool]] = {
    "as it is": (lambda home: home, True),
    "spaces": (_rename_home("my own journal  "), True),
    "emoji": (_rename_home("journal 🙂 één"), True),
    "a line feed": (_rename_home("jour\nnal"), True),
    "an escape sequence": (_rename_home("jour\x1b[31mnal"), True),
    "no UTF-8": (_rename_home("jour\udcffnal"), True),
    "quotation marks": (_rename_home("j'o\"u`r$(n)al"), True),
    "markup": (_rename_home("[red]journal[bold]"), True),
    "a dash in front": (_rename_home("--help"), True),
    "240 characters": (_rename_home("j" * 240), True),
    "deep": (_move_deep, True),
    "a linked folder": (_link_folder, True),
    "a linked file": (_link_file, True),
    "a loop of links": (_make_link_loop, False),
    "a link to nothing": (_make_dangling_link, True),
    "a folder for a file": (_replace_path(CYCLE_FILE, lambda path: path.mkdir()), False),
    "a pipe for a file": (_replace_path(CYCLE_FILE, os.mkfifo), False),
    "a device for a file": (_replace_path(CYCLE_FILE, lambda path: path.symlink_to("/dev/zero")), False),
    "a file for the folder": (_replace_path("cycles", lambda path: path.write_text("mine")), False),
    "a file of 240 characters beside it": (
        _replace_path("cycles/" + "x" * 240, lambda path: path.write_text("mine")),
        True,
    ),
}


def test_paths(runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T19: twenty kinds of paths, five commands: it works, or it says why not; a link stays a link."""
    tally = Tally("T19 paths")
    five = (["status"], ["journal", "check"], ["journal", "where"], CHECKIN.args, ["profile", "--name", "x"])
    for name, (prepare, works) in PATH_KINDS.items():
        folder = ground / "case"
        home = prepare(CHECKIN.prepare(folder))
        for words in five:
            links = {path: path.is_symlink() for path in sorted(folder.rglob("*"))}
            result = runner.run(home, words, environ=run_environ(home), seconds=30)
            broken = output_violations(result)
            writes = words[0] in ("checkin", "profile")
            if works and result.code != 0 and not (name == "a link to nothing" and words[0] != "profile"):
                broken.append(f"exit {result.code}: {result.output[-200:]!r}")
            if not works and writes and (result.code not in (65, 74) or b"hint:" not in result.err):
                broken.append(f"I3 exit {result.code}: {result.output[-200:]!r}")
            broken += [f"{path} is no link any more" for path, was in links.items() if was and not path.is_symlink()]
            tally.add_point(broken, f"{name}: `{words[0]}`")
    report_tally(tally, request, min_points=100)
