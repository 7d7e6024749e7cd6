"""The JSON contract: fields may be added, never removed or renamed; unknown is null."""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    Scenario,
    closed_cycle,
    example_cycle,
    invalid_toml,
    invalid_week,
    no_journal,
    planned_cycle,
    running_cycle,
    second_cycle,
    write_journal,
)
from tests.cli.test_contract import strange
from tests.conftest import TipcycleRunner
from tests.journal_builder import with_pick
from tests.parametrize import in_each_lang
from tipcycle.render.json.contract import DOCUMENTS


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


SCENES: Iterable[Scenario] = (planned_cycle, running_cycle, example_cycle, closed_cycle, second_cycle)


@in_each_lang
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_status_keeps_every_key_of_its_contract(scene: Scenario, lang: str, on_scene: RunOnScenario) -> None:
    """`status --json` has the keys and shapes of the contract in every state of a cycle."""
    ran = on_scene(scene, "status --json", on="2026-03-01" if scene is planned_cycle else "2026-05-07", lang=lang)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert wrong(ran.stdout, "status --json") == []


@pytest.mark.parametrize(
    ("scene", "on", "state", "week"),
    [
        (planned_cycle, "2026-02-27", "planned", None),
        (planned_cycle, "2026-03-01", "planned", None),
        (planned_cycle, "2026-03-02", "running", 1),
        (planned_cycle, "2026-05-03", "running", 9),
        (planned_cycle, "2026-05-04", "ended", None),
        (closed_cycle, "2026-05-03", "closed", 9),
        (closed_cycle, "2026-05-04", "closed", None),
    ],
    ids=["picked", "eve", "first-day", "last-day", "day-after", "closed-on-the-last-day", "closed-and-over"],
)
def test_a_cycle_says_where_it_is(
    scene: Scenario, on: str, state: str, week: int | None, on_scene: RunOnScenario
) -> None:
    """State and week follow the day; the week counts from 1 and is null outside the cycle."""
    cycle = read(on_scene(scene, "status --json", on=on).stdout)["cycle"]
    assert cycle == {
        "id": "2026-03-02",
        "number": 1,
        "starts": "2026-03-02",
        "ends": "2026-05-03",
        "weeks": 9,
        "week": week,
        "state": state,
    }


def test_status_shows_the_worked_cycle(on_scene: RunOnScenario) -> None:
    """The strengths, counts and weeks of docs/rules.md §9, exactly, and the swapped-out tip last."""
    tips = read(on_scene(example_cycle, "status --json", on=EXAMPLE_TODAY).stdout)["tips"]
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


def test_due_weeks_are_named_oldest_first(on_scene: RunOnScenario) -> None:
    """`due` lists the weeks that wait for a check-in as `2026-W10`, the oldest first."""
    assert read(on_scene(planned_cycle, "status --json", on="2026-03-14").stdout)["due"] == ["2026-W10", "2026-W11"]


def test_status_shows_the_cycle_picked_last_and_review_the_one_begun_last(on_scene: RunOnScenario) -> None:
    """Before the second cycle begins, status speaks of it and the review still of the first."""
    assert read(on_scene(second_cycle, "status --json", on="2026-05-03").stdout)["cycle"]["number"] == 2
    assert read(on_scene(second_cycle, "review --json", on="2026-05-03").stdout)["cycle"]["number"] == 1


@in_each_lang
@pytest.mark.parametrize(
    "words",
    ["tips list", "tips show 42 promise-that-costs", "tips search queue", "tips search wachten", "tips suggest -n 3"],
)
def test_tips_keep_every_key_of_their_contract(words: str, lang: str, on_scene: RunOnScenario) -> None:
    """`tips list`, `show` and `search` give tips in the shape of the contract, in either language."""
    ran = on_scene(second_cycle, f"{words} --json", on="2026-05-07", lang=lang)
    assert (ran.exit_code, bool(read(ran.stdout)["tips"])) == (0, True)
    assert wrong(ran.stdout, f"{' '.join(words.split()[:2])} --json") == []


def test_a_suggestion_says_why(on_scene: RunOnScenario) -> None:
    """`tips suggest` adds `because` to each tip, and gives as many as were asked for."""
    tips = read(on_scene(no_journal, "tips suggest -n 7 --seed 3 --json").stdout)["tips"]
    assert len(tips) == 7
    assert all(tip["because"] for tip in tips)


def test_every_tip_of_the_catalogue_is_listed_in_both_languages(on_scene: RunOnScenario) -> None:
    """101 tips, the same numbers in both languages, and the words of the language that was asked for."""
    english = read(on_scene(no_journal, "tips list --json").stdout)["tips"]
    dutch = read(on_scene(no_journal, "tips list --json", lang="nl").stdout)["tips"]
    assert [tip["tip"] for tip in english] == [tip["tip"] for tip in dutch] == list(range(1, 102))
    assert all(one["title"] != other["title"] for one, other in zip(english, dutch, strict=True))


def test_picked_in_lists_cycle_numbers(on_scene: RunOnScenario) -> None:
    """A tip names the cycles in which it had a place, one that was extended both of them."""
    tips = read(on_scene(second_cycle, "tips show 42 13 18 1 68 --json", on="2026-05-07").stdout)["tips"]
    assert {tip["tip"]: tip["picked_in"] for tip in tips} == {42: [1], 13: [1, 2], 18: [2], 1: [], 68: [1]}


def test_stars_are_in_the_list(home: Path, tipcycle: TipcycleRunner) -> None:
    """`starred` says which tips have a star now, a star taken back included."""
    write_journal(home, journal_toml="[[star]]\ntips = [5, 13]\n\n[[star]]\ntips = [13]\nstarred = false\n")
    tips = read(tipcycle("tips list --json").stdout)["tips"]
    assert [tip["tip"] for tip in tips if tip["starred"]] == [5]
    assert [tip["tip"] for tip in read(tipcycle("tips list --starred --json").stdout)["tips"]] == [5]


def test_mode_follows_the_form(on_scene: RunOnScenario) -> None:
    """Improve and renew run, transition and innovate explore."""
    tips = read(on_scene(no_journal, "tips list --json").stdout)["tips"]
    modes = {(tip["form"], tip["mode"]) for tip in tips}
    assert modes == {("improve", "run"), ("renew", "run"), ("transition", "explore"), ("innovate", "explore")}


def test_the_list_may_leave_out_its_name(on_scene: RunOnScenario) -> None:
    """`tipcycle tips --json` and its filters are those of `tips list`: every read command has `--json`."""
    assert on_scene(no_journal, "tips --json").stdout == on_scene(no_journal, "tips list --json").stdout
    assert on_scene(no_journal, "tips --theme lead --kind build").stdout == (
        on_scene(no_journal, "tips list --theme lead --kind build").stdout
    )


@in_each_lang
@pytest.mark.parametrize("private", ["", " --private"], ids=["for-the-table", "private"])
@pytest.mark.parametrize("scene", [running_cycle, example_cycle, closed_cycle], ids=lambda scene: scene.__name__)
def test_review_keeps_every_key_of_its_contract(
    scene: Scenario, private: str, lang: str, on_scene: RunOnScenario
) -> None:
    """`review --format json` has all that a review prints, in every state and for either reader."""
    ran = on_scene(scene, f"review --format json{private}", on=EXAMPLE_TODAY, lang=lang)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert wrong(ran.stdout, "review --format json") == []


def test_review_says_what_became_of_each_tip(on_scene: RunOnScenario) -> None:
    """After the close: the outcome of each tip, its lesson, what stayed, and what a swapped tip made place for."""
    document = read(on_scene(closed_cycle, "review --format json", on="2026-05-04").stdout)
    tips = {tip["tip"]: tip for tip in document["tips"]}
    assert {number: tip["outcome"] for number, tip in tips.items()} == {
        5: "keep", 33: "keep", 34: "keep", 13: "extend", 42: "drop", 68: "swapped",
    }  # fmt: skip
    assert tips[42]["lesson"] == "At once on Monday it works. Put off, it is gone."
    assert (tips[68]["swapped_for"], tips[68]["because"]) == (13, "the back office moved to another town")
    assert sorted(document["stayed"]) == [5, 33, 34]
    assert document["extended"] == [13]


def test_review_holds_private_lines_only_when_asked(on_scene: RunOnScenario) -> None:
    """With `--private` everything is there, without it only what was shared."""
    for_the_table = on_scene(example_cycle, "review --format json", on=EXAMPLE_TODAY).stdout
    for_the_writer = on_scene(example_cycle, "review --format json --private", on=EXAMPLE_TODAY).stdout
    assert for_the_table.count("SECRET") == 0
    assert for_the_writer.count("SECRET") == 5
    assert [line["shared"] for line in read(for_the_table)["voices"]] == [True]
    assert read(for_the_writer)["pauses"] == [
        {"weeks": ["2026-W15"], "because": "SECRET reason for the week off"},
    ]


@pytest.mark.parametrize("scene", [invalid_week, invalid_toml], ids=lambda scene: scene.__name__)
@in_each_lang
def test_journal_check_keeps_every_key_of_its_contract(
    scene: Scenario, lang: str, home: Path, on_scene: RunOnScenario
) -> None:
    """`journal check --json` names level, file, line, message and hint of every problem."""
    ran = on_scene(scene, "journal check --json", lang=lang)
    problems = read(ran.stdout)["problems"]
    assert ran.exit_code == 65
    assert wrong(ran.stdout, "journal check --json") == []
    (error,) = [problem for problem in problems if problem["level"] == "error"]
    assert error["file"] == "cycles/2026-03-02.toml"
    lines = (home / error["file"]).read_text("utf-8").splitlines()
    assert lines[error["line"] - 1] == {invalid_week: "[[checkin]]", invalid_toml: "[[note]]"}[scene]


def test_a_remark_is_no_error(home: Path, tipcycle: TipcycleRunner) -> None:
    """What is odd but harmless is level `remark`, and the exit stays 0."""
    write_journal(
        home, c2026_03_02=with_pick('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [99]\nmine = "kept"\n')
    )
    ran = tipcycle("journal check --json")
    assert [problem["level"] for problem in read(ran.stdout)["problems"]] == ["remark", "remark"]
    assert ran.exit_code == 0


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
@in_each_lang
def test_without_a_journal_lists_are_empty(words: str, lists: list[str], lang: str, on_scene: RunOnScenario) -> None:
    """Without a journal: empty lists, a null cycle, too early, exit 0, and nothing on stderr."""
    ran = on_scene(no_journal, words, lang=lang)
    document = read(ran.stdout)
    assert (ran.exit_code, ran.stderr, document["version"]) == (0, "", 1)
    assert {name: document.get(name) for name in lists} == {name: [] for name in lists}
    assert document.get("cycle") is None
    assert document.get("verdict", "too_early") == "too_early"


def test_without_a_journal_a_review_has_the_keys_it_always_has(on_scene: RunOnScenario) -> None:
    """A program that reads a review finds the same keys before the first pick."""
    before = read(on_scene(no_journal, "review --format json").stdout)
    after = read(on_scene(example_cycle, "review --format json", on=EXAMPLE_TODAY).stdout)
    assert set(before) == set(after)


def test_json_is_utf8_whatever_the_locale(on_scene: RunOnScenario) -> None:
    """Letters stand as they are: no escapes but for what could steer a terminal."""
    out = on_scene(no_journal, "tips show 30 31 32 33 34 --json", lang="nl").stdout
    assert "één" in out
