"""The commands that are timed, their journals, and the output that each must print."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tools.bench.journals import BenchJournal, write_journal
from tools.bench.measure import Case, run_case
from tools.bench.programs import BENCH_FOLDER, Programs

ONE_CYCLE, TEN_YEARS = 1, 60
CYCLE_COUNTS = (ONE_CYCLE, 6, TEN_YEARS, 600)

PROMPT_DUE, PROMPT_IDLE, PROMPT_DUE_DUTCH = "`prompt`, due", "`prompt`, not due", "`prompt`, due, in Dutch"
HOME, HOME_DUTCH, HOME_TERMINAL = "the glance, piped", "the glance, piped, in Dutch", "the glance, on a terminal"
STATUS, CHECKIN, MOMENTUM = "`status --json`", "`checkin --did …`", "`momentum`"
HELP, SEARCH, SEARCH_DUTCH = "`--help`", "`tips search klacht`", "`tips search klacht`, in Dutch"
PDF, STARTUP, STATUS_TEXT = "`review --format pdf`", "`completion bash`", "`status`"
PROMPT_WITHOUT_RE, PROMPT_WITHOUT_CACHE = (
    "`prompt`, due, by a script without `re`",
    "`prompt`, due, ten years, its cache removed",
)
UNCACHED = "{}, worked out anew"

BARE_PYTHON, BARE_TYPST, BARE_TOML = "`python -c pass`", "bare Typst", "`tomllib`, each file once"
WATSON, WATSON_TERMINAL = "`watson status`, piped", "`watson status`, on a terminal"
JRNL_READ, JRNL_WRITE, TODO_LIST = "`jrnl -n 3`", '`jrnl "today: text"`', "`todo list`"

SIZE_INDEPENDENT_COMMANDS = (PROMPT_DUE, PROMPT_IDLE, HOME, HOME_TERMINAL, STATUS, CHECKIN, HELP, SEARCH)
"""Commands that should take as long on a journal of ten years as on one of one cycle."""
GROWTH_COMMANDS = (PROMPT_DUE, HOME, STATUS, MOMENTUM, CHECKIN)
CACHED_COMMANDS = (PROMPT_DUE, HOME, STATUS, HELP, SEARCH, MOMENTUM)
"""Commands whose output is cached; the first run of a day, or after a change, computes it."""


@dataclass(frozen=True, slots=True)
class _CommandSpec:
    """Arguments and expected output of a command."""

    arguments: tuple[str, ...]
    expected_output: str
    is_idle_day: bool = False
    """True if the command runs on a day on which nothing is due."""
    in_dutch: bool = False
    on_terminal: bool = False


_ANSI_ESCAPE = "\x1b["
_SPECS = {
    PROMPT_DUE: _CommandSpec(("prompt",), "check-in"),
    PROMPT_IDLE: _CommandSpec(("prompt",), "", is_idle_day=True),
    PROMPT_DUE_DUTCH: _CommandSpec(("prompt",), "check-in", in_dutch=True),
    HOME: _CommandSpec((), "Wednesday", is_idle_day=True),
    HOME_DUTCH: _CommandSpec((), "woensdag", is_idle_day=True, in_dutch=True),
    HOME_TERMINAL: _CommandSpec((), _ANSI_ESCAPE, is_idle_day=True, on_terminal=True),
    STATUS: _CommandSpec(("status", "--json"), '"version": 1'),
    STATUS_TEXT: _CommandSpec(("status",), "."),
    MOMENTUM: _CommandSpec(("momentum",), "."),
    HELP: _CommandSpec(("--help",), "checkin"),
    SEARCH: _CommandSpec(("tips", "search", "klacht"), "60 "),
    SEARCH_DUTCH: _CommandSpec(("tips", "search", "klacht"), "klacht", in_dutch=True),
    STARTUP: _CommandSpec(("completion", "bash"), "tipcycle"),
}
_LAUNCHER_WITHOUT_RE = "import sys; from tipcycle.__main__ import main; sys.exit(main())"
"""Minimal launcher, as uv writes it; the one of pip 23.2 imports `re` first."""
_CHILD_SCRIPT = Path(__file__).with_name("child.py")


def case_name(command: str, cycles: int) -> str:
    """Return the name of the case that runs a command on a journal with so many cycles."""
    return f"{command} [{cycles}]"


class CaseFactory:
    """Creates all cases, and the journals that they need."""

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        folder = BENCH_FOLDER / "journals"
        shutil.rmtree(folder, ignore_errors=True)
        self._journals = {cycles: write_journal(folder / f"read-{cycles}", cycles) for cycles in CYCLE_COUNTS}
        self._writable_journals = {cycles: write_journal(folder / f"write-{cycles}", cycles) for cycles in CYCLE_COUNTS}
        self._restore_functions = {
            cycles: _file_restorer(journal.last_file) for cycles, journal in self._writable_journals.items()
        }
        self._uncached_journal = write_journal(folder / "uncached", TEN_YEARS)
        self._cold_journals = {
            cycles: write_journal(folder / f"anew-{cycles}", cycles) for cycles in (ONE_CYCLE, TEN_YEARS)
        }
        for journal in self._journals.values():
            self._require_clean_journal(journal)

    def compared_cases(self) -> list[Case]:
        """Return the cases of the targets: every command, and what it is compared with."""
        one_cycle_cases = [
            self._tipcycle_case(name, ONE_CYCLE) for name in (*_SPECS, CHECKIN) if name not in (MOMENTUM, STATUS_TEXT)
        ]
        ten_year_cases = [self._tipcycle_case(name, TEN_YEARS) for name in (*SIZE_INDEPENDENT_COMMANDS, MOMENTUM)]
        return [
            self._python_case(),
            *one_cycle_cases,
            *self._peer_cases(),
            *ten_year_cases,
            *self._breakdown_cases(),
            *self._pdf_cases(),
        ]

    def growth_cases(self) -> list[Case]:
        """Return the same commands on journals of every size."""
        return [self._tipcycle_case(name, cycles) for cycles in CYCLE_COUNTS for name in GROWTH_COMMANDS]

    def memory_cases(self) -> list[Case]:
        """Return the cases whose peak memory is measured."""
        status = [self._tipcycle_case(STATUS_TEXT, ONE_CYCLE), self._tipcycle_case(STATUS_TEXT, TEN_YEARS)]
        return [
            self._python_case(),
            *status,
            self._cold_case(STATUS_TEXT, ONE_CYCLE),
            self._cold_case(STATUS_TEXT, TEN_YEARS),
        ]

    def _require_clean_journal(self, journal: BenchJournal) -> None:
        """Raise UnexpectedOutputError if the program reports a problem in the journal."""
        argv: list[str | Path] = [self._programs.tipcycle, "journal", "check", "--json"]
        run_case(Case("the journals", argv, self._environ(journal), expected_output='"problems": []'))

    def _tipcycle_case(self, command: str, cycles: int) -> Case:
        if command == CHECKIN:
            return self._checkin_case(cycles)
        spec, journal = _SPECS[command], self._journals[cycles]
        return Case(
            case_name(command, cycles),
            [self._programs.tipcycle, *spec.arguments],
            self._environ(journal, is_idle_day=spec.is_idle_day, in_dutch=spec.in_dutch),
            on_terminal=spec.on_terminal,
            expected_output=spec.expected_output,
        )

    def _environ(self, journal: BenchJournal, *, is_idle_day: bool = False, in_dutch: bool = False) -> dict[str, str]:
        day = journal.idle_day if is_idle_day else journal.due_day
        overrides = {"TIPCYCLE_HOME": str(journal.home), "TIPCYCLE_TODAY": day.isoformat()}
        return {**self._programs.environ, **overrides, **({"TIPCYCLE_LANG": "nl"} if in_dutch else {})}

    def _checkin_case(self, cycles: int) -> Case:
        """Return a case that writes.

        Before each run the file is restored and synced to disk, and read once.
        """
        journal = self._writable_journals[cycles]
        environ = self._environ(journal)
        read_case = Case("look", [self._programs.tipcycle, "prompt"], environ, expected_output="check-in")

        def restore_and_read() -> None:
            self._restore_functions[cycles]()
            run_case(read_case)

        first, second, third, *other_tips = map(str, journal.picked_tips)
        args = ["checkin", "--did", ",".join((first, second, third)), "--missed", ",".join(other_tips), "--team", "4"]
        argv: list[str | Path] = [self._programs.tipcycle, *args]
        return Case(case_name(CHECKIN, cycles), argv, environ, prepare=restore_and_read, expected_output="Saved")

    def _python_case(self) -> Case:
        return Case(BARE_PYTHON, [self._programs.python, "-c", "pass"], self._programs.environ, expected_output="")

    def _peer_cases(self) -> list[Case]:
        programs = self._programs
        environ = programs.environ
        return [
            Case(WATSON, [programs.watson, "status"], environ, expected_output="rounds"),
            Case(WATSON_TERMINAL, [programs.watson, "status"], environ, on_terminal=True, expected_output=_ANSI_ESCAPE),
            Case(JRNL_READ, [programs.jrnl, "-n", "3"], environ, expected_output="Week 51"),
            Case(JRNL_WRITE, [programs.jrnl, "today: text"], environ, prepare=_file_restorer(programs.jrnl_file)),
            Case(TODO_LIST, [programs.todo, "list"], environ, expected_output="Scrap one rule"),
        ]

    def _cold_case(self, command: str, cycles: int) -> Case:
        """Return the case of a command without a cached output."""
        journal = self._cold_journals[cycles]
        cache_folder = journal.home / ".tipcycle" / "cache" / "answers"
        return replace(
            self._tipcycle_case(command, cycles),
            name=case_name(UNCACHED.format(command), cycles),
            environ=self._environ(journal, is_idle_day=_SPECS[command].is_idle_day),
            prepare=lambda: shutil.rmtree(cache_folder, ignore_errors=True),
        )

    def _breakdown_cases(self) -> list[Case]:
        """Return cases that belong to no target but show where the time goes."""
        environ = self._environ(self._uncached_journal)
        cache = self._uncached_journal.home / ".tipcycle" / "cache"
        python = self._programs.python

        def remove_cache() -> None:
            shutil.rmtree(cache, ignore_errors=True)

        folder = self._journals[TEN_YEARS].home / "cycles"
        return [
            *(self._cold_case(command, cycles) for command in CACHED_COMMANDS for cycles in (ONE_CYCLE, TEN_YEARS)),
            Case(
                PROMPT_WITHOUT_RE,
                [python, "-c", _LAUNCHER_WITHOUT_RE, "prompt"],
                self._environ(self._journals[ONE_CYCLE]),
                expected_output="check-in",
            ),
            Case(
                PROMPT_WITHOUT_CACHE,
                [self._programs.tipcycle, "prompt"],
                environ,
                prepare=remove_cache,
                expected_output="check-in",
            ),
            Case(BARE_TOML, [python, _CHILD_SCRIPT, "toml", folder], environ, times_itself=True),
        ]

    def _pdf_cases(self) -> list[Case]:
        environ = self._environ(self._journals[ONE_CYCLE])
        captured_input, pdf = BENCH_FOLDER / "document.pickle", BENCH_FOLDER / "review.pdf"
        python, file = self._programs.python, str(pdf)
        subprocess.run(
            [python, _CHILD_SCRIPT, "capture", captured_input, file], env=environ, check=True, capture_output=True
        )
        argv: list[str | Path] = [self._programs.tipcycle, "review", "--format", "pdf", "--output", file, "--force"]
        return [
            Case(PDF, argv, environ, expected_output="review.pdf"),
            Case(BARE_TYPST, [python, _CHILD_SCRIPT, "typst", captured_input], environ, times_itself=True),
        ]


def _file_restorer(file: Path) -> Callable[[], None]:
    """Return a function that restores the current bytes of a file and syncs them to disk.

    Without the sync a run could wait for the writes of an earlier one.
    """
    data = file.read_bytes()

    def restore() -> None:
        with file.open("wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())

    return restore
