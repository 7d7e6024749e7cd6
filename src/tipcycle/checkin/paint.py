"""What the screens of the check-in show, as text. Data never becomes markup."""

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.checkin.model import Asked, Extra, Feel, Five, Sheet, key_labels
from tipcycle.locales import Words

_NARROW = 60
_GAP = "   "


def _top(sheet: Sheet) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text(sheet.title, style="bold"), Text(sheet.where, style="dim"))
    return Group(grid, Text(""))


def answer_words(words: Words) -> dict[str | None, str]:
    """What stands behind a tip once it is answered."""
    _ = words.text
    return {
        "did": _("yes"),
        "costly": _("yes!"),
        "missed": _("no"),
        "none": _("n/a"),
        "built": _("stands"),
        None: _("open"),
    }


def five(sheet: Sheet, state: Five, words: Words, width: int) -> RenderableType:
    """The five with their answers, the moment of the tip under the cursor, and its keys."""
    _ = words.text
    said = answer_words(words)
    grid = Table.grid(padding=(0, 1, 0, 0), expand=width < _NARROW + 20)
    grid.add_column(width=1)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True, min_width=5)
    for place, asked in enumerate(sheet.asked):
        here = place == state.at
        mark = said[state.given[asked.tip]] if asked.tip in state.given else ("_" if here else "")
        style = "bold" if here else ""
        grid.add_row(
            Text("▸" if here else ""), Text(f"{asked.tip:02}", style="cyan"), Text(asked.question, style), Text(mark)
        )
    parts: list[RenderableType] = [_top(sheet), Text(_("Did you do it this week?")), Text(""), grid, Text("")]
    if state.current is not None:
        parts += [Text(f"{state.current.tip:02}  {state.current.moment}", style="italic"), Text("")]
        parts.append(keys(state.current, words, width))
    return Group(*parts)


def keys(asked: Asked, words: Words, width: int) -> Text:
    """The keys that answer for this tip, and the ways out; what belongs together stays on one line."""
    _ = words.text
    rows: list[str] = []
    for label in (*key_labels(asked, words), _("[↑] back"), _("[Esc] stop, nothing is saved")):
        if rows and cell_len(rows[-1]) + len(_GAP) + cell_len(label) <= width:
            rows[-1] += _GAP + label
        else:
            rows.append(label)
    return Text("\n".join(rows), style="dim")


def feel(sheet: Sheet, state: Feel, words: Words, width: int) -> RenderableType:
    """Both scales beside each other, or under each other where it is narrow."""
    _ = words.text
    scales = (
        (_("in the team"), sheet.team, state.team, 0, _("you see")),
        (_("with customers"), sheet.customers, state.customers, 1, _("you hear")),
    )
    columns: list[RenderableType] = []
    for label, steps, value, place, asks in scales:
        lines = [Text(label, style="bold")]
        lines += [Text(f"{n}  {step}", style="bold" if value == n else "") for n, step in enumerate(steps, 1)]
        here = place == state.at
        told = "_" if here else "" if state.at < place else "–" if value is None else str(value)
        lines += [Text(""), Text(f"{'▸ ' if here else '  '}{asks}: {told}")]
        columns.append(Group(*lines))
    body: RenderableType
    if width < _NARROW:
        body = Group(columns[0], Text(""), columns[1])
    else:
        grid = Table.grid(padding=(0, 4, 0, 0))
        grid.add_row(*columns)
        body = grid
    return Group(
        _top(sheet),
        Text(_("How did the week feel? A 3 is an ordinary week. Fine.")),
        Text(""),
        body,
        Text(""),
        Text(_("[1-5]   [Enter] I do not know   [↑] back   [Esc] stop, nothing is saved"), style="dim"),
    )


def extra(asked: Extra, words: Words) -> RenderableType:
    """One thing more."""
    _ = words.text
    parts: list[RenderableType] = [Text(asked.text), Text("")]
    if asked.plan_for is None:
        parts += [Text(f"[{key}] {label}") for key, label, _meaning in asked.choices]
    else:
        parts += [Text(_("[Enter] leave it as it is, or write it anew"), style="dim")]
    return Group(*parts)


def moment(sheet: Sheet, words: Words) -> RenderableType:
    """The invitation to keep one moment, with what was noted during the week."""
    _ = words.text
    parts: list[RenderableType] = [_top(sheet)]
    if sheet.notes:
        parts.append(Text(_("You noted this week:")))
        parts += [Text(f"  “{note}”", style="italic") for note in sheet.notes]
        parts.append(Text(""))
    return Group(*parts, Text(_("One moment you want to remember?")))


def last_question(sheet: Sheet, words: Words) -> RenderableType:
    """The question that was taken along a week ago."""
    _ = words.text
    return Group(Text(_("Last week you took this question along:")), Text(f"  {sheet.last_question}", style="italic"))
