"""Template data of the printed review sheet and of the private review. The Typst templates only lay it out."""

from tipcycle.core.cycle import Remark
from tipcycle.core.momentum.report import YearSlot
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator
from tipcycle.render.labels import legend_entries, tenure_statuses
from tipcycle.render.momentum_text import month_range, slot_signs
from tipcycle.render.review import drawings
from tipcycle.render.review import text as review_text
from tipcycle.render.review.footer import footer_data
from tipcycle.render.review.text import DECISIONS, felt_scale, felt_scales
from tipcycle.render.typst_text import TemplateData, document_data, print_quote, tip_heading


def remark_data(remark: Remark) -> TemplateData:
    """Return the text of a voice or a note and its speaker."""
    return {"text": print_quote(remark.text), "attribution": remark.by or ""}


def dated_remark_data(remark: Remark, translator: Translator) -> TemplateData:
    """Return a remark for the private review: its text, speaker and date, and whether it is shared."""
    _ = translator.gettext
    attribution = review_text.attribution(remark, translator)
    return {
        "text": print_quote(remark.text),
        "attribution": f"{attribution} · {_('may go on paper') if remark.shared else _('private')}",
    }


def review_data(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> TemplateData:
    """Return the template data of the review sheet."""
    owner = ", ".join(part for part in (review.team, review.name) if part)
    return {
        **document_data(
            review_text.review_title(review, translator),
            review.name or review.team,
            review.today,
            translator,
            paper_size,
        ),
        "state": review.state,
        "labels": _typst_labels(review, translator, owner),
        "touchstone": review.touchstone if review.touchstone else None,
        "is-provisional": review.is_provisional,
        "summary": review.summary if review.summary else None,
        "voices": [remark_data(voice) for voice in review.voices],
        "notes": [remark_data(note) for note in review.other_notes],
        "decision-labels": [translator.gettext(review_text.OUTCOME_LABELS[name]) for name in DECISIONS],
        "decisions": list(DECISIONS),
        "legend": legend_entries((tenure_statuses(tip.record) for tip in review.tips), translator),
        "tips": [_tip_data(tip, review, catalogue, translator) for tip in review.tips],
        "scales": [{"name": name, "steps": list(steps)} for name, steps in felt_scales(translator)],
        "questions": list(review_text.discussion_questions(translator)),
        "stays-text": review_text.stays_text(review, catalogue, translator) if review.state == "closed" else "",
        "next-five": _next_five_data(review, catalogue, translator),
        "running": review.running if review.running else None,
        "board": [_slot_data(slot, translator) for slot in review.year_slots],
        "board-alt": "; ".join(
            drawing.alt_text for drawing in drawings.board_drawings(review.year_slots, translator) if drawing.alt_text
        ),
        "year-position": review_text.year_position(review, translator),
        "plots": [felt_plot_data(review, customers=customers, translator=translator) for customers in (False, True)],
        "costly-moments": costly_moments_data(review, catalogue, translator),
        "verdict": verdict_data(review, translator),
        "footer": footer_data(review, translator),
    }


def _typst_labels(review: Review, translator: Translator, owner: str) -> TemplateData:
    _ = translator.gettext
    cycle = review.cycle
    return {
        "review": _("Review"),
        "cycle": _("cycle {n}").format(n=cycle.number),
        "date-range": translator.date_range(cycle.starts, cycle.ends, with_year=True),
        "owner": owner,
        "provisional": _("(provisional)"),
        "summary": _("In my words") + ":",
        "voices": _("What we heard"),
        "voices-prompt": _("what did you hear?"),
        "more-voices": _("What we heard too"),
        "more-on-back": _("more on the back"),
        "five": _("The five"),
        "decision-prompt": _("what do we do with it? put a cross"),
        "swapped": translator.gettext(review_text.OUTCOME_LABELS["swapped"]),
        "crossed-box": _("crossed"),
        "empty-box": _("empty box"),
        "felt-scales": _("And how was it for you?"),
        "felt-scales-prompt": _("put your cross before you turn the sheet"),
        "discussion": _("At the table"),
        "what-stays": _("What stays"),
        "next-five": _("The next five"),
        "colleague-prompt": _("who joins in?"),
        "goes-on": _("goes on"),
        "running": _("Kept running meanwhile") + ":",
        "left-out-notice": review_text.left_out_notice(translator),
        "manager-view": _("How I saw it"),
        "with-voice": _("with a voice beside it"),
        "without-voice": _("without"),
        "costly-moments": _("When it cost something"),
        "verdict": _("Reading"),
        "summary-on-front": _("My own sentence is on the front."),
        "comparison-question": review_text.comparison_question(translator),
        "notes": _("Noted"),
    }


def _tip_data(tip: ReviewedTip, review: Review, catalogue: Catalogue, translator: Translator) -> TemplateData:
    record = tip.record
    strip = tenure_statuses(record)
    return {
        **tip_heading(record.tip, catalogue, translator),
        "statuses": [status or "" for status in strip],
        "alt": drawings.week_strip(strip, review.cycle.weeks, translator).alt_text,
        "count-text": review_text.count_text(tip, translator),
        "costly-text": review_text.costly_text(tip, translator),
        "notes": [print_quote(note.text) for note in tip.notes],
        "outcome": tip.outcome,
        "lesson": tip.lesson if tip.lesson else None,
        "swap-text": review_text.swap_text(tip, catalogue, translator),
    }


def _next_five_data(review: Review, catalogue: Catalogue, translator: Translator) -> TemplateData:
    next_five = review.next_five
    return {
        "placed": [
            {**tip_heading(tip, catalogue, translator), "is-extended": tip in review.extended_tips}
            for tip in next_five.placed_tips
        ],
        "suggested": [tip_heading(tip, catalogue, translator) for tip in next_five.suggested_tips],
        "has-free-places": next_five.free_places > 0,
        "places-text": review_text.free_places_text(review, translator),
    }


def _slot_data(slot: YearSlot, translator: Translator) -> TemplateData:
    return {
        "shapes": [drawings.BOX_SHAPES[sign] for sign in slot_signs(slot).split()],
        "months": month_range(slot, translator),
    }


def felt_plot_data(review: Review, *, customers: bool, translator: Translator) -> TemplateData:
    """Return a felt plot, best step first."""
    name, steps = felt_scale(translator, customers=customers)
    dots = []
    for week, feelings in review.feelings:
        value = feelings.customers if customers else feelings.team
        if value is not None:
            dots.append(
                {"week": review.cycle.weeks.index(week), "value": value, "has-voice": week in review.weeks_with_voice}
            )
    return {
        "name": name,
        "steps": list(reversed(steps)),
        "dots": dots,
        "week-count": len(review.cycle.weeks),
        "starts": translator.long_date(review.cycle.starts),
        "ends": translator.long_date(review.cycle.ends),
        "alt": _capitalize_first(drawings.felt_drawing(review, customers=customers, translator=translator).alt_text),
    }


def _capitalize_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def costly_moments_data(review: Review, catalogue: Catalogue, translator: Translator) -> list[TemplateData]:
    """Return the costly moments, each with its date and its readable text."""
    moments = []
    for moment in review.costly_moments:
        day, text = review_text.costly_moment_text(moment, catalogue, translator)
        moments.append({"day": day, "text": text, "has-note": bool(moment.texts)})
    return moments


def verdict_data(review: Review, translator: Translator) -> TemplateData | None:
    """Return the verdict with its name and its text, or None if the review has none."""
    if review.verdict is None:
        return None
    name, text = review_text.review_verdict_text(review.verdict, translator)
    return {"name": name, "text": text}


def private_review_data(review: Review, catalogue: Catalogue, translator: Translator, paper_size: str) -> TemplateData:
    """Return the template data of the private review: everything written in this cycle, for the manager only."""
    _ = translator.gettext
    data = review_data(review, catalogue, translator, paper_size)
    data["labels"] |= {
        "private-notice": review_text.private_notice(translator),
        "pauses": _("Weeks off"),
        "answers": _("Questions I took along"),
    }
    for tip, tip_data in zip(review.tips, data["tips"], strict=True):
        tip_data["notes"] = [dated_remark_data(note, translator) for note in tip.notes]
        tip_data["outcome-label"] = (
            translator.gettext(review_text.OUTCOME_LABELS[tip.outcome]) if tip.outcome and not tip.swapped_for else None
        )
    return {
        **data,
        "voices": [dated_remark_data(voice, translator) for voice in review.voices],
        "notes": [dated_remark_data(note, translator) for note in review.other_notes],
        "pauses": [
            {"weeks": review_text.week_ranges(pause.weeks, translator), "because": pause.because or ""}
            for pause in review.pauses
        ],
        "answers": [
            {"week": translator.date_range(week.monday, week.sunday), "text": text} for week, text in review.answers
        ],
    }
