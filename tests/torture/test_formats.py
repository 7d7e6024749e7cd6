"""T11, T12, T16: mutated bytes, arbitrary journals, the weeks of every day, and a clock that goes back."""

from pathlib import Path

import pytest

from tests.torture.fork_client import Runner, run_environ
from tests.torture.invariants import output_violations
from tests.torture.tally import IS_LARGE_RUN, Tally, report_tally, trial_count
from tests.torture.write_commands import CHECKIN, CYCLE_FILE, OWN_TIP

pytestmark = pytest.mark.torture
PARTS = 8


def check_mutated_bytes(runner: Runner, folder: Path, tally: Tally, *, cases: int, seed: int, views: int) -> None:
    """Read and show mutated journals (T11)."""
    arguments = {"folder": str(folder), "cases": cases, "seed": seed, "views": views}
    response = runner.call("tests.torture.byte_mutations:mutate_journals", timeout=7200, **arguments)
    tally.points += cases
    tally.violations += response["violations"]


def check_any_journal(runner: Runner, tally: Tally, *, cases: int, seed: int = 1) -> None:
    """Check the properties of the file format (T12)."""
    response = runner.call(
        "tests.torture.format_properties:check_round_trips", timeout=7200, count=cases, random_seed=seed
    )
    tally.points += response["tried"]
    tally.violations += response["violations"]


def check_every_day(runner: Runner, tally: Tally, *, first_year: int = 1970, last_year: int = 2100) -> None:
    """Check the weeks of every day (T16)."""
    response = runner.call("tests.torture.format_properties:check_weeks", first_year=first_year, last_year=last_year)
    tally.points += response["tried"]
    tally.violations += response["violations"]


def check_edge_blocks(runner: Runner, folder: Path, tally: Tally, *, step: int = 1) -> None:
    """Check the edge values of every key of every block (T11)."""
    response = runner.call("tests.torture.format_properties:check_edge_blocks", folder=str(folder), step=step)
    tally.points += response["tried"]
    tally.violations += response["violations"]


def test_edge_values_hide_nothing_and_stop_no_save(
    runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T11: no accepted value stops a later save or hides a cycle without a message."""
    tally = Tally("T11 edge values of every key")
    check_edge_blocks(runner, workspace / "case", tally)
    report_tally(tally, request, min_points=1000)


@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_journals_are_read_and_never_rewritten(
    part: int, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T11: no mutated journal breaks a command, controls the terminal or is rewritten."""
    tally = Tally("T11 mutated bytes of TOML")
    views = 2 if IS_LARGE_RUN else 1
    check_mutated_bytes(runner, workspace, tally, cases=trial_count(20_000, 100_000) // PARTS, seed=part, views=views)
    if not IS_LARGE_RUN:
        tally.notes.append("each case is read whole and shown by one command in turn; by two with TORTURE=large")
    report_tally(tally, request, min_points=trial_count(20_000, 100_000) // PARTS)


MISPLACED_KEYS = {
    "a tip without a language": 'title = "beside its table"\n',
    "an example without a language": "[tip.example]\nwho = 'x'\n"
    "url = 'https://example.org'\nsource = 'own'\nmine = 1\n",
}


@pytest.mark.parametrize("name", MISPLACED_KEYS)
def test_misplaced_tip_keys_break_no_command(
    name: str, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T11: an unknown key beside a missing language table of a tip breaks no command."""
    tally = Tally("T11 mutated bytes of TOML")
    home = CHECKIN.prepare(workspace / "case")
    head_toml, _, texts_toml = OWN_TIP.replace("id = 202", "id = 201").partition("[tip.en]")
    tips_toml = head_toml + MISPLACED_KEYS[name] + (f"[tip.en]{texts_toml}" if "example" in name else "")
    (home / "tips.toml").write_text(tips_toml, "utf-8")
    for command in ("status", "tips list", "tips show 5", "tips check"):
        result = runner.run(home, command.split())
        violations = output_violations(result)
        expected_code = 65 if command == "tips check" else 0
        tally.add_point(
            violations + ([] if result.exit_code == expected_code else [f"exit {result.exit_code}"]),
            f"{name}: `{command}`",
        )
    report_tally(tally, request)


@pytest.mark.parametrize("part", range(4))
def test_journals_round_trip(part: int, runner: Runner, request: pytest.FixtureRequest) -> None:
    """T12: any journal that is written and parsed is the same, and own lines stay."""
    tally = Tally("T12 models")
    check_any_journal(runner, tally, cases=trial_count(2_000, 50_000) // 4, seed=part)
    report_tally(tally, request, min_points=trial_count(2_000, 50_000) // 4)


def test_every_day_has_its_iso_week(runner: Runner, request: pytest.FixtureRequest) -> None:
    """T16: every day from 1970 to 2100 is in its ISO week.

    The rules of cycles for these weeks are tested in tests/core/test_weeks.py.
    """
    tally = Tally("T16 the clock")
    check_every_day(runner, tally)
    report_tally(tally, request, min_points=47_000)


CLOCK_OFFSETS = {"a second": 1, "an hour": 3600, "a day": 86_400, "a year": 31_536_000, "ten years": 315_360_000}


@pytest.mark.parametrize("date_source", ["fixed date", "system date"])
def test_clock_going_back_keeps_entry_order(
    date_source: str, runner: Runner, workspace: Path, request: pytest.FixtureRequest
) -> None:
    """T16: entries keep their order if the clock goes back, and `undo` removes the latest one."""
    tally = Tally("T16 the clock")
    for label, seconds in CLOCK_OFFSETS.items():
        home = CHECKIN.prepare(workspace / "case")
        environ = run_environ(home)
        if date_source == "system date":
            environ["TIPCYCLE_TODAY"] = ""
        args = ["profile", "--name"]
        violations = []
        for index, offset in enumerate((0, -seconds, -2 * seconds, seconds)):
            result = runner.run(home, [*args, f"name {index}"], environ=environ, seconds_later=offset)
            violations += output_violations(result) + (
                [] if result.exit_code == 0 else [f"exit {result.exit_code}: {result.output[-200:]}"]
            )
            stamps = [line for line in (home / "journal.toml").read_text().splitlines() if line.startswith("at = ")]
            if stamps != sorted(set(stamps)):
                violations.append(f"order is lost: {stamps}")
            if f"name {index}" not in runner.run(home, ["profile"], environ=environ).output:
                violations.append(f"name {index} is not the latest")
        undo_result = runner.run(home, ["undo", "--yes"], environ=environ, seconds_later=-3 * seconds)
        if undo_result.exit_code != 0 or "name 2" not in runner.run(home, ["profile"], environ=environ).output:
            violations.append(f"undo took another: {undo_result.output[-200:]}")
        if runner.run(home, ["journal", "check"], environ=environ).exit_code != 0:
            violations.append("journal check has errors")
        tally.add_point(violations, f"{date_source}, back by {label}")
    assert (home / CYCLE_FILE).exists()
    report_tally(tally, request, min_points=len(CLOCK_OFFSETS))
