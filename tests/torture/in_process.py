"""Runs the program again and again within one process: for the rows with thousands of cases."""

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
"""Every command that only reads, in the forms that differ."""

STEERING_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
"""What may never reach a terminal (docs/reliability.md, T20), but for tab and line feed."""
EXIT_CODES = {0, 1, 2, 3, 65, 74, 75, 78}
ALWAYS_SETTLED = -3600.0
"""In the place of `recall.SETTLED`: answers are kept although the files have only just changed."""


@dataclass(frozen=True)
class InProcessResult:
    """What one run within this process showed."""

    code: int
    out: str
    err: str

    @property
    def violations(self) -> list[str]:
        """I8, I9: what it must never show."""
        violations = []
        match = STEERING_CHARACTERS.search(self.out.replace("\r\n", "\n")) or STEERING_CHARACTERS.search(self.err)
        if match:
            violations.append(f"I8 U+{ord(match[0]):04X} came through")
        if "Traceback" in self.err or "inside tipcycle" in self.err or self.code not in EXIT_CODES:
            violations.append(f"I9 exit {self.code}: {self.err[-200:]!r}")
        return violations


def run_in_process(
    args: list[str],
    home: Path,
    *,
    today: str = "2026-03-13",
    lang: str = "en",
    cache_at_once: bool = False,
    **environ: str,
) -> InProcessResult:
    """One command in this process, by the way in that the console script takes; what it says is caught.

    `hasty`: its answer is kept and given again even if the files have only just changed.
    """
    from tipcycle import __main__ as program
    from tipcycle.cli import response_cache

    environment = {"TIPCYCLE_HOME": str(home), "TIPCYCLE_TODAY": today, "TIPCYCLE_LANG": lang, "LANG": "C.UTF-8"}
    environment |= {"PATH": os.defpath, "HOME": str(home.parent), "TERM": "xterm", **environ}
    raws = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(raw, "utf-8", write_through=True) for raw in raws)
    code: object = 0
    with (
        patch.dict(os.environ, environment, clear=True),
        patch.multiple(sys, argv=["tipcycle", *args], stdout=out, stderr=err),
        patch.object(response_cache, "MIN_FILE_AGE", ALWAYS_SETTLED if cache_at_once else response_cache.MIN_FILE_AGE),
    ):
        try:
            program.main()
        except SystemExit as exit:
            code = exit.code
    assert isinstance(code, int), code
    return InProcessResult(int(code), *(raw.getvalue().decode("utf-8") for raw in raws))


def is_json_document(text: str) -> bool:
    """Whether this is one JSON document."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
