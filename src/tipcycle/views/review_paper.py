"""The facts of a review as the words and signs that stand on paper; the templates only set them."""

from tipcycle.core.cycle import Line
from tipcycle.core.momentum.report import YearCycle
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import pictures
from tipcycle.views import review_words as say
from tipcycle.views.foot import foot_data
from tipcycle.views.labels import meant, seated
from tipcycle.views.momentum_words import boxes, months
from tipcycle.views.paper import BLANK, Data, head, named, said
from tipcycle.views.team_marks import DECISIONS, felt_scale, felt_scales


def line(found: Line) -> Data:
    """A voice or a note: the words, and who said them."""
    return {"text": said(found.text), "who": found.by or ""}


def dated(found: Line, words: Words) -> Data:
    """The same for the writer: with the day, and whether it may be read by others."""
    _ = words.text
    who = say.who_and_when(found, words)
    return {"text": said(found.text), "who": f"{who} · {_('may go on paper') if found.shared else _('private')}"}


def review_data(review: Review, catalogue: Catalogue, words: Words, paper: str) -> Data:
    """All that stands on the sheet."""
    who = ", ".join(part for part in (review.team, review.name) if part)
    return {
        **head(say.headline(review, words), review.name or review.team, review.today, words, paper),
        "state": review.state,
        "words": _labels(review, words, who),
        "sentence": review.sentence if review.sentence else None,
        "provisional": review.provisional,
        "own-words": review.words if review.words else None,
        "voices": [line(voice) for voice in review.voices],
        "notes": [line(note) for note in review.loose_notes],
        "outcomes": [words.text(say.OUTCOMES[name]) for name in DECISIONS],
        "choices": list(DECISIONS),
        "legend": meant((seated(tip.record) for tip in review.tips), words),
        "tips": [_tip(tip, review, catalogue, words) for tip in review.tips],
        "scales": [{"name": name, "steps": list(steps)} for name, steps in felt_scales(words)],
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


def _tip(tip: ReviewedTip, review: Review, catalogue: Catalogue, words: Words) -> Data:
    record = tip.record
    weeks = seated(record)
    return {
        **named(record.tip, catalogue, words),
        "weeks": weeks.replace(" ", BLANK),
        "told": pictures.strip(weeks, review.cycle.weeks, words).told,
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
    name, steps = felt_scale(words, customers=customers)
    dots = []
    for week, felt in review.felt:
        value = felt.customers if customers else felt.team
        if value is not None:
            dots.append({"week": review.cycle.weeks.index(week), "value": value, "voiced": week in review.voiced})
    return {
        "name": name,
        "steps": list(reversed(steps)),
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
