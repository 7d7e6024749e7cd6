"""Short labels and phrases that all renderers share: tip numbers, titles, kinds, statuses and legends."""

from collections.abc import Iterable, Mapping, Sequence

from tipcycle.core.cycle import Status
from tipcycle.core.momentum.strength import MIN_LABELLED_STRENGTH, TipRecord
from tipcycle.core.status import StatusReport
from tipcycle.core.tips import Catalogue, Tip, TipKind
from tipcycle.i18n import N_, Translator
from tipcycle.render.sanitize import sanitize

WeekStrip = Sequence[Status | None]
"""The weeks of a tip in its cycle. None is a week in which the tip was not among the five."""

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

    Empty before the first yes or no, and below a quarter: six misses are not "young" (docs/rules.md §3).
    """
    _ = translator.gettext
    if not record.is_active:
        return _("swapped out")
    if record.is_built:
        return _("done for good")
    if record.holds and record.level == "young":
        return _("most times") if Status.MISSED in record.all_statuses else _("each time")
    is_labelled = record.strength >= MIN_LABELLED_STRENGTH
    return translator.gettext(STRENGTH_LABELS[record.level]) if is_labelled else ""


def status_signs(statuses: Sequence[Status]) -> str:
    """Return one sign for each week, blank before the tip came in, without the trailing weeks that have not begun."""
    return "".join(" " if status is Status.NOT_STARTED else status.sign for status in statuses).rstrip()


def tenure_statuses(record: TipRecord) -> WeekStrip:
    """Return the statuses of a tip, with None for each week before it came in or after it left.

    Weeks of its tenure that have not begun stay so.
    """
    begun = [n for n, status in enumerate(record.statuses) if status is not Status.NOT_STARTED]
    if not begun:
        return record.statuses
    return [
        None if n < begun[0] or (n > begun[-1] and not record.is_active) else status
        for n, status in enumerate(record.statuses)
    ]


def full_status_signs(strip: WeekStrip) -> str:
    """Return one sign for every week of the cycle, blank if the tip was not among the five."""
    return "".join(status.sign if status else " " for status in strip)


def status_words(statuses: Iterable[Status], translator: Translator) -> str:
    """Return the weeks of a tip in words: `yes, no, n/a`."""
    return ", ".join(translator.gettext(status.word) for status in statuses if status is not Status.NOT_STARTED)


def legend_entries(strips: Iterable[WeekStrip], translator: Translator) -> list[tuple[Status, str]]:
    """Return each status that these strips contain, with its meaning. Pass strips from `tenure_statuses`.

    The two statuses that share a dot have one entry.
    """
    used_statuses = {status for strip in strips for status in strip}
    entries = [(status, translator.gettext(status.meaning)) for status in Status if status in used_statuses]
    if used_statuses.issuperset((Status.UNANSWERED, Status.NOT_STARTED)):
        _ = translator.gettext
        entries[-2:] = [(Status.UNANSWERED, _("open, or still to come"))]
    return entries


def legend_phrases(strips: Iterable[WeekStrip], translator: Translator) -> list[str]:
    """Return one phrase for each legend entry, with its sign: `● did`."""
    return [f"{status.sign} {meaning}" for status, meaning in legend_entries(strips, translator)]


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


def suggestion_reason(code: str, tip: Tip, translator: Translator) -> str:
    """Return the reason for a suggestion in a few words. `code` is a reason code from `core.suggestions`."""
    _ = translator.gettext
    first_step = tip.text(translator.language).steps[:1]
    return {
        "starred": _("you gave it a star"),
        "again": _("you had it before; it may come back"),
        "form": _("it fits the change at hand"),
        "becalmed": _("it is light, and gets something going again"),
        "two-realities": _("you ask and listen, now that your team sees it differently"),
        "explore": _("it asks you to look differently"),
        "run": _("it keeps your feet on the ground"),
        "customers": _("you do it yourself, and customers notice"),
        "alone": _("you need nobody else for it"),
        "team": _("you do it with your team"),
        "across": _("it takes you beyond your own team"),
        "loyalty": _("it aims at customers who stay"),
        "reputation": _("it aims at what customers tell others"),
        "experience": _("it aims at what customers experience"),
        "ritual": _("it gives every week a beat"),
        "reflex": _("it is ready when the moment comes"),
        "build": _("you make it once, then keep an eye on it"),
        "short": _("it takes ten minutes a week at most"),
        "theme": _("it is of a theme you never picked from"),
        "first_step": _("it starts with: {step}").format(step="".join(first_step)),
    }[code]
