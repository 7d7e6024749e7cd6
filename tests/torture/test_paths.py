"""T10, T19: folders that cannot be written to, and unusual paths."""

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
    """Make the folder read-only for its owner."""
    if IS_ROOT:
        _change_tree(folder, lambda path: os.chown(path, NOBODY_UID, NOBODY_UID))
    _change_tree(folder, lambda path: path.chmod(0o555 if path.is_dir() else 0o444))


def _give_to_another(folder: Path) -> None:
    """Make the folder readable for users who do not own it."""
    _change_tree(folder, lambda path: path.chmod(0o755 if path.is_dir() else 0o644))


def _remove_state(folder: Path) -> None:
    """Make the folder readable for other users, and remove its state folder."""
    shutil.rmtree(folder / "journal" / ".tipcycle")
    _give_to_another(folder)


FOLDER_KINDS = {"read-only": _make_read_only, "of another": _give_to_another, "without state": _remove_state}


@pytest.mark.parametrize("kind", FOLDER_KINDS)
def test_reads_never_write(kind: str, runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T10: every read works in a folder that cannot be written to, and changes no byte and no time."""
    if kind != "read-only" and not IS_ROOT:
        pytest.skip("a folder of another user can only be made by root")
    tally = Tally("T10 read-only folders")
    tally.notes.append("as user 65534, by setuid in the child" if IS_ROOT else "as the present user, who is not root")
    folder = workspace / "case"
    expected = {}
    home = CHECKIN.prepare(folder)
    for command in READ_COMMANDS:
        expected[command] = runner.run(home, command.split())
    warm_up_home = str(CHECKIN.prepare(workspace / "warm-up"))
    FOLDER_KINDS[kind](folder)
    tree_before = _tree_with_times(folder)
    for command in READ_COMMANDS:
        for overrides in ({}, {"HOME": ""}):
            environ = {**run_environ(home), **overrides}
            if not environ["HOME"]:
                del environ["HOME"]
            result = runner.run(home, command.split(), environ=environ, user=NOBODY_UID, warm_up_home=warm_up_home)
            violations = output_violations(result)
            is_same = (result.exit_code, mask_volatile(result.stdout)) == (
                expected[command].exit_code,
                mask_volatile(expected[command].stdout),
            )
            if not is_same and command != "journal backups":
                violations.append(
                    f"exit {result.exit_code}, not {expected[command].exit_code}: {result.output[-200:]!r}"
                )
            if _tree_with_times(folder) != tree_before:
                violations.append("I5 a read changed something")
            tally.add_point(violations, f"{kind}: `{command}`")
    for args in (CHECKIN.args, ["profile", "--name", "x"], ["pick", "1", "2", "3", "4", "5"], ["undo", "--yes"]):
        result = runner.run(home, args, user=NOBODY_UID)
        violations = output_violations(result)
        is_explained = b"denied" in result.stderr and str(home).encode() in result.stderr and b"hint:" in result.stderr
        if args[0] != "pick" and (result.exit_code != 74 or not is_explained):
            violations.append(f"I3 exit {result.exit_code}: {result.output[-200:]!r}")
        if result.exit_code == 0 or _tree_with_times(folder) != tree_before:
            violations.append(f"I1 it wrote (exit {result.exit_code})")
        tally.add_point(violations, f"{kind}: `{args[0]}`")
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
    "a link to nothing": (_make_dangling_link, False),
    "a folder for a file": (_replace_path(CYCLE_FILE, lambda path: path.mkdir()), False),
    "a pipe for a file": (_replace_path(CYCLE_FILE, os.mkfifo), False),
    "a device for a file": (_replace_path(CYCLE_FILE, lambda path: path.symlink_to("/dev/zero")), False),
    "a file for the folder": (_replace_path("cycles", lambda path: path.write_text("mine")), False),
    "a file of 240 characters beside it": (
        _replace_path("cycles/" + "x" * 240, lambda path: path.write_text("mine")),
        True,
    ),
}


def test_unusual_paths_work_or_are_reported(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T19: with twenty kinds of paths a command works or reports the reason, and a link stays a link."""
    tally = Tally("T19 paths")
    commands = (["status"], ["journal", "check"], ["journal", "where"], CHECKIN.args, ["profile", "--name", "x"])
    for name, (prepare, is_accepted) in PATH_KINDS.items():
        folder = workspace / "case"
        home = prepare(CHECKIN.prepare(folder))
        for args in commands:
            links = {path: path.is_symlink() for path in sorted(folder.rglob("*"))}
            result = runner.run(home, args, environ=run_environ(home), timeout=30)
            violations = output_violations(result)
            is_write = args[0] in ("checkin", "profile")
            if is_accepted and result.exit_code != 0:
                violations.append(f"exit {result.exit_code}: {result.output[-200:]!r}")
            if not is_accepted and is_write and (result.exit_code not in (65, 74) or b"hint:" not in result.stderr):
                violations.append(f"I3 exit {result.exit_code}: {result.output[-200:]!r}")
            violations += [
                f"{path} is no link any more" for path, was_link in links.items() if was_link and not path.is_symlink()
            ]
            tally.add_point(violations, f"{name}: `{args[0]}`")
    report_tally(tally, request, min_points=100)
