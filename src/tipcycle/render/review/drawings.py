"""Drawings of the HTML review as positions and shapes: week strips, felt plots, the year and the footer.

Each drawing has a text alternative. All texts come from the content. Lengths are in SVG user units (CSS pixels).
"""

from fractions import Fraction

from msgspec import Struct

from tipcycle.render.practices import FULL_GOAL, HALFWAY_GOAL
from tipcycle.render.review.content import FeltPlot, TipRow, YearBoxes

CELL_SIZE = 20
"""Width and height of one week or box."""
ROW_HEIGHT = 22
"""Height of one row of a felt plot."""
LABEL_WIDTH = 136
"""Width reserved for the labels beside a felt plot."""
PLOT_WIDTH = 356
"""Maximum width of a felt plot with its labels. It fits on a phone without scaling."""


class Mark(Struct, frozen=True):
    """One shape, positioned by its centre. `tooltip` appears when the user points at it."""

    shape: str
    """A status, or another shape of `templates/drawings.html.j2`."""
    x: int
    y: int
    tooltip: str = ""


class TextLabel(Struct, frozen=True):
    """One line of text, positioned by the left end of its baseline."""

    text: str
    x: int
    y: int
    end_aligned: bool = False
    """True if the text ends at `x` instead of starting there."""


class Drawing(Struct, frozen=True):
    """A drawing of `width` by `height`, with its text alternative."""

    width: int
    height: int
    alt_text: str
    marks: tuple[Mark, ...] = ()
    labels: tuple[TextLabel, ...] = ()
    plot_left: int = 0
    """Left edge of the gridlines, to the right of the labels."""
    gridlines: tuple[int, ...] = ()
    """The y coordinates of horizontal gridlines."""


def week_strip(tip: TipRow) -> Drawing:
    """Return the weeks of one tip, one sign each."""
    marks = tuple(
        Mark(cell.status, n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2, cell.text)
        for n, cell in enumerate(tip.weeks)
        if cell.status
    )
    return Drawing(len(tip.weeks) * CELL_SIZE, CELL_SIZE, tip.weeks_text, marks)


def felt_plot(plot: FeltPlot) -> Drawing:
    """Return a felt plot: five rows, and one dot for each answered week.

    A dot is filled if its week has a voice.
    """
    column_width = (PLOT_WIDTH - LABEL_WIDTH) // plot.week_count
    right = LABEL_WIDTH + plot.week_count * column_width
    baseline = _value_y(1) + ROW_HEIGHT
    return Drawing(
        width=right,
        height=baseline + 6,
        alt_text=plot.text,
        marks=tuple(
            Mark(
                "full" if dot.has_voice else "hollow",
                LABEL_WIDTH + dot.week * column_width + column_width // 2,
                _value_y(dot.value),
                dot.text,
            )
            for dot in plot.dots
        ),
        labels=(
            *(TextLabel(step, 0, _value_y(5 - n) + 4) for n, step in enumerate(plot.steps)),
            TextLabel(plot.starts, LABEL_WIDTH, baseline),
            TextLabel(plot.ends, right, baseline, end_aligned=True),
        ),
        plot_left=LABEL_WIDTH,
        gridlines=tuple(_value_y(value) for value in range(5, 0, -1)),
    )


def _value_y(value: int) -> int:
    return (5 - value) * ROW_HEIGHT + ROW_HEIGHT // 2


def pulse_scale(guess: int | None, own: int | None, median: Fraction, alt_text: str) -> Drawing:
    """Return a scale from 1 to 5 with three marks: a ring, a dot and a stroke.

    The ring marks the median of the slips, the dot the manager's own answer, and the stroke the manager's guess. If the
    manager and the team agree, the dot is inside the ring.
    """
    shapes_and_values: list[tuple[str, int | Fraction | None]] = [("guess", guess), ("ring", median), ("own", own)]
    empty_values = set(range(1, 6)) - {value for _shape, value in shapes_and_values}
    shapes_and_values = [("point", value) for value in sorted(empty_values)] + shapes_and_values
    marks = [Mark(shape, _scale_x(value), ROW_HEIGHT // 2) for shape, value in shapes_and_values if value is not None]
    return Drawing(_scale_x(5) + CELL_SIZE, ROW_HEIGHT, alt_text, tuple(marks), gridlines=(ROW_HEIGHT // 2,))


def _scale_x(value: int | Fraction) -> int:
    return CELL_SIZE + int((value - 1) * 2 * CELL_SIZE)


def groups_of_five(shape: str, count: int) -> tuple[Drawing, ...]:
    """Return `count` signs in drawings of at most five, which can wrap onto several lines."""
    sizes = [min(5, count - start) for start in range(0, count, 5)]
    return tuple(
        Drawing(
            size * CELL_SIZE,
            CELL_SIZE,
            "",
            tuple(Mark(shape, n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2) for n in range(size)),
        )
        for size in sizes
    )


def progress_drawings(implemented: int) -> tuple[Drawing, ...]:
    """Return two rows of boxes: one for the first 50 tips and one for the rest of the 101.

    The boxes are in groups of five, and filled up to `implemented`.
    """
    width = _box_x(FULL_GOAL - HALFWAY_GOAL - 1) + CELL_SIZE // 2
    return tuple(
        Drawing(
            width,
            CELL_SIZE,
            "",
            tuple(
                Mark("stays" if number <= implemented else "point", _box_x(n), CELL_SIZE // 2)
                for n, number in enumerate(numbers)
            ),
        )
        for numbers in (range(1, HALFWAY_GOAL + 1), range(HALFWAY_GOAL + 1, FULL_GOAL + 1))
    )


def _box_x(n: int) -> int:
    """Return the x coordinate of the centre of box `n`. There is a gap after each fifth box."""
    return n * CELL_SIZE + n // 5 * CELL_SIZE // 2 + CELL_SIZE // 2


def year_boxes(boxes: YearBoxes) -> Drawing:
    """Return the five boxes of one cycle of the year, with its months below."""
    return Drawing(
        width=5 * CELL_SIZE,
        height=2 * CELL_SIZE,
        alt_text=boxes.text,
        marks=tuple(
            Mark(shape, n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2) for n, shape in enumerate(boxes.shapes)
        ),
        labels=(TextLabel(boxes.months, 3, CELL_SIZE + 15),) if boxes.months else (),
    )
