"""Content of the details pane: a tip, a theme, or the reasons for the selection. Data is never parsed as markup."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipcycle.core.tips import Tip
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_badges, tip_number, tip_title
from tipcycle.render.rich_screens import rich_heading
from tipcycle.render.tip_text import build_tip_card
from tipcycle.tui.picker.filter import STAR_SYMBOL, ListEntry
from tipcycle.tui.picker.model import PickerState
from tipcycle.tui.picker.texts import balance_text, reason_text, weekly_time_text


def _two_column_table(rows: Iterable[tuple[str, Text]]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for label, text in rows:
        grid.add_row(Text(label, style="cyan"), text)
    return grid


def render_details(entry: ListEntry | None, state: PickerState, translator: Translator) -> RenderableType:
    """Return the details of an entry; empty if there is none."""
    if entry is None:
        return Text("")
    return render_tip(entry.tip, state, translator) if entry.tip else render_theme(entry, translator)


def render_theme(entry: ListEntry, translator: Translator) -> RenderableType:
    """Return the details of a theme: name, question, subject and number of tips."""
    _ = translator.gettext
    count = translator.ngettext("{n} tip", "{n} tips", entry.count)
    if entry.theme is None:
        return Group(Text(_("Your own"), style="bold"), Text(count, style="dim"))
    text = entry.theme.text(translator.language)
    return Group(
        Text(text.name, style="dim"),
        Text(""),
        Text(text.question, style="bold"),
        Text(""),
        Text(text.line, style="italic"),
        Text(""),
        Text(count, style="dim"),
    )


def render_tip(tip: Tip, state: PickerState, translator: Translator) -> RenderableType:
    """Return the details of a tip."""
    _ = translator.gettext
    card = build_tip_card(tip, state.data.catalogue, translator)
    number = f"{tip_number(tip.id)} {STAR_SYMBOL}" if tip.id in state.stars else tip_number(tip.id)
    history = pick_history_text(tip, state, translator)
    parts: list[RenderableType] = [
        _two_column_table([(number, Text(card.title, style="bold"))]),
        Text(card.theme or _("Your own"), style="dim"),
        Text(", ".join(card.facts), style="dim"),
        *([Text(history, style="dim")] if history else []),
        Text(""),
        Text(card.what),
        Text(""),
        Text(card.why, style="italic"),
        Text(""),
        rich_heading(_("how")),
        _two_column_table((str(step_number), Text(step)) for step_number, step in enumerate(card.steps, 1)),
    ]
    for section in (*card.sections, *([card.example] if card.example else [])):
        parts += [Text(""), rich_heading(section.heading), Text(section.text)]
        parts += [Text(section.footnote, style="dim", overflow="fold")] if section.footnote else []
    return Group(*parts)


def pick_history_text(tip: Tip, state: PickerState, translator: Translator) -> str:
    """Return the cycles in which a tip was picked, and whether it is implemented."""
    _ = translator.gettext
    picked = tip_badges(tip, translator, starred=frozenset(), cycles_by_tip=state.data.cycles_by_tip)
    implemented = _("it stays already") if state.is_implemented(tip.id) else ""
    return ", ".join(part for part in (picked, implemented) if part)


def render_reasons(state: PickerState, translator: Translator) -> RenderableType:
    """Return the selected tips, each with the reason for its selection."""
    _ = translator.gettext
    parts: list[RenderableType] = [rich_heading(_("why these")), Text("")]
    for tip in state.five:
        tip_and_reason = Text.assemble(
            (tip_title(tip, state.data.catalogue, translator), "bold"),
            "\n",
            (reason_text(tip, state, translator), "italic"),
        )
        parts += [_two_column_table([(tip_number(tip), tip_and_reason)]), Text("")]
    if not state.five:
        return Group(*parts, Text(_("Nothing is chosen yet.")))
    return Group(*parts, Text(weekly_time_text(state, translator)), Text(balance_text(state, translator)))
