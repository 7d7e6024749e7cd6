"""Run all measurements and print the report; with `--write` also write it to docs/performance.md."""

import argparse
import os
import re
import sys
from time import perf_counter

from tools.bench.cases import CaseFactory
from tools.bench.measure import measure_memory, measure_times
from tools.bench.programs import PEERS, ROOT, install_programs
from tools.bench.report import render_report

REPORT_FILE = ROOT / "docs" / "performance.md"
_FIGURES_SECTION = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
GROWTH_SECONDS = 60
"""Time limit of the growth measurement, in seconds.

The commands on a journal of a hundred years may be slow; then they run fewer times.
"""


def main() -> int:
    """Run the benchmark and return 0, even if a target is missed, because the machine may be slow."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, metavar="N", help="how often each command is timed")
    parser.add_argument("--write", action="store_true", help=f"renew the figures in {REPORT_FILE.relative_to(ROOT)}")
    args = parser.parse_args()
    start = perf_counter()
    programs = install_programs()
    cases = CaseFactory(programs)
    _log(f"next to {', '.join(PEERS.values())}: {args.runs} runs each, a few minutes")
    load_averages = [os.getloadavg()[0]]
    times = measure_times(cases.compared_cases(), args.runs)
    memory = measure_memory(cases.memory_cases(), programs.python, args.runs)
    growth = measure_times(cases.growth_cases(), args.runs, warmup_runs=1, max_seconds=GROWTH_SECONDS)
    load_averages.append(os.getloadavg()[0])
    report = render_report(times, memory, growth, load_averages)
    print(report)
    _log(f"took {perf_counter() - start:.0f} s")
    if args.write:
        text = REPORT_FILE.read_text(encoding="utf-8")
        REPORT_FILE.write_text(_FIGURES_SECTION.sub(lambda _: f"\n{report}\n\n", text), encoding="utf-8")
        _log(f"renewed: {REPORT_FILE.relative_to(ROOT)}")
    return 0


def _log(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
