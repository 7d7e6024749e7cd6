"""The review arranged as a page: every sentence said, every picture drawn, nothing left for the template but places."""

from msgspec import Struct

from tipcycle.core.cycle import Line
from tipcycle.core.review import Review, ReviewedTip
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views import review_words as say
from tipcycle.views.foot import Foot, foot
from tipcycle.views.labels import MEANINGS, SIGNS, number, title
from tipcycle.views.pictures import SHAPES, Picture, board, felt_plot, fives, scale, strip, way
from tipcycle.views.practices import cut

DECISIONS = ("keep", "adapt", "extend", "drop")


class Quote(Struct, frozen=True):
    """Words somebody wrote down or said."""

    text: str
    who: str
    private: bool
    """Only in a review for the writer alone: this line may not go on paper."""


class TipRow(Struct, frozen=True):
    """One of the five, with four boxes or with what became of it."""

    number: str
    title: str
    weeks: Picture
    facts: str
    notes: tuple[Quote, ...]
    boxes: tuple[bool, ...]
    """For each decision whether it was taken; none of them before the close."""
    lesson: str
    swapped: str


class Scale(Struct, frozen=True):
    """An empty scale, for the team's own marks."""

    name: str
    steps: tuple[str, ...]


class Named(Struct, frozen=True):
    """A short name, and what goes with it."""

    name: str
    text: str


class Plot(Struct, frozen=True):
    """A felt plot under its name."""

    name: str
    picture: Picture


class NextTip(Struct, frozen=True):
    """A tip for the next five."""

    number: str
    title: str


class Signs(Struct, frozen=True):
    """So many signs in a row; a longer one is cut, and `rest` says how many there are."""

    told: str
    fives: tuple[Picture, ...]
    rest: str


class Front(Struct, frozen=True):
    """What lies on the table."""

    sentence: str
    provisional: bool
    words: str
    voices: tuple[Quote, ...]
    tips: tuple[TipRow, ...]
    legend: tuple[Named, ...]
    """Shapes and what they mean."""
    closed: bool
    stays: str
    scales: tuple[Scale, ...]
    questions: tuple[str, ...]
    seated: tuple[NextTip, ...]
    suggested: tuple[NextTip, ...]
    picked: bool
    """Whether all of the next five are known already."""
    free: int
    places: str
    facts: tuple[Named, ...]
    board: tuple[Picture, ...]
    board_told: str
    of_year: str


class Back(Struct, frozen=True):
    """How the leader saw it."""

    plots: tuple[Plot, ...]
    voiced: bool
    costly: tuple[Named, ...]
    reading: Named | None
    own_sentence: bool
    notes: tuple[Quote, ...]
    answers: tuple[Named, ...]
    closed: bool
    foot: Foot
    rooms: tuple[Picture, ...]
    """A scale for each row of the pulse."""
    spiral: tuple[tuple[Signs, Signs], ...]
    """For each turn what aimed there and what was heard there."""
    way: tuple[Picture, ...]


class Page(Struct, frozen=True):
    """The whole sheet."""

    language: str
    title: str
    headline: str
    span: str
    who: str
    notice: str
    """On every page of a private review; empty otherwise."""
    left_out: str
    front: Front
    back: Back


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
    _ = words.text
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
        scales=() if closed else _scales(words),
        questions=() if closed else say.table_questions(words),
        seated=_next(seats.seated, catalogue, words),
        suggested=_next(seats.suggested, catalogue, words),
        picked=seats.picked,
        free=seats.free,
        places=say.places(review, words),
        facts=_facts(review, words),
        board=pictures,
        board_told=". ".join(picture.told for picture in pictures if picture.told),
        of_year=say.cycle_of_year(review, words),
    )


def _quote(line: Line, words: Words) -> Quote:
    return Quote(line.text, say.who_and_when(line, words), private=not line.shared)


def _tip(tip: ReviewedTip, review: Review, catalogue: Catalogue, words: Words) -> TipRow:
    record = tip.record
    facts = (say.count(tip, words), say.costly(tip, words))
    return TipRow(
        number=number(record.tip),
        title=title(record.tip, catalogue, words),
        weeks=strip(record.weeks, review.cycle.weeks, words),
        facts=", ".join(fact for fact in facts if fact),
        notes=tuple(_quote(note, words) for note in tip.notes),
        boxes=tuple(tip.outcome == decision for decision in DECISIONS),
        lesson=tip.lesson or "",
        swapped=say.swapped(tip, catalogue, words),
    )


def _legend(review: Review, words: Words) -> tuple[Named, ...]:
    used = set("".join(tip.record.weeks for tip in review.tips).replace(".", "?"))
    return tuple(
        Named(SHAPES[SIGNS[status]], words.text(meaning)) for status, meaning in MEANINGS.items() if status in used
    )


def _scales(words: Words) -> tuple[Scale, ...]:
    _ = words.text
    return (
        Scale(_("in the team"), tuple(words.text(step) for step in say.TEAM_SHORT)),
        Scale(_("with customers"), tuple(words.text(step) for step in say.CUSTOMERS_SHORT)),
    )


def _next(tips: tuple[int, ...], catalogue: Catalogue, words: Words) -> tuple[NextTip, ...]:
    return tuple(NextTip(number(tip), title(tip, catalogue, words)) for tip in tips)


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
    _ = words.text
    last = foot(review, words)
    return Back(
        plots=(
            Plot(_("in the team"), felt_plot(review, customers=False, words=words)),
            Plot(_("with customers"), felt_plot(review, customers=True, words=words)),
        )
        if review.felt
        else (),
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


def _signs(shape: str, count: int) -> Signs:
    drawn, rest = cut(count)
    return Signs(str(count), fives(shape, drawn), rest)
