"""`journal edit`: the manager's own editor on a private copy, looked at before it takes the place of anything."""

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

NAME = "cycles/2026-03-02.toml"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Sets an editor that runs this Python on the file it is given: `path`, its `data`, `n` times called before."""
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


def buffers(home: Path) -> list[Path]:
    """What was kept of unfinished edits."""
    return [path for path in (home / ".tipcycle" / "edits").rglob("*") if path.is_file()]


def test_saved(editor, home: Path, on_scene: RunOnScenario) -> None:
    """What comes back takes the place of the file, what was there is a backup, and nothing of the copy is left."""
    running_cycle(home)
    before = (home / NAME).read_bytes()
    editor(ADD)
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 0
    assert (home / NAME).read_bytes() == before + b"\n# by hand\n"
    (generation,) = stored_backups(Paths.under(home))
    assert generation.path.read_bytes() == before
    assert f"tipcycle journal restore {NAME} 1" in ran.stderr
    assert list((home / ".tipcycle" / "edits").iterdir()) == []


@pytest.mark.parametrize("word", ["2026-03-02", "2026-03-02.toml", "cycles/2026-03-02.toml"])
def test_named(word: str, editor, home: Path, on_scene: RunOnScenario) -> None:
    """A file is named in full or in short."""
    editor(ADD)
    assert on_scene(running_cycle, f"journal edit {word}").exit_code == 0
    assert (home / NAME).read_bytes().endswith(b"# by hand\n")


def test_the_latest_cycle(editor, home: Path, on_scene: RunOnScenario) -> None:
    """Without a name it is the file of the latest cycle, also when that cannot be read; without a cycle the journal."""
    running_cycle(home)
    (home / "cycles/2026-05-04.toml").write_text(cycle_text(PICK_TEXT, starts="2026-05-04"), "utf-8")
    editor("pathlib.Path(os.environ['SEEN']).write_text(path.name)")
    seen = home.parent / "seen"
    os.environ["SEEN"] = str(seen)
    try:
        on_scene(no_journal, "journal edit")
        assert seen.read_text() == "2026-05-04.toml"
        (home / "cycles/2026-05-04.toml").write_bytes(b"\0" * 99)
        on_scene(no_journal, "journal edit")
        assert seen.read_text() == "2026-05-04.toml"
        for path in (home / "cycles").iterdir():
            path.unlink()
        (home / "journal.toml").write_text("format = 1\n")
        on_scene(no_journal, "journal edit")
        assert seen.read_text() == "journal.toml"
    finally:
        del os.environ["SEEN"]


UNCHANGED = {
    "nothing": "",
    "only the time": "os.utime(path, (0, 0)); path.touch()",
    "written anew": "path.write_bytes(data)",
    "emptied": "path.write_bytes(b'')",
    "only blanks": "path.write_bytes(b' \\n\\n')",
    "taken away": "path.unlink()",
}


@pytest.mark.parametrize("code", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_unchanged_or_empty(code: str, editor, home: Path, on_scene: RunOnScenario) -> None:
    """What comes back unchanged or empty changes nothing: no write, no backup, no copy left."""
    running_cycle(home)
    before = file_contents(home)
    editor(code)
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 0
    assert "Nothing changed" in ran.stderr
    assert file_contents(home) == before
    assert buffers(home) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_private(editor, home: Path, on_scene: RunOnScenario) -> None:
    """The copy is in a folder that only its owner can enter, whatever the umask; the lock is free meanwhile."""
    check = (
        "import fcntl\n"
        "assert path.parent.stat().st_mode & 0o777 == 0o700, oct(path.parent.stat().st_mode)\n"
        "assert path.stat().st_mode & 0o777 == 0o600\n"
        f"handle = os.open({str(home / '.tipcycle' / 'lock')!r}, os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
    )
    running_cycle(home)
    editor(check + ADD)
    before = os.umask(0)
    try:
        assert on_scene(no_journal, "journal edit").exit_code == 0
    finally:
        os.umask(before)
    assert (home / NAME).read_bytes().endswith(b"# by hand\n")


ID, AT, ON, TEXT = "id = 'x'", "at = 2026-03-06T08:00:00Z", "on = 2026-03-06", "text = 'x'"


def block(kind: str, *keys: str) -> str:
    """Python that adds a block with these keys behind what is there."""
    lines = "\n".join(("", f"[[{kind}]]", *keys, ""))
    return f"data + {lines.encode()!r}"


MISTAKES = {
    "no TOML": (block("note", 'text = "open'), "[[note]]"),
    "a block without an id": (block("note", AT, ON, TEXT), "[[note]]"),
    "a block without an instant": (block("note", ID, ON, TEXT), "[[note]]"),
    "a block without a day": (block("note", ID, AT, TEXT), "[[note]]"),
    "a block of another file": (block("profile", "name = 'x'"), "[[profile]]"),
    "an answer that is none": ('data.replace(b"did = [5", b"did = [-5")', "[[checkin]]"),
    "another start": ('data.replace(b"starts = 2026-03-02", b"starts = 2026-03-09")', "format"),
    "no format": ('data.replace(b"format = 1", b"")', ""),
    "a later format": ('data.replace(b"format = 1", b"format = 2")', "format"),
    "no UTF-8": ('data + b"\\n[[note]]\\ntext = \\"\\xe9\\"\\n"', "[[note]]"),
}


@pytest.mark.parametrize(("new", "at"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake(new: str, at: str, editor, home: Path, on_scene: RunOnScenario) -> None:
    """A mistake is told with its line; the file stays, and what was typed is kept where it is said."""
    running_cycle(home)
    before = file_contents(home)
    editor(f"path.write_bytes({new})")
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 65
    assert {
        path: data for path, data in file_contents(home).items() if path.parts[:2] != (".tipcycle", "edits")
    } == before
    (buffer,) = buffers(home)
    assert str(buffer) in ran.stderr
    lines = buffer.read_bytes().decode("utf-8", "replace").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if text.startswith(at)) if at else 1
    assert f"{NAME}:{line}: " in ran.stderr


def test_edit_again(editor, home: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the mistake is shown and the same copy opened again, with what was typed in it."""
    running_cycle(home)
    editor('path.write_bytes(data + b"\\n[[\\n" if n == 0 else data.replace(b"[[\\n", b"# mended\\n"))')
    type_lines(monkeypatch, "")
    ran = on_scene(no_journal, "journal edit")
    assert (ran.exit_code, editor.calls()) == (0, 2)
    assert (home / NAME).read_bytes().endswith(b"\n# mended\n")


def test_leave_it(editor, home: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not want to edit again finds the copy where it is said."""
    running_cycle(home)
    before = (home / NAME).read_bytes()
    editor('path.write_bytes(data + b"\\n[[\\n")')
    type_lines(monkeypatch, "n")
    ran = on_scene(no_journal, "journal edit")
    assert (ran.exit_code, editor.calls()) == (65, 1)
    (buffer,) = buffers(home)
    assert str(buffer) in ran.stderr
    assert (home / NAME).read_bytes() == before


def test_changed_meanwhile(editor, home: Path, on_scene: RunOnScenario) -> None:
    """A check-in that was made while the editor was open stays; what was typed is kept, and the exit is 1."""
    running_cycle(home)
    elsewhere = f'file = pathlib.Path({str(home / NAME)!r})\nfile.write_bytes(data + b"# from elsewhere\\n")'
    editor(f"{elsewhere}\n{ADD}")
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 1
    (buffer,) = buffers(home)
    assert str(buffer) in ran.stderr
    assert buffer.read_bytes().endswith(b"# by hand\n")
    assert (home / NAME).read_bytes().endswith(b"# from elsewhere\n")


def test_mending(editor, home: Path, on_scene: RunOnScenario) -> None:
    """A file that cannot be read is what an editor is for: mended, it takes entries again."""
    invalid_toml(home)
    mended = "\n".join(('"the end"', ID, AT, ON)).encode()
    editor(f"path.write_bytes(data.replace(b'\"no end', {mended!r}))")
    assert on_scene(no_journal, "journal edit").exit_code == 0
    assert on_scene(no_journal, "journal check").exit_code == 0


def test_what_is_gone(editor, home: Path, on_scene: RunOnScenario) -> None:
    """Blocks that were taken out by hand are gone, and that is said."""
    editor('path.write_bytes(data[: data.index(b"[[checkin]]")])')
    ran = on_scene(running_cycle, "journal edit")
    assert ran.exit_code == 0
    assert "1 entry of before is no longer in it" in ran.stderr


def test_own_tips(editor, home: Path, on_scene: RunOnScenario) -> None:
    """Own tips are looked at as tips: what is no tip stays out, what is one comes in."""
    running_cycle(home)
    golden = Path(__file__).parent.parent / "golden" / "format-1" / "tips.toml"
    (home / "tips.toml").write_bytes(golden.read_bytes())
    editor('path.write_bytes(data.replace(b"id = 201", b"id = 7"))')
    assert on_scene(no_journal, "journal edit tips").exit_code == 65
    editor('path.write_bytes(data.replace(b"Ride along with one driver", b"Ride along with a driver"))')
    assert on_scene(no_journal, "journal edit tips").exit_code == 0
    assert "Ride along with a driver" in on_scene(no_journal, "tips show 201").stdout


def test_stopped_editor(editor, home: Path, on_scene: RunOnScenario) -> None:
    """An editor that ends with an error means no: nothing is written, and what was typed is kept, if anything was."""
    running_cycle(home)
    before = (home / NAME).read_bytes()
    editor("sys.exit(1)")
    assert on_scene(no_journal, "journal edit").exit_code == 1
    assert buffers(home) == []
    editor(f"{ADD}\nsys.exit(1)")
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 1
    (buffer,) = buffers(home)
    assert str(buffer) in ran.stderr
    assert (home / NAME).read_bytes() == before


@pytest.mark.parametrize("call", ["link", "replace"])
def test_disk_refuses(call: str, editor, home: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk does not take it, the file stays, and what was typed is kept where it is said."""
    running_cycle(home)
    before = (home / NAME).read_bytes()
    editor(ADD)
    real = getattr(os, call)

    def refused(source: object, target: object) -> None:
        if str(target) == str(home / NAME) or "backups" in str(target):
            raise OSError(5, "no")
        real(source, target)

    monkeypatch.setattr(os, call, refused)
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 74
    assert (home / NAME).read_bytes() == before
    (buffer,) = buffers(home)
    assert str(buffer) in ran.stderr
    assert buffer.read_bytes().endswith(b"# by hand\n")


def test_saved_and_not_confirmed(editor, home: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """When only the disk's last word is missing, it is saved, and no copy is left."""
    running_cycle(home)
    editor(ADD)

    def flush(folder: Path) -> None:
        if folder == home / "cycles":
            raise OSError(5, "no")

    monkeypatch.setattr("tipcycle.storage.atomic_files.fsync_folder", flush)
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 74
    assert (home / NAME).read_bytes().endswith(b"# by hand\n")
    assert buffers(home) == []


def test_interrupted(home: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the editor is open leaves the file, and what was typed so far where it is said."""
    running_cycle(home)
    before = (home / NAME).read_bytes()

    def interrupted(_: str, path: Path) -> bool:
        path.write_bytes(b"half a sen")
        raise KeyboardInterrupt

    monkeypatch.setenv("EDITOR", "some-editor")
    monkeypatch.setattr("tipcycle.cli.commands.journal.edit.open_in_editor", interrupted)
    ran = on_scene(no_journal, "journal edit")
    assert ran.exit_code == 130
    (buffer,) = buffers(home)
    assert str(buffer) in ran.stderr
    assert (home / NAME).read_bytes() == before


@pytest.mark.parametrize("command", ["", "no-such-editor --wait", "'open", "/"])
def test_no_editor(command: str, home: Path, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an editor, or with one that does not start, it is said, and nothing is left behind."""
    monkeypatch.setenv("EDITOR", command)
    running_cycle(home)
    before = file_contents(home)
    assert on_scene(no_journal, "journal edit").exit_code == 1
    assert file_contents(home) == before


def test_no_shell(editor, on_scene: RunOnScenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a shell would run is an argument like any other."""
    editor("")
    touch = f"touch {tmp_path / 'ran'}"
    monkeypatch.setenv("EDITOR", f"{os.environ['EDITOR']} ; {touch} $({touch}) > {tmp_path / 'ran'}")
    on_scene(running_cycle, "journal edit")
    assert not (tmp_path / "ran").exists()


def test_visual_comes_first(editor, home: Path, on_scene: RunOnScenario) -> None:
    """`VISUAL` is asked before `EDITOR`."""
    editor(ADD, "VISUAL")
    os.environ["EDITOR"] = "no-such-editor"
    try:
        assert on_scene(running_cycle, "journal edit").exit_code == 0
    finally:
        del os.environ["EDITOR"]


@pytest.mark.parametrize(("words", "code"), [("2026-05-04", 1), ("holiday", 1), ("journal", 1), ("tips", 1)])
def test_no_such_file(words: str, code: int, editor, home: Path, on_scene: RunOnScenario) -> None:
    """A file that is not there is not made by an editor."""
    editor(ADD)
    running_cycle(home)
    before = file_contents(home)
    assert on_scene(no_journal, f"journal edit {words}").exit_code == code
    assert file_contents(home) == before
    assert editor.calls() == 0


def test_newer(editor, home: Path, on_scene: RunOnScenario) -> None:
    """A file of a later format is not opened: whoever saved it here could break it."""
    editor(ADD)
    ran = on_scene(newer_format, "journal edit 2026-03-02")
    assert (ran.exit_code, editor.calls()) == (78, 0)
