"""The review arranged as a page: every sentence said, every picture drawn, nothing left for the template but places."""

from tipcycle.core.cycle import Line
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import review_words as say
from tipcycle.views.foot import foot
from tipcycle.views.labels import SIGNS, meant, number, seated, title, unquoted
from tipcycle.views.pictures import SHAPES, board, felt_plot, fives, scale, strip, way
from tipcycle.views.practices import cut
from tipcycle.views.review_page_parts import Back, Front, Named, NextTip, Page, Plot, Quote, Scale, Signs, TipRow
from tipcycle.views.team_marks import DECISIONS, felt_scales


def review_page(review: Review, catalogue: Catalogue, words: Words) -> Page:
    """The sheet of a review."""
    headline = say.headline(review, words)
    return Page(
        language=words.language,
        title=", ".join(part for part in (headline, review.team) if part),
        headline=headline,
        span=words.span(review.cycle.starts, review.cycle.ends, year=True),
        who=", ".join(part for part in (review.team, review.name) if part),
        notice=say.private_notice(words) if review.private else "",
        left_out="" if review.private else say.left_out_notice(words),
        front=_front(review, catalogue, words),
        back=_back(review, catalogue, words),
    )


def _front(review: Review, catalogue: Catalogue, words: Words) -> Front:
    closed = review.state == "closed"
    pictures = board(review.year, words)
    seats = review.next_five
    return Front(
        sentence=review.sentence or "",
        provisional=review.provisional,
        words=review.words or "",
        voices=tuple(_quote(voice, words) for voice in review.voices),
        tips=tuple(_tip(tip, review, catalogue, words) for tip in review.tips),
        legend=_legend(review, words),
        closed=closed,
        stays=say.stays(review, catalogue, words) if closed else "",
        scales=() if closed else tuple(Scale(name, steps) for name, steps in felt_scales(words)),
        questions=() if closed else say.table_questions(words),
        seated=_next(seats.seated, review, catalogue, words),
        suggested=_next(seats.suggested, review, catalogue, words),
        free=seats.free,
        places=say.places(review, words),
        facts=_facts(review, words),
        board=pictures,
        board_told=". ".join(picture.told for picture in pictures if picture.told),
        of_year=say.cycle_of_year(review, words),
    )


def _quote(line: Line, words: Words) -> Quote:
    return Quote(unquoted(line.text), say.who_and_when(line, words), private=not line.shared)


def _tip(tip: ReviewedTip, review: Review, catalogue: Catalogue, words: Words) -> TipRow:
    record = tip.record
    facts = (say.count(tip, words), say.costly(tip, words))
    return TipRow(
        number=number(record.tip),
        title=title(record.tip, catalogue, words),
        weeks=strip(seated(record), review.cycle.weeks, words),
        facts=", ".join(fact for fact in facts if fact),
        notes=tuple(_quote(note, words) for note in tip.notes),
        boxes=tuple(tip.outcome == decision for decision in DECISIONS),
        lesson=tip.lesson or "",
        swapped=say.swapped(tip, catalogue, words),
    )


def _legend(review: Review, words: Words) -> tuple[Named, ...]:
    weeks = (seated(tip.record) for tip in review.tips)
    return tuple(Named(SHAPES[SIGNS[status]], meaning) for status, meaning in meant(weeks, words))


def _next(tips: tuple[int, ...], review: Review, catalogue: Catalogue, words: Words) -> tuple[NextTip, ...]:
    return tuple(NextTip(number(tip), title(tip, catalogue, words), tip in review.extended) for tip in tips)


def _facts(review: Review, words: Words) -> tuple[Named, ...]:
    """What kept running, and the weeks off; their reasons only for the writer, who is the only one to get them."""
    _ = words.text
    found = [Named(_("Kept running meanwhile"), review.running)] if review.running else []
    if review.paused and not review.private:
        found.append(Named(_("Weeks off"), say.weeks_named(review.paused, words)))
    for pause in review.pauses:
        because = f": {pause.because}" if pause.because else ""
        found.append(Named(_("Weeks off"), say.weeks_named(pause.weeks, words) + because))
    return tuple(found)


def _back(review: Review, catalogue: Catalogue, words: Words) -> Back:
    last = foot(review, words)
    return Back(
        plots=_plots(review, words) if review.felt else (),
        voiced=bool(review.voiced),
        costly=tuple(Named(*say.costly_moment(moment, catalogue, words)) for moment in review.costly),
        reading=Named(*say.reading(review.reading, words)) if review.reading else None,
        own_sentence=bool(review.words),
        notes=tuple(_quote(note, words) for note in review.loose_notes),
        answers=tuple(Named(words.span(week.monday, week.sunday), text) for week, text in review.replies),
        closed=review.state == "closed",
        foot=last,
        rooms=tuple(scale(row.guess, row.own, row.middle, row.told) for row in last.rows),
        spiral=tuple((_signs("stays", turn.aimed), _signs("did", turn.heard)) for turn in last.turns),
        way=way(review.implemented),
    )


def _plots(review: Review, words: Words) -> tuple[Plot, ...]:
    return tuple(
        Plot(name, felt_plot(review, customers=customers, words=words))
        for (name, _), customers in zip(felt_scales(words), (False, True), strict=True)
    )


def _signs(shape: str, count: int) -> Signs:
    drawn, rest = cut(count)
    return Signs(str(count), fives(shape, drawn), rest)
