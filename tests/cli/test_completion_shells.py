"""Completion with hostile titles, in the shells themselves: nothing is run, and everything is still listed."""

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from click.shell_completion import CompletionItem
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.tip_documents import tip, tip_text
from tests.cli.conftest import TIPCYCLE_PATH, run_subprocess, subprocess_environ
from tipcycle.cli.completion_formats import Fish, PowerShell, Zsh

if sys.platform != "win32":
    from tests.cli.terminal import TerminalSession

HOSTILE_TITLES = (
    r"Name \$(touch pwned) it", "$(touch pwned)", "`touch pwned`", r"\`touch pwned\`", "'; touch pwned; '",
    '"; touch pwned; "', "a' ) )' ; touch pwned ; #", "Ask [/] now", "Go to [the desk]", "[bold]loud[/bold]",
    "first\nsecond $(touch pwned)", "one: two: three", "<(touch pwned)", "${(e):-$(touch pwned)}", "a:::b", "*",
)  # fmt: skip
NUMBERS = [str(number) for number in range(201, 201 + len(HOSTILE_TITLES))]
SHELL_COMMANDS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'source "$HOME/script"; bind "set page-completions off"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -Uz compinit; compinit -u -D; source "$HOME/script"'),
    "fish": (["fish", "--no-config", "-i"], 'source "$HOME/script"'),
}


@pytest.fixture
def hostile_home(tmp_path: Path) -> Path:
    """A journal folder with a tip of its own for each hostile title."""
    home = tmp_path / "home"
    home.mkdir()
    tips = [
        tip(int(number), en={**tip_text(int(number), "en"), "title": title})
        for number, title in zip(NUMBERS, HOSTILE_TITLES, strict=True)
    ]
    (home / "tips.toml").write_text(tomli_w.dumps({"format": 1, "tip": tips}), encoding="utf-8")
    return home


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
@pytest.mark.parametrize("shell", SHELL_COMMANDS)
def test_shell_runs_nothing_from_a_title(hostile_home: Path, shell: str) -> None:
    """A shell that completes the number of a tip lists all of them and runs nothing that stands in a title."""
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here: completion is not tried in it")
    folder = hostile_home.parent
    script = run_subprocess(["completion", shell], subprocess_environ(hostile_home)).stdout
    (folder / "script").write_text(script, encoding="utf-8")
    program, preparation = SHELL_COMMANDS[shell]
    path = os.pathsep.join([str(TIPCYCLE_PATH.parent), os.environ["PATH"]])
    session = TerminalSession(hostile_home, [], on="2026-03-13", program=program, size=(60, 160), PATH=path)
    session.child.send(f"{preparation}; cd {folder}; echo rea''dy\r")
    session.after("ready\r?\n", "tipcycle tips show 20\t\t").after("204", "\x15tipcycle tips show 21\t\t")
    session.after("214", "\x15echo fin''ished\r").after("finished", "exit\r")
    session.child.expect("exit")
    session.child.close(force=True)
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_hostile_titles_are_listed(hostile_home: Path, shell: str) -> None:
    """Every tip is offered on a line of its own, and markup stays text."""
    variables = {
        "bash": {"COMP_WORDS": "tipcycle tips show 2", "COMP_CWORD": "3"},
        "fish": {"_TYPER_COMPLETE_ARGS": "tipcycle tips show 2", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "powershell": {"_TYPER_COMPLETE_ARGS": "tipcycle tips show 2", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "2"},
    }.get(shell, {"_TYPER_COMPLETE_ARGS": "tipcycle tips show 2"})
    result = run_subprocess([], subprocess_environ(hostile_home, _TIPCYCLE_COMPLETE=f"complete_{shell}", **variables))
    assert (result.returncode, result.stderr) == (0, "")
    assert re.findall(r"(?m)^(?:_arguments '\*: :\(\()?\"?(2\d\d)\b", result.stdout) == NUMBERS
    if shell != "bash":
        assert "Go to [the desk]" in result.stdout
        assert "Ask [/] now" in result.stdout


@given(st.text())
def test_no_text_is_expanded(text: str) -> None:
    """No description contains a character that zsh expands in double quotes, or one that ends a line or a field."""
    item = CompletionItem("42", help=text)
    make: dict[str, Any] = {"cli": None, "ctx_args": {}, "prog_name": "tipcycle", "complete_var": "X"}
    zsh = Zsh(**make).format_completion(item)
    assert not set(zsh.removeprefix('"42"').removeprefix(':"').removesuffix('"').replace(r"\\:", "")) & set("\\\"'`$:")
    fish = Fish(**make).format_completion(item)
    powershell = PowerShell(**make).format_completion(item)
    assert fish.count("\t") <= 1
    assert powershell.count(":::") == 1
    assert all(len(line.splitlines()) == 1 for line in (zsh, fish, powershell))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_on_full_disk_is_a_disk_error(tmp_path: Path, shell: str) -> None:
    """Completion that cannot write its answer says that the disk refused."""
    variables = {"COMP_WORDS": "tipcycle ", "COMP_CWORD": "1", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    environ = subprocess_environ(
        tmp_path / "home", _TIPCYCLE_COMPLETE=f"complete_{shell}", _TYPER_COMPLETE_ARGS="tipcycle ", **variables
    )
    with Path("/dev/full").open("wb") as full:
        result = run_subprocess([], environ, stdout=full.fileno())
    assert result.returncode == 74
    assert "stdout: No space left on device" in result.stderr
