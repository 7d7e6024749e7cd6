"""The figures as tables: each target with what was measured, and how the times grow with the journal."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tools.bench import cases as case
from tools.bench.cases import (
    CACHED_COMMANDS,
    CYCLE_COUNTS,
    GROWTH_COMMANDS,
    ONE_CYCLE,
    SIZE_INDEPENDENT_COMMANDS,
    TEN_YEARS,
    UNCACHED,
    case_name,
)
from tools.bench.measure import Sample
from tools.bench.programs import PEERS

Samples = Mapping[str, Sample]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: a figure, what it is compared with, and how many times that it may be."""

    label: str
    sample: Sample
    baseline_name: str
    baseline: float
    max_ratio: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times what it is compared with it is."""
        return self.sample.median / self.baseline

    @property
    def is_met(self) -> bool:
        """Whether the target is."""
        return self.ratio <= self.max_ratio


def target_rows(times: Samples, memory: Samples) -> Iterator[TargetRow]:
    """Every target, in the order of the commands."""

    def own(command: str) -> Sample:
        return times[case_name(command, ONE_CYCLE)]

    def row(command: str, peer: str, at_most: float) -> TargetRow:
        return TargetRow(command, own(command), peer, times[peer].median, at_most)

    yield from (
        row(command, case.BARE_PYTHON, 2.5) for command in (case.PROMPT_DUE, case.PROMPT_IDLE, case.PROMPT_DUE_DUTCH)
    )
    yield from (row(command, case.WATSON, 0.6) for command in (case.HOME, case.HOME_DUTCH))
    yield row(case.HOME_TERMINAL, case.WATSON_TERMINAL, 0.6)
    yield row(case.STATUS, case.JRNL_READ, 0.7)
    yield row(case.CHECKIN, case.JRNL_WRITE, 0.8)
    yield from (row(command, case.TODO_LIST, 0.7) for command in (case.HELP, case.SEARCH, case.SEARCH_DUTCH))
    for command in SIZE_INDEPENDENT_COMMANDS:
        what = f"{command}, ten years"
        yield TargetRow(what, times[case_name(command, TEN_YEARS)], "one cycle", own(command).median, 1.1)
    start = own(case.STARTUP).median
    momentum = times[case_name(UNCACHED.format(case.MOMENTUM), TEN_YEARS)].minus(start)
    what = f"{UNCACHED.format(case.MOMENTUM)}, ten years, less {case.STARTUP}"
    yield TargetRow(what, momentum, case.BARE_TOML, times[case.BARE_TOML].median, 2)
    bare = times[case.BARE_TYPST].median + start
    yield TargetRow(case.PDF, times[case.PDF], f"{case.BARE_TYPST} + {case.STARTUP}", bare, 1.3)
    least = memory[case.BARE_PYTHON].median
    yield TargetRow(
        "memory of `status`", memory[case_name(case.STATUS_TEXT, ONE_CYCLE)], case.BARE_PYTHON, least, 3, "MiB"
    )
    ten_years = memory[case_name(case.STATUS_TEXT, TEN_YEARS)]
    yield TargetRow("memory of `status`, ten years", ten_years, case.BARE_PYTHON, least, 3, "MiB")


def render_report(times: Samples, memory: Samples, growth: Samples, loads: Sequence[float]) -> str:
    """Everything that was found, as Markdown; `loads` are those of the machine before and after."""
    targets = list(target_rows(times, memory))
    missed = [row.label for row in targets if not row.is_met]
    runs, fewer = (len(next(iter(samples.values())).runs) for samples in (times, growth))
    parts = [
        f"{datetime.now(UTC).date()}, {platform.python_implementation()} {platform.python_version()} on "
        f"{platform.system()}, {os.cpu_count()} processors with a load of {loads[0]:.1f} before and {loads[-1]:.1f} "
        f"after. {runs} runs each. Next to {', '.join(PEERS.values())}.",
        _targets_table(targets),
        f"Missed, {len(missed)} of {len(targets)}: {'; '.join(missed)}." if missed else "Every target is reached.",
        f"How the times grow with the journal, in cycles ({fewer} runs each; between brackets, how many times that of "
        "one cycle):",
        _growth_table(growth),
        "The first answer of a day, or after a change, with no answer kept:",
        _cold_table(times, memory),
        "And what tells where the time goes:",
        _breakdown_section(times),
    ]
    return "\n\n".join(parts)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rule = "| --- |" + " ---: |" * (len(header) - 1)
    return "\n".join([f"| {' | '.join(header)} |", rule, *(f"| {' | '.join(line)} |" for line in rows)])


def _targets_table(rows: list[TargetRow]) -> str:
    head = ("what", "median", "least", "p90", "against", "its median", "ratio", "at most", "reached")
    lines = (
        (
            row.label, f"{row.sample.median:.1f} {row.unit}", f"{row.sample.minimum:.1f}", f"{row.sample.p90:.1f}",
            row.baseline_name, f"{row.baseline:.1f}", f"{row.ratio:.2f}", f"{row.max_ratio:g}", "yes" if row.is_met else "**no**",
        )
        for row in rows
    )  # fmt: skip
    return _table(head, lines)


def _growth_table(growth: Samples) -> str:
    """How the times grow: the median on journals of each size, and how many times that of one cycle."""

    def cell(command: str, cycles: int) -> str:
        median, first = growth[case_name(command, cycles)].median, growth[case_name(command, ONE_CYCLE)].median
        return f"{median:.1f} ms" if cycles == ONE_CYCLE else f"{median:.1f} ms ({median / first:.2f})"

    head = ("cycles", *map(str, CYCLE_COUNTS))
    return _table(head, ((command, *(cell(command, cycles) for cycles in CYCLE_COUNTS)) for command in GROWTH_COMMANDS))


def _cold_table(times: Samples, memory: Samples) -> str:
    """What is waited for when nothing can be recalled."""
    start = times[case.BARE_PYTHON].median

    def cells(command: str) -> Iterator[str]:
        for cycles in (ONE_CYCLE, TEN_YEARS):
            median = times[case_name(UNCACHED.format(command), cycles)].median
            yield f"{median:.1f} ms ({median / start:.1f})"

    head = ("what", "one cycle (of `python -c pass`)", "ten years (of `python -c pass`)")
    peaks = (memory[case_name(UNCACHED.format(case.STATUS_TEXT), cycles)].median for cycles in (ONE_CYCLE, TEN_YEARS))
    least = memory[case.BARE_PYTHON].median
    lines = [(command, *cells(command)) for command in CACHED_COMMANDS]
    return _table(head, [*lines, ("memory of `status`", *(f"{peak:.1f} MiB ({peak / least:.2f})" for peak in peaks))])


def _breakdown_section(times: Samples) -> str:
    """What belongs to no target by itself, and the sums behind two of them."""
    least, start = times[case.BARE_PYTHON].median, times[case_name(case.STARTUP, ONE_CYCLE)].median
    momentum, parsing = times[case_name(UNCACHED.format(case.MOMENTUM), TEN_YEARS)].median, times[case.BARE_TOML].median
    pdf, bare = times[case.PDF].median, times[case.BARE_TYPST].median
    cases_by_label = {
        case.BARE_PYTHON: case.BARE_PYTHON,
        case.STARTUP: case_name(case.STARTUP, ONE_CYCLE),
        case.PROMPT_WITHOUT_RE: case.PROMPT_WITHOUT_RE,
        case.PROMPT_WITHOUT_CACHE: case.PROMPT_WITHOUT_CACHE,
        f"{case.MOMENTUM}, ten years": case_name(case.MOMENTUM, TEN_YEARS),
        case.BARE_TOML: case.BARE_TOML,
        case.BARE_TYPST: case.BARE_TYPST,
    }
    head = ("what", "median", "least", "p90", f"of {case.BARE_PYTHON}")
    lines = (
        (label, f"{sample.median:.1f} ms", f"{sample.minimum:.1f}", f"{sample.p90:.1f}", f"{sample.median / least:.2f}")
        for label, sample in ((label, times[name]) for label, name in cases_by_label.items())
    )
    sums = (
        f"Momentum: ({momentum:.1f} − {start:.1f}) / {parsing:.1f} = {(momentum - start) / parsing:.2f}; with the "
        f"bare interpreter as the start-up {(momentum - least) / parsing:.2f}.",
        f"Paper: {pdf:.1f} / ({bare:.1f} + {start:.1f}) = {pdf / (bare + start):.2f}; with the bare one "
        f"as the start-up {pdf / (bare + least):.2f}.",
    )
    return "\n\n".join((_table(head, lines), *sums))
