"""The JSON documents of the commands: fields match the contract, and values match docs/rules.md §9."""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from docgen.json_documents import DOCUMENTS

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
from tests.cli.test_contract import contract_differences
from tests.conftest import TipcycleRunner
from tests.journal_builder import with_pick
from tests.parametrize import in_each_lang


def contract_violations(text: str, command: str) -> list[str]:
    """Return each place where the document on stdout differs from the contract of a command."""
    document = parse_document(text)
    assert document.pop("version") == 1
    return list(contract_differences(document, DOCUMENTS[command]))


def parse_document(text: str) -> dict[str, Any]:
    """Return the document on stdout, which must be a JSON object."""
    document = json.loads(text)
    assert isinstance(document, dict)
    return document


SCENARIOS: Iterable[Scenario] = (planned_cycle, running_cycle, example_cycle, closed_cycle, second_cycle)


@in_each_lang
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_status_matches_the_contract(scenario: Scenario, lang: str, run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(
        scenario, "status --json", on="2026-03-01" if scenario is planned_cycle else "2026-05-07", lang=lang
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert contract_violations(result.stdout, "status --json") == []


@pytest.mark.parametrize(
    ("scenario", "on", "state", "week"),
    [
        (planned_cycle, "2026-02-27", "planned", None),
        (planned_cycle, "2026-03-01", "planned", None),
        (planned_cycle, "2026-03-02", "running", 1),
        (planned_cycle, "2026-05-03", "running", 9),
        (planned_cycle, "2026-05-04", "ended", None),
        (closed_cycle, "2026-05-03", "closed", 9),
        (closed_cycle, "2026-05-04", "closed", None),
    ],
    ids=["days-before", "day-before", "first-day", "last-day", "day-after", "closed-on-last-day", "closed-day-after"],
)
def test_cycle_state_and_week_depend_on_the_day(
    scenario: Scenario, on: str, state: str, week: int | None, run_on_scenario: RunOnScenario
) -> None:
    """The week counts from 1 and is null outside the cycle."""
    cycle = parse_document(run_on_scenario(scenario, "status --json", on=on).stdout)["cycle"]
    assert cycle == {
        "id": "2026-03-02",
        "number": 1,
        "starts": "2026-03-02",
        "ends": "2026-05-03",
        "weeks": 9,
        "week": week,
        "state": state,
    }


def test_status_of_the_example_cycle(run_on_scenario: RunOnScenario) -> None:
    """The strengths, counts and weeks are those of docs/rules.md §9. The swapped-out tip is last."""
    tips = parse_document(run_on_scenario(example_cycle, "status --json", on=EXAMPLE_TODAY).stdout)["tips"]
    facts = [
        (tip["tip"], tip["weeks"], tip["did"], tip["counted"], Fraction(tip["strength"]), tip["state"]) for tip in tips
    ]
    assert facts == [
        (5, "DDDDMPDDD", 7, 8, Fraction(108851, 131072), "firm"),
        (33, "DNDDNPDCD", 6, 6, Fraction(3367, 4096), "firm"),
        (34, "DDDDDPDDD", 8, 8, Fraction(58975, 65536), "rooted"),
        (13, "...DDPDMD", 4, 5, Fraction(1289, 2048), "young"),
        (42, "DMMDMPMDM", 3, 8, Fraction(873439, 2097152), "young"),
        (68, "???......", 0, 0, Fraction(0), "young"),
    ]
    assert [tip["active"] for tip in tips] == [True] * 5 + [False]
    assert [tip["holds"] for tip in tips] == [True, True, True, False, False, False]


def test_due_weeks_are_sorted_oldest_first(run_on_scenario: RunOnScenario) -> None:
    assert parse_document(run_on_scenario(planned_cycle, "status --json", on="2026-03-14").stdout)["due"] == [
        "2026-W10",
        "2026-W11",
    ]


def test_planned_cycle_is_in_status_but_not_in_review(run_on_scenario: RunOnScenario) -> None:
    """Before the second cycle begins, `status` shows the second cycle and `review` the first."""
    assert (
        parse_document(run_on_scenario(second_cycle, "status --json", on="2026-05-03").stdout)["cycle"]["number"] == 2
    )
    assert (
        parse_document(run_on_scenario(second_cycle, "review --json", on="2026-05-03").stdout)["cycle"]["number"] == 1
    )


@in_each_lang
@pytest.mark.parametrize(
    "args",
    ["tips list", "tips show 42 promise-that-costs", "tips search queue", "tips search wachten", "tips suggest -n 3"],
)
def test_tips_match_the_contract(args: str, lang: str, run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(second_cycle, f"{args} --json", on="2026-05-07", lang=lang)
    assert (result.exit_code, bool(parse_document(result.stdout)["tips"])) == (0, True)
    assert contract_violations(result.stdout, f"{' '.join(args.split()[:2])} --json") == []


def test_suggestions_have_a_reason(run_on_scenario: RunOnScenario) -> None:
    """`tips suggest -n 7` returns seven tips."""
    tips = parse_document(run_on_scenario(no_journal, "tips suggest -n 7 --seed 3 --json").stdout)["tips"]
    assert len(tips) == 7
    assert all(tip["because"] for tip in tips)


def test_tips_list_contains_the_catalogue_in_each_language(run_on_scenario: RunOnScenario) -> None:
    english = parse_document(run_on_scenario(no_journal, "tips list --json").stdout)["tips"]
    dutch = parse_document(run_on_scenario(no_journal, "tips list --json", lang="nl").stdout)["tips"]
    assert [tip["tip"] for tip in english] == [tip["tip"] for tip in dutch] == list(range(1, 102))
    assert all(
        english_tip["title"] != dutch_tip["title"] for english_tip, dutch_tip in zip(english, dutch, strict=True)
    )


def test_picked_in_has_cycle_numbers(run_on_scenario: RunOnScenario) -> None:
    """An extended tip has the numbers of both cycles."""
    tips = parse_document(run_on_scenario(second_cycle, "tips show 42 13 18 1 68 --json", on="2026-05-07").stdout)[
        "tips"
    ]
    assert {tip["tip"]: tip["picked_in"] for tip in tips} == {42: [1], 13: [1, 2], 18: [2], 1: [], 68: [1]}


def test_starred_is_true_for_starred_tips(home: Path, tipcycle: TipcycleRunner) -> None:
    """A removed star does not count."""
    write_journal(home, journal_toml="[[star]]\ntips = [5, 13]\n\n[[star]]\ntips = [13]\nstarred = false\n")
    tips = parse_document(tipcycle("tips list --json").stdout)["tips"]
    assert [tip["tip"] for tip in tips if tip["starred"]] == [5]
    assert [tip["tip"] for tip in parse_document(tipcycle("tips list --starred --json").stdout)["tips"]] == [5]


def test_mode_depends_on_form(run_on_scenario: RunOnScenario) -> None:
    tips = parse_document(run_on_scenario(no_journal, "tips list --json").stdout)["tips"]
    modes = {(tip["form"], tip["mode"]) for tip in tips}
    assert modes == {("improve", "run"), ("renew", "run"), ("transition", "explore"), ("innovate", "explore")}


def test_tips_is_short_for_tips_list(run_on_scenario: RunOnScenario) -> None:
    assert run_on_scenario(no_journal, "tips --json").stdout == run_on_scenario(no_journal, "tips list --json").stdout
    assert run_on_scenario(no_journal, "tips --theme lead --kind build").stdout == (
        run_on_scenario(no_journal, "tips list --theme lead --kind build").stdout
    )


@in_each_lang
@pytest.mark.parametrize("private", ["", " --private"], ids=["shared", "private"])
@pytest.mark.parametrize(
    "scenario", [running_cycle, example_cycle, closed_cycle], ids=lambda scenario: scenario.__name__
)
def test_review_matches_the_contract(
    scenario: Scenario, private: str, lang: str, run_on_scenario: RunOnScenario
) -> None:
    result = run_on_scenario(scenario, f"review --format json{private}", on=EXAMPLE_TODAY, lang=lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert contract_violations(result.stdout, "review --format json") == []


def test_review_of_a_closed_cycle(run_on_scenario: RunOnScenario) -> None:
    """Each tip has its outcome, a tip can have a lesson, and a swapped tip has its replacement."""
    document = parse_document(run_on_scenario(closed_cycle, "review --format json", on="2026-05-04").stdout)
    tips = {tip["tip"]: tip for tip in document["tips"]}
    assert {number: tip["outcome"] for number, tip in tips.items()} == {
        5: "keep", 33: "keep", 34: "keep", 13: "extend", 42: "drop", 68: "swapped",
    }  # fmt: skip
    assert tips[42]["lesson"] == "At once on Monday it works. Put off, it is gone."
    assert (tips[68]["swapped_for"], tips[68]["because"]) == (13, "the back office moved to another town")
    assert sorted(document["stayed"]) == [5, 33, 34]
    assert document["extended"] == [13]


def test_review_contains_private_texts_only_with_flag(run_on_scenario: RunOnScenario) -> None:
    shared_review = run_on_scenario(example_cycle, "review --format json", on=EXAMPLE_TODAY).stdout
    private_review = run_on_scenario(example_cycle, "review --format json --private", on=EXAMPLE_TODAY).stdout
    assert shared_review.count("SECRET") == 0
    assert private_review.count("SECRET") == 5
    assert [voice["shared"] for voice in parse_document(shared_review)["voices"]] == [True]
    assert parse_document(private_review)["pauses"] == [
        {"weeks": ["2026-W15"], "because": "SECRET reason for the week off"},
    ]


@pytest.mark.parametrize("scenario", [invalid_week, invalid_toml], ids=lambda scenario: scenario.__name__)
@in_each_lang
def test_journal_check_matches_the_contract(
    scenario: Scenario, lang: str, home: Path, run_on_scenario: RunOnScenario
) -> None:
    """An error has the file and the line."""
    result = run_on_scenario(scenario, "journal check --json", lang=lang)
    problems = parse_document(result.stdout)["problems"]
    assert result.exit_code == 65
    assert contract_violations(result.stdout, "journal check --json") == []
    (error,) = [problem for problem in problems if problem["level"] == "error"]
    assert error["file"] == "cycles/2026-03-02.toml"
    lines = (home / error["file"]).read_text("utf-8").splitlines()
    assert lines[error["line"] - 1] == {invalid_week: "[[checkin]]", invalid_toml: "[[note]]"}[scenario]


def test_warnings_give_exit_code_0(home: Path, tipcycle: TipcycleRunner) -> None:
    write_journal(
        home, c2026_03_02=with_pick('[[checkin]]  # 2026-03-06\nweek = "2026-W10"\ndid = [99]\nmine = "kept"\n')
    )
    result = tipcycle("journal check --json")
    assert [problem["level"] for problem in parse_document(result.stdout)["problems"]] == ["remark", "remark"]
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("args", "list_fields"),
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
def test_documents_without_a_journal(
    args: str, list_fields: list[str], lang: str, run_on_scenario: RunOnScenario
) -> None:
    """Lists are empty, the cycle is null, the exit code is 0, and stderr is empty."""
    result = run_on_scenario(no_journal, args, lang=lang)
    document = parse_document(result.stdout)
    assert (result.exit_code, result.stderr, document["version"]) == (0, "", 1)
    assert {name: document.get(name) for name in list_fields} == {name: [] for name in list_fields}
    assert document.get("cycle") is None
    assert document.get("verdict", "too_early") == "too_early"


def test_review_without_a_journal_has_the_same_fields(run_on_scenario: RunOnScenario) -> None:
    empty_review = parse_document(run_on_scenario(no_journal, "review --format json").stdout)
    review = parse_document(run_on_scenario(example_cycle, "review --format json", on=EXAMPLE_TODAY).stdout)
    assert set(empty_review) == set(review)


def test_json_does_not_escape_letters(run_on_scenario: RunOnScenario) -> None:
    output = run_on_scenario(no_journal, "tips show 30 31 32 33 34 --json", lang="nl").stdout
    assert "één" in output
