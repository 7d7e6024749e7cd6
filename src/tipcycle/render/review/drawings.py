"""Drawings of the review page as positions and shapes: week strips, felt plots, the board and the footer.

Each drawing has a text alternative. Signs and words come from `labels` and `review.text`; facts come from the review.
Lengths are in SVG user units (CSS pixels).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.cycle import Status
from tipcycle.core.momentum.report import YearSlot
from tipcycle.core.review import Review
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import WeekStrip
from tipcycle.render.momentum_text import month_range, slot_signs
from tipcycle.render.practices import FULL_GOAL, HALFWAY_GOAL
from tipcycle.render.review.text import CUSTOMER_SCALE, CUSTOMER_SCALE_SHORT, TEAM_SCALE, TEAM_SCALE_SHORT

BOX_SHAPES: Mapping[str, str] = {"■": "stays", "↻": "goes-on", "□": "making", "·": "point"}

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


def week_strip(strip: WeekStrip, weeks: Sequence[Week], translator: Translator) -> Drawing:
    """Return the weeks of one tip, one sign each."""
    marks = []
    descriptions = []
    for n, (status, week) in enumerate(zip(strip, weeks, strict=True)):
        if status is None:
            continue
        label = ""
        if status is not Status.NOT_STARTED:
            label = f"{translator.date_range(week.monday, week.sunday)}: {translator.gettext(status.meaning)}"
            descriptions.append(label)
        marks.append(Mark(status, n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2, label))
    _ = translator.gettext
    return Drawing(
        len(weeks) * CELL_SIZE, CELL_SIZE, "; ".join(descriptions) or _("no week has begun yet"), tuple(marks)
    )


def felt_drawing(review: Review, *, customers: bool, translator: Translator) -> Drawing:
    """Return a felt plot: five rows, and one dot for each answered week.

    A dot is filled if its week has a voice.
    """
    _ = translator.gettext
    short_labels, full_labels = (CUSTOMER_SCALE_SHORT, CUSTOMER_SCALE) if customers else (TEAM_SCALE_SHORT, TEAM_SCALE)
    weeks = review.cycle.weeks
    feelings_by_week = dict(review.feelings)
    column_width = (PLOT_WIDTH - LABEL_WIDTH) // len(weeks)
    marks, descriptions = [], []
    for n, week in enumerate(weeks):
        feelings = feelings_by_week.get(week)
        value = (feelings.customers if customers else feelings.team) if feelings else None
        if value is None:
            continue
        has_voice = week in review.weeks_with_voice
        label = f"{translator.date_range(week.monday, week.sunday)}: {translator.gettext(full_labels[value - 1])}"
        label += f" ({_('with a voice beside it')})" if has_voice else ""
        marks.append(
            Mark(
                "full" if has_voice else "hollow",
                LABEL_WIDTH + n * column_width + column_width // 2,
                _value_y(value),
                label,
            )
        )
        descriptions.append(label)
    right = LABEL_WIDTH + len(weeks) * column_width
    baseline = _value_y(1) + ROW_HEIGHT
    labels = [
        TextLabel(translator.gettext(short_labels[value - 1]), 0, _value_y(value) + 4) for value in range(5, 0, -1)
    ]
    labels += [
        TextLabel(translator.long_date(review.cycle.starts), LABEL_WIDTH, baseline),
        TextLabel(translator.long_date(review.cycle.ends), right, baseline, end_aligned=True),
    ]
    return Drawing(
        width=right,
        height=baseline + 6,
        alt_text="; ".join(descriptions) or _("nothing was filled in"),
        marks=tuple(marks),
        labels=tuple(labels),
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


def board_drawings(slots: Sequence[YearSlot], translator: Translator) -> tuple[Drawing, ...]:
    """Return the board of the year: one drawing of five boxes for each cycle, with its months below."""
    return tuple(_slot_drawing(slot, translator) for slot in slots)


def _slot_drawing(slot: YearSlot, translator: Translator) -> Drawing:
    marks = [
        Mark(BOX_SHAPES[sign], n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2)
        for n, sign in enumerate(slot_signs(slot).split())
    ]
    months = month_range(slot, translator)
    return Drawing(
        width=5 * CELL_SIZE,
        height=2 * CELL_SIZE,
        alt_text=f"{months}: {_slot_text(slot, translator)}" if months else "",
        marks=tuple(marks),
        labels=(TextLabel(months, 3, CELL_SIZE + 15),) if months else (),
    )


def _slot_text(slot: YearSlot, translator: Translator) -> str:
    phrases = []
    if slot.implemented_count:
        phrases.append(translator.ngettext("one tip stays", "{n} tips stay", slot.implemented_count))
    if slot.extended_count:
        phrases.append(translator.ngettext("one goes on", "{n} go on", slot.extended_count))
    if slot.in_progress_count:
        phrases.append(translator.ngettext("{n} in the making", "{n} in the making", slot.in_progress_count))
    _ = translator.gettext
    return translator.join(phrases) or _("nothing stays yet")
