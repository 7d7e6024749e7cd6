"""T11, T12, T16: bytes that no program wrote, any journal there can be, every day, and a clock that goes back."""

from pathlib import Path

import pytest

from tests.torture.fork_client import Runner, run_environ
from tests.torture.invariants import output_violations
from tests.torture.tally import IS_LARGE_RUN, Tally, report_tally, trial_count
from tests.torture.write_commands import CHECKIN, CYCLE_FILE, OWN_TIP

pytestmark = pytest.mark.torture
PARTS = 8


def check_mutated_bytes(runner: Runner, folder: Path, tally: Tally, *, cases: int, seed: int, views: int) -> None:
    """T11: mutated journals, read and shown."""
    arguments = {"folder": str(folder), "cases": cases, "seed": seed, "views": views}
    reported = runner.call("tests.torture.byte_mutations:mutate_journals", seconds=7200, **arguments)
    tally.points += cases
    tally.violations += reported["broken"]


def check_any_journal(runner: Runner, tally: Tally, *, cases: int, seed: int = 1) -> None:
    """T12: laws of the format."""
    reported = runner.call("tests.torture.format_properties:check_round_trips", seconds=7200, count=cases, start=seed)
    tally.points += reported["tried"]
    tally.violations += reported["broken"]


def check_every_day(runner: Runner, tally: Tally, *, first: int = 1970, last: int = 2100) -> None:
    """T16: weeks of every day."""
    reported = runner.call("tests.torture.format_properties:check_weeks", first=first, last=last)
    tally.points += reported["tried"]
    tally.violations += reported["broken"]


@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_bytes(part: int, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T11: 20,000 mutated journals are read, and none brings a view down, reaches the terminal or is written to."""
    tally = Tally("T11 mutated bytes of TOML")
    views = 2 if IS_LARGE_RUN else 1
    check_mutated_bytes(runner, ground, tally, cases=trial_count(20_000, 100_000) // PARTS, seed=part, views=views)
    if not IS_LARGE_RUN:
        tally.notes.append("each case is read whole and shown by one command in turn; by two with TORTURE=large")
    report_tally(tally, request, min_points=trial_count(20_000, 100_000) // PARTS)


MISPLACED_KEYS = {
    "a tip without a language": 'title = "beside its table"\n',
    "an example without a language": "[tip.example]\nwho = 'x'\n"
    "url = 'https://example.org'\nsource = 'own'\nmine = 1\n",
}


@pytest.mark.parametrize("name", MISPLACED_KEYS)
def test_own_tips_that_brought_every_view_down(
    name: str, runner: Runner, ground: Path, request: pytest.FixtureRequest
) -> None:
    """T11 found these: a key that is not known hid that there is no language, and every command ended in an error."""
    tally = Tally("T11 mutated bytes of TOML")
    home = CHECKIN.prepare(ground / "case")
    head, _, texts = OWN_TIP.replace("id = 202", "id = 201").partition("[tip.en]")
    whole = head + MISPLACED_KEYS[name] + (f"[tip.en]{texts}" if "example" in name else "")
    (home / "tips.toml").write_text(whole, "utf-8")
    for words in ("status", "tips list", "tips show 5", "tips check"):
        result = runner.run(home, words.split())
        broken = output_violations(result)
        wanted = 65 if words == "tips check" else 0
        tally.add_point(broken + ([] if result.code == wanted else [f"exit {result.code}"]), f"{name}: `{words}`")
    report_tally(tally, request)


@pytest.mark.parametrize("part", range(4))
def test_any_journal(part: int, runner: Runner, request: pytest.FixtureRequest) -> None:
    """T12: any journal written and read is the same, and what a person wrote into it stays."""
    tally = Tally("T12 models")
    check_any_journal(runner, tally, cases=trial_count(2_000, 50_000) // 4, seed=part)
    report_tally(tally, request, min_points=trial_count(2_000, 50_000) // 4)


def test_every_day(runner: Runner, request: pytest.FixtureRequest) -> None:
    """T16: the week of every day from 1970 to 2100 (the rules of cycles on them are in tests/core/test_weeks.py)."""
    tally = Tally("T16 the clock")
    check_every_day(runner, tally)
    report_tally(tally, request, min_points=47_000)


CLOCK_OFFSETS = {"a second": 1, "an hour": 3600, "a day": 86_400, "a year": 31_536_000, "ten years": 315_360_000}


@pytest.mark.parametrize("told", ["a set day", "the machine's day"])
def test_a_clock_that_goes_back(told: str, runner: Runner, ground: Path, request: pytest.FixtureRequest) -> None:
    """T16: entries made while the clock goes back keep their order, and `undo` takes the last one that was made."""
    tally = Tally("T16 the clock")
    for name, seconds in CLOCK_OFFSETS.items():
        home = CHECKIN.prepare(ground / "case")
        environment = run_environ(home)
        if told == "the machine's day":
            environment["TIPCYCLE_TODAY"] = ""
        words = ["profile", "--name"]
        broken = []
        for n, later in enumerate((0, -seconds, -2 * seconds, seconds)):
            result = runner.run(home, [*words, f"name {n}"], environ=environment, seconds_later=later)
            broken += output_violations(result) + (
                [] if result.code == 0 else [f"exit {result.code}: {result.output[-200:]}"]
            )
            stamps = [line for line in (home / "journal.toml").read_text().splitlines() if line.startswith("at = ")]
            if stamps != sorted(set(stamps)):
                broken.append(f"order is lost: {stamps}")
            if f"name {n}" not in runner.run(home, ["profile"], environ=environment).output:
                broken.append(f"name {n} is not the latest")
        taken = runner.run(home, ["undo", "--yes"], environ=environment, seconds_later=-3 * seconds)
        if taken.code != 0 or "name 2" not in runner.run(home, ["profile"], environ=environment).output:
            broken.append(f"undo took another: {taken.output[-200:]}")
        if runner.run(home, ["journal", "check"], environ=environment).code != 0:
            broken.append("journal check has errors")
        tally.add_point(broken, f"{told}, back by {name}")
    assert (home / CYCLE_FILE).exists()
    report_tally(tally, request, min_points=len(CLOCK_OFFSETS))
