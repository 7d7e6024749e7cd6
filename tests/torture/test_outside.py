"""T26 to T29: foreign files, data that exists elsewhere or cannot be read, other owners, and broken environments."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.fork_client import Runner, run_environ
from tests.torture.invariants import FileState, output_violations, read_tree
from tests.torture.tally import Tally, report_tally
from tests.torture.write_commands import CHECKIN, CYCLE_FILE, FIRST_PICK
from tipcycle.storage.archive import build_archive

pytestmark = pytest.mark.torture
OWNER = 65534
PICK = ["pick", "5", "13", "33", "34", "42", "--start", "2026-03-02"]
IS_ROOT = os.geteuid() == 0
WRITES = (CHECKIN.args, ["profile", "--name", "x"], ["note", "x"], ["undo", "--yes"])
READS = (["status"], ["review"], ["journal", "history"], ["journal", "check"])
REFUSED = (1, 2, 65, 74, 78)
"""Exit codes of a refusal."""


def _journal_files(folder: Path) -> dict[str, FileState]:
    """Return the files of the journal without the state folder, in which a refused save may leave its lock."""
    return {name: state for name, state in read_tree(folder).items() if "/.tipcycle" not in name}


def _refusal_violations(runner: Runner, folder: Path, home: Path, args: list[str]) -> list[str]:
    """Run a command that must be refused, with a hint and without a change."""
    before = _journal_files(folder)
    result = runner.run(home, args, timeout=30)
    violations = output_violations(result)
    if result.exit_code not in REFUSED or b"hint:" not in result.stderr:
        violations.append(f"I3 exit {result.exit_code}: {result.output[-200:]!r}")
    if _journal_files(folder) != before:
        violations.append("I7 something was written")
    return violations


def check_foreign_files(runner: Runner, folder: Path, tally: Tally) -> None:
    """Offer contents of a newer format, and contents of another journal file, to each command that takes a file."""
    home = CHECKIN.prepare(folder)
    cycle = (home / CYCLE_FILE).read_bytes()
    newer_tips = b'format = 2\n[[tip]]\nid = 201\nslug = "x"\n'
    contents = {
        "newer tips": {"tips.toml": newer_tips},
        "newer tips of an unknown structure": {"tips.toml": b"format = 2\n[tip.a]\nx = 1\n"},
        "a newer cycle": {CYCLE_FILE: cycle.replace(b"format = 1", b"format = 2")},
        "a newer journal": {"journal.toml": b"format = 2\n"},
        "another Monday": {"cycles/2026-05-04.toml": cycle},
        "a cycle as the journal": {"journal.toml": cycle},
        "a cycle as tips": {"tips.toml": cycle},
        "a good file and another Monday": {"journal.toml": b"format = 1\n", "cycles/2026-05-04.toml": cycle},
    }
    for name, files in contents.items():
        (folder / "a.zip").write_bytes(build_archive(files))
        commands = [["journal", "restore", "--yes", "a.zip"]]
        if "newer" in name:
            commands.append(["journal", "merge", "a.zip"])
        if "newer tips" in name:
            (folder / "a.toml").write_bytes(files["tips.toml"])
            commands += [["tips", "add", "--file", "a.toml"], ["journal", "merge", "a.toml"]]
        for args in commands:
            tally.add_point(_refusal_violations(runner, folder, home, args), f"{name}: `{' '.join(args[:2])}`")


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.with_name("elsewhere").rename(path.parents[1] / "elsewhere")
    path.symlink_to(path.parents[1] / "not-mounted")


def _replace_with(placeholder: str) -> Callable[[Path], None]:
    return lambda path: path.rename(path.with_name(placeholder.format(name=path.name))) and None


PLACEHOLDERS: dict[str, Callable[[Path], None]] = {
    "a dangling link": _link,
    "iCloud": _replace_with(".{name}.icloud"),
    "Nextcloud": _replace_with("{name}.cloud"),
}


def check_placeholders(runner: Runner, folder: Path, tally: Tally) -> None:
    """Each part of a journal is elsewhere: reads say so, and nothing builds on what is left."""
    for kind, replace in PLACEHOLDERS.items():
        for name in (CYCLE_FILE, "cycles", "journal.toml"):
            home = CHECKIN.prepare(folder)
            assert runner.run(home, ["profile", "--name", "Kim"]).exit_code == 0
            replace(home / name)
            for args in (*WRITES, FIRST_PICK.args):
                tally.add_point(_refusal_violations(runner, folder, home, list(args)), f"{kind}, {name}: `{args[0]}`")
            for args in READS:
                result = runner.run(home, args)
                violations = output_violations(result)
                if result.exit_code == 0 or b"No cycle yet" in result.stdout:
                    violations.append(f"the missing part is not reported: {result.output[-200:]!r}")
                tally.add_point(violations, f"{kind}, {name}: `{args[0]}`")


def check_unreadable_folders(runner: Runner, folder: Path, tally: Tally) -> None:
    """A backups folder that cannot be read is never an empty one."""
    home = CHECKIN.prepare(folder)
    for args in (["note", "x"], ["profile", "--name", "a"], ["profile", "--name", "b"]):
        assert runner.run(home, args).exit_code == 0
    warm_up_home = str(shutil.copytree(folder, folder.with_name("warm-up")) / home.name)
    backups = home / ".tipcycle" / "backups"
    if IS_ROOT:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, OWNER, OWNER)
    commands = (["journal", "backups"], ["journal", "restore", CYCLE_FILE, "1", "--yes"], ["note", "y"])
    for unreadable in (backups, backups / "cycles"):
        unreadable.chmod(0)
        for args in commands:
            result = runner.run(home, args, user=OWNER, warm_up_home=warm_up_home)
            violations = output_violations(result)
            if result.exit_code == 0 or str(backups).encode() not in result.stderr:
                violations.append(f"I3 exit {result.exit_code}: {result.output[-200:]!r}")
            tally.add_point(violations, f"{unreadable.name}: `{' '.join(args[:2])}`")
        unreadable.chmod(0o700)
    shutil.rmtree(folder.with_name("warm-up"))


def check_other_owners(runner: Runner, folder: Path, tally: Tally) -> None:
    """Root runs each command in the journal of another user, who can go on afterwards."""
    restore = ["journal", "restore", CYCLE_FILE, "1", "--yes"]
    export = ["journal", "export", "--output", "new/export.json"]
    commands = (*WRITES[:3], ["profile", "--name", "y"], ["status"], ["prompt"], export, ["note", "z"], restore)
    for is_new in (False, True):
        home = CHECKIN.prepare(folder)
        warm_up_home = str(shutil.copytree(folder, folder.with_name("warm-up")) / home.name)
        if is_new:
            shutil.rmtree(home)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, OWNER, OWNER)
        steps = ([(0, PICK)] if is_new else []) + [(0, args) for args in commands]
        steps += [(OWNER, args) for args in (CHECKIN.args, ["note", "x"], ["undo", "--yes"], restore)]
        for user, args in steps:
            result = runner.run(home, args, user=user, warm_up_home=warm_up_home)
            violations = output_violations(result)
            if result.exit_code != 0:
                violations.append(f"exit {result.exit_code}: {result.output[-200:]!r}")
            others = [
                path for path in folder.rglob("*") if (path.lstat().st_uid, path.lstat().st_gid) != (OWNER, OWNER)
            ]
            violations += [f"{path.relative_to(folder)} belongs to another" for path in others]
            tally.add_point(violations, f"user {user}, `{' '.join(args[:2])}`")
        shutil.rmtree(folder.with_name("warm-up"))


ENVIRONMENTS: dict[str, dict[str, str]] = {
    "an unknown user": {"TIPCYCLE_HOME": "~nosuchuser/x"},
    "no folder": {"TIPCYCLE_HOME": ""},
    "a name that is too long": {"TIPCYCLE_HOME": "/" + "x" * 300},
    "a zone a day from UTC": {"TZ": "UTC+25"},
    "a zone that does not exist": {"TZ": "nowhere/at/all"},
    "an unknown locale": {"LC_ALL": "xx_YY.KOI8-R", "LANG": "\udcff"},
    "no date": {"TIPCYCLE_TODAY": "2026-02-30"},
    "no language": {"TIPCYCLE_LANG": "klingon"},
    "no width": {"COLUMNS": "9" * 5000},
    "no terminal type": {"TERM": ""},
}


def check_environments(runner: Runner, folder: Path, tally: Tally) -> None:
    """Each command answers, or says what it cannot find. Help and the version always work."""
    home = CHECKIN.prepare(folder)
    for name, overrides in ENVIRONMENTS.items():
        for args in (["--version"], ["--help"], [], ["prompt"], *READS, ["journal", "backups"], CHECKIN.args):
            environ = {**run_environ(home, HOME=str(folder)), **overrides}
            result = runner.run(home, args, environ=environ, timeout=30)
            violations = output_violations(result)
            if args[:1] in (["--version"], ["--help"]) and result.exit_code != 0:
                violations.append(f"exit {result.exit_code}: {result.output[-200:]!r}")
            tally.add_point(violations, f"{name}: `{' '.join(args[:2])}`")


def test_foreign_files_are_refused(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T26: contents of a newer format or under a wrong name are refused, and nothing is written."""
    tally = Tally("T26 foreign files")
    check_foreign_files(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=16)


def test_placeholders_are_not_missing_data(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T27: data behind a dangling link or a placeholder exists."""
    tally = Tally("T27 placeholders")
    check_placeholders(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=70)


def test_unreadable_folders_are_not_empty(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T27: a folder of backups that cannot be read is reported with its path."""
    tally = Tally("T27 unreadable folders")
    check_unreadable_folders(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=5)


@pytest.mark.skipif(not IS_ROOT, reason="only root can make files of another user")
def test_root_keeps_the_owner(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T28: after runs as root, everything belongs to the owner of the journal."""
    tally = Tally("T28 other owners")
    check_other_owners(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=20)


def test_environments_end_in_a_message(runner: Runner, workspace: Path, request: pytest.FixtureRequest) -> None:
    """T29: no environment causes an error of the program."""
    tally = Tally("T29 environments")
    check_environments(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=100)
