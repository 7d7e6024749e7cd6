"""Short labels and phrases that all renderers share: tip numbers, titles, kinds, statuses and legends."""

from collections.abc import Iterable, Mapping

from tipcycle.core.momentum.strength import TipRecord
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue, Tip, TipKind
from tipcycle.i18n import N_, Translator
from tipcycle.render.sanitize import sanitize

STATUS_SIGNS = {"D": "●", "C": "◆", "M": "○", "N": "–", "P": "‖", "?": "·", ".": "·"}
"""One character for each status of a week. The shapes differ, so that no colour is needed to tell them apart."""

STATUS_WORDS = {
    "D": N_("yes"),
    "C": N_("yes!"),
    "M": N_("no"),
    "N": N_("n/a"),
    "P": N_("off"),
    "?": N_("open"),
}
"""One word for each status, for plain output (a pipe or a screen reader)."""

KIND_LABELS = {TipKind.RITUAL: N_("every week"), TipKind.REFLEX: N_("when it arises"), TipKind.BUILD: N_("once")}

STRENGTH_LABELS = {"young": N_("young"), "firm": N_("firm"), "rooted": N_("rooted")}

FORM_LABELS = {
    "improve": N_("improve"),
    "renew": N_("renew"),
    "transition": N_("transition"),
    "innovate": N_("innovate"),
}


def tip_number(tip: int) -> str:
    """Return the two-digit number of a tip: `05`."""
    return f"{tip:02}"


def tip_numbers(tips: Iterable[int]) -> list[str]:
    """Return the two-digit numbers of several tips: `05`, `13` …"""
    return [tip_number(tip) for tip in tips]


def tip_title(tip: int, catalogue: Catalogue, translator: Translator) -> str:
    """Return the title of a tip, or its number if this catalogue does not contain it."""
    catalogue_tip = catalogue.tips.get(tip)
    if catalogue_tip is None:
        _ = translator.gettext
        return _("tip {number}").format(number=tip_number(tip))
    return sanitize(catalogue_tip.text(translator.language).title)


def numbered_title(tip: int, catalogue: Catalogue, translator: Translator) -> str:
    """Return the number and title of a tip: `05 Spend an hour a week where customers wait`."""
    if tip not in catalogue.tips:
        return tip_number(tip)
    return f"{tip_number(tip)} {tip_title(tip, catalogue, translator)}"


def kind_label(kind: TipKind | None, translator: Translator) -> str:
    """Return how often a tip of this kind is done, in everyday words; empty without a kind."""
    return translator.gettext(KIND_LABELS[kind]) if kind else ""


def strength_label(record: TipRecord, translator: Translator) -> str:
    """Return one label for the strength of a tip, such as `firm`, `stands` or `swapped out`.

    Empty before the first yes or no.
    """
    _ = translator.gettext
    if not record.is_active:
        return _("swapped out")
    if record.is_built:
        return _("stands")
    if record.holds and record.level == "young":
        return _("each time")
    return translator.gettext(STRENGTH_LABELS[record.level]) if record.has_started else ""


def status_signs(statuses: str) -> str:
    """Return one sign for each week, without the trailing weeks that have not begun."""
    return "".join(" " if status in ". " else STATUS_SIGNS[status] for status in statuses.rstrip("."))


def tenure_statuses(record: TipRecord) -> str:
    """Return the statuses of a tip with a blank for each week in which it was not among the five.

    These are the weeks before it came in and after it left. Weeks that have not begun stay dots.
    """
    from_start = record.statuses.lstrip(".")
    if not from_start:
        return record.statuses
    weeks = from_start.rjust(len(record.statuses))
    return weeks if record.is_active else weeks.rstrip(".").ljust(len(weeks))


def full_status_signs(statuses: str) -> str:
    """Return one sign for every week of the cycle; weeks that have not begun are dots."""
    begun_count = len(statuses.rstrip("."))
    return status_signs(statuses) + STATUS_SIGNS["."] * (len(statuses) - begun_count)


def status_words(statuses: str, translator: Translator) -> str:
    """Return the weeks of a tip in words: `yes, no, n/a`."""
    status_labels = [translator.gettext(STATUS_WORDS[status]) for status in statuses.strip(".") if status != "."]
    return ", ".join(status_labels)


STATUS_MEANINGS = {
    "D": N_("did"),
    "C": N_("did, though it cost something"),
    "M": N_("did not"),
    "N": N_("no occasion"),
    "P": N_("week off"),
    "?": N_("open"),
}


DOT_MEANINGS = {
    frozenset("?"): N_("open"),
    frozenset("."): N_("still to come"),
    frozenset("?."): N_("open, or still to come"),
}
"""Meaning of the dot, by the statuses that use it. The dot gets one legend entry, although two statuses share it."""


def legend_entries(statuses_by_tip: Iterable[str], translator: Translator) -> list[tuple[str, str]]:
    """Return each status that occurs in these strings, with its meaning. Pass strings from `tenure_statuses`."""
    used_statuses = frozenset("".join(statuses_by_tip))
    entries = [
        (status, translator.gettext(meaning))
        for status, meaning in STATUS_MEANINGS.items()
        if status in used_statuses - {"?"}
    ]
    dot_statuses = used_statuses & {"?", "."}
    return [*entries, ("?", translator.gettext(DOT_MEANINGS[dot_statuses]))] if dot_statuses else entries


def legend_phrases(statuses_by_tip: Iterable[str], translator: Translator) -> list[str]:
    """Return one phrase for each legend entry, with its sign: `● did`."""
    return [f"{STATUS_SIGNS[status]} {meaning}" for status, meaning in legend_entries(statuses_by_tip, translator)]


def legend_text(statuses_by_tip: Iterable[str], translator: Translator) -> str:
    """Return the legend on one line."""
    return "   ".join(legend_phrases(statuses_by_tip, translator))


def touchstone_text(text: str, translator: Translator, *, provisional: bool) -> str:
    """Return the touchstone sentence, marked as provisional until the team has agreed on it."""
    _ = translator.gettext
    return _("{sentence} (provisional)").format(sentence=text) if provisional else text


_QUOTE_PAIRS = ("“”", "„”", "„“", '""', "«»")


def strip_quotes(text: str) -> str:
    """Remove the quotation marks that enclose the whole text, if there are any.

    >>> strip_quotes('"It works."'), strip_quotes('"Yes" and "no"')
    ('It works.', '"Yes" and "no"')
    """
    stripped = text.strip()
    inner = stripped[1:-1].strip()
    is_quoted = len(stripped) > 2 and stripped[0] + stripped[-1] in _QUOTE_PAIRS
    return inner if is_quoted and inner and stripped[0] not in inner and stripped[-1] not in inner else stripped


def quote_text(text: str) -> str:
    """Return the sanitised text in typographic quotation marks."""
    return f"“{sanitize(strip_quotes(text))}”"


def format_minutes(count: int, translator: Translator) -> str:
    """Return a number of minutes: `20 min`."""
    return translator.ngettext("{n} min", "{n} min", count)


def time_needed(tip: Tip, translator: Translator) -> str:
    """Return the time that a tip takes: per week, or in total for a build."""
    _ = translator.gettext
    template = _("about {minutes}") if tip.kind is TipKind.BUILD else _("about {minutes} a week")
    return template.format(minutes=format_minutes(tip.weekly_minutes, translator))


def tip_badges(
    tip: Tip,
    translator: Translator,
    *,
    starred: frozenset[int],
    cycles_by_tip: Mapping[int, tuple[int, ...]],
    plain: bool = False,
) -> str:
    """Return the badges of a tip: its star, and the cycles in which it was picked."""
    _ = translator.gettext
    badges = [_("starred") if plain else "★"] if tip.id in starred else []
    cycles = cycles_by_tip.get(tip.id, ())
    if cycles:
        template = translator.ngettext("picked in cycle {cycles}", "picked in cycles {cycles}", len(cycles))
        badges.append(template.format(cycles=translator.join(map(str, cycles))))
    return ", ".join(badges) if plain else " ".join(badges)


def state_line(report: StatusReport, translator: Translator) -> str:
    """Return the state of the cycle in one line. The report must contain a cycle."""
    _ = translator.gettext
    cycle = report.cycle
    assert cycle is not None
    if report.state == "planned":
        return _("begins on {day}").format(day=translator.full_date(cycle.starts))
    if report.state == "closed":
        return _("closed on {day}").format(day=translator.full_date(cycle.closed_on or cycle.ends))
    if report.state == "ended":
        return _("ended on {day}, not closed yet").format(day=translator.full_date(cycle.ends))
    return _("week {n} of {weeks}").format(n=report.week_number, weeks=len(cycle.weeks))


def suggestion_reason(code: str, translator: Translator) -> str:
    """Return the reason for a suggestion in a few words. `code` is a reason code from `core.suggestions`."""
    _ = translator.gettext
    return {
        "starred": _("you gave it a star"),
        "again": _("you had it before; it may come back"),
        "form": _("it fits the change at hand"),
        "explore": _("it asks you to look differently"),
        "run": _("it keeps your feet on the ground"),
        "ritual": _("it gives every week a beat"),
        "reflex": _("it is ready when the moment comes"),
        "build": _("made once, it stays"),
        "short": _("it takes ten minutes a week at most"),
        "theme": _("it is of a theme you never picked from"),
    }[code]
