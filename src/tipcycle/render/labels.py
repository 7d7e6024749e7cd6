"""Short names that every view uses: numbers, titles, kinds, signs. One place, so that all views agree.

Phrases about facts that screens and sentences share.
"""

from collections.abc import Iterable, Mapping

from tipcycle.core.momentum.strength import TipRecord
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue, Tip, TipKind
from tipcycle.i18n import N_, Translator
from tipcycle.render.sanitize import sanitize

STATUS_SIGNS = {"D": "●", "C": "◆", "M": "○", "N": "–", "P": "‖", "?": "·", ".": "·"}
"""The status of a week as one character; filled, hollow and crossed shapes, so that no colour is needed."""

STATUS_WORDS = {
    "D": N_("yes"),
    "C": N_("yes!"),
    "M": N_("no"),
    "N": N_("n/a"),
    "P": N_("off"),
    "?": N_("open"),
}
"""The same where signs cannot be seen: in a pipe, for a screen reader."""

KIND_LABELS = {TipKind.RITUAL: N_("every week"), TipKind.REFLEX: N_("when it arises"), TipKind.BUILD: N_("once")}

STRENGTH_LABELS = {"young": N_("young"), "firm": N_("firm"), "rooted": N_("rooted")}

FORM_LABELS = {
    "improve": N_("improve"),
    "renew": N_("renew"),
    "transition": N_("transition"),
    "innovate": N_("innovate"),
}


def tip_number(tip: int) -> str:
    """`05`."""
    return f"{tip:02}"


def tip_numbers(tips: Iterable[int]) -> list[str]:
    """`05`, `13` …"""
    return [tip_number(tip) for tip in tips]


def tip_title(tip: int, catalogue: Catalogue, translator: Translator) -> str:
    """The title of a tip; a tip that this catalogue does not have is called by its number."""
    known_tip = catalogue.tips.get(tip)
    if known_tip is None:
        _ = translator.gettext
        return _("tip {number}").format(number=tip_number(tip))
    return sanitize(known_tip.text(translator.language).title)


def numbered_title(tip: int, catalogue: Catalogue, translator: Translator) -> str:
    """`05 Spend an hour a week where customers wait`."""
    if tip not in catalogue.tips:
        return tip_number(tip)
    return f"{tip_number(tip)} {tip_title(tip, catalogue, translator)}"


def kind_label(kind: TipKind | None, translator: Translator) -> str:
    """How often, as a manager says it."""
    return translator.gettext(KIND_LABELS[kind]) if kind else ""


def strength_label(record: TipRecord, translator: Translator) -> str:
    """Whether a tip stands, holds, or how firm it is, in a word; nothing before its first yes or no."""
    _ = translator.gettext
    if not record.is_active:
        return _("swapped out")
    if record.stands:
        return _("stands")
    if record.holds and record.level == "young":
        return _("each time")
    return translator.gettext(STRENGTH_LABELS[record.level]) if record.has_started else ""


def status_signs(statuses: str) -> str:
    """The weeks of a tip as signs; the weeks that have not begun at the end are left out."""
    return "".join(" " if status in ". " else STATUS_SIGNS[status] for status in statuses.rstrip("."))


def tenure_statuses(record: TipRecord) -> str:
    """The weeks of a tip, blank where it had no place among the five: before it came in, and after it left.

    Weeks that have not begun stay dots.
    """
    from_start = record.statuses.lstrip(".")
    if not from_start:
        return record.statuses
    weeks = from_start.rjust(len(record.statuses))
    return weeks if record.is_active else weeks.rstrip(".").ljust(len(weeks))


def full_status_signs(statuses: str) -> str:
    """The same with every week of the cycle, those to come as dots."""
    begun = len(statuses.rstrip("."))
    return status_signs(statuses) + STATUS_SIGNS["."] * (len(statuses) - begun)


def status_words(statuses: str, translator: Translator) -> str:
    """The weeks of a tip in words: `yes, no, n/a`."""
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
"""What a dot means beside the weeks that use it: one sign stands in one row of a legend."""


def legend_entries(strips: Iterable[str], translator: Translator) -> list[tuple[str, str]]:
    """Each status that these weeks draw, and what it means; give weeks as they are drawn (`seated`)."""
    used_statuses = frozenset("".join(strips))
    entries = [
        (status, translator.gettext(meaning))
        for status, meaning in STATUS_MEANINGS.items()
        if status in used_statuses - {"?"}
    ]
    dot_statuses = used_statuses & {"?", "."}
    return [*entries, ("?", translator.gettext(DOT_MEANINGS[dot_statuses]))] if dot_statuses else entries


def legend_phrases(strips: Iterable[str], translator: Translator) -> list[str]:
    """The same with its sign, one phrase each: `● did`."""
    return [f"{STATUS_SIGNS[status]} {meaning}" for status, meaning in legend_entries(strips, translator)]


def legend_text(strips: Iterable[str], translator: Translator) -> str:
    """The same in one line."""
    return "   ".join(legend_phrases(strips, translator))


def touchstone_text(text: str, translator: Translator, *, provisional: bool) -> str:
    """The touchstone sentence, marked while it is one person's."""
    _ = translator.gettext
    return _("{sentence} (provisional)").format(sentence=text) if provisional else text


_QUOTE_PAIRS = ("“”", "„”", "„“", '""', "«»")


def strip_quotes(text: str) -> str:
    """Words somebody said, without the quotation marks that were typed around all of them.

    >>> strip_quotes('"It works."'), strip_quotes('"Yes" and "no"')
    ('It works.', '"Yes" and "no"')
    """
    stripped = text.strip()
    inside = stripped[1:-1].strip()
    is_quoted = len(stripped) > 2 and stripped[0] + stripped[-1] in _QUOTE_PAIRS
    return inside if is_quoted and inside and stripped[0] not in inside and stripped[-1] not in inside else stripped


def quote_text(text: str) -> str:
    """Words somebody said, in quotation marks."""
    return f"“{sanitize(strip_quotes(text))}”"


def format_minutes(count: int, translator: Translator) -> str:
    """`20 min`."""
    return translator.ngettext("{n} min", "{n} min", count)


def time_needed(tip: Tip, translator: Translator) -> str:
    """How long a tip takes: in a week, or once for what is made once."""
    _ = translator.gettext
    template = _("about {minutes}") if tip.kind is TipKind.BUILD else _("about {minutes} a week")
    return template.format(minutes=format_minutes(tip.weekly_minutes, translator))


def tip_badges(
    tip: Tip,
    translator: Translator,
    *,
    starred: frozenset[int],
    picked_in: Mapping[int, tuple[int, ...]],
    plain: bool = False,
) -> str:
    """Whether a tip has a star, and when it was picked."""
    _ = translator.gettext
    badges = [_("starred") if plain else "★"] if tip.id in starred else []
    cycles = picked_in.get(tip.id, ())
    if cycles:
        template = translator.ngettext("picked in cycle {cycles}", "picked in cycles {cycles}", len(cycles))
        badges.append(template.format(cycles=translator.join(map(str, cycles))))
    return ", ".join(badges) if plain else " ".join(badges)


def state_line(report: StatusReport, translator: Translator) -> str:
    """Where the cycle is, in one line."""
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
    """What speaks for a suggested tip, in a few words."""
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
