"""Tips of the manager's own: added, checked, used like any other, and never in the way of the 101."""

import json
from pathlib import Path

import tomli_w

from tests.catalogue.tip_documents import tip, tip_text
from tests.conftest import TipcycleRunner
from tipcycle.catalogue.loader import load_packaged


def file_of(folder: Path, *tips: dict[str, object]) -> Path:
    """A file as a company would hand it out."""
    path = folder / "handed-out.toml"
    path.write_text(tomli_w.dumps({"format": 1, "tip": list(tips)}), encoding="utf-8")
    return path


def test_a_tip_of_a_file_becomes_ones_own(tmp_path: Path, tipcycle: TipcycleRunner) -> None:
    """It gets the next number from 201 on and can be read, starred, picked and searched."""
    added = tipcycle(["tips", "add", "--file", str(file_of(tmp_path, tip(201)))])
    assert added.exit_code == 0, added.stderr
    shown = json.loads(tipcycle("tips show 201 --json").stdout)["tips"][0]
    assert shown["tip"] == 201
    assert shown["title"] == tip_text(201)["title"]
    assert tipcycle("tips star 201").exit_code == 0
    assert tipcycle("pick 201 5 13 33 34", on="2026-03-02").exit_code == 0
    assert tipcycle("checkin --did 201,5", on="2026-03-06").exit_code == 0
    assert json.loads(tipcycle("status --json", on="2026-03-06").stdout)["tips"][0]["weeks"][0] == "D"


def test_a_broken_file_adds_nothing_and_says_where(tmp_path: Path, home: Path, tipcycle: TipcycleRunner) -> None:
    """Which tip, which field, which rule; nothing is written."""
    path = tmp_path / "broken.toml"
    path.write_text('format = 1\n[[tip]]\nid = 201\nslug = "x"\n', encoding="utf-8")
    ran = tipcycle(["tips", "add", "--file", str(path)])
    assert ran.exit_code == 65
    assert "201" in ran.stderr
    assert not (home / "tips.toml").exists()
    checked = tipcycle(["tips", "check", str(path)])
    assert checked.exit_code == 65
    assert "schema.missing" in checked.stdout
    as_json = tipcycle(["tips", "check", "--json", str(path)])
    problems = json.loads(as_json.stdout)["problems"]
    assert as_json.exit_code == 65
    assert {(each["tip"], each["line"], each["hint"], each["level"]) for each in problems} == {(201, None, "", "error")}
    assert ("theme", "schema.missing", "this is missing") in {
        (each["field"], each["rule"], each["message"]) for each in problems
    }


def test_a_line_that_cannot_be_read_is_named(home: Path, tipcycle: TipcycleRunner) -> None:
    """Of a file that is no TOML the check gives the line, and how to open it when it is the manager's own."""
    home.mkdir()
    (home / "tips.toml").write_text("format = 1\n[[tip]\n", encoding="utf-8")
    (problem,) = json.loads(tipcycle("tips check --json").stdout)["problems"]
    assert (problem["file"], problem["line"], problem["rule"]) == ("tips.toml", 2, "file.toml")
    assert problem["hint"].startswith("tipcycle journal edit tips.toml")


def test_a_broken_own_file_never_hides_the_101(home: Path, tipcycle: TipcycleRunner) -> None:
    """Whatever stands in the manager's file, the catalogue can be read and picked from."""
    home.mkdir()
    for content in (b"[[tip]\n", b"\xff\xfe", b"", b'format = 1\n[[tip]]\nid = 5\nslug = "spend-an-hour"\n'):
        (home / "tips.toml").write_bytes(content)
        listed = json.loads(tipcycle("tips list --json").stdout)["tips"]
        assert [tip["tip"] for tip in listed][:101] == list(range(1, 102))


def test_every_idea_of_the_outline_is_still_used() -> None:
    """The anchors that the outline of the catalogue rests on all have a tip."""
    anchors = {
        *(f"000.{n}" for n in range(1, 9)), *(f"001.{n}" for n in range(2, 8)), *(f"002.{n}" for n in range(2, 8)),
        *(f"003.{n}" for n in range(1, 11)), *(f"004.{n}" for n in range(2, 7)),
    }  # fmt: skip
    used = {seed for tip in load_packaged().catalogue.tips.values() for seed in tip.seeds}
    assert anchors <= used
