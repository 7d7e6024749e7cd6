"""T13: random sequences of commands, with crashes, compared with a model of the expected journal."""

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
    """The expected content of the journal after all saved commands."""

    statuses: dict[tuple[int, str], str] = field(default_factory=dict)
    voices: list[str] = field(default_factory=list)
    stars: set[int] = field(default_factory=set)
    name: str | None = None
    touchstone: str | None = None
    paused: set[str] = field(default_factory=set)


Effect = Callable[[Model], None]


def run_sequences(runner: Runner, workspace: Path, tally: Tally, *, runs: int, steps: int, random_seed: int) -> None:
    """Run many random sequences; a difference fails with the shortest sequence that shows it."""
    folder_numbers = itertools.count()

    class SimulatedUser(RuleBasedStateMachine):
        """A user whose terminal sometimes dies."""

        def __init__(self) -> None:
            super().__init__()
            self.folder = workspace / f"case{next(folder_numbers)}"
            self.home = FIRST_PICK.prepare(self.folder)
            assert run_in_process(FIRST_PICK.args, self.home, today=FIRST_PICK.today).exit_code == 0
            self.earlier_models: list[Model] = []
            self.model = Model()

        def _run(self, args: list[str], effect: Effect) -> None:
            result = run_in_process(args, self.home, today=TODAY)
            assert result.exit_code == 0, (args, result)
            assert not result.violations, result.violations
            self._record_effect(effect)

        def _record_effect(self, effect: Effect) -> None:
            self.earlier_models.append(copy.deepcopy(self.model))
            effect(self.model)
            tally.points += 1

        @rule(week=st.sampled_from(WEEKS), data=st.data())
        def check_in(self, week: str, data: st.DataObject) -> None:
            """Record statuses for some of the five tips."""
            if week in self.model.paused:
                return
            statuses = {
                tip: data.draw(st.sampled_from(ALLOWED_STATUSES[tip])) for tip in FIVE if data.draw(st.booleans())
            }
            if statuses:
                args = ["checkin", "--week", week]
                for letter, flag in STATUS_FLAGS.items():
                    tips = [str(tip) for tip, status in statuses.items() if status == letter]
                    args += [flag, ",".join(tips)] if tips else []
                new_statuses = {(tip, week): status for tip, status in statuses.items()}
                self._run(args, lambda model: model.statuses.update(new_statuses))

        @rule(text=texts)
        def add_voice(self, text: str) -> None:
            """Add a voice."""
            self._run(["voices", "add", text], lambda model: model.voices.append(text))

        @rule(tip=st.integers(1, 101))
        def toggle_star(self, tip: int) -> None:
            """Star a tip, or remove its star."""
            if tip in self.model.stars:
                self._run(["tips", "unstar", str(tip)], lambda model: model.stars.discard(tip))
            else:
                self._run(["tips", "star", str(tip)], lambda model: model.stars.add(tip))

        @rule(name=texts)
        def set_name(self, name: str) -> None:
            """Set the name in the profile."""
            if name != self.model.name:
                self._run(["profile", "--name", name], lambda model: setattr(model, "name", name))

        @rule(text=texts)
        def set_touchstone(self, text: str) -> None:
            """Set the touchstone."""
            if text != self.model.touchstone:
                self._run(["sentence", text], lambda model: setattr(model, "touchstone", text))

        @precondition(lambda self: self.earlier_models)
        @rule()
        def undo(self) -> None:
            """Undo the latest entry."""
            result = run_in_process(["undo", "--yes"], self.home, today=TODAY)
            assert result.exit_code == 0, result
            self.model = self.earlier_models.pop()
            tally.points += 1

        @rule(text=texts, call_number=st.integers(1, 30), mode=st.sampled_from(["before", "after", "half"]))
        def crash(self, text: str, call_number: int, mode: str) -> None:
            """End the process at some call while it adds a voice; the voice is saved or not."""
            attack = {"mode": mode, "root": str(self.home), "call_number": call_number}
            environ = run_environ(self.home, today=TODAY)
            result = runner.run(self.home, ["voices", "add", text], environ=environ, attack=attack)
            assert result.exit_code in (0, KILLED_EXIT_CODE), result.output
            document = json.loads(run_in_process(["voices", "--json"], self.home, today=TODAY).stdout)
            saved_texts = [voice["text"] for voice in document["voices"]]
            if result.exit_code == 0 or len(saved_texts) > len(self.model.voices):
                self._record_effect(lambda model: model.voices.append(text))
            else:
                tally.points += 1

        @invariant()
        def matches_model(self) -> None:
            """Statuses and voices of the journal equal those of the model. The stamp of the prompt is up to date."""
            for _ in range(2):
                prompt = run_in_process(["prompt"], self.home, today=TODAY, stamp_at_once=True).stdout
                assert bool(prompt) == all((tip, WEEKS[-1]) not in self.model.statuses for tip in FIVE)
            status = json.loads(run_in_process(["status", "--json"], self.home, today=TODAY).stdout)
            for tip in status["tips"]:
                for week, letter in zip(WEEKS, tip["weeks"], strict=False):
                    assert letter == self.model.statuses.get((tip["tip"], week), "?"), (tip, week)
            voices = json.loads(run_in_process(["voices", "--json"], self.home, today=TODAY).stdout)["voices"]
            assert sorted(voice["text"] for voice in voices) == sorted(self.model.voices)

        def teardown(self) -> None:
            """Compare everything else with the model, and check all files."""
            profile = json.loads(run_in_process(["profile", "--json"], self.home, today=TODAY).stdout)["profile"]
            assert profile["name"] == self.model.name
            touchstone = json.loads(run_in_process(["sentence", "--json"], self.home, today=TODAY).stdout)["sentence"]
            assert (touchstone and touchstone["text"]) == self.model.touchstone
            starred = json.loads(
                run_in_process(["tips", "list", "--starred", "--json"], self.home, today=TODAY).stdout
            )["tips"]
            assert {tip["tip"] for tip in starred} == self.model.stars
            result = run_in_process(["journal", "check", "--json"], self.home, today=TODAY)
            assert (result.exit_code, json.loads(result.stdout)["problems"]) == (0, [])
            assert (self.home / CYCLE_FILE).exists()

    machine_settings = settings(
        max_examples=runs, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(seed(random_seed)(SimulatedUser), settings=machine_settings)


@pytest.mark.parametrize("part", range(PARTS))
def test_command_sequences_match_model(
    part: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T13: after any sequence of commands and crashes the journal equals the model.

    Outputs are cached at once, so an outdated one would be noticed.
    """
    tally = Tally("T13 command sequences")
    try:
        run_sequences(
            runner, workspace, tally, runs=trial_count(200, 5000) // PARTS, steps=trial_count(30, 50), random_seed=part
        )
    except AssertionError as error:
        tally.violations.append(str(error)[:600])
    tally.notes.append(f"{trial_count(200, 5000)} sequences of at most {trial_count(30, 50)} steps")
    report_tally(tally, request, min_points=50)
