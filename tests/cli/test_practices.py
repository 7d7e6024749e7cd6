"""The practices around the loop at the command line, and who may read what of them."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import On
from tests.cli.scenes import WORKED_ON, closed, contents, lay_down, nothing, running, second, traces, worked
from tests.conftest import Ran, Tipcycle
from tests.languages import LANG
from tests.writing import picked, weekly
from tipcycle.cli.guided.pick import tell_sentence
from tipcycle.cli.output import Output
from tipcycle.cli.session import Session
from tipcycle.cli.world import Flags, read_world
from tipcycle.core.weeks import Week

SENTENCE = "Nobody tells their story twice."
ON = "2026-03-13"


def document(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)
    assert found["version"] == 1
    return found


# The sentence


def test_the_sentence_from_first_to_last(home: Path, tipcycle: Tipcycle) -> None:
    """Set, shown on the glance as provisional, written together, changed; JSON has it all, oldest first."""
    running(home)
    assert "provisional" in tipcycle(["sentence", SENTENCE], on="2026-03-05").err
    assert f"{SENTENCE} (provisional)" in tipcycle("", on="2026-03-09").out
    assert tipcycle("sentence --together 2026-03-10", on="2026-03-11").code == 0
    glance = tipcycle("", on="2026-03-12").out
    assert SENTENCE in glance
    assert "provisional" not in glance
    assert tipcycle(["sentence", "Listen first."], on=ON).code == 0
    shown = tipcycle("sentence", on=ON).out.splitlines()
    assert shown == [
        "Listen first. (since 13 March 2026, provisional)",
        f"{SENTENCE} (since 5 March 2026, written together on 10 March 2026)",
    ]
    found = document(tipcycle("sentence --json", on=ON))
    assert found["sentence"] == {"text": "Listen first.", "since": ON, "together": None, "provisional": True}
    assert [each["text"] for each in found["history"]] == [SENTENCE, "Listen first."]  # type: ignore[union-attr, index]
    assert tipcycle("undo --yes", on=ON).code == 0
    assert SENTENCE in tipcycle("", on=ON).out


@pytest.mark.parametrize(
    ("words", "code"),
    [("sentence --together 2026-03-10", 2), ("sentence --together soon", 2), (["sentence", " "], 2)],
    ids=["nothing-to-confirm", "no-date", "blank"],
)
def test_a_sentence_that_cannot_be_saved(words: str | list[str], code: int, home: Path, tipcycle: Tipcycle) -> None:
    """It is refused, and nothing is written."""
    running(home)
    before = contents(home)
    assert tipcycle(words, on=ON).code == code
    assert contents(home) == before


def test_a_hostile_sentence_steers_nothing(home: Path, tipcycle: Tipcycle) -> None:
    """Line feeds and control characters in a file are shown as signs, in one line."""
    lay_down(home, own='[[sentence]]\ntext = "one\\ntwo\\u001b[2J"\n')
    out = tipcycle("sentence", on=ON).out
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
    lay_down(home, own=own)
    world = read_world(Flags(home=str(home), language="en"), {"TIPCYCLE_TODAY": ON})
    tell_sentence(Session(world, Output(world)))
    assert capfd.readouterr() == ("", said)


@LANG
@pytest.mark.parametrize(
    ("own", "said"),
    [("", False), (f'[[sentence]]\ntext = "{SENTENCE}"\ntogether = 2026-02-20\n', True)],
    ids=["none", "together"],
)
def test_the_sentence_is_said_at_a_pick_by_numbers(
    own: str, said: bool, lang: str, home: Path, tipcycle: Tipcycle
) -> None:
    """Once, on stderr, between the five and what was saved; also when the five that go on leave nothing to ask."""
    lay_down(home, own=own)
    ran = tipcycle("pick 5 13 33 34 42", on="2026-03-02", lang=lang)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.count(SENTENCE) == said
    lines = ran.err.splitlines()
    assert len(lines) == 7 + said
    assert (SENTENCE in lines[5]) == said
    for week in range(9):
        day = Week.parse("2026-W10").plus(week).day(4).isoformat()
        assert tipcycle("checkin --did 5,13,34,42 --none 33", on=day, lang=lang).code == 0
    assert tipcycle("close --extend 5,13,33,34,42", on="2026-05-03", lang=lang).code == 0
    assert tipcycle("pick", on="2026-05-04", lang=lang).err.count(SENTENCE) == said


# Voices


def shown(tipcycle: Tipcycle, words: str) -> list[str]:
    return [each["text"] for each in document(tipcycle(words, on=WORKED_ON))["voices"]]  # type: ignore[union-attr, index]


def test_voices_are_added_found_and_shared(home: Path, tipcycle: Tipcycle) -> None:
    """A role may be left out; the list is searched; `last` shares what was heard last, and takes it back."""
    worked(home)
    assert tipcycle(["voices", "add", "I stay.", "--tip", "42", "--heard", "loyalty"], on=WORKED_ON).code == 0
    assert shown(tipcycle, "voices list --search STAY --json") == ["I stay."]
    assert shown(tipcycle, "voices list --tip 42 --json") == ["I stay."]
    assert shown(tipcycle, "voices list --cycle 2 --json") == []
    (line,) = document(tipcycle("voices list --search stay --json", on=WORKED_ON))["voices"]  # type: ignore[misc]
    assert (line["by"], line["tip"], line["cycle"], line["shared"], line["heard"]) == (None, 42, 1, False, "loyalty")
    assert "I stay." in tipcycle("voices share last", on=WORKED_ON).err
    assert "I stay." in tipcycle("voices wall --format markdown --output -", on=WORKED_ON).out
    assert tipcycle("voices unshare laatste", on=WORKED_ON, lang="nl").code == 0
    assert "I stay." not in tipcycle("voices wall --format markdown --output -", on=WORKED_ON).out


def test_lines_of_two_cycles_are_shared_at_once(home: Path, tipcycle: Tipcycle) -> None:
    """Each file gets its own entry; with one id that nobody knows nothing is shared at all."""
    second(home)
    assert tipcycle(["voices", "add", "of the second"], on="2026-05-12").code == 0
    voices = document(tipcycle("voices --json", on="2026-05-12"))["voices"]
    ids = [each["id"] for each in voices if not each["shared"]]  # type: ignore[union-attr, index]
    assert len(ids) == 2
    before = contents(home)
    assert tipcycle(["voices", "share", *ids, "nobody"], on="2026-05-12").code == 1
    assert contents(home) == before
    assert tipcycle(["voices", "share", *ids], on="2026-05-12").code == 0
    voices = document(tipcycle("voices --json", on="2026-05-12"))["voices"]
    assert all(each["shared"] for each in voices)  # type: ignore[union-attr, index]


@pytest.mark.parametrize("words", ["voices add x --heard elsewhere", "checkin --voice x --heard elsewhere"])
def test_a_voice_is_heard_somewhere_or_nowhere(words: str, home: Path, tipcycle: Tipcycle) -> None:
    """One of four places; the refusal names them."""
    running(home)
    ran = tipcycle(words, on=ON)
    assert ran.code == 2
    assert "reputation" in ran.err


def test_a_check_in_says_where_a_voice_was_heard(home: Path, tipcycle: Tipcycle) -> None:
    """The voice has its place and its role; a note of the same command is the manager's own."""
    running(home)
    words = ["checkin", "--did", "5", "--note", "5=quiet hour", "--voice", "I came back.", "--by", "a customer"]
    assert tipcycle([*words, "--heard", "loyalty"], on=ON).code == 0
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


@LANG
@pytest.mark.parametrize("words", PRINTED)
@pytest.mark.parametrize("scene", [worked, closed], ids=["open", "closed"])
def test_no_private_line_reaches_others(
    scene: On, words: str, lang: str, on_scene: On, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever leaves the tool for others holds no private voice, note, answer or reason."""
    monkeypatch.chdir(tmp_path)
    there = second if words == "calendar" and scene is closed else scene  # a closed cycle has no dates left
    ran = on_scene(there, words, on=WORKED_ON, lang=lang)
    assert ran.code == 0, ran.err
    given = ran.out + ran.err + "".join(path.read_text("utf-8") for path in tmp_path.iterdir() if path.is_file())
    assert PRINTED[words] in given
    assert "SECRET" not in given


def test_an_old_voice_comes_back_on_the_glance(on_scene: On) -> None:
    """In a cycle without a voice one from before is shown with its date, the same all week long."""
    out = on_scene(second, "", on="2026-05-12").out
    assert "Heard earlier" in out
    back = re.search(r"“(.+)”\n(.*\b(March|April|May))", out)
    assert back is not None
    assert f"“{back[1]}”" in on_scene(second, "", on="2026-05-14").out


def test_a_voice_of_this_cycle_goes_first(on_scene: On) -> None:
    """While it runs, the voice written down last is shown, and it is no old one."""
    out = on_scene(worked, "", on="2026-04-21").out
    assert "Heard:" in out
    assert "Heard earlier" not in out


# Pulse


def pulse(tipcycle: Tipcycle, day: str = ON) -> list[dict[str, object]]:
    return document(tipcycle("pulse --json", on=day))["pulse"]  # type: ignore[return-value]


def test_two_realities_or_one_room(home: Path, tipcycle: Tipcycle) -> None:
    """First the guess, then the slips; under five answers nothing of them is shown."""
    running(home)
    first = tipcycle("pulse --guess 4 --own 4", on="2026-03-06")
    assert "4" in first.out
    assert "from 5 slips on" in first.out
    ran = tipcycle("pulse --others 3,2,3,4,2,3", on=ON)
    assert "6 slips, and the middle one says 3\n" in ran.out
    assert "two realities" in ran.out
    (found,) = pulse(tipcycle)
    assert found == {
        "cycle": 1, "on": ON, "guess": 4, "own": 4, "answers": 6, "median": 3.0, "gap": 1.0,
        "word": "two-realities", "held_back": False,
    }  # fmt: skip


def test_the_sheet_looks_back_on_the_pulse(home: Path, tipcycle: Tipcycle) -> None:
    """A row for the cycle once five have answered, with what `tipcycle pulse` says."""
    running(home)
    assert tipcycle("pulse --guess 4 --own 4", on="2026-03-06").code == 0
    assert document(tipcycle("review --json", on=ON))["pulse"] == []
    assert tipcycle("pulse --others 3,2,3,4,2,3", on=ON).code == 0
    assert document(tipcycle("review --json", on=ON))["pulse"] == pulse(tipcycle)
    told = tipcycle("review --format markdown", on=ON).out
    assert (
        "- cycle 1: I thought you would say 4 and said 4 myself. 6 slips, and the middle one says 3: two real" in told
    )
    assert tipcycle("undo --yes", on=ON).code == 0
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
@LANG
def test_the_floor_holds(steps: list[tuple[str, str]], lang: str, home: Path, tipcycle: Tipcycle) -> None:
    """The last tally is refused with a sentence that tells no answer, and nothing of it is kept."""
    running(home)
    for words, day in steps[:-1]:
        assert tipcycle(words, on=day, lang=lang).code == 0
    before = contents(home)
    ran = tipcycle(steps[-1][0], on=steps[-1][1], lang=lang)
    assert (ran.code, ran.out) == (1, "")
    assert not re.search(A_ROW, ran.err)
    assert {path: data for path, data in contents(home).items() if path.suffix == ".toml"} == {
        path: data for path, data in before.items() if path.suffix == ".toml"
    }


@LANG
def test_fewer_than_five_slips_are_left_out(lang: str, home: Path, tipcycle: Tipcycle) -> None:
    """The leader's own answer is saved, exit 3, no trace of the slips in any file; later all five are taken."""
    running(home)
    ran = tipcycle("pulse --own 4 --others 1,1,1,1", on=ON, lang=lang)
    assert ran.code == 3
    assert re.search(r"4 (slips|briefjes)", ran.err)
    assert all(b"others" not in data for data in contents(home).values())
    assert tipcycle("pulse --others 1,1,1,1,5", on=ON, lang=lang).code == 0
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


def test_a_merged_file_gives_nobody_away(home: Path, tipcycle: Tipcycle) -> None:
    """Where two machines entered what only both together give away, no tally is shown, and it says so."""
    lay_down(home, own=MERGED, c2026_03_02=picked(weekly({5: "D"})))
    ran = tipcycle("pulse", on=ON)
    assert "none of them is shown" in ran.out
    assert "middle" not in ran.out
    (found,) = pulse(tipcycle)
    assert (found["median"], found["gap"], found["word"], found["held_back"]) == (None, None, None, True)


@pytest.mark.parametrize("own", ["[[pulse]]\nothers = [0, 1, 1, 1, 1]\n", MERGED], ids=["four-slips", "merged"])
@LANG
@pytest.mark.parametrize(
    "words", ["pulse", "pulse --json", "journal history", "journal history --json", "journal check"]
)
def test_no_screen_tells_single_answers(own: str, words: str, lang: str, home: Path, tipcycle: Tipcycle) -> None:
    """Neither the pulse nor the history nor the check says how many slips said what, or what they say in the middle."""
    lay_down(home, own=own, c2026_03_02=picked(weekly({5: "D"})))
    ran = tipcycle(words, on=ON, lang=lang)
    assert ran.code == 0
    assert not re.search(rf"{A_ROW}|middle one says|middelste zegt", ran.out + ran.err)
    if words == "pulse --json":
        (found,) = json.loads(ran.out)["pulse"]
        assert (found["median"], found["gap"], found["word"]) == (None, None, None)


def test_a_row_of_answers_is_seen_however_it_is_laid_out() -> None:
    """In a line and in the lines of JSON; a date, a time and the numbers of tips are none."""
    tally = [0, 1, 2, 1, 1]
    assert all(re.search(A_ROW, json.dumps({"slips": tally}, indent=indent)) for indent in (None, 2, 8))
    assert not re.search(A_ROW, "2026-03-06T08:01:00Z, cycle 1, 05, 13, 33, 34")


def test_a_damaged_tally_is_not_quoted(home: Path, tipcycle: Tipcycle) -> None:
    """What is wrong with it is said without what stands in it."""
    lay_down(home, own="[[pulse]]\nothers = [7, 7, 7, 7]\n", c2026_03_02=picked(weekly({5: "D"})))
    for words in ("journal check", "journal check --json"):
        ran = tipcycle(words, on=ON)
        assert ran.code == 65
        assert not re.search(r"7\W+7", ran.out + ran.err)


@pytest.mark.parametrize(
    "words", ["pulse --others 3,x", "pulse --others ,", "pulse --others 3,4,2,5,9", "pulse --own 0"]
)
def test_a_tally_that_is_none(words: str, home: Path, tipcycle: Tipcycle) -> None:
    """It is a mistake of the command line, and nothing is written."""
    running(home)
    before = contents(home)
    assert tipcycle(words, on=ON).code == 2
    assert contents(home) == before


# Reflection and spiral


def test_the_reflection_is_stored_shown_and_used(home: Path, tipcycle: Tipcycle) -> None:
    """The form, what it asks, five tips; compared with the one before; suggestions take it over."""
    running(home)
    first = tipcycle("reflect --answers nnnnnnyy", on="2026-03-06")
    assert "At hand: improve." in first.out
    assert len(re.findall(r"(?m)^  \d\d ", first.out)) == 5
    ran = tipcycle("reflect --answers yn?yyyy?", on=ON)
    assert "At hand: transition and innovate." in ran.out
    assert "hold the balance" in ran.out
    assert "Last time, on 6 March 2026: improve." in ran.out
    explained = tipcycle("reflect --explain", on=ON).out
    assert "= +0" in explained
    assert "= +3" in explained
    every = document(tipcycle("reflect --json", on=ON))["reflections"]
    assert [each["forms"] for each in every] == [["improve"], ["transition", "innovate"]]  # type: ignore[union-attr, index]
    suggested = document(tipcycle("tips suggest --json", on=ON))["tips"]
    assert sum(tip["form"] in ("transition", "innovate") for tip in suggested) >= 3  # type: ignore[union-attr, index]
    assert "it fits the change at hand" in " ".join(tip["because"] for tip in suggested)  # type: ignore[union-attr, index]


@pytest.mark.parametrize("words", ["reflect --answers yyy", "reflect --answers yyyyyyyx", "reflect"])
def test_a_reflection_that_is_none(words: str, home: Path, tipcycle: Tipcycle) -> None:
    """Eight answers or nobody to ask: a mistake of the command line."""
    running(home)
    before = contents(home)
    ran = tipcycle(words, on=ON)
    assert (ran.code, ran.out) == (2, "")
    assert contents(home) == before


def test_the_spiral_at_the_command_line(on_scene: On) -> None:
    """Side by side, and the way to fifty; without the flag the JSON is what it was."""
    out = on_scene(closed, "momentum --spiral", on=WORKED_ON).out
    assert out.count("aimed here") == 4
    assert "on the way to fifty" in out
    found = document(on_scene(closed, "momentum --spiral --json", on=WORKED_ON))
    assert sum(turn["aimed"] for turn in found.pop("spiral")) == 3  # type: ignore[attr-defined, misc]
    assert found == document(on_scene(closed, "momentum --json", on=WORKED_ON))


# For whoever does not use them

UNUSED = re.compile(r"(?i)pulse|slips|reflect|at hand|spiral|two realities|provisional|kompaszin|briefje|peiling")


@LANG
@pytest.mark.parametrize(
    "words",
    [
        "", "status", "momentum", "review", "review --private", "review --format markdown",
        "review --format markdown --private", "tips suggest", "prompt",
    ],
)  # fmt: skip
def test_what_is_not_used_is_not_there(words: str, lang: str, on_scene: On) -> None:
    """No screen of the loop speaks of a practice that nobody began."""
    ran = on_scene(worked, words, on=WORKED_ON, lang=lang)
    assert (ran.code, bool(ran.out)) == (0, words != "prompt")
    assert not UNUSED.search(ran.out + ran.err)


READS = (
    "sentence", "sentence --json", "voices", "voices --json", "voices list --search x", "pulse", "pulse --json",
    "reflect --show", "reflect --json", "reflect --explain", "momentum --spiral", "momentum --spiral --json",
)  # fmt: skip


@LANG
@pytest.mark.parametrize("words", READS)
@pytest.mark.parametrize("scene", [nothing, worked, second], ids=lambda scene: scene.__name__)
def test_showing_a_practice_writes_nothing(scene: On, words: str, lang: str, home: Path, tipcycle: Tipcycle) -> None:
    """Reads leave every file and every time alone, with and without a journal; JSON is one document either way."""
    scene(home)
    before = traces(home)
    ran = tipcycle(words, on=WORKED_ON, lang=lang)
    assert ran.code == 0
    assert traces(home) == before
    if "--json" in words:
        assert json.loads(ran.out)["version"] == 1
