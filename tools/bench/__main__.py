"""Measures everything and prints it; `--write` puts it in the document, too."""

import argparse
import os
import re
import sys
from time import perf_counter

from tools.bench.cases import Cases
from tools.bench.stage import PEERS, ROOT, set_up
from tools.bench.table import written
from tools.bench.timing import measure, peaks

DOCUMENT = ROOT / "docs" / "performance.md"
_BETWEEN = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
GROWTH_SECONDS = 60
"""A hundred years of journal may take long; then its curve is drawn from fewer runs."""


def main() -> int:
    """The exit code: 0 also where a target is missed, because a slow machine is no mistake."""
    asked = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    asked.add_argument("--runs", type=int, default=20, metavar="N", help="how often each command is timed")
    asked.add_argument("--write", action="store_true", help=f"renew the figures in {DOCUMENT.relative_to(ROOT)}")
    given = asked.parse_args()
    begun = perf_counter()
    stage = set_up()
    cases = Cases(stage)
    _tell(f"next to {', '.join(PEERS.values())}: {given.runs} runs each, a few minutes")
    loads = [os.getloadavg()[0]]
    times = measure(cases.compared(), given.runs)
    memory = peaks(cases.remembering(), stage.python, given.runs)
    growth = measure(cases.growing(), given.runs, warm_ups=1, seconds=GROWTH_SECONDS)
    loads.append(os.getloadavg()[0])
    figures = written(times, memory, growth, loads)
    print(figures)
    _tell(f"took {perf_counter() - begun:.0f} s")
    if given.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(_BETWEEN.sub(lambda _: f"\n{figures}\n\n", text), encoding="utf-8")
        _tell(f"renewed: {DOCUMENT.relative_to(ROOT)}")
    return 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
