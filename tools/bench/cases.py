"""Which commands are timed, on which journals, and what must be in their output."""

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
"""They should take on a ten-year journal what they take on one of one cycle."""
GROWTH_COMMANDS = (PROMPT_DUE, HOME, STATUS, MOMENTUM, CHECKIN)
CACHED_COMMANDS = (PROMPT_DUE, HOME, STATUS, HELP, SEARCH, MOMENTUM)
"""Their answers are kept; the first of a day, or after a change, is worked out."""


@dataclass(frozen=True, slots=True)
class _CommandSpec:
    """What a command is besides its name."""

    arguments: tuple[str, ...]
    expected_output: str
    is_idle_day: bool = False
    """Whether on a day on which nothing is due."""
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
"""All that an installer's script has to do, as uv writes it; that of pip 23.2 imports `re` before anything else."""
_CHILD_SCRIPT = Path(__file__).with_name("inside.py")


def case_name(command: str, cycles: int) -> str:
    """The name of the case that runs a command on a journal of so many cycles."""
    return f"{command} [{cycles}]"


class CaseFactory:
    """Every case on one stage, with the journals that it makes for them."""

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
        """What the targets are about: every command next to what it is compared with."""
        one = [
            self._tipcycle_case(name, ONE_CYCLE) for name in (*_SPECS, CHECKIN) if name not in (MOMENTUM, STATUS_TEXT)
        ]
        ten = [self._tipcycle_case(name, TEN_YEARS) for name in (*SIZE_INDEPENDENT_COMMANDS, MOMENTUM)]
        return [self._python_case(), *one, *self._peer_cases(), *ten, *self._breakdown_cases(), *self._pdf_cases()]

    def growth_cases(self) -> list[Case]:
        """The same commands on journals of every size."""
        return [self._tipcycle_case(name, cycles) for cycles in CYCLE_COUNTS for name in GROWTH_COMMANDS]

    def memory_cases(self) -> list[Case]:
        """Whose memory is measured."""
        status = [self._tipcycle_case(STATUS_TEXT, ONE_CYCLE), self._tipcycle_case(STATUS_TEXT, TEN_YEARS)]
        return [
            self._python_case(),
            *status,
            self._cold_case(STATUS_TEXT, ONE_CYCLE),
            self._cold_case(STATUS_TEXT, TEN_YEARS),
        ]

    def _require_clean_journal(self, journal: BenchJournal) -> None:
        """What the program finds odd is no journal to measure with."""
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
        """Each run writes: the file is what it was before it, on the disk, and was read once since."""
        journal = self._writable_journals[cycles]
        environment = self._environ(journal)
        look = Case("look", [self._programs.tipcycle, "prompt"], environment, expected_output="check-in")

        def before() -> None:
            self._restore_functions[cycles]()
            run_case(look)

        first, second, third, *others = map(str, journal.five)
        words = ["checkin", "--did", ",".join((first, second, third)), "--missed", ",".join(others), "--team", "4"]
        argv: list[str | Path] = [self._programs.tipcycle, *words]
        return Case(case_name(CHECKIN, cycles), argv, environment, prepare=before, expected_output="Saved")

    def _python_case(self) -> Case:
        return Case(BARE_PYTHON, [self._programs.python, "-c", "pass"], self._programs.environ, expected_output="")

    def _peer_cases(self) -> list[Case]:
        stage = self._programs
        environment = stage.environ
        return [
            Case(WATSON, [stage.watson, "status"], environment, expected_output="rounds"),
            Case(
                WATSON_TERMINAL, [stage.watson, "status"], environment, on_terminal=True, expected_output=_ANSI_ESCAPE
            ),
            Case(JRNL_READ, [stage.jrnl, "-n", "3"], environment, expected_output="Week 51"),
            Case(JRNL_WRITE, [stage.jrnl, "today: text"], environment, prepare=_file_restorer(stage.jrnl_file)),
            Case(TODO_LIST, [stage.todo, "list"], environment, expected_output="Scrap one rule"),
        ]

    def _cold_case(self, command: str, cycles: int) -> Case:
        """The same with no answer kept: what a manager waits for once a day, or after a change."""
        journal = self._cold_journals[cycles]
        answers = journal.home / ".tipcycle" / "cache" / "answers"
        return replace(
            self._tipcycle_case(command, cycles),
            name=case_name(UNCACHED.format(command), cycles),
            environ=self._environ(journal, is_idle_day=_SPECS[command].is_idle_day),
            prepare=lambda: shutil.rmtree(answers, ignore_errors=True),
        )

    def _breakdown_cases(self) -> list[Case]:
        """What no target asks for, and what tells where time goes."""
        environment = self._environ(self._uncached_journal)
        cache = self._uncached_journal.home / ".tipcycle" / "cache"
        python = self._programs.python

        def forget() -> None:
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
                environment,
                prepare=forget,
                expected_output="check-in",
            ),
            Case(BARE_TOML, [python, _CHILD_SCRIPT, "toml", folder], environment, times_itself=True),
        ]

    def _pdf_cases(self) -> list[Case]:
        environment = self._environ(self._journals[ONE_CYCLE])
        seen, pdf = BENCH_FOLDER / "document.pickle", BENCH_FOLDER / "review.pdf"
        python, file = self._programs.python, str(pdf)
        subprocess.run([python, _CHILD_SCRIPT, "capture", seen, file], env=environment, check=True, capture_output=True)
        argv: list[str | Path] = [self._programs.tipcycle, "review", "--format", "pdf", "--output", file, "--force"]
        return [
            Case(PDF, argv, environment, expected_output="review.pdf"),
            Case(BARE_TYPST, [python, _CHILD_SCRIPT, "typst", seen], environment, times_itself=True),
        ]


def _file_restorer(file: Path) -> Callable[[], None]:
    """What gives a file back the bytes that it has now, for good, so that no run waits for those of another."""
    data = file.read_bytes()

    def put_back() -> None:
        with file.open("wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())

    return put_back
