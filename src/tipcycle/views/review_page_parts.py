"""What the page of a review consists of: values, each already said or drawn."""

from msgspec import Struct

from tipcycle.views.foot import Foot
from tipcycle.views.pictures import Picture


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
    goes_on: bool
    """Whether it was among the five of this cycle already."""


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
