"""The two small plots of how it felt: five words, a dot a week, filled where a voice stands beside it."""

from collections.abc import Sequence

from tipcycle.core.momentum.report import FeltWeek
from tipcycle.locales import Words
from tipcycle.views.review_words import CUSTOMERS, TEAM

WITH_VOICE, WITHOUT = "●", "○"


def plot_rows(cycles: Sequence[Sequence[FeltWeek]], *, customers: bool, words: Words) -> list[tuple[str, str]]:
    """Five rows from the best to the worst: the word, and a column a week; cycles stand apart."""
    steps = CUSTOMERS if customers else TEAM
    rows = []
    for value in range(5, 0, -1):
        parts = []
        for weeks in cycles:
            dots = []
            for week in weeks:
                answer = week.customers if customers else week.team
                dots.append((WITH_VOICE if week.voiced else WITHOUT) if answer == value else " ")
            parts.append(" ".join(dots))
        rows.append((words.text(steps[value - 1]), "    ".join(parts)))
    return rows


def week_numbers(cycles: Sequence[Sequence[FeltWeek]]) -> str:
    """The numbers above the columns."""
    return "    ".join(" ".join(str(n) for n in range(1, len(weeks) + 1)) for weeks in cycles)


def spoken_felt(weeks: Sequence[FeltWeek], *, customers: bool, words: Words) -> list[str]:
    """The answers of these weeks in words, in order; weeks without one are left out."""
    steps = CUSTOMERS if customers else TEAM
    answers = (week.customers if customers else week.team for week in weeks)
    return [words.text(steps[answer - 1]) for answer in answers if answer is not None]
