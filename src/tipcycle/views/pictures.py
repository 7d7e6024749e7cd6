"""The drawings of a page, as positions and shapes: weeks, feelings, the board, the foot. Each says itself in words.

A picture knows no fact of its own; the signs and words are those that every view uses (`labels`, `review_words`).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.momentum.report import YearCycle
from tipcycle.core.review import Review
from tipcycle.core.weeks import Week
from tipcycle.locales import Words
from tipcycle.views.labels import MEANINGS, SIGNS, full_strip
from tipcycle.views.momentum_words import boxes, months
from tipcycle.views.practices import ALL, FIFTY
from tipcycle.views.review_words import CUSTOMERS, CUSTOMERS_SHORT, TEAM, TEAM_SHORT

SHAPES: Mapping[str, str] = {
    SIGNS["D"]: "did",
    SIGNS["C"]: "costly",
    SIGNS["M"]: "missed",
    SIGNS["N"]: "none",
    SIGNS["P"]: "paused",
    SIGNS["?"]: "open",
    " ": "",
}
"""The drawn shape for each sign of a strip."""

BOXES: Mapping[str, str] = {"■": "stays", "↻": "goes-on", "□": "making", "·": "open"}

STEP = 20
"""How wide a week is."""
ROW = 22
"""How high a step of a felt plot is."""
LABELS = 136
"""The room that the words beside a plot take."""
PLOT = 356
"""How wide a plot is with its words: a phone shows it as large as it is."""


class Mark(Struct, frozen=True):
    """One sign, by its centre; `told` is what it says when somebody points at it."""

    shape: str
    x: int
    y: int
    told: str = ""


class Line(Struct, frozen=True):
    """One line of text in a picture, by the left end of its base."""

    text: str
    x: int
    y: int
    end: bool = False
    """Whether it ends at `x` instead of beginning there."""


class Picture(Struct, frozen=True):
    """A drawing of `width` by `height`, and what it shows, in words."""

    width: int
    height: int
    told: str
    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    left: int = 0
    """Where the drawing begins, beside its words."""
    rules: tuple[int, ...] = ()
    """The heights at which a thin line runs across the plot."""


def strip(statuses: str, weeks: Sequence[Week], words: Words) -> Picture:
    """The weeks of one tip, a sign each."""
    marks = []
    told = []
    for n, (sign, status, week) in enumerate(zip(full_strip(statuses), statuses, weeks, strict=True)):
        meaning = words.text(MEANINGS[status]) if status in MEANINGS else ""
        said = f"{words.span(week.monday, week.sunday)}: {meaning}" if meaning else ""
        if SHAPES[sign]:
            marks.append(Mark(SHAPES[sign], n * STEP + STEP // 2, STEP // 2, said))
        told += [said] if said else []
    _ = words.text
    return Picture(len(weeks) * STEP, STEP, "; ".join(told) or _("no week has begun yet"), tuple(marks))


def felt_plot(review: Review, *, customers: bool, words: Words) -> Picture:
    """How the weeks felt: five steps, a dot a week, filled where a voice stands beside it."""
    _ = words.text
    short, full = (CUSTOMERS_SHORT, CUSTOMERS) if customers else (TEAM_SHORT, TEAM)
    weeks = review.cycle.weeks
    felt = dict(review.felt)
    step = (PLOT - LABELS) // len(weeks)
    marks, told = [], []
    for n, week in enumerate(weeks):
        answers = felt.get(week)
        value = (answers.customers if customers else answers.team) if answers else None
        if value is None:
            continue
        voiced = week in review.voiced
        said = f"{words.span(week.monday, week.sunday)}: {words.text(full[value - 1])}"
        said += f" ({_('with a voice beside it')})" if voiced else ""
        marks.append(Mark("did" if voiced else "missed", LABELS + n * step + step // 2, _height(value), said))
        told.append(said)
    end = LABELS + len(weeks) * step
    base = _height(1) + ROW
    lines = [Line(words.text(short[value - 1]), 0, _height(value) + 4) for value in range(5, 0, -1)]
    lines += [
        Line(words.day(review.cycle.starts), LABELS, base),
        Line(words.day(review.cycle.ends), end, base, end=True),
    ]
    return Picture(
        width=end,
        height=base + 6,
        told="; ".join(told) or _("nothing was filled in"),
        marks=tuple(marks),
        lines=tuple(lines),
        left=LABELS,
        rules=tuple(_height(value) for value in range(5, 0, -1)),
    )


def _height(value: int) -> int:
    return (5 - value) * ROW + ROW // 2


def scale(guess: int | None, own: int | None, middle: Fraction, told: str) -> Picture:
    """From 1 to 5: a ring for the middle slip, a dot for what the leader said (in the ring, in one room), a stroke."""
    given: list[tuple[str, int | Fraction | None]] = [("guess", guess), ("ring", middle), ("own", own)]
    bare = set(range(1, 6)) - {value for _shape, value in given}
    given = [("open", value) for value in sorted(bare)] + given
    marks = [Mark(shape, _scale_step(value), ROW // 2) for shape, value in given if value is not None]
    return Picture(_scale_step(5) + STEP, ROW, told, tuple(marks), rules=(ROW // 2,))


def _scale_step(value: int | Fraction) -> int:
    return STEP + int((value - 1) * 2 * STEP)


def fives(shape: str, count: int) -> tuple[Picture, ...]:
    """So many signs, in pictures of five that may stand under each other."""
    sizes = [min(5, count - start) for start in range(0, count, 5)]
    return tuple(
        Picture(size * STEP, STEP, "", tuple(Mark(shape, n * STEP + STEP // 2, STEP // 2) for n in range(size)))
        for size in sizes
    )


def way(implemented: int) -> tuple[Picture, ...]:
    """A box for each of fifty tips and for the rest of 101, in fives, filled as far as it goes."""
    width = _box(ALL - FIFTY - 1) + STEP // 2
    return tuple(
        Picture(
            width,
            STEP,
            "",
            tuple(
                Mark("stays" if number <= implemented else "open", _box(n), STEP // 2)
                for n, number in enumerate(numbers)
            ),
        )
        for numbers in (range(1, FIFTY + 1), range(FIFTY + 1, ALL + 1))
    )


def _box(n: int) -> int:
    """Where the box at place `n` of a row stands; fives stand apart."""
    return n * STEP + n // 5 * STEP // 2 + STEP // 2


def board(year: Sequence[YearCycle], words: Words) -> tuple[Picture, ...]:
    """Thirty boxes: a picture of five for each cycle of the year, with its months below."""
    return tuple(_five_boxes(cycle, words) for cycle in year)


def _five_boxes(cycle: YearCycle, words: Words) -> Picture:
    marks = [Mark(BOXES[sign], n * STEP + STEP // 2, STEP // 2) for n, sign in enumerate(boxes(cycle).split())]
    name = months(cycle, words)
    return Picture(
        width=5 * STEP,
        height=2 * STEP,
        told=f"{name}: {_of_a_cycle(cycle, words)}" if name else "",
        marks=tuple(marks),
        lines=(Line(name, 3, STEP + 15),) if name else (),
    )


def _of_a_cycle(cycle: YearCycle, words: Words) -> str:
    said = []
    if cycle.stayed:
        said.append(words.many("one tip stays", "{n} tips stay", cycle.stayed))
    if cycle.extended:
        said.append(words.many("one goes on", "{n} go on", cycle.extended))
    if cycle.making:
        said.append(words.many("{n} in the making", "{n} in the making", cycle.making))
    _ = words.text
    return words.listed(said) or _("nothing stays yet")
