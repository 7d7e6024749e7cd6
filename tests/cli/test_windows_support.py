"""What differs on Windows: command lines of editors, quoting of hints, the default folders and the language."""

import sys
from pathlib import Path

import platformdirs
import pytest

from tipcycle.cli.editor import default_editor, split_command_line
from tipcycle.render.shell_quoting import quote_argument
from tipcycle.storage.paths import Paths


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe"]),
        (r'"C:\Program Files\ed.exe" -w', [r"C:\Program Files\ed.exe", "-w"]),
        ("code --wait", ["code", "--wait"]),
    ],
)
def test_backslash_in_editor_is_part_of_the_path(text: str, words: list[str]) -> None:
    assert split_command_line(text, windows=True) == words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("2026-03-02", "2026-03-02"),
        (r"C:\journals\a.zip", r"C:\journals\a.zip"),
        (r"C:\my files\é.zip", '"C:\\my files\\é.zip"'),
        ("it's $5", "'it''s $5'"),
        ("", '""'),
    ],
)
def test_hint_is_quoted_for_cmd_and_powershell(text: str, quoted: str) -> None:
    assert quote_argument(text, windows=True) == quoted


def test_missing_editor_falls_back_to_one_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first editor that exists is taken; none gives an empty command line."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert default_editor(platform="linux") == ""
    for name in ("vi", "nano", "open"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    if sys.platform != "win32":
        assert default_editor(platform="linux") == "nano"
        assert default_editor(platform="darwin") == "open -W -t"


def test_one_platform_folder_keeps_state_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where data and state share a folder (macOS, Windows), the lock and the backups are below it."""
    monkeypatch.undo()  # the fixture that forbids the platform's folders
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr(platformdirs, "user_state_path", lambda *_, **__: tmp_path)
    paths = Paths.platform_default()
    assert paths == Paths.under(tmp_path)
    assert paths.backups.parent != paths.home
