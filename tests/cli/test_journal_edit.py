"""`journal edit`: the user's editor works on a private copy, which is checked before it replaces the journal file."""

import os
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import file_contents, invalid_toml, newer_format, no_journal, running_cycle
from tests.cli.terminal_input import type_lines
from tests.journal_builder import PICK_TEXT, cycle_text
from tipcycle.storage.backups import stored_backups
from tipcycle.storage.paths import Paths

CYCLE_FILE = "cycles/2026-03-02.toml"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that sets an editor, which is Python code.

    The code can use `path`, its content `data`, and `n`, the number of earlier calls.
    """
    script, count = tmp_path / "an editor.py", tmp_path / "count"
    count.write_text("0")

    def set_editor(code: str, variable: str = "EDITOR") -> None:
        script.write_text(
            "import os, sys, pathlib\n"
            "path = pathlib.Path(sys.argv[-1]); data = path.read_bytes()\n"
            f"count = pathlib.Path({str(count)!r}); n = int(count.read_text()); count.write_text(str(n + 1))\n{code}\n",
            "utf-8",
        )
        monkeypatch.setenv(variable, f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} --wait")

    set_editor.calls = lambda: int(count.read_text())  # type: ignore[attr-defined]
    return set_editor


ADD = 'path.write_bytes(data + b"\\n# by hand\\n")'


def edit_copies(home: Path) -> list[Path]:
    """Return the stored copies of unfinished edits."""
    return [path for path in (home / ".tipcycle" / "edits").rglob("*") if path.is_file()]


def test_edit_replaces_the_file(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """The old content becomes a backup, and the copy is removed."""
    running_cycle(home)
    original = (home / CYCLE_FILE).read_bytes()
    editor(ADD)
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 0
    assert (home / CYCLE_FILE).read_bytes() == original + b"\n# by hand\n"
    (backup,) = stored_backups(Paths.under(home))
    assert backup.path.read_bytes() == original
    assert f"tipcycle journal restore {CYCLE_FILE} 1" in result.stderr
    assert list((home / ".tipcycle" / "edits").iterdir()) == []


@pytest.mark.parametrize("name", ["2026-03-02", "2026-03-02.toml", "cycles/2026-03-02.toml"])
def test_file_can_be_named_in_full_or_short(name: str, editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    editor(ADD)
    assert run_on_scenario(running_cycle, f"journal edit {name}").exit_code == 0
    assert (home / CYCLE_FILE).read_bytes().endswith(b"# by hand\n")


def test_default_file_is_the_latest_cycle(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """The latest cycle file is the default even if it is unreadable. Without cycle files, it is `journal.toml`."""
    running_cycle(home)
    (home / "cycles/2026-05-04.toml").write_text(cycle_text(PICK_TEXT, starts="2026-05-04"), "utf-8")
    editor("pathlib.Path(os.environ['SEEN']).write_text(path.name)")
    seen = home.parent / "seen"
    os.environ["SEEN"] = str(seen)
    try:
        run_on_scenario(no_journal, "journal edit")
        assert seen.read_text() == "2026-05-04.toml"
        (home / "cycles/2026-05-04.toml").write_bytes(b"\0" * 99)
        run_on_scenario(no_journal, "journal edit")
        assert seen.read_text() == "2026-05-04.toml"
        for path in (home / "cycles").iterdir():
            path.unlink()
        (home / "journal.toml").write_text("format = 1\n")
        run_on_scenario(no_journal, "journal edit")
        assert seen.read_text() == "journal.toml"
    finally:
        del os.environ["SEEN"]


UNCHANGED_EDITS = {
    "nothing": "",
    "only the time": "os.utime(path, (0, 0)); path.touch()",
    "written again": "path.write_bytes(data)",
    "emptied": "path.write_bytes(b'')",
    "only blanks": "path.write_bytes(b' \\n\\n')",
    "deleted": "path.unlink()",
}


@pytest.mark.parametrize("code", UNCHANGED_EDITS.values(), ids=UNCHANGED_EDITS.keys())
def test_unchanged_or_empty_copy_changes_nothing(code: str, editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """An unchanged, empty or deleted copy causes no write and no backup, and the copy is removed."""
    running_cycle(home)
    files_before = file_contents(home)
    editor(code)
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 0
    assert "Nothing changed" in result.stderr
    assert file_contents(home) == files_before
    assert edit_copies(home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_copy_is_private_and_lock_is_free(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """The folder and the copy are private with any umask, and the editor runs without the lock."""
    check = (
        "import fcntl\n"
        "assert path.parent.stat().st_mode & 0o777 == 0o700, oct(path.parent.stat().st_mode)\n"
        "assert path.stat().st_mode & 0o777 == 0o600\n"
        f"handle = os.open({str(home / '.tipcycle' / 'lock')!r}, os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
    )
    running_cycle(home)
    editor(check + ADD)
    previous_umask = os.umask(0)
    try:
        assert run_on_scenario(no_journal, "journal edit").exit_code == 0
    finally:
        os.umask(previous_umask)
    assert (home / CYCLE_FILE).read_bytes().endswith(b"# by hand\n")


ID, AT, ON, TEXT = "id = 'x'", "at = 2026-03-06T08:00:00Z", "on = 2026-03-06", "text = 'x'"


def append_event(kind: str, *keys: str) -> str:
    """Return a Python expression for the file content followed by an event of this kind with these keys."""
    lines = "\n".join(("", f"[[{kind}]]", *keys, ""))
    return f"data + {lines.encode()!r}"


INVALID_EDITS = {
    "invalid TOML": (append_event("note", 'text = "open'), "[[note]]"),
    "an event without an id": (append_event("note", AT, ON, TEXT), "[[note]]"),
    "an event without a timestamp": (append_event("note", ID, ON, TEXT), "[[note]]"),
    "an event without a date": (append_event("note", ID, AT, TEXT), "[[note]]"),
    "an event of another file": (append_event("profile", "name = 'x'"), "[[profile]]"),
    "an invalid answer": ('data.replace(b"did = [5", b"did = [-5")', "[[checkin]]"),
    "a different start": ('data.replace(b"starts = 2026-03-02", b"starts = 2026-03-09")', "format"),
    "no format": ('data.replace(b"format = 1", b"")', ""),
    "a newer format": ('data.replace(b"format = 1", b"format = 2")', "format"),
    "invalid UTF-8": ('data + b"\\n[[note]]\\ntext = \\"\\xe9\\"\\n"', "[[note]]"),
}


@pytest.mark.parametrize(("new_content", "error_line_start"), INVALID_EDITS.values(), ids=INVALID_EDITS.keys())
def test_invalid_edit_is_reported_with_its_line(
    new_content: str, error_line_start: str, editor, home: Path, run_on_scenario: RunOnScenario
) -> None:
    """The journal file stays, and the message has the path of the stored copy."""
    running_cycle(home)
    files_before = file_contents(home)
    editor(f"path.write_bytes({new_content})")
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 65
    assert {
        path: data for path, data in file_contents(home).items() if path.parts[:2] != (".tipcycle", "edits")
    } == files_before
    (copy_path,) = edit_copies(home)
    assert str(copy_path) in result.stderr
    lines = copy_path.read_bytes().decode("utf-8", "replace").splitlines()
    line = (
        next(number for number, text in enumerate(lines, 1) if text.startswith(error_line_start))
        if error_line_start
        else 1
    )
    assert f"{CYCLE_FILE}:{line}: " in result.stderr


def test_invalid_edit_can_be_edited_again(
    editor, home: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal, Enter opens the same copy in the editor again."""
    running_cycle(home)
    editor('path.write_bytes(data + b"\\n[[\\n" if n == 0 else data.replace(b"[[\\n", b"# mended\\n"))')
    type_lines(monkeypatch, "")
    result = run_on_scenario(no_journal, "journal edit")
    assert (result.exit_code, editor.calls()) == (0, 2)
    assert (home / CYCLE_FILE).read_bytes().endswith(b"\n# mended\n")


def test_declined_second_edit_keeps_the_copy(
    editor, home: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal file stays, and the message has the path of the stored copy."""
    running_cycle(home)
    original = (home / CYCLE_FILE).read_bytes()
    editor('path.write_bytes(data + b"\\n[[\\n")')
    type_lines(monkeypatch, "n")
    result = run_on_scenario(no_journal, "journal edit")
    assert (result.exit_code, editor.calls()) == (65, 1)
    (copy_path,) = edit_copies(home)
    assert str(copy_path) in result.stderr
    assert (home / CYCLE_FILE).read_bytes() == original


def test_concurrent_change_is_not_overwritten(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """If the journal file changes while the editor is open, that change stays and the copy is stored."""
    running_cycle(home)
    change_the_file = (
        f'file = pathlib.Path({str(home / CYCLE_FILE)!r})\nfile.write_bytes(data + b"# from elsewhere\\n")'
    )
    editor(f"{change_the_file}\n{ADD}")
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 1
    (copy_path,) = edit_copies(home)
    assert str(copy_path) in result.stderr
    assert copy_path.read_bytes().endswith(b"# by hand\n")
    assert (home / CYCLE_FILE).read_bytes().endswith(b"# from elsewhere\n")


def test_unreadable_file_can_be_repaired(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    invalid_toml(home)
    repaired = "\n".join(('"the end"', ID, AT, ON)).encode()
    editor(f"path.write_bytes(data.replace(b'\"no end', {repaired!r}))")
    assert run_on_scenario(no_journal, "journal edit").exit_code == 0
    assert run_on_scenario(no_journal, "journal check").exit_code == 0


def test_removed_events_are_reported(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    editor('path.write_bytes(data[: data.index(b"[[checkin]]")])')
    result = run_on_scenario(running_cycle, "journal edit")
    assert result.exit_code == 0
    assert "1 entry of before is no longer in it" in result.stderr


def test_own_tips_are_validated(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """Invalid own tips are rejected and valid ones are saved."""
    running_cycle(home)
    golden = Path(__file__).parent.parent / "golden" / "format-1" / "tips.toml"
    (home / "tips.toml").write_bytes(golden.read_bytes())
    editor('path.write_bytes(data.replace(b"id = 201", b"id = 7"))')
    assert run_on_scenario(no_journal, "journal edit tips").exit_code == 65
    editor('path.write_bytes(data.replace(b"Ride along with one driver", b"Ride along with a driver"))')
    assert run_on_scenario(no_journal, "journal edit tips").exit_code == 0
    assert "Ride along with a driver" in run_on_scenario(no_journal, "tips show 201").stdout


def test_failed_editor_saves_nothing(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """If the editor exits with an error, the journal file stays. The copy is stored if it was changed."""
    running_cycle(home)
    original = (home / CYCLE_FILE).read_bytes()
    editor("sys.exit(1)")
    assert run_on_scenario(no_journal, "journal edit").exit_code == 1
    assert edit_copies(home) == []
    editor(f"{ADD}\nsys.exit(1)")
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 1
    (copy_path,) = edit_copies(home)
    assert str(copy_path) in result.stderr
    assert (home / CYCLE_FILE).read_bytes() == original


@pytest.mark.parametrize("function", ["link", "replace"])
def test_disk_error_keeps_the_copy(
    function: str, editor, home: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the file or its backup cannot be written, the journal file stays and the copy is stored."""
    running_cycle(home)
    original = (home / CYCLE_FILE).read_bytes()
    editor(ADD)
    real_call = getattr(os, function)

    def fail(source: object, target: object) -> None:
        if str(target) == str(home / CYCLE_FILE) or "backups" in str(target):
            raise OSError(5, "no")
        real_call(source, target)

    monkeypatch.setattr(os, function, fail)
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 74
    assert (home / CYCLE_FILE).read_bytes() == original
    (copy_path,) = edit_copies(home)
    assert str(copy_path) in result.stderr
    assert copy_path.read_bytes().endswith(b"# by hand\n")


def test_failed_folder_sync_keeps_the_edit(
    editor, home: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If only the final fsync of the folder fails, the edit is saved and no copy is stored."""
    running_cycle(home)
    editor(ADD)

    def fail(folder: Path) -> None:
        if folder == home / "cycles":
            raise OSError(5, "no")

    monkeypatch.setattr("tipcycle.storage.atomic_files.fsync_folder", fail)
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 74
    assert (home / CYCLE_FILE).read_bytes().endswith(b"# by hand\n")
    assert edit_copies(home) == []


def test_interrupt_keeps_the_copy(home: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C in the editor, the journal file is unchanged and the copy is stored."""
    running_cycle(home)
    original = (home / CYCLE_FILE).read_bytes()

    def interrupt(_: str, path: Path) -> bool:
        path.write_bytes(b"half a sen")
        raise KeyboardInterrupt

    monkeypatch.setenv("EDITOR", "some-editor")
    monkeypatch.setattr("tipcycle.cli.commands.journal.edit.open_in_editor", interrupt)
    result = run_on_scenario(no_journal, "journal edit")
    assert result.exit_code == 130
    (copy_path,) = edit_copies(home)
    assert str(copy_path) in result.stderr
    assert (home / CYCLE_FILE).read_bytes() == original


@pytest.mark.parametrize("command", ["", "no-such-editor --wait", "'open", "/"])
def test_missing_or_failing_editor_changes_nothing(
    command: str, home: Path, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command exits with 1 if no editor is set or the editor cannot be started."""
    monkeypatch.setenv("EDITOR", command)
    running_cycle(home)
    files_before = file_contents(home)
    assert run_on_scenario(no_journal, "journal edit").exit_code == 1
    assert file_contents(home) == files_before


def test_editor_command_does_not_run_in_a_shell(
    editor, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Shell syntax in the editor command is passed as arguments."""
    editor("")
    touch = f"touch {tmp_path / 'ran'}"
    monkeypatch.setenv("EDITOR", f"{os.environ['EDITOR']} ; {touch} $({touch}) > {tmp_path / 'ran'}")
    run_on_scenario(running_cycle, "journal edit")
    assert not (tmp_path / "ran").exists()


def test_visual_has_priority_over_editor(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    editor(ADD, "VISUAL")
    os.environ["EDITOR"] = "no-such-editor"
    try:
        assert run_on_scenario(running_cycle, "journal edit").exit_code == 0
    finally:
        del os.environ["EDITOR"]


@pytest.mark.parametrize(("name", "code"), [("2026-05-04", 1), ("holiday", 1), ("journal", 1), ("tips", 1)])
def test_missing_file_is_not_created(name: str, code: int, editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """The command exits with 1 and does not start the editor."""
    editor(ADD)
    running_cycle(home)
    files_before = file_contents(home)
    assert run_on_scenario(no_journal, f"journal edit {name}").exit_code == code
    assert file_contents(home) == files_before
    assert editor.calls() == 0


def test_newer_format_is_not_opened(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """A file in a newer format is not opened, because an edit by this version could damage it."""
    editor(ADD)
    result = run_on_scenario(newer_format, "journal edit 2026-03-02")
    assert (result.exit_code, editor.calls()) == (78, 0)


def test_misspelled_key_is_named_after_the_edit_and_by_later_commands(
    editor, home: Path, run_on_scenario: RunOnScenario
) -> None:
    """`dit` for `did` takes the answers out of sight, so it is not only a remark of `journal check`."""
    running_cycle(home)
    editor('path.write_bytes(data.replace(b"did =", b"dit =", 1))')
    for command in ("journal edit", "status"):
        result = run_on_scenario(no_journal, command)
        assert result.exit_code == 0
        assert "did you mean did?" in result.stderr.replace("\n", " "), command


ENDED_PID = 2**22 + 1
"""Above the largest process id of Linux."""


def leave_copy(home: Path, pid: int, data: bytes) -> Path:
    """Leave the copy of an edit whose process has this id."""
    path = home / ".tipcycle" / "edits" / f"{pid}-0123456789ab" / "2026-03-02.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("args", ["journal edit", "note x"])
def test_copy_of_a_killed_edit_is_removed(args: str, editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    """A copy with an earlier state of the file keeps a line that was removed since."""
    running_cycle(home)
    path = leave_copy(home, ENDED_PID, (home / CYCLE_FILE).read_bytes())
    editor(ADD)
    assert run_on_scenario(no_journal, "note first").exit_code == 0
    path = path if path.exists() else leave_copy(home, ENDED_PID, (home / CYCLE_FILE).read_bytes())
    assert run_on_scenario(no_journal, args).exit_code == 0
    assert not path.exists()


def test_copy_with_typed_text_is_kept_and_named(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    running_cycle(home)
    typed = leave_copy(home, ENDED_PID, (home / CYCLE_FILE).read_bytes() + b"# typed\n")
    editor(ADD)
    result = run_on_scenario(no_journal, "journal edit")
    assert str(typed) in result.stderr
    assert typed.read_bytes().endswith(b"# typed\n")


def test_copy_of_a_running_edit_is_kept(editor, home: Path, run_on_scenario: RunOnScenario) -> None:
    running_cycle(home)
    copy = leave_copy(home, os.getpid(), (home / CYCLE_FILE).read_bytes())
    editor(ADD)
    assert run_on_scenario(no_journal, "journal edit").exit_code == 0
    assert copy.exists()
