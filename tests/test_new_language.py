"""A copy of the program with a third language: a module, a code and a message file are enough to run it."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.cli.conftest import subprocess_environ
from tests.cli.terminal import LineCheckin, TerminalSession

pexpect = pytest.importorskip("pexpect")

ROOT = Path(__file__).resolve().parent.parent
PO_TEXT = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "choose five tips"
msgstr "choisir cinq conseils"
"""

COMMANDS = (
    ["pick", "5", "13", "33", "34", "42", "--start", "2", "march"],
    [],
    ["checkin", "--did", "5,13", "--missed", "42"],
    ["status"],
    ["status", "--plain"],
    ["momentum"],
    ["review", "--format", "markdown", "--output", "-"],
    ["review", "--format", "html", "--output", "-"],
    ["calendar", "--output", "-"],
    ["card", "--invite"],
    ["kies", "--help"],
    ["tips"],
    ["tips", "show", "42"],
    ["tips", "search", "wachten"],
    ["tips", "suggest"],
    ["profile"],
    ["profile", "--language", "fr"],
    ["reflect", "--answers", "yyn?nnyj"],
    ["journal", "check"],
    ["journal", "backups"],
)
"""Commands that run in this order on one journal."""


@pytest.fixture(scope="module")
def french_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the source of the program and French. The French module is a copy of the English one."""
    root = tmp_path_factory.mktemp("french")
    package = root / "src" / "tipcycle"
    shutil.copytree(ROOT / "src" / "tipcycle", package)
    shutil.copytree(ROOT / "data", root / "data")
    english = (package / "i18n" / "en.py").read_text("utf-8")
    (package / "i18n" / "fr.py").write_text(english.replace('code="en"', 'code="fr"'), "utf-8")
    languages = package / "core" / "languages.py"
    source = languages.read_text("utf-8")
    assert 'Literal["en", "nl"]' in source
    languages.write_text(source.replace('Literal["en", "nl"]', 'Literal["en", "nl", "fr"]'), "utf-8")
    messages = package / "i18n" / "locales" / "fr" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "tipcycle.po").write_text(PO_TEXT, "utf-8")
    with (messages / "tipcycle.po").open("rb") as source, (messages / "tipcycle.mo").open("wb") as target:
        write_mo(target, read_po(source))
    return root


RUN_COMMANDS = """
import json, sys
from tipcycle.cli.main import run
sys.exit(str([args for args in json.loads(sys.argv[1]) if run(args)] or "") or 0)
"""


def run_french(root: Path, home: Path, *commands: list[str]) -> str:
    """Run the commands in French, in one process of their own, and return stdout. Each must succeed."""
    result = subprocess.run(
        [sys.executable, "-c", RUN_COMMANDS, json.dumps(commands)],
        env=french_environ(root, home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def french_environ(root: Path, home: Path) -> dict[str, str]:
    """Return the environment of a run in French."""
    return subprocess_environ(home, on="2026-03-06", lang="fr", PYTHONPATH=os.fspath(root / "src"))


@pytest.mark.parametrize("args", [["--help"], ["help"]])
def test_help_is_translated(args: list[str], french_root: Path, home: Path) -> None:
    """The help has the French messages, and the English text of the others."""
    page = run_french(french_root, home, args)
    assert "choisir cinq conseils" in page
    assert "look back on your week" in page


def test_long_help_and_profile_name_all_languages(french_root: Path, home: Path) -> None:
    assert "--lang en|nl|fr" in run_french(french_root, home, ["help"])
    assert "en|nl|fr" in run_french(french_root, home, ["profile", "--help"])


def test_commands_run_in_new_language(french_root: Path, home: Path) -> None:
    """Reading and writing commands work. Texts without a translation are in English."""
    assert "Friday 6 March, cycle 1, 1st week" in run_french(french_root, home, *COMMANDS)


def test_demo_runs_in_new_language(french_root: Path, home: Path) -> None:
    """The demo plays the whole year with the English texts."""
    output = run_french(french_root, home, ["demo"])
    assert "You are the first who rings before I had to get angry." in output
    assert output.count("$ tipcycle close") == 7


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")
def test_checkin_asks_in_new_language(french_root: Path, home: Path) -> None:
    """The questions line by line accept the keys of all languages."""
    run_french(french_root, home, ["pick", "5", "13", "33", "34", "42", "--start", "2026-03-02"])
    environ = french_environ(french_root, home)
    program = [sys.executable, "-m", "tipcycle"]
    talk = LineCheckin(TerminalSession(home, ["checkin", "--plain"], on="2026-03-06", program=program, **environ))
    for field, answer in ((5, "y"), (13, "j"), (33, "y"), (34, "j"), (42, "n"), ("day", "jeudi?"), ("day", "thu")):
        talk.answer(field, answer)
    assert talk.end() == 0
    checkin = tomllib.loads((home / "cycles" / "2026-03-02.toml").read_text("utf-8"))["checkin"][0]
    assert (checkin["did"], checkin["missed"]) == ([5, 13, 33, 34], [42])
    assert 'day = "thursday"' in (home / "journal.toml").read_text("utf-8")


def test_screens_load_in_new_language(french_root: Path, home: Path) -> None:
    """The pick accepts each key once, although French has the same keys as English."""
    script = (
        "import tipcycle.tui.picker.confirm, tipcycle.tui.picker.screen, tipcycle.cli.prompts.pick_questions as pick;"
        "print(pick.PROPOSE_KEYS)"
    )
    environ = french_environ(french_root, home)
    result = subprocess.run([sys.executable, "-c", script], env=environ, stdout=subprocess.PIPE, check=True)
    assert result.stdout.decode().strip() == "('p', 'v')"
