"""The facts of a review as the words and signs that stand on paper; the templates only set them.

Text from a journal is made harmless here and may break anywhere; it reaches a template as data, never as markup.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from tipcycle.core.cycle import Line
from tipcycle.core.momentum.report import YearCycle
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import pictures
from tipcycle.views import review_words as say
from tipcycle.views.foot import foot_data
from tipcycle.views.glyphs import printable
from tipcycle.views.labels import MEANINGS, number, title
from tipcycle.views.momentum_words import boxes, months
from tipcycle.views.safe import safe

Data = dict[str, Any]

LONGEST = 2_000
"""No line on a sheet for others is longer; a sheet that nobody can take in helps nobody."""
BREAKABLE_FROM = 24
CHOICES = ("keep", "adapt", "extend", "drop")
PLACEHOLDER = "[…]"
"""Stands for letters that the font does not have."""
_LEFT_OUT = ("Cf", "Mn", "Me", "So", "Sk")
_ZERO_WIDTH_SPACE = "\u200b"


def harmless(data: Any, longest: int | None = LONGEST) -> Any:
    """The same data, every text in it fit for paper: no control signs, no word too long for a line."""
    if isinstance(data, str):
        return flat(data, longest)
    if isinstance(data, dict):
        return {key: harmless(value, longest) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [harmless(value, longest) for value in data]
    return data


def flat(text: str, longest: int | None = LONGEST) -> str:
    """Text that a line of paper can take.

    >>> flat("one\\ntwo   three"), flat("bell\\x07")
    ('one two three', 'bell\\\\u0007')
    """
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip()
    if longest is not None and len(text) > longest:
        text = text[:longest].rstrip() + " …"
    return re.sub(rf"[^ ]{{{BREAKABLE_FROM},}}", _breakable, _printable(safe(text)))


def _printable(text: str) -> str:
    """The text in signs that the font has: little pictures go, letters of other scripts become a placeholder.

    A typesetter that meets whatever people can type finds no glyph, or worse (it has been seen to fall over one).
    """
    known = printable()
    parts: list[str] = []
    for sign in text:
        category = unicodedata.category(sign)
        if category == "Zs":
            parts.append(sign if sign in known else " ")
        elif sign in known and category != "Cf":
            parts.append(sign)
        elif category not in _LEFT_OUT and (not parts or parts[-1] != PLACEHOLDER):
            parts.append(PLACEHOLDER)
    kept = "".join(parts).strip()
    return kept if kept or not text else PLACEHOLDER


def _breakable(word: re.Match[str]) -> str:
    """A word that is longer than any, with places where it may break."""
    parts: list[str] = []
    for n, sign in enumerate(word[0]):
        if n and n % 8 == 0 and not unicodedata.combining(sign):
            parts.append(_ZERO_WIDTH_SPACE)
        parts.append(sign)
    return "".join(parts)


def named(tip: int, catalogue: Catalogue, words: Words) -> Data:
    """A tip by number and title; never without, for a heading has to say something."""
    return {"number": number(tip), "title": title(tip, catalogue, words).strip() or number(tip)}


def said(text: str) -> str:
    """Somebody's words, in quotation marks."""
    return f"“{text.strip()}”"


def line(found: Line, words: Words) -> Data:
    """A voice or a note: the words, and who said them."""
    return {"text": said(found.text), "who": found.by or ""}


def dated(found: Line, words: Words) -> Data:
    """The same for the writer: with the day, and whether it may be read by others."""
    _ = words.text
    who = say.who_and_when(found, words)
    return {"text": said(found.text), "who": f"{who} · {_('may go on paper') if found.shared else _('private')}"}


def head(name: str, author: str | None, made: date, words: Words, paper: str) -> Data:
    """What every document says of itself."""
    return {
        "title": name,
        "author": author or "tipcycle",
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "language": words.language,
        "paper": paper,
    }


def review_data(review: Review, catalogue: Catalogue, words: Words, paper: str) -> Data:
    """All that stands on the sheet."""
    _ = words.text
    who = ", ".join(part for part in (review.team, review.name) if part)
    return {
        **head(say.headline(review, words), review.name or review.team, review.today, words, paper),
        "state": review.state,
        "words": _labels(review, words, who),
        "sentence": review.sentence if review.sentence else None,
        "provisional": review.provisional,
        "own-words": review.words if review.words else None,
        "voices": [line(voice, words) for voice in review.voices],
        "notes": [line(note, words) for note in review.loose_notes],
        "outcomes": [words.text(say.OUTCOMES[name]) for name in CHOICES],
        "choices": list(CHOICES),
        "legend": legend((tip.record.weeks for tip in review.tips), words),
        "tips": [_tip(tip, review, catalogue, words) for tip in review.tips],
        "scales": [
            {"name": _("in the team"), "steps": [words.text(step) for step in say.TEAM_SHORT]},
            {"name": _("with customers"), "steps": [words.text(step) for step in say.CUSTOMERS_SHORT]},
        ],
        "questions": list(say.table_questions(words)),
        "stays": say.stays(review, catalogue, words) if review.state == "closed" else "",
        "next": _next(review, catalogue, words),
        "running": review.running if review.running else None,
        "board": [_boxes(cycle, words) for cycle in review.year],
        "board-told": "; ".join(five.told for five in pictures.board(review.year, words) if five.told),
        "of-year": say.cycle_of_year(review, words),
        "plots": [plot(review, customers=customers, words=words) for customers in (False, True)],
        "costly": costly(review, catalogue, words),
        "reading": reading(review, words),
        "foot": foot_data(review, words),
    }


def _labels(review: Review, words: Words, who: str) -> Data:
    _ = words.text
    cycle = review.cycle
    return {
        "review": _("Review"),
        "cycle": _("cycle {n}").format(n=cycle.number),
        "span": words.span(cycle.starts, cycle.ends, year=True),
        "who": who,
        "provisional": _("(provisional)"),
        "own-words": _("In my words") + ":",
        "heard": _("What we heard"),
        "heard-by-you": _("what did you hear?"),
        "heard-too": _("What we heard too"),
        "more": _("more on the back"),
        "five": _("The five"),
        "what-now": _("what do we do with it? put a cross"),
        "swapped": words.text(say.OUTCOMES["swapped"]),
        "crossed": _("crossed"),
        "empty": _("empty box"),
        "for-you": _("And how was it for you?"),
        "before-turning": _("put your cross before you turn the sheet"),
        "at-the-table": _("At the table"),
        "what-stays": _("What stays"),
        "next-five": _("The next five"),
        "who-joins": _("who joins in?"),
        "goes-on": _("goes on"),
        "running": _("Kept running meanwhile") + ":",
        "left-out": say.left_out_notice(words),
        "how-i-saw": _("How I saw it"),
        "with-voice": _("with a voice beside it"),
        "without-voice": _("without"),
        "when-costly": _("When it cost something"),
        "reading": _("Reading"),
        "own-on-front": _("My own sentence is on the front."),
        "other-marks": say.other_marks(words),
        "noted": _("Noted"),
    }


def legend(strips: Iterable[str], words: Words) -> list[tuple[str, str]]:
    """The signs that these weeks use, each with its meaning."""
    used = set("".join(strips))
    return [(status, words.text(meaning)) for status, meaning in MEANINGS.items() if status in used]


def _tip(tip: ReviewedTip, review: Review, catalogue: Catalogue, words: Words) -> Data:
    record = tip.record
    return {
        **named(record.tip, catalogue, words),
        "weeks": record.weeks,
        "told": pictures.strip(record.weeks, review.cycle.weeks, words).told,
        "count": say.count(tip, words),
        "costly": say.costly(tip, words),
        "notes": [said(note.text) for note in tip.notes],
        "outcome": tip.outcome,
        "lesson": tip.lesson if tip.lesson else None,
        "swapped": say.swapped(tip, catalogue, words),
    }


def _next(review: Review, catalogue: Catalogue, words: Words) -> Data:
    found = review.next_five
    return {
        "seated": [{**named(tip, catalogue, words), "goes-on": tip in review.extended} for tip in found.seated],
        "suggested": [named(tip, catalogue, words) for tip in found.suggested],
        "free": found.free > 0,
        "places": say.places(review, words),
    }


def _boxes(cycle: YearCycle, words: Words) -> Data:
    return {"boxes": [pictures.BOXES[sign] for sign in boxes(cycle).split()], "months": months(cycle, words)}


def plot(review: Review, *, customers: bool, words: Words) -> Data:
    """How the weeks felt, best step first."""
    _ = words.text
    steps = say.CUSTOMERS_SHORT if customers else say.TEAM_SHORT
    dots = []
    for week, felt in review.felt:
        value = felt.customers if customers else felt.team
        if value is not None:
            dots.append({"week": review.cycle.weeks.index(week), "value": value, "voiced": week in review.voiced})
    return {
        "name": _("with customers") if customers else _("in the team"),
        "steps": [words.text(step) for step in reversed(steps)],
        "dots": dots,
        "weeks": len(review.cycle.weeks),
        "first": words.day(review.cycle.starts),
        "last": words.day(review.cycle.ends),
        "told": _sentence(pictures.felt_plot(review, customers=customers, words=words).told),
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def costly(review: Review, catalogue: Catalogue, words: Words) -> list[Data]:
    """When it cost something: the day, and what may be read about it."""
    found = []
    for moment in review.costly:
        day, text = say.costly_moment(moment, catalogue, words)
        found.append({"day": day, "text": text, "said": bool(moment.texts)})
    return found


def reading(review: Review, words: Words) -> Data | None:
    """The reading, by name and with its line."""
    if review.reading is None:
        return None
    name, text = say.reading(review.reading, words)
    return {"name": name, "text": text}


def diary_data(review: Review, catalogue: Catalogue, words: Words, paper: str) -> Data:
    """All that the writer ever wrote in this cycle, for nobody else."""
    _ = words.text
    data = review_data(review, catalogue, words, paper)
    data["words"] |= {
        "private": say.private_notice(words),
        "weeks-off": _("Weeks off"),
        "answers": _("Questions I took along"),
    }
    for tip, shown in zip(review.tips, data["tips"], strict=True):
        shown["notes"] = [dated(note, words) for note in tip.notes]
        shown["outcome"] = words.text(say.OUTCOMES[tip.outcome]) if tip.outcome and not tip.swapped_for else None
    return {
        **data,
        "voices": [dated(voice, words) for voice in review.voices],
        "notes": [dated(note, words) for note in review.loose_notes],
        "pauses": [
            {"weeks": say.weeks_named(pause.weeks, words), "because": pause.because or ""} for pause in review.pauses
        ],
        "answers": [{"week": words.span(week.monday, week.sunday), "text": text} for week, text in review.replies],
    }
