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

from tests.torture.fault_injection import KILLED_EXIT_CODE
from tests.torture.fork_client import Runner, run_environ
from tests.torture.in_process import run_in_process
from tests.torture.tally import Tally, report_tally, trial_count
from tests.torture.write_commands import CYCLE_FILE, FIRST_PICK

pytestmark = pytest.mark.torture

PARTS = 8
FIVE = (5, 13, 33, 34, 42)
ALLOWED_STATUSES = {5: "DCM", 13: "DCM", 33: "DCMN", 34: "DCM", 42: "DCM"}
STATUS_FLAGS = {"D": "--did", "C": "--costly", "M": "--missed", "N": "--none"}
TODAY = "2026-04-03"
WEEKS = ["2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W14"]

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and not text.startswith("-")
)


@dataclass
class Model:
    """What somebody would expect after all that was saved."""

    statuses: dict[tuple[int, str], str] = field(default_factory=dict)
    voices: list[str] = field(default_factory=list)
    stars: set[int] = field(default_factory=set)
    name: str | None = None
    touchstone: str | None = None
    paused: set[str] = field(default_factory=set)


Effect = Callable[[Model], None]


def run_sequences(runner: Runner, ground: Path, tally: Tally, *, runs: int, steps: int, start: int) -> None:
    """Many sequences; a difference fails with the shortest one that shows it."""
    numbers = itertools.count()

    class Person(RuleBasedStateMachine):
        """Somebody at a terminal that now and then dies."""

        def __init__(self) -> None:
            super().__init__()
            self.folder = ground / f"case{next(numbers)}"
            self.home = FIRST_PICK.prepare(self.folder)
            assert run_in_process(FIRST_PICK.args, self.home, today=FIRST_PICK.today).code == 0
            self.earlier_models: list[Model] = []
            self.model = Model()

        def _run(self, args: list[str], effect: Effect) -> None:
            shown = run_in_process(args, self.home, today=TODAY, cache_at_once=True)
            assert shown.code == 0, (args, shown)
            assert not shown.violations, shown.violations
            self._record_effect(effect)

        def _record_effect(self, effect: Effect) -> None:
            self.earlier_models.append(copy.deepcopy(self.model))
            effect(self.model)
            tally.points += 1

        @rule(week=st.sampled_from(WEEKS), data=st.data())
        def check_in(self, week: str, data: st.DataObject) -> None:
            """Answers for some of the five."""
            if week in self.model.paused:
                return
            statuses = {
                tip: data.draw(st.sampled_from(ALLOWED_STATUSES[tip])) for tip in FIVE if data.draw(st.booleans())
            }
            if statuses:
                words = ["checkin", "--week", week]
                for letter, flag in STATUS_FLAGS.items():
                    tips = [str(tip) for tip, said in statuses.items() if said == letter]
                    words += [flag, ",".join(tips)] if tips else []
                new = {(tip, week): said for tip, said in statuses.items()}
                self._run(words, lambda model: model.statuses.update(new))

        @rule(text=texts)
        def add_voice(self, text: str) -> None:
            """Keeps a voice."""
            self._run(["voices", "add", text], lambda model: model.voices.append(text))

        @rule(tip=st.integers(1, 101))
        def toggle_star(self, tip: int) -> None:
            """Gives a star, or takes it."""
            if tip in self.model.stars:
                self._run(["tips", "unstar", str(tip)], lambda model: model.stars.discard(tip))
            else:
                self._run(["tips", "star", str(tip)], lambda model: model.stars.add(tip))

        @rule(name=texts)
        def set_name(self, name: str) -> None:
            """Sets the profile."""
            if name != self.model.name:
                self._run(["profile", "--name", name], lambda model: setattr(model, "name", name))

        @rule(text=texts)
        def set_touchstone(self, text: str) -> None:
            """Sets the sentence."""
            if text != self.model.touchstone:
                self._run(["touchstone", text], lambda model: setattr(model, "touchstone", text))

        @precondition(lambda self: self.before)
        @rule()
        def undo(self) -> None:
            """Takes back the last entry that stands."""
            shown = run_in_process(["undo", "--yes"], self.home, today=TODAY, cache_at_once=True)
            assert shown.code == 0, shown
            self.model = self.earlier_models.pop()
            tally.points += 1

        @rule(text=texts, at=st.integers(1, 30), how=st.sampled_from(["before", "after", "half"]))
        def crash(self, text: str, at: int, how: str) -> None:
            """The process ends somewhere while it keeps a voice: it is kept, or it is not."""
            attack = {"how": how, "root": str(self.home), "at": at}
            environment = run_environ(self.home, today=TODAY)
            result = runner.run(self.home, ["voices", "add", text], environ=environment, attack=attack)
            assert result.code in (0, KILLED_EXIT_CODE), result.output
            document = json.loads(run_in_process(["voices", "--json"], self.home, today=TODAY, cache_at_once=True).out)
            texts_found = [voice["text"] for voice in document["voices"]]
            if result.code == 0 or len(texts_found) > len(self.model.voices):
                self._record_effect(lambda model: model.voices.append(text))
            else:
                tally.points += 1

        @invariant()
        def matches_model(self) -> None:
            """Read afresh, the journal says what the model says."""
            status = json.loads(run_in_process(["status", "--json"], self.home, today=TODAY, cache_at_once=True).out)
            for tip in status["tips"]:
                for week, letter in zip(WEEKS, tip["weeks"], strict=False):
                    assert letter == self.model.statuses.get((tip["tip"], week), "?"), (tip, week)
            voices = json.loads(run_in_process(["voices", "--json"], self.home, today=TODAY, cache_at_once=True).out)[
                "voices"
            ]
            assert sorted(voice["text"] for voice in voices) == sorted(self.model.voices)

        def teardown(self) -> None:
            """At the end everything is looked at, and no file has a mistake."""
            profile = json.loads(run_in_process(["profile", "--json"], self.home, today=TODAY, cache_at_once=True).out)[
                "profile"
            ]
            assert profile["name"] == self.model.name
            sentence = json.loads(
                run_in_process(["touchstone", "--json"], self.home, today=TODAY, cache_at_once=True).out
            )["sentence"]
            assert (sentence and sentence["text"]) == self.model.touchstone
            starred = json.loads(
                run_in_process(["tips", "list", "--starred", "--json"], self.home, today=TODAY, cache_at_once=True).out
            )["tips"]
            assert {tip["tip"] for tip in starred} == self.model.stars
            check = run_in_process(["journal", "check", "--json"], self.home, today=TODAY, cache_at_once=True)
            assert (check.code, json.loads(check.out)["problems"]) == (0, [])
            assert (self.home / CYCLE_FILE).exists()

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
        run_sequences(
            runner, ground, tally, runs=trial_count(200, 5000) // PARTS, steps=trial_count(30, 50), start=part
        )
    except AssertionError as error:
        tally.violations.append(str(error)[:600])
    tally.notes.append(f"{trial_count(200, 5000)} sequences of at most {trial_count(30, 50)} steps")
    report_tally(tally, request, min_points=50)
