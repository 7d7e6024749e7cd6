"""Own tips: they are added, checked and used as tips of the catalogue, and never replace one."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import tomli_w

from tests.catalogue.tip_documents import tip, tip_text
from tests.conftest import TipcycleRunner
from tipcycle.catalogue.document import RawDocument
from tipcycle.catalogue.loader import load_packaged
from tipcycle.catalogue.validation import check_document
from tipcycle.cli.prompts.own_tip import ask_own_tip
from tipcycle.i18n import load_translator

if TYPE_CHECKING:
    from tipcycle.cli.context import AppContext


def write_tips_file(folder: Path, *tips: dict[str, object]) -> Path:
    """Write a file with these tips to a folder, and return its path."""
    path = folder / "handed-out.toml"
    path.write_text(tomli_w.dumps({"format": 1, "tip": list(tips)}), encoding="utf-8")
    return path


def test_added_tip_can_be_used(tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    """The tip has number 201 and can be shown, starred, picked and answered."""
    added = tipcycle(["tips", "add", "--file", str(write_tips_file(tmp_path, tip(201)))])
    assert added.exit_code == 0, added.stderr
    shown_tip = json.loads(tipcycle("tips show 201 --json").stdout)["tips"][0]
    assert shown_tip["tip"] == 201
    assert shown_tip["title"] == tip_text(201)["title"]
    assert tipcycle("tips star 201").exit_code == 0
    assert tipcycle("pick 201 5 13 33 34", on="2026-03-02").exit_code == 0
    assert tipcycle("checkin --did 201,5", on="2026-03-06").exit_code == 0
    assert json.loads(tipcycle("status --json", on="2026-03-06").stdout)["tips"][0]["weeks"][0] == "D"


def test_old_journal_shows_the_text_of_a_retired_tip(tmp_path: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """A tip that is retired after it was picked keeps its text in every view, but cannot be picked again."""
    assert tipcycle(["tips", "add", "--file", str(write_tips_file(tmp_path, tip(201)))]).exit_code == 0
    assert tipcycle("pick 201 5 13 33 34", on="2026-03-02").exit_code == 0
    assert tipcycle("checkin --did 201,5", on="2026-03-06").exit_code == 0
    own_tips = home / "tips.toml"
    own_tips.write_text(own_tips.read_text("utf-8").replace("id = 201\n", 'id = 201\nretired = "1.1.0"\n'), "utf-8")

    title = tip_text(201)["title"]
    for command in ("status", "review 1", "tips show 201", "tips list --theme room"):
        result = tipcycle(command, on="2026-03-13")
        assert result.exit_code == 0, f"{command}: {result.stderr}"
        assert title in " ".join(result.stdout.split()), command
    tipcycle("close --drop 201,5,13,33,34", on="2026-05-04")
    refused = tipcycle("pick 201 1 2 3 4", on="2026-05-04")
    assert (refused.exit_code, "201" in refused.stderr) == (1, True), refused.stderr


ANSWERS = (
    "Call the driver", "Call the driver first.", "The driver knows.", "If a van leaves, then I call.",
    "Did you call the driver this week?", "A customer hears the hour.", "Not while driving.",
    "Look up the number.", "Call.", "Note the hour.", "", "3", "4", "2", "Is the number still there?",
    "one", "looked it up, called", "van, driver, Van", "5", "10", "22, x", "22, 40", "n",
)  # fmt: skip


def test_questions_for_an_own_tip_cover_the_optional_fields() -> None:
    """One milestone and an unknown tip are asked again; a word that is given twice counts once."""
    left = list(ANSWERS)
    messages = SimpleNamespace(print=lambda _: None, ask=lambda _: left.pop(0))
    catalogue = load_packaged().catalogue
    context = SimpleNamespace(translator=load_translator("en"), messages=messages, catalogue=catalogue)
    table = ask_own_tip(cast("AppContext", context), 201)
    assert left == []
    assert (table["needs"], table["first"]) == ([22, 40], False)
    assert table["en"]["milestones"] == ["looked it up", "called"]
    assert table["en"]["words"] == ["Van", "driver"]
    assert check_document(RawDocument({"format": 1, "tip": [table]}, "tips.toml", is_own=True)) == ()


def test_invalid_tip_file_is_rejected(tmp_path: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """The report has the tip, the field and the rule. Nothing is written."""
    path = tmp_path / "broken.toml"
    path.write_text('format = 1\n[[tip]]\nid = 201\nslug = "x"\n', encoding="utf-8")
    result = tipcycle(["tips", "add", "--file", str(path)])
    assert result.exit_code == 65
    assert "201" in result.stderr
    assert not (home / "tips.toml").exists()
    check_result = tipcycle(["tips", "check", str(path)])
    assert check_result.exit_code == 65
    assert "schema.missing" in check_result.stdout
    json_result = tipcycle(["tips", "check", "--json", str(path)])
    problems = json.loads(json_result.stdout)["problems"]
    assert json_result.exit_code == 65
    assert {(problem["tip"], problem["line"], problem["hint"], problem["level"]) for problem in problems} == {
        (201, None, "", "error")
    }
    assert ("theme", "schema.missing", "this is missing") in {
        (problem["field"], problem["rule"], problem["message"]) for problem in problems
    }


def test_invalid_toml_is_reported_with_its_line(home: Path, tipcycle: TipcycleRunner) -> None:
    """If the file is `tips.toml` of the journal, the hint is the command to edit it."""
    home.mkdir()
    (home / "tips.toml").write_text("format = 1\n[[tip]\n", encoding="utf-8")
    (problem,) = json.loads(tipcycle("tips check --json").stdout)["problems"]
    assert (problem["file"], problem["line"], problem["rule"]) == ("tips.toml", 2, "file.toml")
    assert problem["hint"].startswith("tipcycle journal edit tips.toml")


def test_invalid_own_tips_do_not_hide_the_catalogue(home: Path, tipcycle: TipcycleRunner) -> None:
    home.mkdir()
    for content in (b"[[tip]\n", b"\xff\xfe", b"", b'format = 1\n[[tip]]\nid = 5\nslug = "spend-an-hour"\n'):
        (home / "tips.toml").write_bytes(content)
        tips = json.loads(tipcycle("tips list --json").stdout)["tips"]
        assert [tip["tip"] for tip in tips][:101] == list(range(1, 102))


def test_each_anchor_of_the_outline_has_a_tip() -> None:
    anchors = {
        *(f"000.{n}" for n in range(1, 9)), *(f"001.{n}" for n in range(2, 8)), *(f"002.{n}" for n in range(2, 8)),
        *(f"003.{n}" for n in range(1, 11)), *(f"004.{n}" for n in range(2, 7)),
    }  # fmt: skip
    used = {seed for tip in load_packaged().catalogue.tips.values() for seed in tip.seeds}
    assert anchors <= used
