"""Short names that every view uses: numbers, titles, kinds, signs. One place, so that all views agree."""

from collections.abc import Iterable

from tipcycle.core.momentum.strength import Record
from tipcycle.core.tips import Catalogue, Kind
from tipcycle.locales import N_, Words
from tipcycle.views.safe import safe

SIGNS = {"D": "●", "C": "◆", "M": "○", "N": "–", "P": "‖", "?": "·", ".": "·"}
"""The status of a week as one character; filled, hollow and crossed shapes, so that no colour is needed."""

SPOKEN = {
    "D": N_("yes"),
    "C": N_("yes!"),
    "M": N_("no"),
    "N": N_("n/a"),
    "P": N_("off"),
    "?": N_("open"),
}
"""The same where signs cannot be seen: in a pipe, for a screen reader."""

KINDS = {Kind.RITUAL: N_("every week"), Kind.REFLEX: N_("when it arises"), Kind.BUILD: N_("once")}

STRENGTHS = {"young": N_("young"), "firm": N_("firm"), "rooted": N_("rooted")}

FORMS = {
    "improve": N_("improve"),
    "renew": N_("renew"),
    "transition": N_("transition"),
    "innovate": N_("innovate"),
}


def number(tip: int) -> str:
    """`05`."""
    return f"{tip:02}"


def numbers(tips: Iterable[int]) -> list[str]:
    """`05`, `13` …"""
    return [number(tip) for tip in tips]


def title(tip: int, catalogue: Catalogue, words: Words) -> str:
    """The title of a tip; a tip that this catalogue does not have is called by its number."""
    known = catalogue.tips.get(tip)
    if known is None:
        _ = words.text
        return _("tip {number}").format(number=number(tip))
    return safe(known.text(words.language).title)


def titled(tip: int, catalogue: Catalogue, words: Words) -> str:
    """`05 Spend an hour a week where customers wait`."""
    if tip not in catalogue.tips:
        return number(tip)
    return f"{number(tip)} {title(tip, catalogue, words)}"


def kind_label(kind: Kind | None, words: Words) -> str:
    """How often, as a manager says it."""
    return words.text(KINDS[kind]) if kind else ""


def standing(record: Record, words: Words) -> str:
    """Whether a tip stands, holds, or how firm it is, in a word; nothing before its first yes or no."""
    _ = words.text
    if not record.active:
        return _("swapped out")
    if record.stands:
        return _("stands")
    if record.holds and record.word == "young":
        return _("each time")
    return words.text(STRENGTHS[record.word]) if record.begun else ""


def strip(weeks: str) -> str:
    """The weeks of a tip as signs; the weeks that have not begun at the end are left out."""
    return "".join(" " if status in ". " else SIGNS[status] for status in weeks.rstrip("."))


def seated(record: Record) -> str:
    """The weeks of a tip, blank where it had no place among the five: before it came in, and after it left.

    Weeks that have not begun stay dots.
    """
    came = record.weeks.lstrip(".")
    if not came:
        return record.weeks
    weeks = came.rjust(len(record.weeks))
    return weeks if record.active else weeks.rstrip(".").ljust(len(weeks))


def full_strip(weeks: str) -> str:
    """The same with every week of the cycle, those to come as dots."""
    begun = len(weeks.rstrip("."))
    return strip(weeks) + SIGNS["."] * (len(weeks) - begun)


def spoken(weeks: str, words: Words) -> str:
    """The weeks of a tip in words: `yes, no, n/a`."""
    said = [words.text(SPOKEN[status]) for status in weeks.strip(".") if status != "."]
    return ", ".join(said)


MEANINGS = {
    "D": N_("did"),
    "C": N_("did, though it cost something"),
    "M": N_("did not"),
    "N": N_("no occasion"),
    "P": N_("week off"),
    "?": N_("open"),
}


TO_COME = {
    frozenset("?"): N_("open"),
    frozenset("."): N_("still to come"),
    frozenset("?."): N_("open, or still to come"),
}
"""What a dot means beside the weeks that use it: one sign stands in one row of a legend."""


def meant(strips: Iterable[str], words: Words) -> list[tuple[str, str]]:
    """Each status that these weeks draw, and what it means; give weeks as they are drawn (`seated`)."""
    used = frozenset("".join(strips))
    found = [(status, words.text(meaning)) for status, meaning in MEANINGS.items() if status in used - {"?"}]
    dot = used & {"?", "."}
    return [*found, ("?", words.text(TO_COME[dot]))] if dot else found


def meanings(strips: Iterable[str], words: Words) -> list[str]:
    """The same with its sign, one phrase each: `● did`."""
    return [f"{SIGNS[status]} {meaning}" for status, meaning in meant(strips, words)]


def legend(strips: Iterable[str], words: Words) -> str:
    """The same in one line."""
    return "   ".join(meanings(strips, words))


def touchstone(sentence: str, words: Words, *, provisional: bool) -> str:
    """The touchstone sentence, marked while it is one person's."""
    _ = words.text
    return _("{sentence} (provisional)").format(sentence=sentence) if provisional else sentence


_MARKS = ("“”", "„”", "„“", '""', "«»")


def unquoted(text: str) -> str:
    """Words somebody said, without the quotation marks that were typed around all of them.

    >>> unquoted('"It works."'), unquoted('"Yes" and "no"')
    ('It works.', '"Yes" and "no"')
    """
    bare = text.strip()
    inside = bare[1:-1].strip()
    around = len(bare) > 2 and bare[0] + bare[-1] in _MARKS
    return inside if around and inside and bare[0] not in inside and bare[-1] not in inside else bare


def quoted(text: str) -> str:
    """Words somebody said, in quotation marks."""
    return f"“{safe(unquoted(text))}”"
