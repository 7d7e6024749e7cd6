"""The drawings of a page, as positions and shapes: weeks, feelings, the board, the foot. Each says itself in words.

A picture knows no fact of its own; the signs and words are those that every view uses (`labels`, `review_words`).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from tipcycle.core.momentum.report import YearSlot
from tipcycle.core.review import Review
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import STATUS_MEANINGS, STATUS_SIGNS, full_status_signs
from tipcycle.render.momentum_text import month_range, slot_signs
from tipcycle.render.practices import FULL_GOAL, HALFWAY_GOAL
from tipcycle.render.review.text import CUSTOMER_SCALE, CUSTOMER_SCALE_SHORT, TEAM_SCALE, TEAM_SCALE_SHORT

SIGN_SHAPES: Mapping[str, str] = {
    STATUS_SIGNS["D"]: "did",
    STATUS_SIGNS["C"]: "costly",
    STATUS_SIGNS["M"]: "missed",
    STATUS_SIGNS["N"]: "none",
    STATUS_SIGNS["P"]: "paused",
    STATUS_SIGNS["?"]: "open",
    " ": "",
}
"""The drawn shape for each sign of a strip."""

BOX_SHAPES: Mapping[str, str] = {"■": "stays", "↻": "goes-on", "□": "making", "·": "open"}

CELL_SIZE = 20
"""How wide a week is."""
ROW_HEIGHT = 22
"""How high a step of a felt plot is."""
LABEL_WIDTH = 136
"""The room that the words beside a plot take."""
PLOT_WIDTH = 356
"""How wide a plot is with its words: a phone shows it as large as it is."""


class Mark(Struct, frozen=True):
    """One sign, by its centre; `told` is what it says when somebody points at it."""

    shape: str
    x: int
    y: int
    tooltip: str = ""


class TextLabel(Struct, frozen=True):
    """One line of text in a picture, by the left end of its base."""

    text: str
    x: int
    y: int
    end_aligned: bool = False
    """Whether it ends at `x` instead of beginning there."""


class Drawing(Struct, frozen=True):
    """A drawing of `width` by `height`, and what it shows, in words."""

    width: int
    height: int
    alt_text: str
    marks: tuple[Mark, ...] = ()
    labels: tuple[TextLabel, ...] = ()
    plot_left: int = 0
    """Where the drawing begins, beside its words."""
    gridlines: tuple[int, ...] = ()
    """The heights at which a thin line runs across the plot."""


def week_strip(statuses: str, weeks: Sequence[Week], translator: Translator) -> Drawing:
    """The weeks of one tip, a sign each."""
    marks = []
    descriptions = []
    for n, (sign, status, week) in enumerate(zip(full_status_signs(statuses), statuses, weeks, strict=True)):
        meaning = translator.gettext(STATUS_MEANINGS[status]) if status in STATUS_MEANINGS else ""
        label = f"{translator.date_range(week.monday, week.sunday)}: {meaning}" if meaning else ""
        if SIGN_SHAPES[sign]:
            marks.append(Mark(SIGN_SHAPES[sign], n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2, label))
        descriptions += [label] if label else []
    _ = translator.gettext
    return Drawing(
        len(weeks) * CELL_SIZE, CELL_SIZE, "; ".join(descriptions) or _("no week has begun yet"), tuple(marks)
    )


def felt_drawing(review: Review, *, customers: bool, translator: Translator) -> Drawing:
    """How the weeks felt: five steps, a dot a week, filled where a voice stands beside it."""
    _ = translator.gettext
    short, full = (CUSTOMER_SCALE_SHORT, CUSTOMER_SCALE) if customers else (TEAM_SCALE_SHORT, TEAM_SCALE)
    weeks = review.cycle.weeks
    felt = dict(review.feelings)
    step = (PLOT_WIDTH - LABEL_WIDTH) // len(weeks)
    marks, descriptions = [], []
    for n, week in enumerate(weeks):
        answers = felt.get(week)
        value = (answers.customers if customers else answers.team) if answers else None
        if value is None:
            continue
        voiced = week in review.weeks_with_voice
        label = f"{translator.date_range(week.monday, week.sunday)}: {translator.gettext(full[value - 1])}"
        label += f" ({_('with a voice beside it')})" if voiced else ""
        marks.append(Mark("did" if voiced else "missed", LABEL_WIDTH + n * step + step // 2, _value_y(value), label))
        descriptions.append(label)
    end = LABEL_WIDTH + len(weeks) * step
    base = _value_y(1) + ROW_HEIGHT
    lines = [TextLabel(translator.gettext(short[value - 1]), 0, _value_y(value) + 4) for value in range(5, 0, -1)]
    lines += [
        TextLabel(translator.long_date(review.cycle.starts), LABEL_WIDTH, base),
        TextLabel(translator.long_date(review.cycle.ends), end, base, end_aligned=True),
    ]
    return Drawing(
        width=end,
        height=base + 6,
        alt_text="; ".join(descriptions) or _("nothing was filled in"),
        marks=tuple(marks),
        labels=tuple(lines),
        plot_left=LABEL_WIDTH,
        gridlines=tuple(_value_y(value) for value in range(5, 0, -1)),
    )


def _value_y(value: int) -> int:
    return (5 - value) * ROW_HEIGHT + ROW_HEIGHT // 2


def pulse_scale(guess: int | None, own: int | None, median: Fraction, alt_text: str) -> Drawing:
    """From 1 to 5: a ring for the middle slip, a dot for what the leader said (in the ring, in one room), a stroke."""
    marks_at: list[tuple[str, int | Fraction | None]] = [("guess", guess), ("ring", median), ("own", own)]
    empty_values = set(range(1, 6)) - {value for _shape, value in marks_at}
    marks_at = [("open", value) for value in sorted(empty_values)] + marks_at
    marks = [Mark(shape, _scale_x(value), ROW_HEIGHT // 2) for shape, value in marks_at if value is not None]
    return Drawing(_scale_x(5) + CELL_SIZE, ROW_HEIGHT, alt_text, tuple(marks), gridlines=(ROW_HEIGHT // 2,))


def _scale_x(value: int | Fraction) -> int:
    return CELL_SIZE + int((value - 1) * 2 * CELL_SIZE)


def groups_of_five(shape: str, count: int) -> tuple[Drawing, ...]:
    """So many signs, in pictures of five that may stand under each other."""
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


def road_drawings(implemented: int) -> tuple[Drawing, ...]:
    """A box for each of fifty tips and for the rest of 101, in fives, filled as far as it goes."""
    width = _box_x(FULL_GOAL - HALFWAY_GOAL - 1) + CELL_SIZE // 2
    return tuple(
        Drawing(
            width,
            CELL_SIZE,
            "",
            tuple(
                Mark("stays" if number <= implemented else "open", _box_x(n), CELL_SIZE // 2)
                for n, number in enumerate(numbers)
            ),
        )
        for numbers in (range(1, HALFWAY_GOAL + 1), range(HALFWAY_GOAL + 1, FULL_GOAL + 1))
    )


def _box_x(n: int) -> int:
    """Where the box at place `n` of a row stands; fives stand apart."""
    return n * CELL_SIZE + n // 5 * CELL_SIZE // 2 + CELL_SIZE // 2


def board_drawings(slots: Sequence[YearSlot], translator: Translator) -> tuple[Drawing, ...]:
    """Thirty boxes: a picture of five for each cycle of the year, with its months below."""
    return tuple(_slot_drawing(slot, translator) for slot in slots)


def _slot_drawing(slot: YearSlot, translator: Translator) -> Drawing:
    marks = [
        Mark(BOX_SHAPES[sign], n * CELL_SIZE + CELL_SIZE // 2, CELL_SIZE // 2)
        for n, sign in enumerate(slot_signs(slot).split())
    ]
    name = month_range(slot, translator)
    return Drawing(
        width=5 * CELL_SIZE,
        height=2 * CELL_SIZE,
        alt_text=f"{name}: {_slot_text(slot, translator)}" if name else "",
        marks=tuple(marks),
        labels=(TextLabel(name, 3, CELL_SIZE + 15),) if name else (),
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
