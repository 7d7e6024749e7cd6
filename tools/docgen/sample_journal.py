"""A short journal, created with the real commands, that has a value for every field of the JSON contract."""

import io
import json
import shlex
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

from tipcycle.cli.environment import demo_environ
from tipcycle.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
OWN_TIPS_FILE = ROOT / "docs" / "reference" / "own-tips.toml"

SAMPLE_COMMANDS = f"""
2026-02-26 profile --name "the manager" --team "team Service" --language en --day friday
2026-02-26 tips star 42
2026-02-26 tips add --file {shlex.quote(str(OWN_TIPS_FILE))}
2026-02-26 sentence "With us nobody has to tell their story twice."
2026-02-26 pick 05 13 33 34 42 --running "the breakdown service"
2026-03-06 checkin --did 5,13 --costly 33 --missed 42 --built 34 --team 3 --customers 2
2026-03-06 checkin --note 33="Paid it, and wrote the rule down." --share
2026-03-10 note "That form is gone, and nobody has missed it." --by "the front desk" --share
2026-03-13 checkin --did 5,34 --missed 13,42 --team 3 --customers 3 --answer "Whoever asks first."
2026-03-16 swap 42 53 --because "our customers never ring"
2026-03-20 checkin --did 5,13,34,53 --team 4 --customers 3
2026-03-20 voices add "I sent my sister to you." --by "a customer" --tip 5 --heard reputation --share
2026-03-27 checkin --did 5,13,34 --team 4 --customers 4
2026-04-03 checkin --did 5,34 --missed 13 --team 4 --customers 4
2026-04-03 sentence --together 2026-04-02
2026-04-04 pause 2026-W15 --because "Easter"
2026-04-17 checkin --did 5,13,34 --team 4 --customers 3
2026-04-24 checkin --did 5,33,34 --missed 13 --team 4 --customers 4
2026-04-24 note "A slip of the pen."
2026-04-24 undo --yes
2026-04-30 pulse --guess 4 --own 4 --others 3,3,2,4,3
2026-05-01 checkin --did 5,13,34 --missed 53 --team 4 --customers 3
2026-05-01 review --words "It grew calmer at the desk."
2026-05-03 close --keep 5,33,34 --drop 53 --extend 13 --by-hand 33 --lesson 53="At once, or not at all."
2026-05-03 reflect --answers yyn?nnyn
2026-05-04 pick 18 71 73 201
2026-05-08 checkin --did 18,71 --team 4 --customers 4
"""

REPORT_DATE = "2026-05-19"
"""A Tuesday on which the check-in of one week is missing."""

DOCUMENT_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "review --format json": ("review 1 --format json --private", "review --format json"),
    "tips list --json": ("tips list --json",),
    "tips show --json": ("tips show 42 34 5 --json",),
    "tips search --json": ("tips search complaint --json",),
    "journal export --format json": ("journal export --format json --output -",),
}
"""Commands of the documents whose name is not a complete command.

The first command with a value gives the example.
"""


def command_output(home: Path, day: str, arguments: str, *, language: str = "en") -> str:
    """Return the output of a command on a given date."""
    stdout = io.StringIO()
    with redirect_stdout(stdout), redirect_stderr(io.StringIO()):
        run(shlex.split(arguments), demo_environ(home, date.fromisoformat(day), language))
    return stdout.getvalue()


def build_sample_journal(home: Path) -> None:
    """Run all sample commands."""
    for line in SAMPLE_COMMANDS.strip().splitlines():
        day, _, arguments = line.partition(" ")
        stderr = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(stderr):
            exit_code = run(shlex.split(arguments), demo_environ(home, date.fromisoformat(day), "en"))
        if exit_code:
            raise SystemExit(f"{line}: {exit_code}: {stderr.getvalue()}")


def damage_cycle_file(home: Path) -> None:
    """Append an incomplete event to a cycle file, and a key that tipcycle does not know."""
    file = home / "cycles" / "2026-05-04.toml"
    text = file.read_text("utf-8") + '\n[[note]]\nid = "by-hand"\nmine = "kept"\n'
    file.write_text(text, "utf-8")


def check_broken_tips(home: Path) -> list[Any]:
    """Return the reports of `tips check` on an incomplete tip, and then on a file that is not valid TOML."""
    file = home / "tips.toml"
    results = []
    for broken_tip in ('\n[[tip]]\nid = 202\nslug = "half"\n', '\n[[tip]]\nid = 203\nslug = "half\n'):
        file.write_text(file.read_text("utf-8") + broken_tip, "utf-8")
        results.append(_read_json(home, "tips check --json"))
    return results


def sample_documents(home: Path, names: tuple[str, ...]) -> Mapping[str, list[Any]]:
    """Return the JSON documents of these commands at the end of the sample journal.

    The checks run last, because they need damaged files.
    """
    build_sample_journal(home)
    results = {
        name: [_read_json(home, arguments) for arguments in DOCUMENT_COMMANDS.get(name, (name,))] for name in names
    }
    damage_cycle_file(home)
    results["journal check --json"] = [_read_json(home, "journal check --json")]
    return {**results, "tips check --json": check_broken_tips(home)}


def _read_json(home: Path, arguments: str) -> Any:
    return json.loads(command_output(home, REPORT_DATE, arguments))
