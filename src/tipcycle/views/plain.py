"""The same screens as sentences: for a pipe and for a screen reader. No drawing character carries a fact."""

from collections.abc import Iterable, Mapping

from tipcycle.core.history import Written
from tipcycle.core.overview import Status
from tipcycle.core.tips import Catalogue, Tip
from tipcycle.locales import Words
from tipcycle.views.labels import kind_label, number, spoken, standing, title, titled
from tipcycle.views.phrases import minutes, state_line, takes, tip_marks
from tipcycle.views.safe import safe


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
    _ = words.text
    text = tip.text(words.language)
    theme = next((each.text(words.language).name for each in catalogue.themes if each.slug == tip.theme), "")
    often = [
        theme,
        kind_label(tip.kind, words),
        takes(tip, words),
    ]
    often += [_("first step {minutes}").format(minutes=minutes(tip.first_step_minutes, words)), marks]
    lines = [
        f"{titled(tip.id, catalogue, words)}.",
        f"{', '.join(part for part in often if part)}.",
        text.what,
        text.why,
    ]
    lines += [f"{place}. {step}" for place, step in enumerate(text.steps, 1)]
    lines += [
        f"{_('your moment').capitalize()}: {text.if_then}",
        f"{_('the weekly question').capitalize()}: {text.check}",
    ]
    if text.check_after:
        lines.append(_("Once it stands: {question}").format(question=text.check_after))
    lines.append(f"{_('what a customer notices').capitalize()}: {text.signal}")
    lines.append(f"{_('mind the trap').capitalize()}: {text.pitfall}")
    if tip.example:
        said = tip.example.text.get(words.language) or next(iter(tip.example.text.values()))
        lines.append(f"{_('where it is done').capitalize()}: {tip.example.who}: {said} {tip.example.url}")
    return "\n".join(safe(line) for line in lines)


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
