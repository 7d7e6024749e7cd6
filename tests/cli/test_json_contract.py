"""The JSON contract: fields may be added, never removed or renamed; unknown is null."""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import On
from tests.cli.scenes import (
    WORKED_ON,
    Scene,
    broken,
    closed,
    lay_down,
    nothing,
    planned,
    running,
    second,
    unparsable,
    worked,
)
from tests.cli.test_contract import strange
from tests.conftest import Tipcycle
from tests.languages import LANG
from tests.writing import picked
from tipcycle.views.contract import DOCUMENTS


def wrong(text: str, command: str) -> list[str]:
    """Where the document on stdout is not what the contract says of this command."""
    given = read(text)
    assert given.pop("version") == 1
    return list(strange(given, DOCUMENTS[command]))


def read(text: str) -> dict[str, Any]:
    """The one document on stdout."""
    document = json.loads(text)
    assert isinstance(document, dict)
    return document


SCENES: Iterable[Scene] = (planned, running, worked, closed, second)


@LANG
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_status_keeps_every_key_of_its_contract(scene: Scene, lang: str, on_scene: On) -> None:
    """`status --json` has the keys and shapes of the contract in every state of a cycle."""
    ran = on_scene(scene, "status --json", on="2026-03-01" if scene is planned else "2026-05-07", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert wrong(ran.out, "status --json") == []


@pytest.mark.parametrize(
    ("scene", "on", "state", "week"),
    [
        (planned, "2026-02-27", "planned", None),
        (planned, "2026-03-01", "planned", None),
        (planned, "2026-03-02", "running", 1),
        (planned, "2026-05-03", "running", 9),
        (planned, "2026-05-04", "ended", None),
        (closed, "2026-05-03", "closed", 9),
        (closed, "2026-05-04", "closed", None),
    ],
    ids=["picked", "eve", "first-day", "last-day", "day-after", "closed-on-the-last-day", "closed-and-over"],
)
def test_a_cycle_says_where_it_is(scene: Scene, on: str, state: str, week: int | None, on_scene: On) -> None:
    """State and week follow the day; the week counts from 1 and is null outside the cycle."""
    cycle = read(on_scene(scene, "status --json", on=on).out)["cycle"]
    assert cycle == {
        "id": "2026-03-02",
        "number": 1,
        "starts": "2026-03-02",
        "ends": "2026-05-03",
        "weeks": 9,
        "week": week,
        "state": state,
    }


def test_status_shows_the_worked_cycle(on_scene: On) -> None:
    """The strengths, counts and weeks of docs/rules.md §9, exactly, and the swapped-out tip last."""
    tips = read(on_scene(worked, "status --json", on=WORKED_ON).out)["tips"]
    shown = [(t["tip"], t["weeks"], t["did"], t["counted"], Fraction(t["strength"]), t["state"]) for t in tips]
    assert shown == [
        (5, "DDDDMPDDD", 7, 8, Fraction(108851, 131072), "firm"),
        (33, "DNDDNPDCD", 6, 6, Fraction(3367, 4096), "firm"),
        (34, "DDDDDPDDD", 8, 8, Fraction(58975, 65536), "rooted"),
        (13, "...DDPDMD", 4, 5, Fraction(1289, 2048), "young"),
        (42, "DMMDMPMDM", 3, 8, Fraction(873439, 2097152), "young"),
        (68, "???......", 0, 0, Fraction(0), "young"),
    ]
    assert [t["active"] for t in tips] == [True] * 5 + [False]
    assert [t["holds"] for t in tips] == [True, True, True, False, False, False]


def test_due_weeks_are_named_oldest_first(on_scene: On) -> None:
    """`due` lists the weeks that wait for a check-in as `2026-W10`, the oldest first."""
    assert read(on_scene(planned, "status --json", on="2026-03-14").out)["due"] == ["2026-W10", "2026-W11"]


def test_status_shows_the_cycle_picked_last_and_review_the_one_begun_last(on_scene: On) -> None:
    """Before the second cycle begins, status speaks of it and the review still of the first."""
    assert read(on_scene(second, "status --json", on="2026-05-03").out)["cycle"]["number"] == 2
    assert read(on_scene(second, "review --json", on="2026-05-03").out)["cycle"]["number"] == 1


@LANG
@pytest.mark.parametrize(
    "words",
    ["tips list", "tips show 42 promise-that-costs", "tips search queue", "tips search wachten", "tips suggest -n 3"],
)
def test_tips_keep_every_key_of_their_contract(words: str, lang: str, on_scene: On) -> None:
    """`tips list`, `show` and `search` give tips in the shape of the contract, in either language."""
    ran = on_scene(second, f"{words} --json", on="2026-05-07", lang=lang)
    assert (ran.code, bool(read(ran.out)["tips"])) == (0, True)
    assert wrong(ran.out, f"{' '.join(words.split()[:2])} --json") == []


def test_a_suggestion_says_why(on_scene: On) -> None:
    """`tips suggest` adds `because` to each tip, and gives as many as were asked for."""
    tips = read(on_scene(nothing, "tips suggest -n 7 --seed 3 --json").out)["tips"]
    assert len(tips) == 7
    assert all(tip["because"] for tip in tips)


def test_every_tip_of_the_catalogue_is_listed_in_both_languages(on_scene: On) -> None:
    """101 tips, the same numbers in both languages, and the words of the language that was asked for."""
    english = read(on_scene(nothing, "tips list --json").out)["tips"]
    dutch = read(on_scene(nothing, "tips list --json", lang="nl").out)["tips"]
    assert [tip["tip"] for tip in english] == [tip["tip"] for tip in dutch] == list(range(1, 102))
    assert all(one["title"] != other["title"] for one, other in zip(english, dutch, strict=True))


def test_picked_in_lists_cycle_numbers(on_scene: On) -> None:
    """A tip names the cycles in which it had a place, one that was extended both of them."""
    tips = read(on_scene(second, "tips show 42 13 18 1 68 --json", on="2026-05-07").out)["tips"]
    assert {tip["tip"]: tip["picked_in"] for tip in tips} == {42: [1], 13: [1, 2], 18: [2], 1: [], 68: [1]}


def test_stars_are_in_the_list(home: Path, tipcycle: Tipcycle) -> None:
    """`starred` says which tips have a star now, a star taken back included."""
    lay_down(home, own="[[star]]\ntips = [5, 13]\n\n[[star]]\ntips = [13]\nstarred = false\n")
    tips = read(tipcycle("tips list --json").out)["tips"]
    assert [tip["tip"] for tip in tips if tip["starred"]] == [5]
    assert [tip["tip"] for tip in read(tipcycle("tips list --starred --json").out)["tips"]] == [5]


def test_mode_follows_the_form(on_scene: On) -> None:
    """Improve and renew run, transition and innovate explore."""
    tips = read(on_scene(nothing, "tips list --json").out)["tips"]
    modes = {(tip["form"], tip["mode"]) for tip in tips}
    assert modes == {("improve", "run"), ("renew", "run"), ("transition", "explore"), ("innovate", "explore")}


def test_the_list_may_leave_out_its_name(on_scene: On) -> None:
    """`tipcycle tips --json` and its filters are those of `tips list`: every read command has `--json`."""
    assert on_scene(nothing, "tips --json").out == on_scene(nothing, "tips list --json").out
    assert on_scene(nothing, "tips --theme lead --kind build").out == (
        on_scene(nothing, "tips list --theme lead --kind build").out
    )


@LANG
@pytest.mark.parametrize("private", ["", " --private"], ids=["for-the-table", "private"])
@pytest.mark.parametrize("scene", [running, worked, closed], ids=lambda scene: scene.__name__)
def test_review_keeps_every_key_of_its_contract(scene: Scene, private: str, lang: str, on_scene: On) -> None:
    """`review --format json` has all that a review prints, in every state and for either reader."""
    ran = on_scene(scene, f"review --format json{private}", on=WORKED_ON, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert wrong(ran.out, "review --format json") == []


def test_review_says_what_became_of_each_tip(on_scene: On) -> None:
    """After the close: the outcome of each tip, its lesson, what stayed, and what a swapped tip made place for."""
    document = read(on_scene(closed, "review --format json", on="2026-05-04").out)
    tips = {tip["tip"]: tip for tip in document["tips"]}
    assert {number: tip["outcome"] for number, tip in tips.items()} == {
        5: "keep", 33: "keep", 34: "keep", 13: "extend", 42: "drop", 68: "swapped",
    }  # fmt: skip
    assert tips[42]["lesson"] == "At once on Monday it works. Put off, it is gone."
    assert (tips[68]["swapped_for"], tips[68]["because"]) == (13, "the back office moved to another town")
    assert sorted(document["stayed"]) == [5, 33, 34]
    assert document["extended"] == [13]


def test_review_holds_private_lines_only_when_asked(on_scene: On) -> None:
    """With `--private` everything is there, without it only what was shared."""
    for_the_table = on_scene(worked, "review --format json", on=WORKED_ON).out
    for_the_writer = on_scene(worked, "review --format json --private", on=WORKED_ON).out
    assert for_the_table.count("SECRET") == 0
    assert for_the_writer.count("SECRET") == 5
    assert [line["shared"] for line in read(for_the_table)["voices"]] == [True]
    assert read(for_the_writer)["pauses"] == [
        {"weeks": ["2026-W15"], "because": "SECRET reason for the week off"},
    ]


@pytest.mark.parametrize("scene", [broken, unparsable], ids=lambda scene: scene.__name__)
@LANG
def test_journal_check_keeps_every_key_of_its_contract(scene: Scene, lang: str, home: Path, on_scene: On) -> None:
    """`journal check --json` names level, file, line, message and hint of every problem."""
    ran = on_scene(scene, "journal check --json", lang=lang)
    problems = read(ran.out)["problems"]
    assert ran.code == 65
    assert wrong(ran.out, "journal check --json") == []
    (error,) = [problem for problem in problems if problem["level"] == "error"]
    assert error["file"] == "cycles/2026-03-02.toml"
    lines = (home / error["file"]).read_text("utf-8").splitlines()
    assert lines[error["line"] - 1] == {broken: "[[checkin]]", unparsable: "[[note]]"}[scene]


def test_a_remark_is_no_error(home: Path, tipcycle: Tipcycle) -> None:
    """What is odd but harmless is level `remark`, and the exit stays 0."""
    lay_down(home, c2026_03_02=picked('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [99]\nmine = "kept"\n'))
    ran = tipcycle("journal check --json")
    assert [problem["level"] for problem in read(ran.out)["problems"]] == ["remark", "remark"]
    assert ran.code == 0


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        ("status --json", ["due", "tips"]),
        ("review --format json", ["tips", "voices", "notes", "felt", "paused"]),
        ("review --json", ["tips", "voices", "notes", "felt", "paused"]),
        ("journal check --json", ["problems"]),
        ("journal history --json", ["entries"]),
        ("tips list --starred --json", ["tips"]),
        ("momentum --json", ["tips", "close_calls"]),
    ],
)
@LANG
def test_without_a_journal_lists_are_empty(words: str, lists: list[str], lang: str, on_scene: On) -> None:
    """Without a journal: empty lists, a null cycle, too early, exit 0, and nothing on stderr."""
    ran = on_scene(nothing, words, lang=lang)
    document = read(ran.out)
    assert (ran.code, ran.err, document["version"]) == (0, "", 1)
    assert {name: document.get(name) for name in lists} == {name: [] for name in lists}
    assert document.get("cycle") is None
    assert document.get("verdict", "too_early") == "too_early"


def test_without_a_journal_a_review_has_the_keys_it_always_has(on_scene: On) -> None:
    """A program that reads a review finds the same keys before the first pick."""
    before = read(on_scene(nothing, "review --format json").out)
    after = read(on_scene(worked, "review --format json", on=WORKED_ON).out)
    assert set(before) == set(after)


def test_json_is_utf8_whatever_the_locale(on_scene: On) -> None:
    """Letters stand as they are: no escapes but for what could steer a terminal."""
    out = on_scene(nothing, "tips show 30 31 32 33 34 --json", lang="nl").out
    assert "één" in out
