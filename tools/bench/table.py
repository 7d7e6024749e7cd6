"""The figures as tables: each target with what was measured, and how the times grow with the journal."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tools.bench import cases as case
from tools.bench.cases import ALIKE, ANEW, GROWING, ONE, RECALLED, SIZES, TEN_YEARS, on
from tools.bench.stage import PEERS
from tools.bench.timing import Sample

Samples = Mapping[str, Sample]


@dataclass(frozen=True, slots=True)
class Row:
    """One target: a figure, what it is compared with, and how many times that it may be."""

    what: str
    found: Sample
    against: str
    base: float
    at_most: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times what it is compared with it is."""
        return self.found.median / self.base

    @property
    def reached(self) -> bool:
        """Whether the target is."""
        return self.ratio <= self.at_most


def rows(times: Samples, memory: Samples) -> Iterator[Row]:
    """Every target, in the order of the commands."""

    def own(command: str) -> Sample:
        return times[on(command, ONE)]

    def row(command: str, peer: str, at_most: float) -> Row:
        return Row(command, own(command), peer, times[peer].median, at_most)

    yield from (row(command, case.PASS, 2.5) for command in (case.DUE, case.QUIET, case.DUE_DUTCH))
    yield from (row(command, case.WATSON, 0.6) for command in (case.GLANCE, case.GLANCE_DUTCH))
    yield row(case.GLANCE_TERMINAL, case.WATSON_TERMINAL, 0.6)
    yield row(case.STATUS, case.JRNL_READ, 0.7)
    yield row(case.CHECKIN, case.JRNL_WRITE, 0.8)
    yield from (row(command, case.TODO, 0.7) for command in (case.HELP, case.SEARCH, case.SEARCH_DUTCH))
    for command in ALIKE:
        what = f"{command}, ten years"
        yield Row(what, times[on(command, TEN_YEARS)], "one cycle", own(command).median, 1.1)
    start = own(case.START).median
    momentum = times[on(ANEW.format(case.MOMENTUM), TEN_YEARS)].less(start)
    what = f"{ANEW.format(case.MOMENTUM)}, ten years, less {case.START}"
    yield Row(what, momentum, case.TOML, times[case.TOML].median, 2)
    bare = times[case.TYPST].median + start
    yield Row(case.PDF, times[case.PDF], f"{case.TYPST} + {case.START}", bare, 1.3)
    least = memory[case.PASS].median
    yield Row("memory of `status`", memory[on(case.STATUS_TEXT, ONE)], case.PASS, least, 3, "MiB")
    ten_years = memory[on(case.STATUS_TEXT, TEN_YEARS)]
    yield Row("memory of `status`, ten years", ten_years, case.PASS, least, 3, "MiB")


def written(times: Samples, memory: Samples, growth: Samples, loads: Sequence[float]) -> str:
    """Everything that was found, as Markdown; `loads` are those of the machine before and after."""
    found = list(rows(times, memory))
    missed = [row.what for row in found if not row.reached]
    runs, fewer = (len(next(iter(samples.values())).runs) for samples in (times, growth))
    parts = [
        f"{datetime.now(UTC).date()}, {platform.python_implementation()} {platform.python_version()} on "
        f"{platform.system()}, {os.cpu_count()} processors with a load of {loads[0]:.1f} before and {loads[-1]:.1f} "
        f"after. {runs} runs each. Next to {', '.join(PEERS.values())}.",
        _targets(found),
        f"Missed, {len(missed)} of {len(found)}: {'; '.join(missed)}." if missed else "Every target is reached.",
        f"How the times grow with the journal, in cycles ({fewer} runs each; between brackets, how many times that of "
        "one cycle):",
        _growth(growth),
        "The first answer of a day, or after a change, with no answer kept:",
        _first(times, memory),
        "And what tells where the time goes:",
        _apart(times),
    ]
    return "\n\n".join(parts)


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    rule = "| --- |" + " ---: |" * (len(head) - 1)
    return "\n".join([f"| {' | '.join(head)} |", rule, *(f"| {' | '.join(line)} |" for line in lines)])


def _targets(found: list[Row]) -> str:
    head = ("what", "median", "least", "p90", "against", "its median", "ratio", "at most", "reached")
    lines = (
        (
            row.what, f"{row.found.median:.1f} {row.unit}", f"{row.found.least:.1f}", f"{row.found.p90:.1f}",
            row.against, f"{row.base:.1f}", f"{row.ratio:.2f}", f"{row.at_most:g}", "yes" if row.reached else "**no**",
        )
        for row in found
    )  # fmt: skip
    return _table(head, lines)


def _growth(growth: Samples) -> str:
    """How the times grow: the median on journals of each size, and how many times that of one cycle."""

    def cell(command: str, cycles: int) -> str:
        median, first = growth[on(command, cycles)].median, growth[on(command, ONE)].median
        return f"{median:.1f} ms" if cycles == ONE else f"{median:.1f} ms ({median / first:.2f})"

    head = ("cycles", *map(str, SIZES))
    return _table(head, ((command, *(cell(command, cycles) for cycles in SIZES)) for command in GROWING))


def _first(times: Samples, memory: Samples) -> str:
    """What is waited for when nothing can be recalled."""
    start = times[case.PASS].median

    def cells(command: str) -> Iterator[str]:
        for cycles in (ONE, TEN_YEARS):
            found = times[on(ANEW.format(command), cycles)].median
            yield f"{found:.1f} ms ({found / start:.1f})"

    head = ("what", "one cycle (of `python -c pass`)", "ten years (of `python -c pass`)")
    peaks = (memory[on(ANEW.format(case.STATUS_TEXT), cycles)].median for cycles in (ONE, TEN_YEARS))
    least = memory[case.PASS].median
    lines = [(command, *cells(command)) for command in RECALLED]
    return _table(head, [*lines, ("memory of `status`", *(f"{peak:.1f} MiB ({peak / least:.2f})" for peak in peaks))])


def _apart(times: Samples) -> str:
    """What belongs to no target by itself, and the sums behind two of them."""
    least, start = times[case.PASS].median, times[on(case.START, ONE)].median
    momentum, parsing = times[on(ANEW.format(case.MOMENTUM), TEN_YEARS)].median, times[case.TOML].median
    paper, bare = times[case.PDF].median, times[case.TYPST].median
    shown = {
        case.PASS: case.PASS,
        case.START: on(case.START, ONE),
        case.NO_RE: case.NO_RE,
        case.NO_CACHE: case.NO_CACHE,
        f"{case.MOMENTUM}, ten years": on(case.MOMENTUM, TEN_YEARS),
        case.TOML: case.TOML,
        case.TYPST: case.TYPST,
    }
    head = ("what", "median", "least", "p90", f"of {case.PASS}")
    lines = (
        (what, f"{found.median:.1f} ms", f"{found.least:.1f}", f"{found.p90:.1f}", f"{found.median / least:.2f}")
        for what, found in ((what, times[name]) for what, name in shown.items())
    )
    sums = (
        f"Momentum: ({momentum:.1f} − {start:.1f}) / {parsing:.1f} = {(momentum - start) / parsing:.2f}; with the "
        f"bare interpreter as the start-up {(momentum - least) / parsing:.2f}.",
        f"Paper: {paper:.1f} / ({bare:.1f} + {start:.1f}) = {paper / (bare + start):.2f}; with the bare one "
        f"as the start-up {paper / (bare + least):.2f}.",
    )
    return "\n\n".join((_table(head, lines), *sums))
