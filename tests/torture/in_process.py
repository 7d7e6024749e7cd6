"""Run the program many times within one process, for the tests with thousands of cases."""

import io
import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

READ_COMMANDS = (
    "", "status", "status --json", "momentum", "momentum --explain", "momentum --json", "momentum --year",
    "review", "review --private", "review --format markdown --private", "review --format html --output -",
    "review --format json --private",
    "tips list", "tips show 5 201", "tips search wait", "tips suggest", "tips check", "voices", "voices --json",
    "voices wall --output -", "sentence", "profile", "profile --json", "journal where", "journal check",
    "journal check --json", "journal history", "journal backups", "journal export --format json --output -",
    "journal export --format csv --output -", "prompt", "calendar --output -", "card --invite",
    "card --format html --output -", "pulse", "reflect --show",
)  # fmt: skip
"""Every command that only reads, with the options that change its output."""

STEERING_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Characters that must never reach a terminal (docs/reliability.md, T20); tab and line feed may."""
EXIT_CODES = {0, 1, 2, 3, 65, 74, 75, 78}
NO_MIN_AGE = -3600.0
"""Value of `prompt_stamp.MIN_FILE_AGE`, in seconds, with which a stamp is saved right after a change."""


@dataclass(frozen=True)
class InProcessResult:
    """The exit code and output of one run within this process."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def violations(self) -> list[str]:
        """Violations of I8 (steering characters) and I9 (an internal error) in the output."""
        violations = []
        match = STEERING_CHARACTERS.search(self.stdout.replace("\r\n", "\n")) or STEERING_CHARACTERS.search(self.stderr)
        if match:
            violations.append(f"I8 U+{ord(match[0]):04X} came through")
        if "Traceback" in self.stderr or "inside tipcycle" in self.stderr or self.exit_code not in EXIT_CODES:
            violations.append(f"I9 exit {self.exit_code}: {self.stderr[-200:]!r}")
        return violations


def run_in_process(
    args: list[str],
    home: Path,
    *,
    today: str = "2026-03-13",
    lang: str = "en",
    stamp_at_once: bool = False,
    **environ: str,
) -> InProcessResult:
    """Run one command in this process through the entry point of the console script, and capture its output.

    With `stamp_at_once` the prompt saves its stamp even if the files have just changed.
    """
    from tipcycle import __main__ as program
    from tipcycle.cli import prompt_stamp

    environment = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": today, "TIPCYCLE_LANG": lang, "LANG": "C.UTF-8"}
    environment |= {"PATH": os.defpath, "HOME": str(home.parent), "TERM": "xterm", **environ}
    buffers = io.BytesIO(), io.BytesIO()
    stdout, stderr = (io.TextIOWrapper(buffer, "utf-8", write_through=True) for buffer in buffers)
    exit_code: object = 0
    with (
        patch.dict(os.environ, environment, clear=True),
        patch.multiple(sys, argv=["tipcycle", *args], stdout=stdout, stderr=stderr),
        patch.object(prompt_stamp, "MIN_FILE_AGE", NO_MIN_AGE if stamp_at_once else prompt_stamp.MIN_FILE_AGE),
    ):
        try:
            program.main()
        except SystemExit as exit:
            exit_code = exit.code
    assert isinstance(exit_code, int), exit_code
    return InProcessResult(int(exit_code), *(buffer.getvalue().decode("utf-8") for buffer in buffers))


def is_json_document(text: str) -> bool:
    """Return True if `text` is one JSON object."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
