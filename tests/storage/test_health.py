"""File checks of `journal check`: second copies, missing files, and backups to offer."""

from pathlib import Path

import pytest

from tests.journal_builder import PICK_TEXT, cycle_text
from tests.storage.clocks import NOON, noon
from tipcycle.core.diagnostics import Problem
from tipcycle.core.projection import Cycles
from tipcycle.storage import health
from tipcycle.storage.health import check_files
from tipcycle.storage.journal_files import FileWrite, write_file
from tipcycle.storage.paths import Paths
from tipcycle.storage.store import Store

NAME = "cycles/2026-03-02.toml"
VALID = cycle_text(PICK_TEXT)
VOICE = '\n[[voice]]\nid = "v"\nat = 2026-03-06T08:00:00Z\non = 2026-03-06\ntext = "x"\n'


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the paths of a valid journal with one backup of its cycle file."""
    paths = Paths.under(tmp_path)
    write_file(paths, FileWrite(NAME, None, VALID.encode()), NOON)
    write_file(paths, FileWrite(NAME, VALID.encode(), (VALID + VOICE).encode()), NOON)
    write_file(paths, FileWrite("journal.toml", None, b"format = 1\n"), NOON)
    return paths


def file_problems(paths: Paths) -> list[Problem]:
    """Return the problems of the files, without those of the cycles."""
    return check_files(paths, Store(paths, NOON.date(), noon).load().problems(()))


def test_valid_journal_has_no_problems(paths: Paths) -> None:
    """The check changes no file."""
    before = {path: path.stat().st_mtime_ns for path in paths.home.rglob("*")}
    assert file_problems(paths) == []
    assert {path: path.stat().st_mtime_ns for path in paths.home.rglob("*")} == before


def test_missing_journal_has_no_problems(tmp_path: Path) -> None:
    """The check creates no folder."""
    paths = Paths.under(tmp_path / "none")
    assert check_files(paths, []) == []
    assert not paths.home.exists()


@pytest.mark.parametrize(
    ("name", "text", "original", "code"),
    [
        ("journal-LAPTOP.toml", "format = 1\n", "journal.toml", "second-copy-done"),
        ("journal (1).toml", f"format = 1\n{VOICE}", "journal.toml", "second-copy"),
        ("cycles/2026-03-02.sync-conflict-1.toml", VALID, NAME, "second-copy-done"),
        ("cycles/2026-03-02.sync-conflict-1.toml", VALID + VOICE.replace('"v"', '"w"'), NAME, "second-copy"),
        ("cycles/2026-03-02 2.toml", "\0" * 99, NAME, "second-copy"),
        (
            "cycles/2026-05-04 2.toml",
            cycle_text(PICK_TEXT, starts="2026-05-04"),
            "cycles/2026-05-04.toml",
            "second-copy",
        ),
    ],
)
def test_second_copy_is_reported(paths: Paths, name: str, text: str, original: str, code: str) -> None:
    """The warning names the original file and tells if the copy has anything new."""
    (paths.home / name).write_text(text, "utf-8")
    (problem,) = file_problems(paths)
    assert (problem.severity, problem.file, problem.code, problem.original_file) == ("remark", name, code, original)
    assert problem.detail == str(paths.home / name)


@pytest.mark.parametrize(
    ("text", "code"),
    [("\0" * 400, "all-zero"), ("", "no-format"), (VALID + "x = [", "not-toml"), ("format = 1\n", "no-header")],
)
def test_backup_is_suggested_for_damaged_file(paths: Paths, text: str, code: str) -> None:
    """The number of the latest readable backup is suggested."""
    (paths.home / NAME).write_text(text, "utf-8")
    assert (code, 1) in [(problem.code, problem.backup_number) for problem in file_problems(paths)]


def test_backups_are_read_once_per_file(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of errors in the file does not matter."""
    names = []
    monkeypatch.setattr(health, "suggest_backup", lambda _, name: names.append(name))
    (paths.home / NAME).write_text(VALID + "\n[[\n" * 50, "utf-8")
    assert len(file_problems(paths)) == 50
    assert names == [NAME]


def test_no_backup_is_suggested_for_warnings(paths: Paths) -> None:
    """This applies to files of the current and of a newer format."""
    for format_line in ("format = 1", "format = 2"):
        (paths.home / NAME).write_text(VALID.replace("format = 1", format_line) + "\n[[mood]]\n" * 1500, "utf-8")
        assert file_problems(paths)[-1].code in ("too-many", "unknown-block")
        assert {problem.backup_number for problem in file_problems(paths)} == {None}


def test_no_backup_is_suggested_when_none_helps(paths: Paths) -> None:
    """There is no readable backup, or only one block is invalid and can be edited."""
    (paths.home / "journal.toml").write_bytes(b"\0" * 9)
    (paths.home / NAME).write_text(VALID + VOICE.replace('"x"', "3"), "utf-8")
    assert [(problem.code, problem.backup_number) for problem in file_problems(paths)] == [
        ("misread", None),
        ("all-zero", None),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\0" * 9, "all-zero"), (b"[[tip]\n", "not-toml"), (b"caf\xe9", "not-toml"), (b"format = 3\n", "newer")],
)
def test_unreadable_own_tips_are_reported(paths: Paths, data: bytes, code: str) -> None:
    paths.own_tips.write_bytes(data)
    assert [problem.code for problem in file_problems(paths)] == [code]


def test_no_backup_is_suggested_for_newer_format(paths: Paths) -> None:
    text = (VALID + VOICE.replace('"x"', "3")).replace("format = 1", "format = 2")
    (paths.home / NAME).write_text(text, "utf-8")
    assert [(problem.code, problem.backup_number) for problem in file_problems(paths)] == [
        ("newer", None),
        ("newer-part", None),
    ]


# Unclosed cycles, unknown tips and missing files.

LATER_NAME = "cycles/2026-05-04.toml"
CLOSE = '\n[[close]]\nid = "c"\nat = 2026-05-01T08:00:00Z\non = 2026-05-01\nkeep = [5, 13, 33, 34, 42]\n'
UNDO = '\n[[undo]]\nid = "u"\nat = 2026-05-02T08:00:00Z\non = 2026-05-02\nof = ["c"]\n'


def all_problems(paths: Paths) -> list[Problem]:
    """Return all problems, including those of the cycles and of unknown tips."""
    loaded = Store(paths, NOON.date(), noon).load()
    return check_files(paths, loaded.problems(Cycles(loaded.journal), lambda tip: tip <= 101))


def write_states(paths: Paths, name: str, *states: str) -> None:
    """Write these states to a file, one after the other."""
    old_data = None if not (paths.home / name).exists() else (paths.home / name).read_bytes()
    for state in states:
        write_file(paths, FileWrite(name, old_data, state.encode()), NOON)
        old_data = state.encode()


@pytest.mark.parametrize(
    ("states", "backup_number", "cause"),
    [
        pytest.param((), None, "", id="never-closed"),
        pytest.param((VALID + CLOSE, VALID), 3, "", id="restored"),
        pytest.param((VALID + CLOSE + UNDO,), None, "undone", id="undone"),
        pytest.param((VALID + CLOSE, VALID + CLOSE + UNDO), 3, "undone", id="undone-later"),
    ],
)
def test_unclosed_cycle_is_reported(
    paths: Paths, states: tuple[str, ...], backup_number: int | None, cause: str
) -> None:
    """An open cycle before a later one is a warning, with the backup that contains its close."""
    write_states(paths, NAME, *states)
    assert all_problems(paths) == []
    write_states(paths, LATER_NAME, cycle_text(PICK_TEXT, starts="2026-05-04", anchor="2026-03-02"))
    (problem,) = all_problems(paths)
    assert (problem.severity, problem.file, problem.code) == ("remark", NAME, "never-closed")
    assert (problem.detail, problem.extra_detail, problem.backup_number, problem.cause) == (
        "1",
        "2",
        backup_number,
        cause,
    )


def test_unknown_tip_is_reported_once(paths: Paths) -> None:
    """The warning has the line of the first event with that tip. Undone events do not count."""
    checkin = '\n[[checkin]]\nid = "{}"\nat = 2026-03-0{}T08:00:00Z\non = 2026-03-06\nweek = "2026-W10"\ndid = [{}]\n'
    text = VALID + checkin.format("x", 6, 890) + checkin.format("y", 7, 890)
    (paths.home / NAME).write_text(text, "utf-8")
    problems = [problem for problem in all_problems(paths) if problem.code == "no-such-tip"]
    assert [(problem.severity, problem.detail, problem.line) for problem in problems] == [
        ("remark", "890", text[: text.index("[[ch")].count("\n") + 1)
    ]
    undone = text + '\n[[undo]]\nid = "u"\nat = 2026-03-08T08:00:00Z\non = 2026-03-08\nof = ["x", "y"]\n'
    (paths.home / NAME).write_text(undone, "utf-8")
    assert all_problems(paths) == []


def test_missing_cycle_file_is_reported(paths: Paths) -> None:
    """The latest readable backup is suggested."""
    (paths.home / NAME).unlink()
    (problem,) = file_problems(paths)
    assert (problem.severity, problem.file, problem.code, problem.backup_number) == ("remark", NAME, "gone", 1)


def test_renamed_cycle_file_is_not_reported_as_missing(paths: Paths) -> None:
    """Neither is a file without a backup, nor one whose events are in another file."""
    write_states(paths, LATER_NAME, cycle_text(PICK_TEXT, starts="2026-05-04"))
    (paths.home / LATER_NAME).unlink()  # written only once, so there is no backup
    assert file_problems(paths) == []
    (paths.home / NAME).rename(paths.home / "cycles" / "2026-03-02 2.toml")
    assert [problem.code for problem in file_problems(paths)] == ["second-copy"]
    (paths.home / "cycles" / "2026-03-02 2.toml").rename(paths.home / "cycles" / "2026-03-09.toml")
    assert "gone" not in [problem.code for problem in file_problems(paths)]


def test_missing_file_of_undone_cycle_is_not_reported(paths: Paths) -> None:
    undone = VALID + '\n[[undo]]\nid = "u"\nat = 2026-03-08T08:00:00Z\non = 2026-03-08\nof = ["2026-03-02-1"]\n'
    write_states(paths, NAME, undone, undone + "# by hand\n")
    (paths.home / NAME).unlink()
    assert file_problems(paths) == []


def test_parse_error_shows_line_and_best_backup(paths: Paths) -> None:
    """The backup with the most blocks is suggested, with the number of entries that it lacks."""
    newer = VOICE.replace('"v"', '"w"').replace("08:00", "09:00")
    write_states(paths, NAME, VALID + VOICE, VALID)
    (paths.home / NAME).write_text(VALID + newer + '\n[[note]]\ntext = "no end' + "d" * 99 + "\n", "utf-8")
    (problem,) = file_problems(paths)
    assert (problem.code, problem.backup_number, problem.newer_entries) == ("not-toml", 3, 1)
    assert problem.extra_detail.startswith('text = "no endd')
    assert len(problem.extra_detail) < 60
