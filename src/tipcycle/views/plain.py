"""The same screens as sentences: for a pipe and for a screen reader. No drawing character carries a fact."""

from collections.abc import Iterable, Mapping

from tipcycle.core.history import Written
from tipcycle.core.overview import Status
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.locales import Words
from tipcycle.views.labels import kind_label, number, spoken, standing, title, titled
from tipcycle.views.phrases import state_line, tip_marks
from tipcycle.views.safe import safe
from tipcycle.views.tip_words import spoken_card, tip_words


def tips_plain(
    tips: Iterable[Tip],
    catalogue: Catalogue,
    words: Words,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
) -> str:
    """One tip a line: number, title, how often."""
    lines = []
    for tip in tips:
        marks = tip_marks(tip, words, starred=starred, picked_in=picked_in, plain=True)
        told = (titled(tip.id, catalogue, words), kind_label(tip.kind, words), marks)
        lines.append(", ".join(part for part in told if part))
    return "\n".join(lines)


def tip_plain(tip: Tip, catalogue: Catalogue, words: Words, *, marks: str) -> str:
    """One tip as labelled lines."""
    said = tip_words(tip, catalogue, words)
    facts = ", ".join(part for part in (said.theme, *said.facts, marks) if part)
    return "\n".join([f"{titled(tip.id, catalogue, words)}.", f"{safe(facts)}.", *spoken_card(said)])


def suggested_plain(tips: Iterable[Tip], because: Mapping[int, str], catalogue: Catalogue, words: Words) -> str:
    """One suggested tip a line, with what speaks for it."""
    return "\n".join(f"{titled(tip.id, catalogue, words)}: {because[tip.id]}" for tip in tips)


def status_plain(status: Status, catalogue: Catalogue, words: Words) -> str:
    """The cycle so far, one tip a line."""
    _ = words.text
    cycle = status.cycle
    if cycle is None:
        return _("No cycle yet. tipcycle pick begins one.")
    lines = [
        _("Cycle {n}, {span}: {where}.").format(
            n=cycle.number, span=words.span(cycle.starts, cycle.ends, year=True), where=state_line(status, words)
        )
    ]
    for record in status.records:
        told = f"{number(record.tip)} {title(record.tip, catalogue, words)}."
        word = standing(record, words)
        weeks = spoken(record.weeks, words)
        lines.append(
            " ".join(part for part in (told, f"{word.capitalize()}." if word else "", weeks and f"{weeks}.") if part)
        )
    lines += [
        _("Open: the week of {span}").format(span=words.span(week.monday, week.sunday)) + f" ({week})."
        for week in status.due
    ]
    return "\n".join(lines)


def history_plain(history: Iterable[Written], said: Mapping[Written, str], words: Words) -> str:
    """One entry a line."""
    _ = words.text
    lines = []
    for written in history:
        where = _("cycle {n}").format(n=written.number) if written.number else ""
        undone = _("(taken back)") if written.entry.undone else ""
        told = (words.day(written.on, year=True), where, said[written])
        lines.append(", ".join(part for part in told if part) + (f" {undone}" if undone else ""))
    return safe("\n".join(lines), lines=True)
