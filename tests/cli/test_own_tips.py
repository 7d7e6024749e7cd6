"""Own tips: they are added, checked and used as tips of the catalogue, and never replace one."""

import json
from pathlib import Path

import tomli_w

from tests.catalogue.tip_documents import tip, tip_text
from tests.conftest import TipcycleRunner
from tipcycle.catalogue.loader import load_packaged


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
