"""The practices around the loop at the command line, and who may read what of them."""

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
from tipcycle.cli.environment import GlobalOptions, read_environment
from tipcycle.cli.output import Output
from tipcycle.cli.prompts.pick_questions import print_touchstone
from tipcycle.core.weeks import Week

SENTENCE = "Nobody tells their story twice."
ON = "2026-03-13"


def document(ran: RunResult) -> dict[str, object]:
    assert ran.exit_code == 0, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    assert found["version"] == 1
    return found


# The sentence


def test_the_sentence_from_first_to_last(home: Path, tipcycle: TipcycleRunner) -> None:
    """Set, shown on the glance as provisional, written together, changed; JSON has it all, oldest first."""
    running_cycle(home)
    assert "provisional" in tipcycle(["sentence", SENTENCE], on="2026-03-05").stderr
    assert f"{SENTENCE} (provisional)" in tipcycle("", on="2026-03-09").stdout
    assert tipcycle("sentence --together 2026-03-10", on="2026-03-11").exit_code == 0
    glance = tipcycle("", on="2026-03-12").stdout
    assert SENTENCE in glance
    assert "provisional" not in glance
    assert tipcycle(["sentence", "Listen first."], on=ON).exit_code == 0
    shown = tipcycle("sentence", on=ON).stdout.splitlines()
    assert shown == [
        "Listen first. (since 13 March 2026, provisional)",
        f"{SENTENCE} (since 5 March 2026, written together on 10 March 2026)",
    ]
    found = document(tipcycle("sentence --json", on=ON))
    assert found["sentence"] == {"text": "Listen first.", "since": ON, "together": None, "provisional": True}
    assert [each["text"] for each in found["history"]] == [SENTENCE, "Listen first."]  # type: ignore[union-attr, index]
    assert tipcycle("undo --yes", on=ON).exit_code == 0
    assert SENTENCE in tipcycle("", on=ON).stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [("sentence --together 2026-03-10", 2), ("sentence --together soon", 2), (["sentence", " "], 2)],
    ids=["nothing-to-confirm", "no-date", "blank"],
)
def test_a_sentence_that_cannot_be_saved(
    words: str | list[str], code: int, home: Path, tipcycle: TipcycleRunner
) -> None:
    """It is refused, and nothing is written."""
    running_cycle(home)
    before = file_contents(home)
    assert tipcycle(words, on=ON).exit_code == code
    assert file_contents(home) == before


def test_a_hostile_sentence_steers_nothing(home: Path, tipcycle: TipcycleRunner) -> None:
    """Line feeds and control characters in a file are shown as signs, in one line."""
    write_journal(home, journal_toml='[[sentence]]\ntext = "one\\ntwo\\u001b[2J"\n')
    out = tipcycle("sentence", on=ON).stdout
    assert out.count("\n") == 1
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("", ""),
        (f'[[sentence]]\ntext = "{SENTENCE}"\n', f"Your sentence: {SENTENCE} (provisional)\n"),
        (f'[[sentence]]\ntext = "{SENTENCE}"\ntogether = 2026-02-20\n', f"Your sentence: {SENTENCE}\n"),
    ],
    ids=["none", "provisional", "together"],
)
def test_the_sentence_is_said_before_five_are_confirmed(
    own: str, said: str, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """On stderr, in one line; who has no sentence hears nothing of it."""
    write_journal(home, journal_toml=own)
    environment = read_environment(GlobalOptions(home=str(home), language="en"), {"TIPCYCLE_TODAY": ON})
    print_touchstone(AppContext(environment, Output(environment)))
    assert capfd.readouterr() == ("", said)


@in_each_lang
@pytest.mark.parametrize(
    ("own", "said"),
    [("", False), (f'[[sentence]]\ntext = "{SENTENCE}"\ntogether = 2026-02-20\n', True)],
    ids=["none", "together"],
)
def test_the_sentence_is_said_at_a_pick_by_numbers(
    own: str, said: bool, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Once, on stderr, between the five and what was saved; also when the five that go on leave nothing to ask."""
    write_journal(home, journal_toml=own)
    ran = tipcycle("pick 5 13 33 34 42", on="2026-03-02", lang=lang)
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert ran.stderr.count(SENTENCE) == said
    lines = ran.stderr.splitlines()
    assert len(lines) == 7 + said
    assert (SENTENCE in lines[5]) == said
    for week in range(9):
        day = Week.parse("2026-W10").plus(week).day(4).isoformat()
        assert tipcycle("checkin --did 5,13,34,42 --none 33", on=day, lang=lang).exit_code == 0
    assert tipcycle("close --extend 5,13,33,34,42", on="2026-05-03", lang=lang).exit_code == 0
    assert tipcycle("pick", on="2026-05-04", lang=lang).stderr.count(SENTENCE) == said


# Voices


def shown(tipcycle: TipcycleRunner, words: str) -> list[str]:
    return [each["text"] for each in document(tipcycle(words, on=EXAMPLE_TODAY))["voices"]]  # type: ignore[union-attr, index]


def test_voices_are_added_found_and_shared(home: Path, tipcycle: TipcycleRunner) -> None:
    """A role may be left out; the list is searched; `last` shares what was heard last, and takes it back."""
    example_cycle(home)
    assert tipcycle(["voices", "add", "I stay.", "--tip", "42", "--heard", "loyalty"], on=EXAMPLE_TODAY).exit_code == 0
    assert shown(tipcycle, "voices list --search STAY --json") == ["I stay."]
    assert shown(tipcycle, "voices list --tip 42 --json") == ["I stay."]
    assert shown(tipcycle, "voices list --cycle 2 --json") == []
    (line,) = document(tipcycle("voices list --search stay --json", on=EXAMPLE_TODAY))["voices"]  # type: ignore[misc]
    assert (line["by"], line["tip"], line["cycle"], line["shared"], line["heard"]) == (None, 42, 1, False, "loyalty")
    assert "I stay." in tipcycle("voices share last", on=EXAMPLE_TODAY).stderr
    assert "I stay." in tipcycle("voices wall --format markdown --output -", on=EXAMPLE_TODAY).stdout
    assert tipcycle("voices unshare laatste", on=EXAMPLE_TODAY, lang="nl").exit_code == 0
    assert "I stay." not in tipcycle("voices wall --format markdown --output -", on=EXAMPLE_TODAY).stdout


def test_lines_of_two_cycles_are_shared_at_once(home: Path, tipcycle: TipcycleRunner) -> None:
    """Each file gets its own entry; with one id that nobody knows nothing is shared at all."""
    second_cycle(home)
    assert tipcycle(["voices", "add", "of the second"], on="2026-05-12").exit_code == 0
    voices = document(tipcycle("voices --json", on="2026-05-12"))["voices"]
    ids = [each["id"] for each in voices if not each["shared"]]  # type: ignore[union-attr, index]
    assert len(ids) == 2
    before = file_contents(home)
    assert tipcycle(["voices", "share", *ids, "nobody"], on="2026-05-12").exit_code == 1
    assert file_contents(home) == before
    assert tipcycle(["voices", "share", *ids], on="2026-05-12").exit_code == 0
    voices = document(tipcycle("voices --json", on="2026-05-12"))["voices"]
    assert all(each["shared"] for each in voices)  # type: ignore[union-attr, index]


@pytest.mark.parametrize("words", ["voices add x --heard elsewhere", "checkin --voice x --heard elsewhere"])
def test_a_voice_is_heard_somewhere_or_nowhere(words: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """One of four places; the refusal names them."""
    running_cycle(home)
    ran = tipcycle(words, on=ON)
    assert ran.exit_code == 2
    assert "reputation" in ran.stderr


def test_a_check_in_says_where_a_voice_was_heard(home: Path, tipcycle: TipcycleRunner) -> None:
    """The voice has its place and its role; a note of the same command is the manager's own."""
    running_cycle(home)
    words = ["checkin", "--did", "5", "--note", "5=quiet hour", "--voice", "I came back.", "--by", "a customer"]
    assert tipcycle([*words, "--heard", "loyalty"], on=ON).exit_code == 0
    (line,) = document(tipcycle("voices --json", on=ON))["voices"]  # type: ignore[misc]
    assert (line["text"], line["by"], line["heard"]) == ("I came back.", "a customer", "loyalty")
    turns = document(tipcycle("momentum --spiral --json", on=ON))["spiral"]
    assert [(turn["place"], turn["heard"]) for turn in turns] == [  # type: ignore[union-attr, index]
        ("culture", 0), ("experience", 0), ("loyalty", 1), ("reputation", 0),
    ]  # fmt: skip


HEARD = "You are the first"
"""The voice that is shared begins so; it stands in one language whatever the language of the run."""
PRINTED = {
    "review": HEARD,
    "review --format markdown": HEARD,
    "review --format json": HEARD,
    "review --format html --output -": HEARD,
    "voices wall --output -": HEARD,
    "voices wall --format markdown --output -": HEARD,
    "card --format html --output -": "05",
    "card --invite": "05",
    "calendar": "tipcycle",
}
"""What leaves the tool for others, and what stands in it for certain."""


@in_each_lang
@pytest.mark.parametrize("words", PRINTED)
@pytest.mark.parametrize("scene", [example_cycle, closed_cycle], ids=["open", "closed"])
def test_no_private_line_reaches_others(
    scene: RunOnScenario,
    words: str,
    lang: str,
    on_scene: RunOnScenario,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever leaves the tool for others holds no private voice, note, answer or reason."""
    monkeypatch.chdir(tmp_path)
    there = second_cycle if words == "calendar" and scene is closed_cycle else scene  # a closed cycle has no dates left
    ran = on_scene(there, words, on=EXAMPLE_TODAY, lang=lang)
    assert ran.exit_code == 0, ran.stderr
    given = ran.stdout + ran.stderr + "".join(path.read_text("utf-8") for path in tmp_path.iterdir() if path.is_file())
    assert PRINTED[words] in given
    assert "SECRET" not in given


def test_an_old_voice_comes_back_on_the_glance(on_scene: RunOnScenario) -> None:
    """In a cycle without a voice one from before is shown with its date, the same all week long."""
    out = on_scene(second_cycle, "", on="2026-05-12").stdout
    assert "Heard earlier" in out
    back = re.search(r"“(.+)”\n(.*\b(March|April|May))", out)
    assert back is not None
    assert f"“{back[1]}”" in on_scene(second_cycle, "", on="2026-05-14").stdout


def test_a_voice_of_this_cycle_goes_first(on_scene: RunOnScenario) -> None:
    """While it runs, the voice written down last is shown, and it is no old one."""
    out = on_scene(example_cycle, "", on="2026-04-21").stdout
    assert "Heard:" in out
    assert "Heard earlier" not in out


# Pulse


def pulse(tipcycle: TipcycleRunner, day: str = ON) -> list[dict[str, object]]:
    return document(tipcycle("pulse --json", on=day))["pulse"]  # type: ignore[return-value]


def test_two_realities_or_one_room(home: Path, tipcycle: TipcycleRunner) -> None:
    """First the guess, then the slips; under five answers nothing of them is shown."""
    running_cycle(home)
    first = tipcycle("pulse --guess 4 --own 4", on="2026-03-06")
    assert "4" in first.stdout
    assert "from 5 slips on" in first.stdout
    ran = tipcycle("pulse --others 3,2,3,4,2,3", on=ON)
    assert "6 slips, and the middle one says 3\n" in ran.stdout
    assert "two realities" in ran.stdout
    (found,) = pulse(tipcycle)
    assert found == {
        "cycle": 1, "on": ON, "guess": 4, "own": 4, "answers": 6, "median": 3.0, "gap": 1.0,
        "word": "two-realities", "held_back": False,
    }  # fmt: skip


def test_the_sheet_looks_back_on_the_pulse(home: Path, tipcycle: TipcycleRunner) -> None:
    """A row for the cycle once five have answered, with what `tipcycle pulse` says."""
    running_cycle(home)
    assert tipcycle("pulse --guess 4 --own 4", on="2026-03-06").exit_code == 0
    assert document(tipcycle("review --json", on=ON))["pulse"] == []
    assert tipcycle("pulse --others 3,2,3,4,2,3", on=ON).exit_code == 0
    assert document(tipcycle("review --json", on=ON))["pulse"] == pulse(tipcycle)
    told = tipcycle("review --format markdown", on=ON).stdout
    assert (
        "- cycle 1: I thought you would say 4 and said 4 myself. 6 slips, and the middle one says 3: two real" in told
    )
    assert tipcycle("undo --yes", on=ON).exit_code == 0
    assert document(tipcycle("review --json", on=ON))["pulse"] == []


ATTACKS = {
    "one-more-answer": [("pulse --others 3,4,2,5,3", ON), ("pulse --others 3,4,2,5,3,1", ON)],
    "subtraction": [("pulse --others 3,4,2,5,3,1", ON), ("pulse --others 3,4,2,5,3", ON)],
    "five-and-an-undo": [
        ("pulse --others 3,4,2,5,3", ON), ("undo --yes", ON), ("pulse --others 3,4,2,5,3,1", ON),
    ],
    "four": [("pulse --others 3,4,2,5", ON)],
    "the-clock-back": [("pulse --others 3,4,2,5,3", ON), ("pulse --others 3,4,2,5,3,1", "2026-01-09")],
    "the-clock-over-the-first-monday": [
        ("pulse --others 3,4,2,5,3", "2026-03-01"), ("pulse --others 3,4,2,5,3,1", "2026-03-02"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("steps", ATTACKS.values(), ids=ATTACKS)
@in_each_lang
def test_the_floor_holds(steps: list[tuple[str, str]], lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The last tally is refused with a sentence that tells no answer, and nothing of it is kept."""
    running_cycle(home)
    for words, day in steps[:-1]:
        assert tipcycle(words, on=day, lang=lang).exit_code == 0
    before = file_contents(home)
    ran = tipcycle(steps[-1][0], on=steps[-1][1], lang=lang)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert not re.search(A_ROW, ran.stderr)
    assert {path: data for path, data in file_contents(home).items() if path.suffix == ".toml"} == {
        path: data for path, data in before.items() if path.suffix == ".toml"
    }


@in_each_lang
def test_fewer_than_five_slips_are_left_out(lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """The leader's own answer is saved, exit 3, no trace of the slips in any file; later all five are taken."""
    running_cycle(home)
    ran = tipcycle("pulse --own 4 --others 1,1,1,1", on=ON, lang=lang)
    assert ran.exit_code == 3
    assert re.search(r"4 (slips|briefjes)", ran.stderr)
    assert all(b"others" not in data for data in file_contents(home).values())
    assert tipcycle("pulse --others 1,1,1,1,5", on=ON, lang=lang).exit_code == 0
    (found,) = pulse(tipcycle)
    assert (found["own"], found["answers"], found["median"]) == (4, 5, 1.0)


A_ROW = r"\b\d(?:\W+\d){2}\b"
"""Three answers in a row, with whatever stands between them."""

MERGED = """
[[pulse]]  # 2026-03-06
own = 4
others = [0, 1, 2, 1, 1]

[[pulse]]  # 2026-03-07
others = [1, 1, 2, 1, 1]
"""


def test_a_merged_file_gives_nobody_away(home: Path, tipcycle: TipcycleRunner) -> None:
    """Where two machines entered what only both together give away, no tally is shown, and it says so."""
    write_journal(home, journal_toml=MERGED, c2026_03_02=with_pick(weekly_checkins({5: "D"})))
    ran = tipcycle("pulse", on=ON)
    assert "none of them is shown" in ran.stdout
    assert "middle" not in ran.stdout
    (found,) = pulse(tipcycle)
    assert (found["median"], found["gap"], found["word"], found["held_back"]) == (None, None, None, True)


@pytest.mark.parametrize("own", ["[[pulse]]\nothers = [0, 1, 1, 1, 1]\n", MERGED], ids=["four-slips", "merged"])
@in_each_lang
@pytest.mark.parametrize(
    "words", ["pulse", "pulse --json", "journal history", "journal history --json", "journal check"]
)
def test_no_screen_tells_single_answers(own: str, words: str, lang: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Neither the pulse nor the history nor the check says how many slips said what, or what they say in the middle."""
    write_journal(home, journal_toml=own, c2026_03_02=with_pick(weekly_checkins({5: "D"})))
    ran = tipcycle(words, on=ON, lang=lang)
    assert ran.exit_code == 0
    assert not re.search(rf"{A_ROW}|middle one says|middelste zegt", ran.stdout + ran.stderr)
    if words == "pulse --json":
        (found,) = json.loads(ran.stdout)["pulse"]
        assert (found["median"], found["gap"], found["word"]) == (None, None, None)


def test_a_row_of_answers_is_seen_however_it_is_laid_out() -> None:
    """In a line and in the lines of JSON; a date, a time and the numbers of tips are none."""
    tally = [0, 1, 2, 1, 1]
    assert all(re.search(A_ROW, json.dumps({"slips": tally}, indent=indent)) for indent in (None, 2, 8))
    assert not re.search(A_ROW, "2026-03-06T08:01:00Z, cycle 1, 05, 13, 33, 34")


def test_a_damaged_tally_is_not_quoted(home: Path, tipcycle: TipcycleRunner) -> None:
    """What is wrong with it is said without what stands in it."""
    write_journal(
        home, journal_toml="[[pulse]]\nothers = [7, 7, 7, 7]\n", c2026_03_02=with_pick(weekly_checkins({5: "D"}))
    )
    for words in ("journal check", "journal check --json"):
        ran = tipcycle(words, on=ON)
        assert ran.exit_code == 65
        assert not re.search(r"7\W+7", ran.stdout + ran.stderr)


@pytest.mark.parametrize(
    "words", ["pulse --others 3,x", "pulse --others ,", "pulse --others 3,4,2,5,9", "pulse --own 0"]
)
def test_a_tally_that_is_none(words: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """It is a mistake of the command line, and nothing is written."""
    running_cycle(home)
    before = file_contents(home)
    assert tipcycle(words, on=ON).exit_code == 2
    assert file_contents(home) == before


# Reflection and spiral


def test_the_reflection_is_stored_shown_and_used(home: Path, tipcycle: TipcycleRunner) -> None:
    """The form, what it asks, five tips; compared with the one before; suggestions take it over."""
    running_cycle(home)
    first = tipcycle("reflect --answers nnnnnnyy", on="2026-03-06")
    assert "At hand: improve." in first.stdout
    assert len(re.findall(r"(?m)^  \d\d ", first.stdout)) == 5
    ran = tipcycle("reflect --answers yn?yyyy?", on=ON)
    assert "At hand: transition and innovate." in ran.stdout
    assert "hold the balance" in ran.stdout
    assert "Last time, on 6 March 2026: improve." in ran.stdout
    explained = tipcycle("reflect --explain", on=ON).stdout
    assert "= +0" in explained
    assert "= +3" in explained
    every = document(tipcycle("reflect --json", on=ON))["reflections"]
    assert [each["forms"] for each in every] == [["improve"], ["transition", "innovate"]]  # type: ignore[union-attr, index]
    suggested = document(tipcycle("tips suggest --json", on=ON))["tips"]
    assert sum(tip["form"] in ("transition", "innovate") for tip in suggested) >= 3  # type: ignore[union-attr, index]
    assert "it fits the change at hand" in " ".join(tip["because"] for tip in suggested)  # type: ignore[union-attr, index]


@pytest.mark.parametrize("words", ["reflect --answers yyy", "reflect --answers yyyyyyyx", "reflect"])
def test_a_reflection_that_is_none(words: str, home: Path, tipcycle: TipcycleRunner) -> None:
    """Eight answers or nobody to ask: a mistake of the command line."""
    running_cycle(home)
    before = file_contents(home)
    ran = tipcycle(words, on=ON)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert file_contents(home) == before


def test_the_spiral_at_the_command_line(on_scene: RunOnScenario) -> None:
    """Side by side, and the way to fifty; without the flag the JSON is what it was."""
    out = on_scene(closed_cycle, "momentum --spiral", on=EXAMPLE_TODAY).stdout
    assert out.count("aimed here") == 4
    assert "on the way to fifty" in out
    found = document(on_scene(closed_cycle, "momentum --spiral --json", on=EXAMPLE_TODAY))
    assert sum(turn["aimed"] for turn in found.pop("spiral")) == 3  # type: ignore[attr-defined, misc]
    assert found == document(on_scene(closed_cycle, "momentum --json", on=EXAMPLE_TODAY))


# For whoever does not use them

UNUSED = re.compile(r"(?i)pulse|slips|reflect|at hand|spiral|two realities|provisional|kompaszin|briefje|peiling")


@in_each_lang
@pytest.mark.parametrize(
    "words",
    [
        "", "status", "momentum", "review", "review --private", "review --format markdown",
        "review --format markdown --private", "tips suggest", "prompt",
    ],
)  # fmt: skip
def test_what_is_not_used_is_not_there(words: str, lang: str, on_scene: RunOnScenario) -> None:
    """No screen of the loop speaks of a practice that nobody began."""
    ran = on_scene(example_cycle, words, on=EXAMPLE_TODAY, lang=lang)
    assert (ran.exit_code, bool(ran.stdout)) == (0, words != "prompt")
    assert not UNUSED.search(ran.stdout + ran.stderr)


READS = (
    "sentence", "sentence --json", "voices", "voices --json", "voices list --search x", "pulse", "pulse --json",
    "reflect --show", "reflect --json", "reflect --explain", "momentum --spiral", "momentum --spiral --json",
)  # fmt: skip


@in_each_lang
@pytest.mark.parametrize("words", READS)
@pytest.mark.parametrize("scene", [no_journal, example_cycle, second_cycle], ids=lambda scene: scene.__name__)
def test_showing_a_practice_writes_nothing(
    scene: RunOnScenario, words: str, lang: str, home: Path, tipcycle: TipcycleRunner
) -> None:
    """Reads leave every file and every time alone, with and without a journal; JSON is one document either way."""
    scene(home)
    before = file_states(home)
    ran = tipcycle(words, on=EXAMPLE_TODAY, lang=lang)
    assert ran.exit_code == 0
    assert file_states(home) == before
    if "--json" in words:
        assert json.loads(ran.stdout)["version"] == 1
