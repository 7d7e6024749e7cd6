"""T13: any sequence of commands, with crashes and fresh starts, against a model of what a person would expect."""

import copy
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.torture.commands import CYCLE, FIRST
from tests.torture.faults import KILLED
from tests.torture.inside import show
from tests.torture.runner import Runner, surroundings
from tests.torture.tally import Tally, count, settle

pytestmark = pytest.mark.torture

PARTS = 8
FIVE = (5, 13, 33, 34, 42)
KINDS = {5: "DCM", 13: "DCM", 33: "DCMN", 34: "DCM", 42: "DCM"}
FLAGS = {"D": "--did", "C": "--costly", "M": "--missed", "N": "--none"}
TODAY = "2026-04-03"
WEEKS = ["2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W14"]

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and not text.startswith("-")
)


@dataclass
class Model:
    """What somebody would expect after all that was saved."""

    answers: dict[tuple[int, str], str] = field(default_factory=dict)
    voices: list[str] = field(default_factory=list)
    stars: set[int] = field(default_factory=set)
    name: str | None = None
    sentence: str | None = None
    paused: set[str] = field(default_factory=set)


Effect = Callable[[Model], None]


def sequences(runner: Runner, ground: Path, tally: Tally, *, runs: int, steps: int, start: int) -> None:
    """Many sequences; a difference fails with the shortest one that shows it."""
    numbers = itertools.count()

    class Person(RuleBasedStateMachine):
        """Somebody at a terminal that now and then dies."""

        def __init__(self) -> None:
            super().__init__()
            self.folder = ground / f"case{next(numbers)}"
            self.home = FIRST.prepare(self.folder)
            assert show(FIRST.words, self.home, on=FIRST.on).code == 0
            self.before: list[Model] = []
            self.model = Model()

        def _does(self, words: list[str], effect: Effect) -> None:
            shown = show(words, self.home, on=TODAY, hasty=True)
            assert shown.code == 0, (words, shown)
            assert not shown.broken, shown.broken
            self._kept(effect)

        def _kept(self, effect: Effect) -> None:
            self.before.append(copy.deepcopy(self.model))
            effect(self.model)
            tally.points += 1

        @rule(week=st.sampled_from(WEEKS), data=st.data())
        def checks_in(self, week: str, data: st.DataObject) -> None:
            """Answers for some of the five."""
            if week in self.model.paused:
                return
            told = {tip: data.draw(st.sampled_from(KINDS[tip])) for tip in FIVE if data.draw(st.booleans())}
            if told:
                words = ["checkin", "--week", week]
                for letter, flag in FLAGS.items():
                    tips = [str(tip) for tip, said in told.items() if said == letter]
                    words += [flag, ",".join(tips)] if tips else []
                new = {(tip, week): said for tip, said in told.items()}
                self._does(words, lambda model: model.answers.update(new))

        @rule(text=texts)
        def hears(self, text: str) -> None:
            """Keeps a voice."""
            self._does(["voices", "add", text], lambda model: model.voices.append(text))

        @rule(tip=st.integers(1, 101))
        def stars(self, tip: int) -> None:
            """Gives a star, or takes it."""
            if tip in self.model.stars:
                self._does(["tips", "unstar", str(tip)], lambda model: model.stars.discard(tip))
            else:
                self._does(["tips", "star", str(tip)], lambda model: model.stars.add(tip))

        @rule(name=texts)
        def says_a_name(self, name: str) -> None:
            """Sets the profile."""
            if name != self.model.name:
                self._does(["profile", "--name", name], lambda model: setattr(model, "name", name))

        @rule(text=texts)
        def sets_the_sentence(self, text: str) -> None:
            """Sets the sentence."""
            if text != self.model.sentence:
                self._does(["sentence", text], lambda model: setattr(model, "sentence", text))

        @precondition(lambda self: self.before)
        @rule()
        def takes_back(self) -> None:
            """Takes back the last entry that stands."""
            shown = show(["undo", "--yes"], self.home, on=TODAY, hasty=True)
            assert shown.code == 0, shown
            self.model = self.before.pop()
            tally.points += 1

        @rule(text=texts, at=st.integers(1, 30), how=st.sampled_from(["before", "after", "half"]))
        def crashes(self, text: str, at: int, how: str) -> None:
            """The process ends somewhere while it keeps a voice: it is kept, or it is not."""
            attack = {"how": how, "root": str(self.home), "at": at}
            environment = surroundings(self.home, on=TODAY)
            result = runner.run(self.home, ["voices", "add", text], environment=environment, attack=attack)
            assert result.code in (0, KILLED), result.said
            told = json.loads(show(["voices", "--json"], self.home, on=TODAY, hasty=True).out)
            there = [voice["text"] for voice in told["voices"]]
            if result.code == 0 or len(there) > len(self.model.voices):
                self._kept(lambda model: model.voices.append(text))
            else:
                tally.points += 1

        @invariant()
        def is_as_expected(self) -> None:
            """Read afresh, the journal says what the model says."""
            status = json.loads(show(["status", "--json"], self.home, on=TODAY, hasty=True).out)
            for tip in status["tips"]:
                for week, letter in zip(WEEKS, tip["weeks"], strict=False):
                    assert letter == self.model.answers.get((tip["tip"], week), "?"), (tip, week)
            told = json.loads(show(["voices", "--json"], self.home, on=TODAY, hasty=True).out)["voices"]
            assert sorted(voice["text"] for voice in told) == sorted(self.model.voices)

        def teardown(self) -> None:
            """At the end everything is looked at, and no file has a mistake."""
            profile = json.loads(show(["profile", "--json"], self.home, on=TODAY, hasty=True).out)["profile"]
            assert profile["name"] == self.model.name
            sentence = json.loads(show(["sentence", "--json"], self.home, on=TODAY, hasty=True).out)["sentence"]
            assert (sentence and sentence["text"]) == self.model.sentence
            starred = json.loads(show(["tips", "list", "--starred", "--json"], self.home, on=TODAY, hasty=True).out)[
                "tips"
            ]
            assert {tip["tip"] for tip in starred} == self.model.stars
            check = show(["journal", "check", "--json"], self.home, on=TODAY, hasty=True)
            assert (check.code, json.loads(check.out)["problems"]) == (0, [])
            assert (self.home / CYCLE).exists()

    chosen = settings(
        max_examples=runs, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(seed(start)(Person), settings=chosen)


@pytest.mark.parametrize("part", range(PARTS))
def test_any_sequence(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T13: check-ins, voices, stars, names, sentences, undo and crashes in any order.

    Answers are kept at once, so that one that no longer stands would be seen.
    """
    tally = Tally("T13 command sequences")
    try:
        sequences(runner, ground, tally, runs=count(200, 5000) // PARTS, steps=count(30, 50), start=part)
    except AssertionError as error:
        tally.violations.append(str(error)[:600])
    tally.notes.append(f"{count(200, 5000)} sequences of at most {count(30, 50)} steps")
    settle(tally, request, least=50)
