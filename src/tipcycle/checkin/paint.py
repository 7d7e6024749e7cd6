"""What the screens of the check-in show, as text. Data never becomes markup."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.checkin.model import Asked, Extra, Feel, Five, Sheet, key_labels
from tipcycle.checkin.wording import answer_words, how_it_felt, not_felt, on_the_sheet
from tipcycle.locales import Words
from tipcycle.views.labels import number
from tipcycle.views.lines import flowed

_NARROW = 56
LOW = 24
"""A terminal with fewer rows gets a tighter screen."""


class Room(NamedTuple):
    """How much of the terminal there is."""

    width: int
    height: int

    @property
    def low(self) -> bool:
        """Whether rows are scarce."""
        return self.height < LOW


def room(terminal: tuple[int, int]) -> Room:
    """What the margins leave of a terminal with so many columns and rows; how low it is, is said of all its rows."""
    columns, rows = terminal
    return Room(columns - 4, rows)


class Drawn(NamedTuple):
    """A screen: what may scroll, and the keys, which stay in sight."""

    body: RenderableType
    keys: Text


def _top(sheet: Sheet) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text(sheet.title, style="bold"), Text(sheet.where, style="dim"))
    return Group(grid, Text(""))


def heading(sheet: Sheet) -> Text:
    """What is asked of all five; the days of another week than the present one stand out."""
    text = Text(sheet.heading)
    if sheet.dates:
        text.highlight_words([sheet.dates], "bold cyan")
    return text


def _again(sheet: Sheet, words: Words) -> list[RenderableType]:
    """That the week was looked back on before; nothing for a first time."""
    _ = words.text
    said = _("You looked back on this week already. What you leave alone stays as it is.")
    return [Text(said, style="dim"), Text("")] if sheet.again else []


def five(sheet: Sheet, state: Five, words: Words, room: Room) -> Drawn:
    """The five with their answers, the moment of the tip under the cursor, and its keys.

    Where rows are scarce, only the question under the cursor is shown in full.
    """
    said = answer_words(words)
    grid = Table.grid(padding=(0, 1, 0, 0), expand=room.width < _NARROW + 24)
    grid.add_column(width=1)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True, min_width=5)
    for place, asked in enumerate(sheet.asked):
        here = place == state.at
        mark = said[state.given[asked.tip]] if asked.tip in state.given else ("_" if here else "")
        question = Text(asked.question, style="bold" if here else "")
        if room.low and not here:
            question.no_wrap, question.overflow = True, "ellipsis"
        grid.add_row(Text("▸" if here else ""), Text(number(asked.tip), style="cyan"), question, Text(mark))
    parts: list[RenderableType] = [_top(sheet), *_again(sheet, words), heading(sheet), Text(""), grid, Text("")]
    asked_now = state.current
    if asked_now is None:
        return Drawn(Group(*parts), Text(""))
    parts.append(Text(f"{number(asked_now.tip)}  {asked_now.moment}", style="italic"))
    return Drawn(Group(*parts), keys(asked_now, words, room.width, kept=state.given.get(asked_now.tip) is not None))


def keys(asked: Asked, words: Words, width: int, *, kept: bool = False) -> Text:
    """The keys that answer for this tip, and the ways out."""
    _ = words.text
    return key_line((*key_labels(asked, words, kept=kept), _("[↑] back"), _("[Esc] stop without saving")), width)


def key_line(labels: Iterable[str], width: int) -> Text:
    """Keys and what they do; what belongs together stays on one line."""
    return Text("\n".join(flowed(labels, width)), style="dim")


def feel(sheet: Sheet, state: Feel, words: Words, room: Room) -> Drawn:
    """Both scales beside each other; where it is narrow, the one that is asked, and the other in one line."""
    _ = words.text
    scales = (
        (_("in the team"), sheet.team, state.team, 0, _("you see")),
        (_("with customers"), sheet.customers, state.customers, 1, _("you hear")),
    )
    columns: list[RenderableType] = []
    for label, steps, value, place, asks in scales:
        here = place == state.at
        told = str(value) if value is not None else "_" if here else "" if state.at < place else "–"
        answer = Text(f"{'▸ ' if here else '  '}{asks}: {told}")
        if room.width < _NARROW and not here:
            columns.append(Text(f"{label}, {answer.plain.strip()}"))
            continue
        lines = [Text(label, style="bold")]
        lines += [Text(f"{n}  {step}", style="bold" if value == n else "") for n, step in enumerate(steps, 1)]
        columns.append(Group(*lines, Text(""), answer))
    body: RenderableType
    if room.width < _NARROW:
        body = Group(columns[0], Text(""), columns[1])
    else:
        grid = Table.grid(padding=(0, 4, 0, 0))
        grid.add_row(*columns)
        body = grid
    kept = (state.team, state.customers)[min(state.at, 1)] is not None
    labels = (
        "[1-5]",
        _("[Enter] leave it so") if kept else _("[Enter] I do not know"),
        _("[↑] back"),
        _("[Esc] stop without saving"),
    )
    parts = [_top(sheet), Text(how_it_felt(words)), Text(""), body, Text(""), Text(on_the_sheet(words), style="dim")]
    return Drawn(Group(*parts), key_line(labels, room.width))


def extra(asked: Extra, words: Words) -> RenderableType:
    """One thing more."""
    _ = words.text
    parts: list[RenderableType] = [Text(asked.text), Text("")]
    if asked.plan_for is None:
        parts += [Text(f"[{option.key}] {option.label}") for option in asked.options]
    else:
        parts += [Text(_("[Enter] leave it as it is, or write it anew"), style="dim")]
    return Group(*parts)


def extra_keys(words: Words) -> Text:
    """The way out of it."""
    _ = words.text
    return Text(_("[Esc] stop without saving"), style="dim")


def moment(sheet: Sheet, words: Words) -> RenderableType:
    """The invitation to keep one moment, with what was noted during the week."""
    _ = words.text
    parts: list[RenderableType] = [_top(sheet)]
    if not sheet.feelings:
        parts += [Text(not_felt(words), style="dim"), Text("")]
    if sheet.notes:
        parts.append(Text(_("You noted this week:")))
        parts += [Text(f"  “{note}”", style="italic") for note in sheet.notes]
        parts.append(Text(""))
    return Group(*parts, Text(_("One moment you want to remember?")))


def last_question(sheet: Sheet, words: Words) -> RenderableType:
    """The question that was taken along a week ago."""
    _ = words.text
    return Group(Text(_("Last week you took this question along:")), Text(f"  {sheet.last_question}", style="italic"))
