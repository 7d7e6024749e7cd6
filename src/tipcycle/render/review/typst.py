"""The facts of a review as the words and signs that stand on paper; the templates only set them."""

from tipcycle.core.cycle import Remark
from tipcycle.core.momentum.report import YearSlot
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import legend_entries, tenure_statuses
from tipcycle.render.momentum_text import month_range, slot_signs
from tipcycle.render.review import drawings
from tipcycle.render.review import text as say
from tipcycle.render.review.footer import footer_data
from tipcycle.render.review.text import DECISIONS, felt_scale, felt_scales
from tipcycle.render.typst_text import BLANK_WEEK, TemplateData, document_data, print_quote, tip_heading


def remark_data(remark: Remark) -> TemplateData:
    """A voice or a note: the words, and who said them."""
    return {"text": print_quote(remark.text), "who": remark.by or ""}


def dated_remark_data(remark: Remark, translator: Translator) -> TemplateData:
    """The same for the writer: with the day, and whether it may be read by others."""
    _ = translator.gettext
    attribution = say.attribution(remark, translator)
    return {
        "text": print_quote(remark.text),
        "who": f"{attribution} · {_('may go on paper') if remark.shared else _('private')}",
    }


def review_data(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> TemplateData:
    """All that stands on the sheet."""
    owner = ", ".join(part for part in (review.team, review.name) if part)
    return {
        **document_data(
            say.review_title(review, translator), review.name or review.team, review.today, translator, paper_size
        ),
        "state": review.state,
        "words": _typst_labels(review, translator, owner),
        "sentence": review.touchstone if review.touchstone else None,
        "provisional": review.is_provisional,
        "own-words": review.summary if review.summary else None,
        "voices": [remark_data(voice) for voice in review.voices],
        "notes": [remark_data(note) for note in review.other_notes],
        "outcomes": [translator.gettext(say.OUTCOME_LABELS[name]) for name in DECISIONS],
        "choices": list(DECISIONS),
        "legend": legend_entries((tenure_statuses(tip.record) for tip in review.tips), translator),
        "tips": [_tip_data(tip, review, catalogue, translator) for tip in review.tips],
        "scales": [{"name": name, "steps": list(steps)} for name, steps in felt_scales(translator)],
        "questions": list(say.discussion_questions(translator)),
        "stays": say.stays_text(review, catalogue, translator) if review.state == "closed" else "",
        "next": _next_five_data(review, catalogue, translator),
        "running": review.running if review.running else None,
        "board": [_slot_data(slot, translator) for slot in review.year_slots],
        "board-told": "; ".join(
            drawing.alt_text for drawing in drawings.board_drawings(review.year_slots, translator) if drawing.alt_text
        ),
        "of-year": say.year_position(review, translator),
        "plots": [felt_plot_data(review, customers=customers, translator=translator) for customers in (False, True)],
        "costly": costly_data(review, catalogue, translator),
        "reading": verdict_data(review, translator),
        "foot": footer_data(review, translator),
    }


def _typst_labels(review: Review, translator: Translator, owner: str) -> TemplateData:
    _ = translator.gettext
    cycle = review.cycle
    return {
        "review": _("Review"),
        "cycle": _("cycle {n}").format(n=cycle.number),
        "span": translator.date_range(cycle.starts, cycle.ends, with_year=True),
        "who": owner,
        "provisional": _("(provisional)"),
        "own-words": _("In my words") + ":",
        "heard": _("What we heard"),
        "heard-by-you": _("what did you hear?"),
        "heard-too": _("What we heard too"),
        "more": _("more on the back"),
        "five": _("The five"),
        "what-now": _("what do we do with it? put a cross"),
        "swapped": translator.gettext(say.OUTCOME_LABELS["swapped"]),
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
        "left-out": say.left_out_notice(translator),
        "how-i-saw": _("How I saw it"),
        "with-voice": _("with a voice beside it"),
        "without-voice": _("without"),
        "when-costly": _("When it cost something"),
        "reading": _("Reading"),
        "own-on-front": _("My own sentence is on the front."),
        "other-marks": say.comparison_question(translator),
        "noted": _("Noted"),
    }


def _tip_data(tip: ReviewedTip, review: Review, catalogue: Catalogue, translator: Translator) -> TemplateData:
    record = tip.record
    weeks = tenure_statuses(record)
    return {
        **tip_heading(record.tip, catalogue, translator),
        "weeks": weeks.replace(" ", BLANK_WEEK),
        "told": drawings.week_strip(weeks, review.cycle.weeks, translator).alt_text,
        "count": say.count_text(tip, translator),
        "costly": say.costly_text(tip, translator),
        "notes": [print_quote(note.text) for note in tip.notes],
        "outcome": tip.outcome,
        "lesson": tip.lesson if tip.lesson else None,
        "swapped": say.swap_text(tip, catalogue, translator),
    }


def _next_five_data(review: Review, catalogue: Catalogue, translator: Translator) -> TemplateData:
    next_five = review.next_five
    return {
        "seated": [
            {**tip_heading(tip, catalogue, translator), "goes-on": tip in review.extended_tips}
            for tip in next_five.placed_tips
        ],
        "suggested": [tip_heading(tip, catalogue, translator) for tip in next_five.suggested_tips],
        "free": next_five.free_places > 0,
        "places": say.free_slots_text(review, translator),
    }


def _slot_data(slot: YearSlot, translator: Translator) -> TemplateData:
    return {
        "boxes": [drawings.BOX_SHAPES[sign] for sign in slot_signs(slot).split()],
        "months": month_range(slot, translator),
    }


def felt_plot_data(review: Review, *, customers: bool, translator: Translator) -> TemplateData:
    """How the weeks felt, best step first."""
    name, steps = felt_scale(translator, customers=customers)
    dots = []
    for week, felt in review.feelings:
        value = felt.customers if customers else felt.team
        if value is not None:
            dots.append(
                {"week": review.cycle.weeks.index(week), "value": value, "voiced": week in review.weeks_with_voice}
            )
    return {
        "name": name,
        "steps": list(reversed(steps)),
        "dots": dots,
        "weeks": len(review.cycle.weeks),
        "first": translator.long_date(review.cycle.starts),
        "last": translator.long_date(review.cycle.ends),
        "told": _capitalize_first(drawings.felt_drawing(review, customers=customers, translator=translator).alt_text),
    }


def _capitalize_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def costly_data(review: Review, catalogue: Catalogue, translator: Translator) -> list[TemplateData]:
    """When it cost something: the day, and what may be read about it."""
    moments = []
    for moment in review.costly_moments:
        day, text = say.costly_moment_text(moment, catalogue, translator)
        moments.append({"day": day, "text": text, "said": bool(moment.texts)})
    return moments


def verdict_data(review: Review, translator: Translator) -> TemplateData | None:
    """The reading, by name and with its line."""
    if review.reading is None:
        return None
    name, text = say.review_verdict_text(review.reading, translator)
    return {"name": name, "text": text}


def diary_data(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> TemplateData:
    """All that the writer ever wrote in this cycle, for nobody else."""
    _ = translator.gettext
    data = review_data(review, catalogue, translator, paper_size)
    data["words"] |= {
        "private": say.private_notice(translator),
        "weeks-off": _("Weeks off"),
        "answers": _("Questions I took along"),
    }
    for tip, tip_data in zip(review.tips, data["tips"], strict=True):
        tip_data["notes"] = [dated_remark_data(note, translator) for note in tip.notes]
        tip_data["outcome"] = (
            translator.gettext(say.OUTCOME_LABELS[tip.outcome]) if tip.outcome and not tip.swapped_for else None
        )
    return {
        **data,
        "voices": [dated_remark_data(voice, translator) for voice in review.voices],
        "notes": [dated_remark_data(note, translator) for note in review.other_notes],
        "pauses": [
            {"weeks": say.week_ranges(pause.weeks, translator), "because": pause.because or ""}
            for pause in review.pauses
        ],
        "answers": [
            {"week": translator.date_range(week.monday, week.sunday), "text": text} for week, text in review.answers
        ],
    }
