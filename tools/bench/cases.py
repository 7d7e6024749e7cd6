"""Which commands are timed, on which journals, and what must be in their output."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tools.bench.journals import Written, write_journal
from tools.bench.stage import FOLDER, Stage
from tools.bench.timing import Case, run

ONE, TEN_YEARS = 1, 60
SIZES = (ONE, 6, TEN_YEARS, 600)

DUE, QUIET, DUE_DUTCH = "`prompt`, due", "`prompt`, not due", "`prompt`, due, in Dutch"
GLANCE, GLANCE_DUTCH, GLANCE_TERMINAL = "the glance, piped", "the glance, piped, in Dutch", "the glance, on a terminal"
STATUS, CHECKIN, MOMENTUM = "`status --json`", "`checkin --did …`", "`momentum`"
HELP, SEARCH, SEARCH_DUTCH = "`--help`", "`tips search klacht`", "`tips search klacht`, in Dutch"
PDF, START, STATUS_TEXT = "`review --format pdf`", "`completion bash`", "`status`"
NO_RE, NO_CACHE = "`prompt`, due, by a script without `re`", "`prompt`, due, ten years, its cache removed"
ANEW = "{}, worked out anew"

PASS, TYPST, TOML = "`python -c pass`", "bare Typst", "`tomllib`, each file once"
WATSON, WATSON_TERMINAL = "`watson status`, piped", "`watson status`, on a terminal"
JRNL_READ, JRNL_WRITE, TODO = "`jrnl -n 3`", '`jrnl "today: text"`', "`todo list`"

ALIKE = (DUE, QUIET, GLANCE, GLANCE_TERMINAL, STATUS, CHECKIN, HELP, SEARCH)
"""They should take on a ten-year journal what they take on one of one cycle."""
GROWING = (DUE, GLANCE, STATUS, MOMENTUM, CHECKIN)
RECALLED = (DUE, GLANCE, STATUS, HELP, SEARCH, MOMENTUM)
"""Their answers are kept; the first of a day, or after a change, is worked out."""


@dataclass(frozen=True, slots=True)
class _Spec:
    """What a command is besides its name."""

    words: tuple[str, ...]
    expects: str
    quiet: bool = False
    """Whether on a day on which nothing is due."""
    dutch: bool = False
    terminal: bool = False


_COLOURED = "\x1b["
_SPECS = {
    DUE: _Spec(("prompt",), "check-in"),
    QUIET: _Spec(("prompt",), "", quiet=True),
    DUE_DUTCH: _Spec(("prompt",), "check-in", dutch=True),
    GLANCE: _Spec((), "Wednesday", quiet=True),
    GLANCE_DUTCH: _Spec((), "woensdag", quiet=True, dutch=True),
    GLANCE_TERMINAL: _Spec((), _COLOURED, quiet=True, terminal=True),
    STATUS: _Spec(("status", "--json"), '"version": 1'),
    STATUS_TEXT: _Spec(("status",), "."),
    MOMENTUM: _Spec(("momentum",), "."),
    HELP: _Spec(("--help",), "checkin"),
    SEARCH: _Spec(("tips", "search", "klacht"), "60 "),
    SEARCH_DUTCH: _Spec(("tips", "search", "klacht"), "klacht", dutch=True),
    START: _Spec(("completion", "bash"), "tipcycle"),
}
_NO_RE = "import sys; from tipcycle.__main__ import main; sys.exit(main())"
"""All that an installer's script has to do, as uv writes it; that of pip 23.2 imports `re` before anything else."""
_INSIDE = Path(__file__).with_name("inside.py")


def on(command: str, cycles: int) -> str:
    """The name of the case that runs a command on a journal of so many cycles."""
    return f"{command} [{cycles}]"


class Cases:
    """Every case on one stage, with the journals that it makes for them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        folder = FOLDER / "journals"
        shutil.rmtree(folder, ignore_errors=True)
        self._journals = {cycles: write_journal(folder / f"read-{cycles}", cycles) for cycles in SIZES}
        self._written = {cycles: write_journal(folder / f"write-{cycles}", cycles) for cycles in SIZES}
        self._put_back = {cycles: _keeper(journal.last_file) for cycles, journal in self._written.items()}
        self._uncached = write_journal(folder / "uncached", TEN_YEARS)
        self._unanswered = {cycles: write_journal(folder / f"anew-{cycles}", cycles) for cycles in (ONE, TEN_YEARS)}
        for journal in self._journals.values():
            self._refuse_problems(journal)

    def compared(self) -> list[Case]:
        """What the targets are about: every command next to what it is compared with."""
        one = [self._own(name, ONE) for name in (*_SPECS, CHECKIN) if name not in (MOMENTUM, STATUS_TEXT)]
        ten = [self._own(name, TEN_YEARS) for name in (*ALIKE, MOMENTUM)]
        return [self._bare(), *one, *self._peers(), *ten, *self._apart(), *self._paper()]

    def growing(self) -> list[Case]:
        """The same commands on journals of every size."""
        return [self._own(name, cycles) for cycles in SIZES for name in GROWING]

    def remembering(self) -> list[Case]:
        """Whose memory is measured."""
        status = [self._own(STATUS_TEXT, ONE), self._own(STATUS_TEXT, TEN_YEARS)]
        return [self._bare(), *status, self._anew(STATUS_TEXT, ONE), self._anew(STATUS_TEXT, TEN_YEARS)]

    def _refuse_problems(self, journal: Written) -> None:
        """What the program finds odd is no journal to measure with."""
        argv: list[str | Path] = [self._stage.tipcycle, "journal", "check", "--json"]
        run(Case("the journals", argv, self._environment(journal), expects='"problems": []'))

    def _own(self, command: str, cycles: int) -> Case:
        if command == CHECKIN:
            return self._checkin(cycles)
        spec, journal = _SPECS[command], self._journals[cycles]
        return Case(
            on(command, cycles),
            [self._stage.tipcycle, *spec.words],
            self._environment(journal, quiet=spec.quiet, dutch=spec.dutch),
            terminal=spec.terminal,
            expects=spec.expects,
        )

    def _environment(self, journal: Written, *, quiet: bool = False, dutch: bool = False) -> dict[str, str]:
        day = journal.quiet if quiet else journal.due
        told = {"TIPCYCLE_HOME": str(journal.home), "TIPCYCLE_TODAY": day.isoformat()}
        return {**self._stage.environment, **told, **({"TIPCYCLE_LANG": "nl"} if dutch else {})}

    def _checkin(self, cycles: int) -> Case:
        """Each run writes: the file is what it was before it, on the disk, and was read once since."""
        journal = self._written[cycles]
        environment = self._environment(journal)
        look = Case("look", [self._stage.tipcycle, "prompt"], environment, expects="check-in")

        def before() -> None:
            self._put_back[cycles]()
            run(look)

        first, second, third, *others = map(str, journal.five)
        words = ["checkin", "--did", ",".join((first, second, third)), "--missed", ",".join(others), "--team", "4"]
        argv: list[str | Path] = [self._stage.tipcycle, *words]
        return Case(on(CHECKIN, cycles), argv, environment, before=before, expects="Saved")

    def _bare(self) -> Case:
        return Case(PASS, [self._stage.python, "-c", "pass"], self._stage.environment, expects="")

    def _peers(self) -> list[Case]:
        stage = self._stage
        environment = stage.environment
        return [
            Case(WATSON, [stage.watson, "status"], environment, expects="rounds"),
            Case(WATSON_TERMINAL, [stage.watson, "status"], environment, terminal=True, expects=_COLOURED),
            Case(JRNL_READ, [stage.jrnl, "-n", "3"], environment, expects="Week 51"),
            Case(JRNL_WRITE, [stage.jrnl, "today: text"], environment, before=_keeper(stage.jrnl_file)),
            Case(TODO, [stage.todo, "list"], environment, expects="Scrap one rule"),
        ]

    def _anew(self, command: str, cycles: int) -> Case:
        """The same with no answer kept: what a manager waits for once a day, or after a change."""
        journal = self._unanswered[cycles]
        answers = journal.home / ".tipcycle" / "cache" / "answers"
        return replace(
            self._own(command, cycles),
            name=on(ANEW.format(command), cycles),
            environment=self._environment(journal, quiet=_SPECS[command].quiet),
            before=lambda: shutil.rmtree(answers, ignore_errors=True),
        )

    def _apart(self) -> list[Case]:
        """What no target asks for, and what tells where time goes."""
        environment = self._environment(self._uncached)
        cache = self._uncached.home / ".tipcycle" / "cache"
        python = self._stage.python

        def forget() -> None:
            shutil.rmtree(cache, ignore_errors=True)

        folder = self._journals[TEN_YEARS].home / "cycles"
        return [
            *(self._anew(command, cycles) for command in RECALLED for cycles in (ONE, TEN_YEARS)),
            Case(NO_RE, [python, "-c", _NO_RE, "prompt"], self._environment(self._journals[ONE]), expects="check-in"),
            Case(NO_CACHE, [self._stage.tipcycle, "prompt"], environment, before=forget, expects="check-in"),
            Case(TOML, [python, _INSIDE, "toml", folder], environment, inside=True),
        ]

    def _paper(self) -> list[Case]:
        environment = self._environment(self._journals[ONE])
        seen, pdf = FOLDER / "document.pickle", FOLDER / "review.pdf"
        python, file = self._stage.python, str(pdf)
        subprocess.run([python, _INSIDE, "capture", seen, file], env=environment, check=True, capture_output=True)
        argv: list[str | Path] = [self._stage.tipcycle, "review", "--format", "pdf", "--output", file, "--force"]
        return [
            Case(PDF, argv, environment, expects="review.pdf"),
            Case(TYPST, [python, _INSIDE, "typst", seen], environment, inside=True),
        ]


def _keeper(file: Path) -> Callable[[], None]:
    """What gives a file back the bytes that it has now, for good, so that no run waits for those of another."""
    data = file.read_bytes()

    def put_back() -> None:
        with file.open("wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())

    return put_back
