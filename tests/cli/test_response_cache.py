"""The response cache returns a stored output only if running the command would print the same."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import subprocess_environ
from tests.cli.scenarios import invalid_week, newer_format, running_cycle
from tipcycle.cli import response_cache

READ_COMMANDS = (
    "",
    "prompt",
    "status --json",
    "status",
    "momentum",
    "--help",
    "help",
    "tips search klacht",
    "tips show 5",
)

# The tests set the minimum age of files, because they cannot wait two seconds, and a busy machine could need more
# than two seconds. A run that imports msgspec did not use the cache.
LAUNCH = """
import atexit, sys
from tipcycle.cli import response_cache
response_cache.MIN_FILE_AGE = {settled}
atexit.register(lambda: sys.stderr.write("\\nworked out" if "msgspec" in sys.modules else "\\nrecalled"))
from tipcycle.__main__ import main
main()
"""

NO_MIN_AGE, LONG_MIN_AGE = -3600.0, 3600.0


class CommandRun(SimpleNamespace):
    """Output and exit code of a run. `from_cache` is True if the output came from the cache."""

    out: str
    err: str
    code: int
    from_cache: bool


RunCommand = Callable[..., CommandRun]


@pytest.fixture
def run_command(home: Path) -> RunCommand:
    """Return a function that runs a command in a separate process."""

    def call(
        args: str = "", *, on: str = "2026-03-14", min_file_age: float = NO_MIN_AGE, lang: str = "en", **overrides: str
    ) -> CommandRun:
        environment = subprocess_environ(home, on=on, lang=lang, PYTHONPATH=os.pathsep.join(sys.path[:1]), **overrides)
        result = subprocess.run(
            [sys.executable, "-c", LAUNCH.format(settled=min_file_age), *args.split()],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        err, _, outcome = result.stderr.rpartition("\n")
        return CommandRun(out=result.stdout, err=err, code=result.returncode, from_cache=outcome == "recalled")

    return call


@pytest.fixture
def saved_home(home: Path, run_command: RunCommand) -> Path:
    """Return the folder of a journal with an entry that was saved on this machine."""
    running_cycle(home)
    assert run_command("note --tip 5 wait", min_file_age=LONG_MIN_AGE).code == 0
    return home


def cache_entries(home: Path) -> list[Path]:
    """Return the files in the cache folder."""
    return sorted((home / ".tipcycle" / "cache" / response_cache.CACHE_FOLDER).glob("*"))


@pytest.mark.parametrize("args", READ_COMMANDS)
def test_second_output_comes_from_the_cache(args: str, saved_home: Path, run_command: RunCommand) -> None:
    first, second = run_command(args), run_command(args)
    assert not first.from_cache
    assert second.from_cache
    assert (second.out, second.err, second.code) == (first.out, "", 0)


@pytest.mark.parametrize(
    "args",
    [
        "momentum --help",
        "status --help",
        "tips show --help",
        "momentum --spiral",
        "momentum --year",
        "tips list --json",
    ],
)
def test_repeated_output_is_the_same(args: str, saved_home: Path, run_command: RunCommand) -> None:
    """The output is the same for commands that are cached and commands that are not."""
    first = run_command(args)
    assert first.out
    assert {run_command(args).out for _ in range(2)} == {first.out}


CHANGE_BY_NAME: dict[str, Callable[[Path], object]] = {
    "a changed profile": lambda home: replace_keeping_times(home / "journal.toml", "Ro", "Jo"),
    "a cycle file with the same size and time": lambda home: replace_keeping_times(
        next(iter_cycle_files(home)), "wait", "hold"
    ),
    "a deleted cycle file": lambda home: next(iter_cycle_files(home)).unlink(),
    "a new cycle file": lambda home: (home / "cycles" / "2026-05-04.toml").write_text("format = 1\n", "utf-8"),
    "new own tips": lambda home: (home / "tips.toml").write_text("[[tip]]\nid = 201\n", "utf-8"),
    "an unknown file": lambda home: (home / "cycles" / "copy.toml").touch(),
    "a renamed folder": lambda home: (home / "cycles").rename(home / "away"),
}


def iter_cycle_files(home: Path) -> "os.PathLike[str] | object":
    """Return an iterator over the cycle files."""
    return iter(sorted((home / "cycles").glob("*.toml")))


def replace_keeping_times(path: Path, old: str, new: str) -> None:
    """Replace a text by one of the same length and restore the timestamps. Only the inode number shows the change."""
    stat_before = path.stat()
    text = path.read_text("utf-8")
    assert len(old) == len(new)
    path.write_text(text.replace(old, new), "utf-8")
    os.utime(path, ns=(stat_before.st_atime_ns, stat_before.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGE_BY_NAME)
def test_changed_files_invalidate_the_cache(change: str, saved_home: Path, run_command: RunCommand) -> None:
    assert run_command("profile --name Ro").code == 0
    run_command()
    assert run_command().from_cache
    CHANGE_BY_NAME[change](saved_home)
    assert not run_command().from_cache


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"on": "2026-03-14"}, {"on": "2026-03-15"}),
        ({"lang": "en"}, {"lang": "nl"}),
        ({}, {"NO_COLOR": "1"}),
        ({}, {"TERM": "dumb"}),
        ({}, {"COLUMNS": "40"}),
        ({}, {"PYTHONIOENCODING": "ascii"}),
        ({}, {"LC_ALL": "nl_BE.UTF-8"}),
    ],
    ids=str,
)
def test_changed_environment_invalidates_the_cache(
    first: dict[str, str], second: dict[str, str], saved_home: Path, run_command: RunCommand
) -> None:
    """Day, language and terminal are part of the cache key."""
    run_command(**first)
    assert run_command(**first).from_cache
    assert not run_command(**second).from_cache


def test_recent_changes_are_not_cached(saved_home: Path, run_command: RunCommand) -> None:
    """The output is not stored while a file could change again without a change of its timestamps."""
    run_command(min_file_age=LONG_MIN_AGE)
    assert cache_entries(saved_home) == []
    assert not run_command(min_file_age=LONG_MIN_AGE).from_cache
    run_command()
    assert cache_entries(saved_home) != []
    assert response_cache.MIN_FILE_AGE >= 2, (
        "the coarsest clock of a file system that we know of goes in steps of two seconds"
    )


def test_changed_program_invalidates_the_cache(saved_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint_before, _ = response_cache.fingerprint(str(saved_home))
    monkeypatch.setattr(response_cache, "last_modified", lambda: 1)
    assert response_cache.fingerprint(str(saved_home))[0] != fingerprint_before


def test_cached_output_equals_new_output(saved_home: Path, run_command: RunCommand) -> None:
    """After each command that writes, the cached output of each read command is up to date."""
    for command in (
        "checkin --did 5,13 --missed 33",
        "note --tip 13 again",
        "undo --yes",
        "sentence Ring_first",
        "undo --yes",
    ):
        assert run_command(command).code == 0
        for args in READ_COMMANDS[:5]:
            run_command(args)
            cached = run_command(args)
            for path in cache_entries(saved_home):
                path.unlink()
            assert (cached.out, cached.from_cache) == (run_command(args).out, True)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"\x1b]0;title\x07",
        lambda data: data + b"\x1b[2J",
        lambda data: data + b"\xff",
        lambda data: data + "\u202e".encode(),
        lambda data: b"",
        lambda data: b"\0" * len(data),
        lambda data: data.replace(b"tipcycle answer 1", b"tipcycle answer 2"),
        lambda data: data.replace(b"\n/", b"\n/\0", 1),
        lambda data: data.replace(b"\nwhole\n", b"\nuntil a key\n"),
    ],
)
def test_damaged_cache_entry_is_ignored(
    damage: Callable[[bytes], bytes], saved_home: Path, run_command: RunCommand
) -> None:
    """The command runs and prints the correct output."""
    first = run_command("status")
    (path,) = cache_entries(saved_home)
    path.write_bytes(damage(path.read_bytes()))
    second = run_command("status")
    assert (second.out, second.err, second.code, second.from_cache) == (first.out, "", 0, False)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "create",
    [
        os.mkfifo if os.name != "nt" else None,
        Path.mkdir,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to("/dev/tty"),
    ],
    ids=["a pipe", "a folder", "a device", "a symlink loop", "a terminal"],
)
def test_cache_entry_that_is_no_file_is_ignored(
    create: Callable[[Path], object], saved_home: Path, run_command: RunCommand
) -> None:
    """The command does not read from a pipe or a device, which would never end."""
    first = run_command("status")
    (path,) = cache_entries(saved_home)
    path.unlink()
    create(path)
    assert run_command("status").out == first.out


def test_cache_cleanup_keeps_unrelated_files(saved_home: Path, run_command: RunCommand) -> None:
    """Nothing is written or removed through a symlink in the path of the cache folder."""
    folder = saved_home / ".tipcycle" / "cache" / response_cache.CACHE_FOLDER
    run_command()
    (folder / "mine.txt").write_text("mine", "utf-8")
    for number in range(response_cache.MAX_ENTRIES):
        (folder / f"{number:08d}").write_text("", "utf-8")
    run_command("status")
    assert {path.name for path in folder.iterdir()} - {cache_entries(saved_home)[0].name} == {"mine.txt"}

    elsewhere = folder.rename(saved_home.parent / "elsewhere")
    for number in range(response_cache.MAX_ENTRIES):
        (elsewhere / f"{number:08d}").write_text("mine", "utf-8")
    files_before = sorted(elsewhere.iterdir())
    folder.symlink_to(elsewhere)
    assert run_command("momentum").code == 0
    assert sorted(elsewhere.iterdir()) == files_before

    folder.unlink()
    folder.parent.rmdir()
    folder.parent.symlink_to(elsewhere)
    assert run_command("momentum").code == 0
    assert sorted(elsewhere.iterdir()) == files_before


def test_output_with_a_warning_is_not_cached(home: Path, run_command: RunCommand) -> None:
    """The warning about a damaged journal is printed each time."""
    for scenario in (invalid_week, newer_format):
        scenario(home)
        (home / ".tipcycle").mkdir(exist_ok=True)
        first, second = run_command(), run_command()
        assert first.err
        assert (second.err, second.from_cache) == (first.err, False)


def test_read_creates_no_cache_folder_in_an_unsaved_journal(home: Path, run_command: RunCommand) -> None:
    running_cycle(home)
    run_command()
    assert sorted(path.name for path in home.iterdir()) == ["cycles"]


def test_cache_is_private_and_limited(saved_home: Path, run_command: RunCommand) -> None:
    folder = saved_home / ".tipcycle" / "cache" / response_cache.CACHE_FOLDER
    run_command()
    assert (folder.stat().st_mode & 0o777, cache_entries(saved_home)[0].stat().st_mode & 0o777) == (0o700, 0o600)
    for number in range(response_cache.MAX_ENTRIES - 1):
        (folder / f"{number:08d}").write_text("", "utf-8")
    run_command("status")
    assert len(cache_entries(saved_home)) == 1


def test_unwritable_cache_is_ignored(saved_home: Path, run_command: RunCommand) -> None:
    (saved_home / ".tipcycle" / "cache").write_text("", "utf-8")
    assert [run_command().from_cache for _ in range(2)] == [False, False]
    assert run_command().err == ""


@pytest.mark.parametrize("argv", [["pick"], ["tips", "add"], ["review"], ["status", "--home", "x"], ["journal"]])
def test_other_commands_have_no_cache_key(argv: list[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Commands that write and commands with `--home` are not cached."""
    monkeypatch.setenv("TIPCYCLE_HOME", str(home))
    assert response_cache.cache_key(argv) is None


def test_cache_folder_equals_that_of_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code finds the folder without importing the library."""
    import platformdirs

    monkeypatch.delenv("TIPCYCLE_HOME", raising=False)
    for value in (None, "/somewhere/else"):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        if value:
            monkeypatch.setenv("XDG_CACHE_HOME", value)
        key = response_cache.cache_key([])
        assert key is not None
        assert (
            Path(key.path).parent
            == platformdirs.user_cache_path("tipcycle", appauthor=False) / response_cache.CACHE_FOLDER
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\n● é – …\n", True),
        ("\x1b[1mbold\x1b[0m 12\u00a0%\n", True),
        ("\x1b[2J", False),
        ("\x1b[²m", False),
        ("\x1b]8;;x\x07", False),
        ("a\rb", False),
        ("\u200e", False),
        ("\x9b31m", False),
    ],
)
def test_is_printable_text(text: str, expected: bool) -> None:
    """Printable characters and colours are allowed, other control characters are not."""
    assert response_cache.is_printable_text(text) is expected
