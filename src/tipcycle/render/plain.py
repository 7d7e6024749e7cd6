"""Screens as sentences, for a pipe or a screen reader.

No information depends on a drawing character. This module must not import Rich.
"""

from collections.abc import Iterable, Mapping

from tipcycle.core.history import HistoryEntry
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.i18n import Translator
from tipcycle.render.labels import (
    kind_label,
    numbered_title,
    state_line,
    status_words,
    strength_label,
    tip_badges,
    tip_number,
    tip_title,
)
from tipcycle.render.sanitize import sanitize
from tipcycle.render.tip_text import build_tip_card, plain_card_lines


def tips_plain(
    tips: Iterable[Tip],
    catalogue: Catalogue,
    translator: Translator,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> str:
    """Return one line for each tip: number, title, kind and badges."""
    lines = []
    for tip in tips:
        badges = tip_badges(tip, translator, starred=starred, cycles_by_tip=picked_in, plain=True)
        columns = (numbered_title(tip.id, catalogue, translator), kind_label(tip.kind, translator), badges)
        lines.append(", ".join(part for part in columns if part))
    return "\n".join(lines)


def tip_plain(tip: Tip, catalogue: Catalogue, translator: Translator, *, badges: str) -> str:
    """Return one tip as labelled lines."""
    card = build_tip_card(tip, catalogue, translator)
    facts = ", ".join(part for part in (card.theme, *card.facts, badges) if part)
    return "\n".join(
        [f"{numbered_title(tip.id, catalogue, translator)}.", f"{sanitize(facts)}.", *plain_card_lines(card)]
    )


def suggestions_plain(
    tips: Iterable[Tip], reasons: Mapping[int, str], catalogue: Catalogue, translator: Translator
) -> str:
    """Return one line for each suggested tip, with the reason for it."""
    return "\n".join(f"{numbered_title(tip.id, catalogue, translator)}: {reasons[tip.id]}" for tip in tips)


def status_plain(report: StatusReport, catalogue: Catalogue, translator: Translator) -> str:
    """Return the status of the cycle, one line for each tip."""
    _ = translator.gettext
    cycle = report.cycle
    if cycle is None:
        return _("No cycle yet. tipcycle pick begins one.")
    lines = [
        _("Cycle {n}, {span}: {where}.").format(
            n=cycle.number,
            span=translator.date_range(cycle.starts, cycle.ends, with_year=True),
            where=state_line(report, translator),
        )
    ]
    for record in report.records:
        label = f"{tip_number(record.tip)} {tip_title(record.tip, catalogue, translator)}."
        strength = strength_label(record, translator)
        weeks = status_words(record.statuses, translator)
        lines.append(
            " ".join(
                part for part in (label, f"{strength.capitalize()}." if strength else "", weeks and f"{weeks}.") if part
            )
        )
    lines += [
        _("Open: the week of {span}").format(span=translator.date_range(week.monday, week.sunday)) + f" ({week})."
        for week in report.due_weeks
    ]
    return "\n".join(lines)


def history_plain(entries: Iterable[HistoryEntry], texts: Mapping[HistoryEntry, str], translator: Translator) -> str:
    """Return the history, one line for each entry."""
    _ = translator.gettext
    lines = []
    for history_entry in entries:
        cycle_label = _("cycle {n}").format(n=history_entry.cycle_number) if history_entry.cycle_number else ""
        undone = _("(taken back)") if history_entry.entry.is_undone else ""
        columns = (translator.long_date(history_entry.on, with_year=True), cycle_label, texts[history_entry])
        lines.append(", ".join(part for part in columns if part) + (f" {undone}" if undone else ""))
    return sanitize("\n".join(lines), multiline=True)
