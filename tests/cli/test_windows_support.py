"""What differs on Windows: command lines of editors, hints, folders, long names, and libraries that do not load."""

import ctypes
import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest
from packaging.requirements import Requirement

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import running_cycle
from tests.conftest import TipcycleRunner
from tipcycle.cli.editor import default_editor, split_command_line
from tipcycle.render.shell_quoting import quote_argument
from tipcycle.storage.paths import Paths

ROOT = Path(__file__).resolve().parents[2]
IS_WINE = sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


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


@pytest.mark.parametrize("library", ["pydantic", "icalendar", "typst"])
def test_library_that_does_not_load_gives_a_message(
    library: str, run_on_scenario: RunOnScenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where a compiled library does not start (Windows on ARM, wine), its commands say so and the others work."""
    for name in [name for name in sys.modules if name.partition(".")[0] in (library, "tipcycle")]:
        if name.startswith(("tipcycle.catalogue.", "tipcycle.cli.commands.tips.own", library)):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.chdir(tmp_path)
    args = {"pydantic": "tips check", "icalendar": "calendar", "typst": "review --format pdf"}[library]
    for lang in ("en", "nl"):
        result = run_on_scenario(running_cycle, args, on="2026-03-13", lang=lang)
        assert (result.exit_code, result.stdout) == (1, "")
        assert library in result.stderr
        assert "Traceback" not in result.stderr
        assert "inside tipcycle" not in result.stderr
    for args in ("status", "review --format markdown --output -", "tips search queue", "momentum"):
        assert run_on_scenario(running_cycle, args, on="2026-03-13").exit_code == 0


@pytest.mark.parametrize(
    ("system", "machine", "installed"),
    [("win32", "ARM64", False), ("win32", "AMD64", True), ("linux", "aarch64", True), ("darwin", "arm64", True)],
)
def test_typst_is_left_out_on_windows_on_arm(system: str, machine: str, installed: bool) -> None:
    """typst has no wheel for Windows on ARM; requiring it there would prevent the installation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (requirement,) = (Requirement(text) for text in project["dependencies"] if text.startswith("typst"))
    assert requirement.marker is not None
    assert requirement.marker.evaluate({"sys_platform": system, "platform_machine": machine}) is installed


@pytest.mark.skipif(sys.platform != "win32", reason="other systems have no limit of 260 characters")
@pytest.mark.skipif(IS_WINE, reason="wine 8 cannot resolve a name of more than 260 characters")
def test_journal_in_a_long_folder(tmp_path: Path, tipcycle: TipcycleRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal whose files have names of more than 260 characters is written and read."""
    home = tmp_path / ("a long folder " * 8).strip() / ("another one " * 8).strip() / "journal"
    assert len(str(home)) > 230
    args = ["--home", str(home)]
    assert tipcycle([*args, "pick", "5", "13", "33", "34", "42", "--start", "2026-03-02"]).exit_code == 0
    assert tipcycle([*args, "checkin", "--did", "5"]).exit_code == 0
    assert '"cycles/2026-03-02.toml"' in tipcycle([*args, "journal", "history", "--json"]).stdout
