"""An answer that was kept is given again only while it is the one that working it out would give."""

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

READS = ("", "prompt", "status --json", "status", "momentum", "--help", "help", "tips search klacht", "tips show 5")

# Files count as settled at once here, where no test has two seconds to wait, or for a long time not yet, where a
# busy machine could let them go by; the modules tell whether it was work.
LAUNCH = """
import atexit, sys
from tipcycle.cli import response_cache
response_cache.MIN_FILE_AGE = {settled}
atexit.register(lambda: sys.stderr.write("\\nworked out" if "msgspec" in sys.modules else "\\nrecalled"))
from tipcycle.__main__ import main
main()
"""

AT_ONCE, NOT_YET = -3600.0, 3600.0


class Answered(SimpleNamespace):
    """What a run printed, and whether it was recalled."""

    out: str
    err: str
    code: int
    recalled: bool


Ask = Callable[..., Answered]


@pytest.fixture
def ask(home: Path) -> Ask:
    """Runs a command line in a process of its own."""

    def call(
        words: str = "", *, on: str = "2026-03-14", settled: float = AT_ONCE, lang: str = "en", **more: str
    ) -> Answered:
        environment = subprocess_environ(home, on=on, lang=lang, PYTHONPATH=os.pathsep.join(sys.path[:1]), **more)
        ran = subprocess.run(
            [sys.executable, "-c", LAUNCH.format(settled=settled), *words.split()],
            env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip
        err, _, how = ran.stderr.rpartition("\n")
        return Answered(out=ran.stdout, err=err, code=ran.returncode, recalled=how == "recalled")

    return call


@pytest.fixture
def saved(home: Path, ask: Ask) -> Path:
    """A journal that was saved to on this machine."""
    running_cycle(home)
    assert ask("note --tip 5 wait", settled=NOT_YET).code == 0
    return home


def answers(home: Path) -> list[Path]:
    return sorted((home / ".tipcycle" / "cache" / response_cache.CACHE_FOLDER).glob("*"))


@pytest.mark.parametrize("words", READS)
def test_the_second_answer_is_the_first_again(words: str, saved: Path, ask: Ask) -> None:
    """Word for word, without any of the work."""
    first, second = ask(words), ask(words)
    assert not first.recalled
    assert second.recalled
    assert (second.out, second.err, second.code) == (first.out, "", 0)


@pytest.mark.parametrize(
    "words",
    [
        "momentum --help",
        "status --help",
        "tips show --help",
        "momentum --spiral",
        "momentum --year",
        "tips list --json",
    ],
)
def test_the_third_answer_is_the_first_again(words: str, saved: Path, ask: Ask) -> None:
    """Whatever is recalled or not: the same is said each time, and it is never nothing."""
    first = ask(words)
    assert first.out
    assert {ask(words).out for _ in range(2)} == {first.out}


CHANGES: dict[str, Callable[[Path], object]] = {
    "the own sentence": lambda home: rewrite(home / "journal.toml", "Ro", "Jo"),
    "a cycle by hand, as long and as old as it was": lambda home: rewrite(next(cycles(home)), "wait", "hold"),
    "a cycle taken away": lambda home: next(cycles(home)).unlink(),
    "a cycle of another machine": lambda home: (home / "cycles" / "2026-05-04.toml").write_text(
        "format = 1\n", "utf-8"
    ),
    "own tips": lambda home: (home / "tips.toml").write_text("[[tip]]\nid = 201\n", "utf-8"),
    "a file that does not belong there": lambda home: (home / "cycles" / "copy.toml").touch(),
    "the folder is gone": lambda home: (home / "cycles").rename(home / "away"),
}


def cycles(home: Path) -> "os.PathLike[str] | object":
    return iter(sorted((home / "cycles").glob("*.toml")))


def rewrite(path: Path, old: str, new: str) -> None:
    """Other words of the same length, and the times put back: only the inode knows."""
    before = path.stat()
    text = path.read_text("utf-8")
    assert len(old) == len(new)
    path.write_text(text.replace(old, new), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen(change: str, saved: Path, ask: Ask) -> None:
    """After a change of any file that an answer is made of, the next answer is worked out."""
    assert ask("profile --name Ro").code == 0
    ask()
    assert ask().recalled
    CHANGES[change](saved)
    assert not ask().recalled


@pytest.mark.parametrize(
    ("first", "then"),
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
def test_another_question_is_another_answer(first: dict[str, str], then: dict[str, str], saved: Path, ask: Ask) -> None:
    """Day, language and terminal belong to the question."""
    ask(**first)
    assert ask(**first).recalled
    assert not ask(**then).recalled


def test_a_change_of_the_last_seconds_is_in_doubt(saved: Path, ask: Ask) -> None:
    """Right after a save nothing is kept: the same file could change once more without a trace in its times."""
    ask(settled=NOT_YET)
    assert answers(saved) == []
    assert not ask(settled=NOT_YET).recalled
    ask()
    assert answers(saved) != []
    assert response_cache.MIN_FILE_AGE >= 2, (
        "the coarsest clock of a file system that we know of goes in steps of two seconds"
    )


def test_a_changed_program_answers_anew(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier program said is not said by this one."""
    before, _ = response_cache.fingerprint(str(saved))
    monkeypatch.setattr(response_cache, "last_modified", lambda: 1)
    assert response_cache.fingerprint(str(saved))[0] != before


def test_each_answer_is_what_working_it_out_would_give(saved: Path, ask: Ask) -> None:
    """After each of a row of commands, recalled and worked out are the same, for every command that is recalled."""
    for command in (
        "checkin --did 5,13 --missed 33",
        "note --tip 13 again",
        "undo --yes",
        "sentence Ring_first",
        "undo --yes",
    ):
        assert ask(command).code == 0
        for words in READS[:5]:
            ask(words)
            recalled = ask(words)
            for path in answers(saved):
                path.unlink()
            assert (recalled.out, recalled.recalled) == (ask(words).out, True)


@pytest.mark.parametrize(
    "spoil",
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
def test_a_spoiled_snapshot_is_left_alone(spoil: Callable[[bytes], bytes], saved: Path, ask: Ask) -> None:
    """Half a file, another's file, steering signs, one sign in the head: the answer is worked out."""
    first = ask("status")
    (path,) = answers(saved)
    path.write_bytes(spoil(path.read_bytes()))
    again = ask("status")
    assert (again.out, again.err, again.code, again.recalled) == (first.out, "", 0, False)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(
    "put",
    [
        os.mkfifo if os.name != "nt" else None,
        Path.mkdir,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to("/dev/tty"),
    ],
    ids=["a pipe", "a folder", "a device", "a loop of links", "a terminal"],
)
def test_what_is_no_file_is_not_waited_for(put: Callable[[Path], object], saved: Path, ask: Ask) -> None:
    """A pipe in the place of a snapshot would wait for ever, a device never end."""
    first = ask("status")
    (path,) = answers(saved)
    path.unlink()
    put(path)
    assert ask("status").out == first.out


def test_nothing_of_others_is_taken_away(saved: Path, ask: Ask) -> None:
    """In the folder of snapshots only snapshots are; through a link in its place nothing is written or removed."""
    folder = saved / ".tipcycle" / "cache" / response_cache.CACHE_FOLDER
    ask()
    (folder / "mine.txt").write_text("mine", "utf-8")
    for n in range(response_cache.MAX_ENTRIES):
        (folder / f"{n:08d}").write_text("", "utf-8")
    ask("status")
    assert {path.name for path in folder.iterdir()} - {answers(saved)[0].name} == {"mine.txt"}

    elsewhere = folder.rename(saved.parent / "elsewhere")
    for n in range(response_cache.MAX_ENTRIES):
        (elsewhere / f"{n:08d}").write_text("mine", "utf-8")
    before = sorted(elsewhere.iterdir())
    folder.symlink_to(elsewhere)
    assert ask("momentum").code == 0
    assert sorted(elsewhere.iterdir()) == before

    folder.unlink()
    folder.parent.rmdir()
    folder.parent.symlink_to(elsewhere)
    assert ask("momentum").code == 0
    assert sorted(elsewhere.iterdir()) == before


def test_what_came_with_a_message_is_not_kept(home: Path, ask: Ask) -> None:
    """A journal that cannot be read whole says so each time."""
    for scene in (invalid_week, newer_format):
        scene(home)
        (home / ".tipcycle").mkdir(exist_ok=True)
        first, second = ask(), ask()
        assert first.err
        assert (second.err, second.recalled) == (first.err, False)


def test_nothing_is_left_where_nothing_was_saved(home: Path, ask: Ask) -> None:
    """Looking at a journal makes no folder in it."""
    running_cycle(home)
    ask()
    assert sorted(path.name for path in home.iterdir()) == ["cycles"]


def test_private_and_few(saved: Path, ask: Ask) -> None:
    """Snapshots are for their owner alone, and of many questions only some are kept."""
    folder = saved / ".tipcycle" / "cache" / response_cache.CACHE_FOLDER
    ask()
    assert (folder.stat().st_mode & 0o777, answers(saved)[0].stat().st_mode & 0o777) == (0o700, 0o600)
    for n in range(response_cache.MAX_ENTRIES - 1):
        (folder / f"{n:08d}").write_text("", "utf-8")
    ask("status")
    assert len(answers(saved)) == 1


def test_a_cache_that_cannot_be_written_is_no_loss(saved: Path, ask: Ask) -> None:
    """A file in the place of the folder: every answer is worked out, and nothing is said of it."""
    (saved / ".tipcycle" / "cache").write_text("", "utf-8")
    assert [ask().recalled for _ in range(2)] == [False, False]
    assert ask().err == ""


@pytest.mark.parametrize("argv", [["pick"], ["tips", "add"], ["review"], ["status", "--home", "x"], ["journal"]])
def test_only_what_looks_is_recalled(argv: list[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """A command that writes, or a journal that is named on the line, always takes the long way."""
    monkeypatch.setenv("TIPCYCLE_HOME", str(home))
    assert response_cache.cache_key(argv) is None


def test_the_cache_is_where_the_platform_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that is found without a library is the one that the library names."""
    import platformdirs

    monkeypatch.delenv("TIPCYCLE_HOME", raising=False)
    for value in (None, "/somewhere/else"):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        if value:
            monkeypatch.setenv("XDG_CACHE_HOME", value)
        asking = response_cache.cache_key([])
        assert asking is not None
        assert (
            Path(asking.path).parent
            == platformdirs.user_cache_path("tipcycle", appauthor=False) / response_cache.CACHE_FOLDER
        )


@pytest.mark.parametrize(
    ("text", "fine"),
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
def test_harmless(text: str, fine: bool) -> None:
    """Signs that show and colours, nothing that steers."""
    assert response_cache.is_printable_text(text) is fine
