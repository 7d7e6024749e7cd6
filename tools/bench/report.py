"""Render the measurements as Markdown tables: the targets, and how the times grow with the journal."""

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
    """A target: a sample, its baseline, and the highest allowed ratio of both."""

    label: str
    sample: Sample
    baseline_name: str
    baseline: float
    max_ratio: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Median of the sample divided by the baseline."""
        return self.sample.median / self.baseline

    @property
    def is_met(self) -> bool:
        """True if the ratio is not above the allowed one."""
        return self.ratio <= self.max_ratio


def target_rows(times: Samples, memory: Samples) -> Iterator[TargetRow]:
    """Yield every target, in the order of the commands."""

    def one_cycle_sample(command: str) -> Sample:
        return times[case_name(command, ONE_CYCLE)]

    def target_row(command: str, peer: str, max_ratio: float) -> TargetRow:
        return TargetRow(command, one_cycle_sample(command), peer, times[peer].median, max_ratio)

    yield from (
        target_row(command, case.BARE_PYTHON, 2.5)
        for command in (case.PROMPT_DUE, case.PROMPT_IDLE, case.PROMPT_DUE_DUTCH)
    )
    yield from (target_row(command, case.WATSON, 0.6) for command in (case.HOME, case.HOME_DUTCH))
    yield target_row(case.HOME_TERMINAL, case.WATSON_TERMINAL, 0.6)
    yield target_row(case.STATUS, case.JRNL_READ, 0.7)
    yield target_row(case.CHECKIN, case.JRNL_WRITE, 0.8)
    yield from (target_row(command, case.TODO_LIST, 0.7) for command in (case.HELP, case.SEARCH, case.SEARCH_DUTCH))
    for command in SIZE_INDEPENDENT_COMMANDS:
        label = f"{command}, ten years"
        yield TargetRow(label, times[case_name(command, TEN_YEARS)], "one cycle", one_cycle_sample(command).median, 1.1)
    startup_time = one_cycle_sample(case.STARTUP).median
    momentum = times[case_name(UNCACHED.format(case.MOMENTUM), TEN_YEARS)].minus(startup_time)
    label = f"{UNCACHED.format(case.MOMENTUM)}, ten years, less {case.STARTUP}"
    yield TargetRow(label, momentum, case.BARE_TOML, times[case.BARE_TOML].median, 2)
    baseline_time = times[case.BARE_TYPST].median + startup_time
    yield TargetRow(case.PDF, times[case.PDF], f"{case.BARE_TYPST} + {case.STARTUP}", baseline_time, 1.3)
    python_memory = memory[case.BARE_PYTHON].median
    yield TargetRow(
        "memory of `status`", memory[case_name(case.STATUS_TEXT, ONE_CYCLE)], case.BARE_PYTHON, python_memory, 3, "MiB"
    )
    ten_years = memory[case_name(case.STATUS_TEXT, TEN_YEARS)]
    yield TargetRow("memory of `status`, ten years", ten_years, case.BARE_PYTHON, python_memory, 3, "MiB")


def render_report(times: Samples, memory: Samples, growth: Samples, load_averages: Sequence[float]) -> str:
    """Return the report as Markdown; `load_averages` are those of the machine before and after."""
    targets = list(target_rows(times, memory))
    missed = [row.label for row in targets if not row.is_met]
    runs, growth_runs = (len(next(iter(samples.values())).runs) for samples in (times, growth))
    paragraphs = [
        f"{datetime.now(UTC).date()}, {platform.python_implementation()} {platform.python_version()} on "
        f"{platform.system()}, {os.cpu_count()} processors with a load of {load_averages[0]:.1f} before and "
        f"{load_averages[-1]:.1f} after. {runs} runs each. Next to {', '.join(PEERS.values())}.",
        _targets_table(targets),
        f"Missed, {len(missed)} of {len(targets)}: {'; '.join(missed)}." if missed else "Every target is reached.",
        f"How the times grow with the journal, in cycles ({growth_runs} runs each; between brackets, how many times "
        "that of one cycle):",
        _growth_table(growth),
        "The first answer of a day, or after a change, with no answer kept:",
        _cold_table(times, memory),
        "And what tells where the time goes:",
        _breakdown_section(times),
    ]
    return "\n\n".join(paragraphs)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rule = "| --- |" + " ---: |" * (len(header) - 1)
    return "\n".join([f"| {' | '.join(header)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])


def _targets_table(rows: list[TargetRow]) -> str:
    header = ("what", "median", "least", "p90", "against", "its median", "ratio", "at most", "reached")
    table_rows = (
        (
            row.label, f"{row.sample.median:.1f} {row.unit}", f"{row.sample.minimum:.1f}", f"{row.sample.p90:.1f}",
            row.baseline_name, f"{row.baseline:.1f}", f"{row.ratio:.2f}", f"{row.max_ratio:g}",
            "yes" if row.is_met else "**no**",
        )
        for row in rows
    )  # fmt: skip
    return _table(header, table_rows)


def _growth_table(growth: Samples) -> str:
    """Return the median for each journal size, with its ratio to that of one cycle."""

    def cell(command: str, cycles: int) -> str:
        median, one_cycle_median = (
            growth[case_name(command, cycles)].median,
            growth[case_name(command, ONE_CYCLE)].median,
        )
        return f"{median:.1f} ms" if cycles == ONE_CYCLE else f"{median:.1f} ms ({median / one_cycle_median:.2f})"

    header = ("cycles", *map(str, CYCLE_COUNTS))
    return _table(
        header, ((command, *(cell(command, cycles) for cycles in CYCLE_COUNTS)) for command in GROWTH_COMMANDS)
    )


def _cold_table(times: Samples, memory: Samples) -> str:
    """Return the times and the memory without cached outputs."""
    python_time = times[case.BARE_PYTHON].median

    def cells(command: str) -> Iterator[str]:
        for cycles in (ONE_CYCLE, TEN_YEARS):
            median = times[case_name(UNCACHED.format(command), cycles)].median
            yield f"{median:.1f} ms ({median / python_time:.1f})"

    header = ("what", "one cycle (of `python -c pass`)", "ten years (of `python -c pass`)")
    peaks = (memory[case_name(UNCACHED.format(case.STATUS_TEXT), cycles)].median for cycles in (ONE_CYCLE, TEN_YEARS))
    python_memory = memory[case.BARE_PYTHON].median
    table_rows = [(command, *cells(command)) for command in CACHED_COMMANDS]
    return _table(
        header,
        [*table_rows, ("memory of `status`", *(f"{peak:.1f} MiB ({peak / python_memory:.2f})" for peak in peaks))],
    )


def _breakdown_section(times: Samples) -> str:
    """Return the times that belong to no target, and the sums behind two targets."""
    python_time, startup_time = times[case.BARE_PYTHON].median, times[case_name(case.STARTUP, ONE_CYCLE)].median
    momentum_time, parsing_time = (
        times[case_name(UNCACHED.format(case.MOMENTUM), TEN_YEARS)].median,
        times[case.BARE_TOML].median,
    )
    pdf_time, typst_time = times[case.PDF].median, times[case.BARE_TYPST].median
    cases_by_label = {
        case.BARE_PYTHON: case.BARE_PYTHON,
        case.STARTUP: case_name(case.STARTUP, ONE_CYCLE),
        case.PROMPT_WITHOUT_RE: case.PROMPT_WITHOUT_RE,
        case.PROMPT_WITHOUT_CACHE: case.PROMPT_WITHOUT_CACHE,
        f"{case.MOMENTUM}, ten years": case_name(case.MOMENTUM, TEN_YEARS),
        case.BARE_TOML: case.BARE_TOML,
        case.BARE_TYPST: case.BARE_TYPST,
    }
    header = ("what", "median", "least", "p90", f"of {case.BARE_PYTHON}")
    table_rows = (
        (
            label,
            f"{sample.median:.1f} ms",
            f"{sample.minimum:.1f}",
            f"{sample.p90:.1f}",
            f"{sample.median / python_time:.2f}",
        )
        for label, sample in ((label, times[name]) for label, name in cases_by_label.items())
    )
    sums = (
        f"Momentum: ({momentum_time:.1f} − {startup_time:.1f}) / {parsing_time:.1f} = "
        f"{(momentum_time - startup_time) / parsing_time:.2f}; with the "
        f"bare interpreter as the start-up {(momentum_time - python_time) / parsing_time:.2f}.",
        f"Paper: {pdf_time:.1f} / ({typst_time:.1f} + {startup_time:.1f}) = "
        f"{pdf_time / (typst_time + startup_time):.2f}; with the bare one "
        f"as the start-up {pdf_time / (typst_time + python_time):.2f}.",
    )
    return "\n\n".join((_table(header, table_rows), *sums))
