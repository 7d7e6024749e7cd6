"""Touchstone, voices, pulse, reflection and spiral on the command line, and the privacy of their texts."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import RunOnScenario
from tests.cli.scenarios import (
    EXAMPLE_TODAY,
    closed_cycle,
    example_cycle,
    file_contents,
    file_states,
    no_journal,
    running_cycle,
    second_cycle,
    write_journal,
)
from tests.conftest import RunResult, TipcycleRunner
from tests.journal_builder import weekly_checkins, with_pick
from tests.parametrize import in_each_lang
from tipcycle.cli.context import AppContext
from tipcycle.cli.environment import read_environment
from tipcycle.cli.global_options import GlobalOptions
from tipcycle.cli.output import Output
from tipcycle.cli.prompts.pick_questions import print_touchstone
from tipcycle.core.weeks import Week

TOUCHSTONE = "Nobody tells their story twice."
TODAY = "2026-03-13"


def parse_document(result: RunResult) -> dict[str, object]:
    """Return the JSON document on stdout. The command must succeed."""
    assert result.exit_code == 0, result.stderr
    document: dict[str, object] = json.loads(result.stdout)
    assert document["version"] == 1
    return document


# Touchstone


def test_touchstone_is_set_confirmed_changed_and_undone(home: Path, tipcycle: TipcycleRunner) -> None:
    """A new touchstone is provisional until it is written together. JSON has the history, oldest first."""
    running_cycle(home)
    assert "provisional" in tipcycle(["sentence", TOUCHSTONE], on="2026-03-05").stderr
    assert f"{TOUCHSTONE} (provisional)" in tipcycle("", on="2026-03-09").stdout
    assert tipcycle("sentence --together 2026-03-10", on="2026-03-11").exit_code == 0
    home_screen = tipcycle("", on="2026-03-12").stdout
    assert TOUCHSTONE in home_screen
    assert "provisional" not in home_screen
    assert tipcycle(["sentence", "Listen first."], on=TODAY).exit_code == 0
    lines = tipcycle("sentence", on=TODAY).stdout.splitlines()
    assert lines == [
        "Listen first. (since 13 March 2026, provisional)",
        f"{TOUCHSTONE} (since 5 March 2026, written together on 10 March 2026)",
    ]
    touchstone = parse_document(tipcycle("sentence --json", on=TODAY))
    assert touchstone["sentence"] == {"text": "Listen first.", "since": TODAY, "together": None, "provisional": True}
    assert [version["text"] for version in touchstone["history"]] == [TOUCHSTONE, "Listen first."]  # type: ignore[union-attr, index]
    assert tipcycle("undo --yes", on=TODAY).exit_code == 0
    assert TOUCHSTONE in tipcycle("", on=TODAY).stdout


@pytest.mark.parametrize(
    ("args", "code"),
    [("sentence --together 2026-03-10", 2), ("sentence --together soon", 2), (["sentence", " "], 2)],
    ids=["nothing-to-confirm", "no-date", "blank"],
)
def test_invalid_touchstone_is_rejected(args: str | list[str], code: int, home: Path, tipcycle: TipcycleRunner) -> None:
    running_cycle(home)
    files_before = file_contents(home)
    assert tipcycle(args, on=TODAY).exit_code == code
    assert file_contents(home) == files_before


def test_control_characters_in_the_touchstone_are_escaped(home: Path, tipcycle: TipcycleRunner) -> None:
    write_journal(home, journal_toml='[[sentence]]\ntext = "one\\ntwo\\u001b[2J"\n')
    output = tipcycle("sentence", on=TODAY).stdout
    assert output.count("\n") == 1
    assert "\x1b" not in output


@pytest.mark.parametrize(
    ("journal_toml", "expected"),
    [
        ("", ""),
        (f'[[sentence]]\ntext = "{TOUCHSTONE}"\n', f"Your sentence: {TOUCHSTONE} (provisional)\n"),
        (f'[[sentence]]\ntext = "{TOUCHSTONE}"\ntogether = 2026-02-20\n', f"Your sentence: {TOUCHSTONE}\n"),
    ],
    ids=["none", "provisional", "together"],
)
def test_touchstone_is_printed_before_a_pick_is_confirmed(
    journal_toml: str, expected: str, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The touchstone is one line on stderr."""
    write_journal(home, journal_toml=journal_toml)
    environment = read_environment(GlobalOptions(home=str(home), language="en"), {"TIPCYCLE_TODAY": TODAY})
    print_touchstone(AppContext(environment, Output(environment)))
    assert capfd.readouterr() == ("", expected)


@in_each_lang
@pytest.mark.parametrize(
    ("journal_toml", "expected"),
    [("", False), (f'[[sentence]]\ntext = "{TOUCHSTONE}"\ntogether = 2026-02-20\n', True)],
    ids=["none", "together"],
)
def test_touchstone_is_printed_once_at_a_pick_with_numbers(
    journal_toml: str, expected: bool, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """The line is after the five tips. It is also printed if five extended tips leave nothing to ask."""
    write_journal(home, journal_toml=journal_toml)
    result = tipcycle("pick 5 13 33 34 42", on="2026-03-02", lang=lang)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.count(TOUCHSTONE) == expected
    lines = result.stderr.splitlines()
    assert len(lines) == 7 + expected
    assert (TOUCHSTONE in lines[5]) == expected
    for week in range(9):
        day = Week.parse("2026-W10").plus(week).day(4).isoformat()
        assert tipcycle("checkin --did 5,13,34,42 --none 33", on=day, lang=lang).exit_code == 0
    assert tipcycle("close --extend 5,13,33,34,42", on="2026-05-03", lang=lang).exit_code == 0
    assert tipcycle("pick", on="2026-05-04", lang=lang).stderr.count(TOUCHSTONE) == expected


# Voices


def voice_texts(tipcycle: TipcycleRunner, args: str) -> list[str]:
    """Return the texts of the voices in a JSON document."""
    return [voice["text"] for voice in parse_document(tipcycle(args, on=EXAMPLE_TODAY))["voices"]]  # type: ignore[union-attr, index]


def test_voices_can_be_added_searched_and_shared(home: Path, tipcycle: TipcycleRunner) -> None:
    """The role is optional. `last` selects the latest voice."""
    example_cycle(home)
    assert tipcycle(["voices", "add", "I stay.", "--tip", "42", "--heard", "loyalty"], on=EXAMPLE_TODAY).exit_code == 0
    assert voice_texts(tipcycle, "voices list --search STAY --json") == ["I stay."]
    assert voice_texts(tipcycle, "voices list --tip 42 --json") == ["I stay."]
    assert voice_texts(tipcycle, "voices list --cycle 2 --json") == []
    (voice,) = parse_document(tipcycle("voices list --search stay --json", on=EXAMPLE_TODAY))["voices"]  # type: ignore[misc]
    assert (voice["by"], voice["tip"], voice["cycle"], voice["shared"], voice["heard"]) == (
        None,
        42,
        1,
        False,
        "loyalty",
    )
    assert "I stay." in tipcycle("voices share last", on=EXAMPLE_TODAY).stderr
    assert "I stay." in tipcycle("voices wall --format markdown --output -", on=EXAMPLE_TODAY).stdout
    assert tipcycle("voices unshare laatste", on=EXAMPLE_TODAY, lang="nl").exit_code == 0
    assert "I stay." not in tipcycle("voices wall --format markdown --output -", on=EXAMPLE_TODAY).stdout


def test_voices_of_two_cycles_are_shared_together(home: Path, tipcycle: TipcycleRunner) -> None:
    """With an unknown id, nothing is shared."""
    second_cycle(home)
    assert tipcycle(["voices", "add", "of the second"], on="2026-05-12").exit_code == 0
    voices = parse_document(tipcycle("voices --json", on="2026-05-12"))["voices"]
    ids = [voice["id"] for voice in voices if not voice["shared"]]  # type: ignore[union-attr, index]
    assert len(ids) == 2
    files_before = file_contents(home)
    assert tipcycle(["voices", "share", *ids, "nobody"], on="2026-05-12").exit_code == 1
    assert file_contents(home) == files_before
    assert tipcycle(["voices", "share", *ids], on="2026-05-12").exit_code == 0
    voices = parse_document(tipcycle("voices --json", on="2026-05-12"))["voices"]
    assert all(voice["shared"] for voice in voices)  # type: ignore[union-attr, index]


@pytest.mark.parametrize("args", ["voices add x --heard elsewhere", "checkin --voice x --heard elsewhere"])
def test_invalid_spiral_place_of_a_voice_is_rejected(args: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The message lists the four places."""
    running_cycle(home)
    result = tipcycle(args, on=TODAY)
    assert result.exit_code == 2
    assert "reputation" in result.stderr


def test_checkin_saves_the_spiral_place_of_a_voice(home: Path, tipcycle: TipcycleRunner) -> None:
    """The role applies to the voice and not to the note of the same command."""
    running_cycle(home)
    args = ["checkin", "--did", "5", "--note", "5=quiet hour", "--voice", "I came back.", "--by", "a customer"]
    assert tipcycle([*args, "--heard", "loyalty"], on=TODAY).exit_code == 0
    (voice,) = parse_document(tipcycle("voices --json", on=TODAY))["voices"]  # type: ignore[misc]
    assert (voice["text"], voice["by"], voice["heard"]) == ("I came back.", "a customer", "loyalty")
    turns = parse_document(tipcycle("momentum --spiral --json", on=TODAY))["spiral"]
    assert [(turn["place"], turn["heard"]) for turn in turns] == [  # type: ignore[union-attr, index]
        ("culture", 0), ("experience", 0), ("loyalty", 1), ("reputation", 0),
    ]  # fmt: skip


SHARED_VOICE = "You are the first"
"""First words of the shared voice. They do not depend on the language of the run."""
SHARED_OUTPUTS = {
    "review": SHARED_VOICE,
    "review --format markdown": SHARED_VOICE,
    "review --format json": SHARED_VOICE,
    "review --format html --output -": SHARED_VOICE,
    "voices wall --output -": SHARED_VOICE,
    "voices wall --format markdown --output -": SHARED_VOICE,
    "card --format html --output -": "05",
    "card --invite": "05",
    "calendar": "tipcycle",
}
"""Commands whose output is meant for others, and a text that the output contains."""


@in_each_lang
@pytest.mark.parametrize("args", SHARED_OUTPUTS)
@pytest.mark.parametrize("scenario", [example_cycle, closed_cycle], ids=["open", "closed"])
def test_shared_outputs_contain_no_private_texts(
    scenario: RunOnScenario,
    args: str,
    lang: str,
    run_on_scenario: RunOnScenario,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Private voices, notes, answers and reasons are left out."""
    monkeypatch.chdir(tmp_path)
    # A closed cycle has no dates left for the calendar.
    used_scenario = second_cycle if args == "calendar" and scenario is closed_cycle else scenario
    result = run_on_scenario(used_scenario, args, on=EXAMPLE_TODAY, lang=lang)
    assert result.exit_code == 0, result.stderr
    output = (
        result.stdout
        + result.stderr
        + "".join(path.read_text("utf-8") for path in tmp_path.iterdir() if path.is_file())
    )
    assert SHARED_OUTPUTS[args] in output
    assert "SECRET" not in output


def test_home_screen_shows_an_earlier_voice(run_on_scenario: RunOnScenario) -> None:
    """The cycle has no voice yet. The earlier voice has its date and stays the same for a week."""
    output = run_on_scenario(second_cycle, "", on="2026-05-12").stdout
    assert "Heard earlier" in output
    match = re.search(r"“(.+)”\n(.*\b(March|April|May))", output)
    assert match is not None
    assert f"“{match[1]}”" in run_on_scenario(second_cycle, "", on="2026-05-14").stdout


def test_home_screen_shows_the_latest_voice_of_the_cycle(run_on_scenario: RunOnScenario) -> None:
    output = run_on_scenario(example_cycle, "", on="2026-04-21").stdout
    assert "Heard:" in output
    assert "Heard earlier" not in output


# Pulse


def pulse_entries(tipcycle: TipcycleRunner, day: str = TODAY) -> list[dict[str, object]]:
    """Return the pulses in the JSON document of `tipcycle pulse`."""
    return parse_document(tipcycle("pulse --json", on=day))["pulse"]  # type: ignore[return-value]


def test_pulse_compares_the_guess_with_the_slips(home: Path, tipcycle: TipcycleRunner) -> None:
    """With fewer than five answers, no result is shown."""
    running_cycle(home)
    first_result = tipcycle("pulse --guess 4 --own 4", on="2026-03-06")
    assert "4" in first_result.stdout
    assert "from 5 slips on" in first_result.stdout
    result = tipcycle("pulse --others 3,2,3,4,2,3", on=TODAY)
    assert "6 slips, and the middle one says 3\n" in result.stdout
    assert "two realities" in result.stdout
    (entry,) = pulse_entries(tipcycle)
    assert entry == {
        "cycle": 1, "on": TODAY, "guess": 4, "own": 4, "answers": 6, "median": 3.0, "gap": 1.0,
        "word": "two-realities", "held_back": False,
    }  # fmt: skip


def test_review_contains_the_pulse(home: Path, tipcycle: TipcycleRunner) -> None:
    """From five answers on, the review has the same entry as `tipcycle pulse`."""
    running_cycle(home)
    assert tipcycle("pulse --guess 4 --own 4", on="2026-03-06").exit_code == 0
    assert parse_document(tipcycle("review --json", on=TODAY))["pulse"] == []
    assert tipcycle("pulse --others 3,2,3,4,2,3", on=TODAY).exit_code == 0
    assert parse_document(tipcycle("review --json", on=TODAY))["pulse"] == pulse_entries(tipcycle)
    review = tipcycle("review --format markdown", on=TODAY).stdout
    assert (
        "- cycle 1: I thought you would say 4 and said 4 myself. 6 slips, and the middle one says 3: two real" in review
    )
    assert tipcycle("undo --yes", on=TODAY).exit_code == 0
    assert parse_document(tipcycle("review --json", on=TODAY))["pulse"] == []


ATTACKS = {
    "one-more-answer": [("pulse --others 3,4,2,5,3", TODAY), ("pulse --others 3,4,2,5,3,1", TODAY)],
    "subtraction": [("pulse --others 3,4,2,5,3,1", TODAY), ("pulse --others 3,4,2,5,3", TODAY)],
    "five-and-an-undo": [
        ("pulse --others 3,4,2,5,3", TODAY), ("undo --yes", TODAY), ("pulse --others 3,4,2,5,3,1", TODAY),
    ],
    "four": [("pulse --others 3,4,2,5", TODAY)],
    "the-clock-back": [("pulse --others 3,4,2,5,3", TODAY), ("pulse --others 3,4,2,5,3,1", "2026-01-09")],
    "the-clock-over-the-first-monday": [
        ("pulse --others 3,4,2,5,3", "2026-03-01"), ("pulse --others 3,4,2,5,3,1", "2026-03-02"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("steps", ATTACKS.values(), ids=ATTACKS)
@in_each_lang
def test_revealing_tally_is_rejected(
    steps: list[tuple[str, str]], lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """The message contains no answer, and nothing is written."""
    running_cycle(home)
    for args, day in steps[:-1]:
        assert tipcycle(args, on=day, lang=lang).exit_code == 0
    files_before = file_contents(home)
    result = tipcycle(steps[-1][0], on=steps[-1][1], lang=lang)
    assert (result.exit_code, result.stdout) == (1, "")
    assert not re.search(THREE_ANSWERS, result.stderr)
    assert {path: data for path, data in file_contents(home).items() if path.suffix == ".toml"} == {
        path: data for path, data in files_before.items() if path.suffix == ".toml"
    }


@in_each_lang
def test_fewer_than_five_slips_are_not_saved(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The manager's own answer is saved, the exit code is 3, and all five slips can be entered later."""
    running_cycle(home)
    result = tipcycle("pulse --own 4 --others 1,1,1,1", on=TODAY, lang=lang)
    assert result.exit_code == 3
    assert re.search(r"4 (slips|briefjes)", result.stderr)
    assert all(b"others" not in data for data in file_contents(home).values())
    assert tipcycle("pulse --others 1,1,1,1,5", on=TODAY, lang=lang).exit_code == 0
    (entry,) = pulse_entries(tipcycle)
    assert (entry["own"], entry["answers"], entry["median"]) == (4, 5, 1.0)


THREE_ANSWERS = r"\b\d(?:\W+\d){2}\b"
"""Pattern of three answers with any separators."""

MERGED_PULSES = """
[[pulse]]  # 2026-03-06
own = 4
others = [0, 1, 2, 1, 1]

[[pulse]]  # 2026-03-07
others = [1, 1, 2, 1, 1]
"""


def test_merged_tallies_that_reveal_individuals_are_withheld(home: Path, tipcycle: TipcycleRunner) -> None:
    """Each tally is valid, but together they reveal single answers."""
    write_journal(home, journal_toml=MERGED_PULSES, c2026_03_02=with_pick(weekly_checkins({5: "D"})))
    result = tipcycle("pulse", on=TODAY)
    assert "none of them is shown" in result.stdout
    assert "middle" not in result.stdout
    (entry,) = pulse_entries(tipcycle)
    assert (entry["median"], entry["gap"], entry["word"], entry["held_back"]) == (None, None, None, True)


@pytest.mark.parametrize(
    "journal_toml", ["[[pulse]]\nothers = [0, 1, 1, 1, 1]\n", MERGED_PULSES], ids=["four-slips", "merged"]
)
@in_each_lang
@pytest.mark.parametrize(
    "args", ["pulse", "pulse --json", "journal history", "journal history --json", "journal check"]
)
def test_output_reveals_no_single_answers(
    journal_toml: str, args: str, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Neither the pulse nor the history nor the check shows the answers or the median."""
    write_journal(home, journal_toml=journal_toml, c2026_03_02=with_pick(weekly_checkins({5: "D"})))
    result = tipcycle(args, on=TODAY, lang=lang)
    assert result.exit_code == 0
    assert not re.search(rf"{THREE_ANSWERS}|middle one says|middelste zegt", result.stdout + result.stderr)
    if args == "pulse --json":
        (entry,) = json.loads(result.stdout)["pulse"]
        assert (entry["median"], entry["gap"], entry["word"]) == (None, None, None)


def test_pattern_of_three_answers() -> None:
    """The pattern matches a tally in JSON with any indent, but no date, time or list of tips."""
    tally = [0, 1, 2, 1, 1]
    assert all(re.search(THREE_ANSWERS, json.dumps({"slips": tally}, indent=indent)) for indent in (None, 2, 8))
    assert not re.search(THREE_ANSWERS, "2026-03-06T08:01:00Z, cycle 1, 05, 13, 33, 34")


def test_invalid_tally_is_reported_without_its_values(home: Path, tipcycle: TipcycleRunner) -> None:
    write_journal(
        home, journal_toml="[[pulse]]\nothers = [7, 7, 7, 7]\n", c2026_03_02=with_pick(weekly_checkins({5: "D"}))
    )
    for args in ("journal check", "journal check --json"):
        result = tipcycle(args, on=TODAY)
        assert result.exit_code == 65
        assert not re.search(r"7\W+7", result.stdout + result.stderr)


@pytest.mark.parametrize(
    "args", ["pulse --others 3,x", "pulse --others ,", "pulse --others 3,4,2,5,9", "pulse --own 0"]
)
def test_invalid_tally_is_a_usage_error(args: str, home: Path, tipcycle: TipcycleRunner) -> None:
    running_cycle(home)
    files_before = file_contents(home)
    assert tipcycle(args, on=TODAY).exit_code == 2
    assert file_contents(home) == files_before


# Reflection and spiral


def test_reflection_is_saved_shown_and_used(home: Path, tipcycle: TipcycleRunner) -> None:
    """The output has the forms, five tips and the previous result. `tips suggest` uses the forms."""
    running_cycle(home)
    first_result = tipcycle("reflect --answers nnnnnnyy", on="2026-03-06")
    assert "At hand: improve." in first_result.stdout
    assert len(re.findall(r"(?m)^  \d\d ", first_result.stdout)) == 5
    result = tipcycle("reflect --answers yn?yyyy?", on=TODAY)
    assert "At hand: transition and innovate." in result.stdout
    assert "hold the balance" in result.stdout
    assert "Last time, on 6 March 2026: improve." in result.stdout
    explanation = tipcycle("reflect --explain", on=TODAY).stdout
    assert "= +0" in explanation
    assert "= +3" in explanation
    reflections = parse_document(tipcycle("reflect --json", on=TODAY))["reflections"]
    assert [reflection["forms"] for reflection in reflections] == [["improve"], ["transition", "innovate"]]  # type: ignore[union-attr, index]
    suggested = parse_document(tipcycle("tips suggest --json", on=TODAY))["tips"]
    assert sum(tip["form"] in ("transition", "innovate") for tip in suggested) >= 3  # type: ignore[union-attr, index]
    assert "it fits the change at hand" in " ".join(tip["because"] for tip in suggested)  # type: ignore[union-attr, index]


@pytest.mark.parametrize("args", ["reflect --answers yyy", "reflect --answers yyyyyyyx", "reflect"])
def test_invalid_reflection_is_a_usage_error(args: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Eight answers are required, and a script cannot be asked."""
    running_cycle(home)
    files_before = file_contents(home)
    result = tipcycle(args, on=TODAY)
    assert (result.exit_code, result.stdout) == (2, "")
    assert file_contents(home) == files_before


def test_spiral_of_a_closed_cycle(run_on_scenario: RunOnScenario) -> None:
    """The JSON document with `--spiral` has only one more field than the one without."""
    output = run_on_scenario(closed_cycle, "momentum --spiral", on=EXAMPLE_TODAY).stdout
    assert output.count("aimed here") == 4
    assert "on the way to fifty" in output
    document = parse_document(run_on_scenario(closed_cycle, "momentum --spiral --json", on=EXAMPLE_TODAY))
    assert sum(turn["aimed"] for turn in document.pop("spiral")) == 3  # type: ignore[attr-defined, misc]
    assert document == parse_document(run_on_scenario(closed_cycle, "momentum --json", on=EXAMPLE_TODAY))


def test_spiral_counts_the_tips_of_now_beside_those_that_stay(run_on_scenario: RunOnScenario) -> None:
    """During the first cycle none stays yet, and five run."""
    document = parse_document(run_on_scenario(example_cycle, "momentum --spiral --json", on=EXAMPLE_TODAY))
    turns = document["spiral"]
    assert (sum(turn["aimed"] for turn in turns), sum(turn["running"] for turn in turns)) == (0, 5)  # type: ignore[attr-defined, misc]
    output = run_on_scenario(example_cycle, "momentum --spiral", on=EXAMPLE_TODAY).stdout
    assert sum(int(line.split(", ")[-1].split()[0]) for line in output.splitlines() if "of the five now" in line) == 5


# Unused practices

PRACTICE_WORDS = re.compile(
    r"(?i)pulse|slips|reflect|at hand|spiral|two realities|provisional|kompaszin|briefje|peiling"
)


@in_each_lang
@pytest.mark.parametrize(
    "args",
    [
        "", "status", "momentum", "review", "review --private", "review --format markdown",
        "review --format markdown --private", "tips suggest", "prompt",
    ],
)  # fmt: skip
def test_unused_practices_are_not_mentioned(args: str, lang: str, run_on_scenario: RunOnScenario) -> None:
    result = run_on_scenario(example_cycle, args, on=EXAMPLE_TODAY, lang=lang)
    assert (result.exit_code, bool(result.stdout)) == (0, args != "prompt")
    assert not PRACTICE_WORDS.search(result.stdout + result.stderr)


READ_COMMANDS = (
    "sentence", "sentence --json", "voices", "voices --json", "voices list --search x", "pulse", "pulse --json",
    "reflect --show", "reflect --json", "reflect --explain", "momentum --spiral", "momentum --spiral --json",
)  # fmt: skip


@in_each_lang
@pytest.mark.parametrize("args", READ_COMMANDS)
@pytest.mark.parametrize("scenario", [no_journal, example_cycle, second_cycle], ids=lambda scenario: scenario.__name__)
def test_reading_a_practice_changes_no_file(
    scenario: RunOnScenario, args: str, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """With and without a journal, `--json` prints one document."""
    scenario(home)
    states_before = file_states(home)
    result = tipcycle(args, on=EXAMPLE_TODAY, lang=lang)
    assert result.exit_code == 0
    assert file_states(home) == states_before
    if "--json" in args:
        assert json.loads(result.stdout)["version"] == 1


def test_suggestions_respond_to_a_pulse_with_two_realities(home: Path, tipcycle: TipcycleRunner) -> None:
    """Before the pulse no reason mentions it; afterwards tips that ask and listen come first."""
    assert tipcycle("pick 5 13 33 34 42", on="2026-03-02").exit_code == 0
    for day in ("2026-03-06", "2026-03-13", "2026-03-20"):
        assert tipcycle("checkin --did 5,13,33,34,42 --team 5 --customers 4", on=day).exit_code == 0
    reason = "you ask and listen, now that your team sees it differently"
    assert reason not in tipcycle("tips suggest", on="2026-03-20").stdout
    assert tipcycle("pulse --own 5 --others 2,2,3,2,1", on="2026-03-20").exit_code == 0
    assert reason in " ".join(tipcycle("tips suggest", on="2026-03-20").stdout.split())


def test_suggestions_respond_to_a_becalmed_reading(home: Path, tipcycle: TipcycleRunner) -> None:
    """With little done and felt, light tips that need nobody else come first."""
    assert tipcycle("pick 5 13 33 34 42", on="2026-03-02").exit_code == 0
    for day in ("2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27"):
        assert tipcycle("checkin --missed 5,13,33,34,42 --team 3 --customers 3", on=day).exit_code == 0
    assert json.loads(tipcycle("momentum --json", on="2026-03-27").stdout)["verdict"] == "becalmed"
    output = " ".join(tipcycle("tips suggest", on="2026-03-27").stdout.split())
    assert "it is light, and gets something going again" in output
