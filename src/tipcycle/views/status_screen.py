"""The cycle so far, week by week."""

from rich.console import Group, RenderableType
from rich.text import Text

from tipcycle.core.overview import Status
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.labels import full_strip, number, seated, standing, title
from tipcycle.views.look import Look
from tipcycle.views.phrases import state_line
from tipcycle.views.screen import both_ends, heading, indented, legend_lines, tip_rows


def status_screen(status: Status, catalogue: Catalogue, words: Words, look: Look) -> RenderableType:
    """The cycle so far, week by week."""
    _ = words.text
    cycle = status.cycle
    if cycle is None:
        return indented(Text(""), Text(_("No cycle yet. tipcycle pick begins one.")), Text(""))
    where = words.span(cycle.starts, cycle.ends, year=True)
    parts: list[RenderableType] = [
        Text(""),
        both_ends(_("cycle {n}").format(n=cycle.number), where, look),
        Text(state_line(status, words), style="dim"),
        Text(""),
    ]
    for active in (True, False):
        found = [record for record in status.records if record.active is active]
        if not found:
            continue
        if not active:
            parts += [Text(""), heading(_("swapped out"))]
        rows: list[tuple[RenderableType, ...]] = []
        for record in found:
            name = Text(title(record.tip, catalogue, words))
            weeks = Text(full_strip(seated(record)))
            word = Text(standing(record, words) if active else "", style="dim")  # the heading says it of the others
            if look.narrow:
                rows.append((Text(number(record.tip), style="cyan"), Group(name, Text.assemble(weeks, "  ", word))))
            else:
                rows.append((Text(number(record.tip), style="cyan"), name, weeks, word))
        parts.append(tip_rows(rows, columns=2 if look.narrow else 4))
    parts += [Text(""), legend_lines((seated(record) for record in status.records), words, look)]
    for week in status.due:
        said = _("Open: the week of {span}").format(span=words.span(week.monday, week.sunday))
        parts.append(Text(f"{said}   tipcycle checkin --week {week}"))
    return indented(*parts, Text(""))
