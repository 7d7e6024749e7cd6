"""Rich layouts of the status, tip and history screens, and the parts that they share.

User data is passed to Rich as `Text`, never as markup.
"""

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tipcycle.core.history import HistoryEntry
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.i18n import Translator
from tipcycle.render.labels import (
    WeekStrip,
    format_minutes,
    full_status_signs,
    kind_label,
    legend_phrases,
    state_line,
    strength_label,
    tenure_statuses,
    tip_badges,
    tip_number,
    tip_title,
)
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import DisplayOptions, flow_phrases
from tipcycle.render.tip_text import build_tip_card


def indented(*parts: RenderableType) -> RenderableType:
    """Return the parts one below the other, with the left margin of every screen."""
    return Padding(Group(*parts), (0, 0, 0, 2))


def rich_heading(text: str) -> Text:
    """Return a dim heading in capitals."""
    return Text(text.upper(), style="dim")


def rich_header(left: str, right: str, display: DisplayOptions) -> RenderableType:
    """Return a title and a position at the two ends of one line, or on two lines if the display is narrow."""
    if display.narrow:
        return Group(Text(left, style="bold"), Text(right, style="dim"))
    grid = Table.grid(expand=True)
    grid.add_column()
    grid.add_column(justify="right")
    grid.add_row(Text(left, style="bold"), Text(right, style="dim"))
    return grid


def tip_grid(rows: Iterable[tuple[RenderableType, ...]], *, columns: int = 2) -> Table:
    """Return a table of rows that start with a number and a title. The title column takes the remaining width."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for _ in range(columns - 2):
        grid.add_column(no_wrap=True)
    for row in rows:
        grid.add_row(*row)
    return grid


def rich_legend(strips: Iterable[WeekStrip], translator: Translator, display: DisplayOptions) -> Text:
    """Return the legend of the signs. No entry is broken across lines."""
    return Text("\n".join(flow_phrases(legend_phrases(strips, translator), display.width - 2)), style="dim")


def status_screen(
    report: StatusReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> RenderableType:
    """Return the status of the cycle, week by week."""
    _ = translator.gettext
    cycle = report.cycle
    if cycle is None:
        return indented(Text(""), Text(_("No cycle yet. tipcycle pick begins one.")), Text(""))
    dates = translator.date_range(cycle.starts, cycle.ends, with_year=True)
    parts: list[RenderableType] = [
        Text(""),
        rich_header(_("cycle {n}").format(n=cycle.number), dates, display),
        Text(state_line(report, translator), style="dim"),
        Text(""),
    ]
    for active in (True, False):
        records = [record for record in report.records if record.is_active is active]
        if not records:
            continue
        if not active:
            parts += [Text(""), rich_heading(_("swapped out"))]
        rows: list[tuple[RenderableType, ...]] = []
        for record in records:
            title = Text(tip_title(record.tip, catalogue, translator))
            weeks = Text(full_status_signs(tenure_statuses(record)))
            # the heading already marks swapped-out tips
            strength = Text(strength_label(record, translator) if active else "", style="dim")
            if display.narrow:
                rows.append(
                    (Text(tip_number(record.tip), style="cyan"), Group(title, Text.assemble(weeks, "  ", strength)))
                )
            else:
                rows.append((Text(tip_number(record.tip), style="cyan"), title, weeks, strength))
        parts.append(tip_grid(rows, columns=2 if display.narrow else 4))
    parts += [Text(""), rich_legend((tenure_statuses(record) for record in report.records), translator, display)]
    for week in report.due_weeks:
        label = _("Open: the week of {span}").format(span=translator.date_range(week.monday, week.sunday))
        parts.append(Text(f"{label}   {translator.command(f'checkin --week {week}')}"))
    return indented(*parts, Text(""))


def tips_screen(
    tips: Iterable[Tip],
    catalogue: Catalogue,
    translator: Translator,
    display: DisplayOptions,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> RenderableType:
    """Return the catalogue by theme; each theme has its name and its question as a heading."""
    _ = translator.gettext
    shown_tips = list(tips)
    parts: list[RenderableType] = []
    own_tips = [tip for tip in shown_tips if tip.theme not in {theme.slug for theme in catalogue.themes}]
    for theme in catalogue.themes:
        rows = [
            _tip_row(tip, translator, display, starred=starred, picked_in=picked_in)
            for tip in shown_tips
            if tip.theme == theme.slug
        ]
        if rows:
            text = theme.text(translator.language)
            parts += [
                Text(""),
                Text(sanitize(text.name), style="bold"),
                Text(sanitize(text.question), style="italic"),
                tip_grid(rows, columns=2 if display.narrow else 4),
            ]
    if own_tips:
        rows = [_tip_row(tip, translator, display, starred=starred, picked_in=picked_in) for tip in own_tips]
        parts += [Text(""), Text(_("Your own"), style="bold"), tip_grid(rows, columns=2 if display.narrow else 4)]
    return indented(*parts, Text(""))


def search_screen(
    tips: Iterable[Tip],
    translator: Translator,
    display: DisplayOptions,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> RenderableType:
    """Return search results, in the given order."""
    rows = [_tip_row(tip, translator, display, starred=starred, picked_in=picked_in) for tip in tips]
    return indented(Text(""), tip_grid(rows, columns=2 if display.narrow else 4), Text(""))


def suggestions_screen(
    tips: Iterable[Tip],
    reasons: Mapping[int, str],
    translator: Translator,
    display: DisplayOptions,
    *,
    show_command: bool = True,
) -> RenderableType:
    """Return suggested tips with the reason for each, and the total time that they take.

    With `show_command`, the command that picks these tips is added at the end. Use it only if there are as many tips
    as free places.
    """
    _ = translator.gettext
    shown_tips = list(tips)
    rows: list[tuple[RenderableType, ...]] = []
    for tip in shown_tips:
        title = Text.assemble(sanitize(tip.text(translator.language).title), ("\n" + reasons[tip.id], "dim"))
        cells: tuple[RenderableType, ...] = (Text(tip_number(tip.id), style="cyan"), title)
        rows.append(cells if display.narrow else (*cells, Text(kind_label(tip.kind, translator), style="dim")))
    total_time = translator.duration(sum(tip.weekly_minutes for tip in shown_tips))
    return indented(
        Text(""),
        tip_grid(rows, columns=2 if display.narrow else 3),
        Text(""),
        Text(_("Together about {minutes} a week.").format(minutes=total_time)),
        *(
            [Text(f"{translator.command('pick')} {' '.join(tip_number(tip.id) for tip in shown_tips)}", style="cyan")]
            if show_command
            else []
        ),
        Text(""),
    )


def _tip_row(
    tip: Tip,
    translator: Translator,
    display: DisplayOptions,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> tuple[RenderableType, ...]:
    badges = tip_badges(tip, translator, starred=starred, cycles_by_tip=picked_in)
    title = Text(sanitize(tip.text(translator.language).title))
    if badges:
        title.append(f" {badges}" if badges == "★" else f"\n{badges}", style="dim")
    cells: tuple[RenderableType, ...] = (Text(tip_number(tip.id), style="cyan"), title)
    if display.narrow:
        return cells
    return (
        *cells,
        Text(kind_label(tip.kind, translator), style="dim"),
        Text(format_minutes(tip.weekly_minutes, translator), style="dim"),
    )


def tip_screen(
    tip: Tip, catalogue: Catalogue, translator: Translator, display: DisplayOptions, *, badges: str
) -> RenderableType:
    """Return one tip as a card."""
    _ = translator.gettext
    card = build_tip_card(tip, catalogue, translator)
    steps = Table.grid(padding=(0, 2, 0, 0))
    for n, step in enumerate(card.steps, 1):
        steps.add_row(Text(f"{n}", style="cyan"), Text(step))
    parts: list[RenderableType] = [
        Text(""),
        rich_header(
            f"{tip_number(tip.id)}  {card.title}", card.theme, DisplayOptions(50) if display.width < 90 else display
        ),
        Text(", ".join(part for part in (*card.facts, badges) if part), style="dim"),
        Text(""),
        Text(card.what),
        Text(""),
        Text(card.why, style="italic"),
        Text(""),
        rich_heading(_("how")),
        steps,
    ]
    for section in (*card.sections, *([card.example] if card.example else [])):
        parts += [Text(""), rich_heading(section.heading), Text(section.text)]
        parts += [Text(section.footnote, style="dim")] if section.footnote else []
    return indented(*parts, Text(""))


def history_screen(
    entries: Iterable[HistoryEntry], texts: Mapping[HistoryEntry, str], translator: Translator
) -> RenderableType:
    """Return each entry of the history with its date. Undone entries are marked in words."""
    _ = translator.gettext
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for history_entry in entries:
        text = Text(texts[history_entry])
        if history_entry.entry.is_undone:
            text.append("  " + _("(taken back)"), style="dim")
        cycle_label = _("cycle {n}").format(n=history_entry.cycle_number) if history_entry.cycle_number else ""
        grid.add_row(Text(translator.long_date(history_entry.on, with_year=True)), Text(cycle_label, style="dim"), text)
    return indented(Text(""), grid, Text(""))
