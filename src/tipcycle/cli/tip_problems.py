"""Messages for the problems that the catalogue lint finds in a tips file."""

from collections.abc import Iterable

from tipcycle.catalogue import CatalogueProblem
from tipcycle.i18n import Translator
from tipcycle.render.diagnostics import lint_message
from tipcycle.render.labels import tip_number


def problem_lines(problems: Iterable[CatalogueProblem], translator: Translator) -> list[str]:
    """Return one line for each problem: file, tip, field and message."""
    lines = []
    for problem in problems:
        tip = f" {tip_number(problem.tip)}" if problem.tip is not None else ""
        field = f" {problem.field}" if problem.field else ""
        text = lint_message(problem.rule, problem.detail, translator)
        lines.append(f"{problem.file}{tip}{field}: {text} ({problem.rule})")
    return lines
