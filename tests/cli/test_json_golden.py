"""Golden tests of the JSON documents, byte for byte: `tests/golden/*.json`.

To update the files, run `TIPCYCLE_GOLDEN=write python -m pytest tests/cli/test_json_golden.py` and review the diff.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docgen.json_documents import DOCUMENTS

from tests.cli.scenarios import (
    EXAMPLE_CLOSE,
    EXAMPLE_CYCLE,
    EXAMPLE_PROFILE,
    Scenario,
    invalid_week,
    no_journal,
    write_journal,
)
from tests.conftest import TipcycleRunner
from tests.journal_builder import weekly_checkins

GOLDEN = Path(__file__).parent.parent / "golden"
UPDATE_COMMAND = "TIPCYCLE_GOLDEN=write python -m pytest tests/cli/test_json_golden.py"

PRACTICES = """
[[star]]
tips = [42]

[[sentence]]  # 2026-02-26
text = "With us nobody has to tell their story twice."

[[sentence]]  # 2026-04-02
text = "Nobody tells their story twice."
together = 2026-04-01

[[pulse]]  # 2026-04-30
guess = 4
own = 4
others = [0, 1, 3, 1, 0]

[[reflection]]  # 2026-05-03
answers = "yyn?nnyn"

[[mine]]
limits = [inf, 1e-7, 36893488147419103232]
"""
VOICE = """
[[voice]]  # 2026-04-18
text = "I sent my sister\\u202e to you. Een café, 👋"
by = "a customer"
tip = 5
week = "2026-W16"
heard = "reputation"
shared = true
"""
OWN_TIPS = """format = 1

[[tip]]
id = 202
slug = "half"
added = 2026-03-02T10:30:00+02:00
"""


def all_fields(home: Path) -> None:
    """Write two cycles, practices, an incomplete own tip, an undone note and a backup."""
    undone = '[[note]]  # 2026-05-08\nid = "note"\ntext = "A slip."\n\n[[undo]]  # 2026-05-08\nof = ["note"]\n'
    next_cycle = "[[pick]]  # 2026-05-03\ntips = [13, 18, 53, 71, 73]\n" + weekly_checkins(
        {13: "D", 18: "M", 53: "N", 71: "D"}, starts="2026-05-04"
    )
    write_journal(
        home,
        journal_toml=EXAMPLE_PROFILE + PRACTICES,
        c2026_03_02=EXAMPLE_CYCLE + VOICE + EXAMPLE_CLOSE,
        c2026_05_04=f"{next_cycle}\n{undone}",
    )
    (home / "tips.toml").write_text(OWN_TIPS, "utf-8")
    backup = home / ".tipcycle" / "backups" / "journal.toml.000001"
    backup.parent.mkdir(parents=True)
    backup.write_bytes((home / "journal.toml").read_bytes() + b"\n")
    seconds = datetime(2026, 4, 30, 8, 30, tzinfo=UTC).timestamp()
    os.utime(backup, (seconds, seconds))


CASES: dict[str, tuple[Scenario, str]] = {
    "status": (all_fields, "status --json"),
    "momentum": (all_fields, "momentum --json"),
    "momentum-spiral": (all_fields, "momentum --spiral --json"),
    "momentum-year": (all_fields, "momentum --year --json"),
    "review": (all_fields, "review 1 --private --format json"),
    "review-none": (no_journal, "review --format json"),
    "tips-show": (all_fields, "tips show 42 34 --json"),
    "tips-suggest": (all_fields, "tips suggest -n 1 --seed 3 --json"),
    "tips-check": (all_fields, "tips check --json"),
    "voices": (all_fields, "voices --json"),
    "sentence": (all_fields, "sentence --json"),
    "pulse": (all_fields, "pulse --json"),
    "reflect": (all_fields, "reflect --json"),
    "profile": (all_fields, "profile --json"),
    "journal-where": (all_fields, "journal where --json"),
    "journal-check": (invalid_week, "journal check --json"),
    "journal-history": (all_fields, "journal history --json"),
    "journal-backups": (all_fields, "journal backups --json"),
    "journal-export": (all_fields, "journal export --format json --output -"),
}


@pytest.mark.parametrize("case", CASES)
def test_document_matches_its_golden_file(case: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The comparison is byte for byte, except for the folder of the journal, which is written as `HOME`."""
    write_scenario, args = CASES[case]
    write_scenario(home)
    output = tipcycle(args, on="2026-05-19").stdout.replace(str(home), "HOME").encode()
    file = GOLDEN / f"{case}.json"
    if os.environ.get("TIPCYCLE_GOLDEN") == "write":
        file.write_bytes(output)
    assert output == (file.read_bytes() if file.exists() else b""), f"if intended, run: {UPDATE_COMMAND}"


def file_name(command: str) -> str:
    """Return the name of the golden file of a command, without its suffix."""
    return re.sub(r" --(format )?json$", "", command).replace(" --", "-").replace(" ", "-")


def test_each_document_has_a_golden_file() -> None:
    """Commands that share a document can share its golden file."""
    documents = {document for command, document in DOCUMENTS.items() if file_name(command) in CASES}
    assert documents == set(DOCUMENTS.values())
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(CASES), UPDATE_COMMAND
