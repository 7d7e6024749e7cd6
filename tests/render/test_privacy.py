"""What somebody wrote is private until they share that line: random journals, every format of the review."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.output import render_rich
from tipcycle.core.cycle import Cycle
from tipcycle.core.events import (
    Checkin,
    Close,
    CycleFile,
    CycleHeader,
    Event,
    Journal,
    Note,
    Pause,
    Payload,
    Pick,
    Profile,
    Share,
    Undo,
    Voice,
)
from tipcycle.core.projection import Cycles
from tipcycle.core.review import build_review
from tipcycle.core.status import status_report
from tipcycle.core.weeks import Week
from tipcycle.i18n import load_translator
from tipcycle.render.html import review_html
from tipcycle.render.json.review import review_json
from tipcycle.render.json.status import status_json
from tipcycle.render.plain import status_plain
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.terminal import review_plain, review_screen
from tipcycle.render.rich_screens import status_screen
from tipcycle.render.text_layout import DisplayOptions

CATALOGUE = load_packaged().catalogue
FIVE = (5, 13, 33, 34, 42)
STARTS = date(2026, 3, 2)
WEEKS = tuple(Week(STARTS).plus(n) for n in range(9))
LATER = date(2026, 5, 10)

weeks = st.sampled_from(WEEKS)
tips = st.sampled_from(FIVE)


@dataclass(frozen=True)
class Told:
    """A journal, and which of its marked texts may be read by others."""

    journal: Journal
    shared: frozenset[str]
    hidden: frozenset[str]
    voices: frozenset[str]
    """Those of the shared ones that must be read: no voice is ever left out."""

    @property
    def cycles(self) -> Sequence[Cycle]:
        return Cycles(self.journal)


@st.composite
def bodies(draw: st.DrawFn, number: int) -> Payload:
    """One thing that happened; whatever a person wrote in it bears its number."""
    mark, role = f"said{number}x", f"role{number}x"
    week, tip = draw(weeks), draw(tips)
    match draw(st.sampled_from(["voice", "voice", "note", "note", "share", "share", "pause", "checkin", "undo"])):
        case "voice":
            return Voice(text=mark, by=role, week=week, tip=draw(st.none() | tips), shared=draw(st.booleans()))
        case "note":
            on = draw(st.sampled_from([None, tip]))
            return Note(text=mark, by=role, tip=on, week=week, shared=draw(st.booleans()))
        case "share":
            return Share(of=f"b{draw(st.integers(0, max(0, number - 1)))}", shared=draw(st.booleans()))
        case "pause":
            return Pause(weeks=(week,), because=mark)
        case "undo":
            return Undo(of=(f"b{draw(st.integers(1, max(1, number - 1)))}",))
        case _:
            return Checkin(week=week, did=(tip,), team=3, answer=mark)


def marks(payload: Payload) -> set[str]:
    """What a person wrote in a block."""
    found = {getattr(payload, name, None) for name in ("text", "by", "because", "answer")}
    return {mark for mark in found if mark}


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A random journal of one cycle; who may read what is counted here without the program's help."""
    said: list[Payload] = [Pick(tips=FIVE)]
    for number in range(1, draw(st.integers(2, 25))):
        said.append(draw(bodies(number)))
    if draw(st.booleans()):
        said.append(Close(keep=FIVE[:2], adapt=FIVE[2:4], extend=FIVE[4:], by_hand=FIVE[1:4]))
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    blocks = [
        Event(f"b{n}", at + timedelta(minutes=n), STARTS + timedelta(days=n), body) for n, body in enumerate(said)
    ]
    undone = {id for block in blocks if isinstance(block.payload, Undo) for id in block.payload.of}
    stands = [block for block in blocks if block.id not in undone]
    shared_now = {block.id: block.payload.shared for block in stands if isinstance(block.payload, Note | Voice)}
    for block in stands:
        if isinstance(block.payload, Share) and block.payload.of in shared_now:
            shared_now[block.payload.of] = block.payload.shared
    open_blocks = [block for block in stands if shared_now.get(block.id)]
    shared = {mark for block in open_blocks for mark in marks(block.payload)}
    every = {mark for block in blocks for mark in marks(block.payload)}
    return Told(
        journal=Journal((), (CycleFile(CycleHeader(STARTS, 9, STARTS), tuple(draw(st.permutations(blocks)))),)),
        shared=frozenset(shared),
        hidden=frozenset(every - shared),
        voices=frozenset(block.payload.text for block in open_blocks if isinstance(block.payload, Voice)),
    )


def printed(cycles: Sequence[Cycle], *, private: bool, language: str = "en", on: date = LATER) -> Mapping[str, str]:
    """The review in every format."""
    translator = load_translator(language)
    facts = build_review(cycles, 0, CATALOGUE.kind_of, Profile(), on, private=private)
    return {
        "screen": render_rich([review_screen(facts, CATALOGUE, translator, DisplayOptions(80))], width=80, color=False),
        "narrow screen": render_rich(
            [review_screen(facts, CATALOGUE, translator, DisplayOptions(40))], width=40, color=False
        ),
        "plain": review_plain(facts, CATALOGUE, translator),
        "markdown": review_markdown(facts, CATALOGUE, translator),
        "html": review_html(facts, CATALOGUE, translator),
        "json": json.dumps(review_json(facts, CATALOGUE, translator)),
    }


def shown_elsewhere(cycles: Sequence[Cycle], language: str = "en") -> Mapping[str, str]:
    """The status, which holds no words of anybody."""
    translator = load_translator(language)
    facts = status_report(cycles, CATALOGUE.kind_of, 4, LATER)
    return {
        "status screen": render_rich(
            [status_screen(facts, CATALOGUE, translator, DisplayOptions(80))], width=80, color=False
        ),
        "status plain": status_plain(facts, CATALOGUE, translator),
        "status json": json.dumps(status_json(facts, CATALOGUE, translator)),
    }


def occurring(wanted: frozenset[str], text: str) -> set[str]:
    """Which of the marks stand in a text."""
    return {mark for mark in wanted if mark in text}


@settings(max_examples=120, deadline=None)
@given(told(), st.sampled_from(["en", "nl"]))
def test_no_format_shows_a_private_line(found: Told, language: str) -> None:
    """Without `--private`: no private note or voice, nobody's role in one, no reason of a pause, no private answer."""
    for name, text in printed(found.cycles, private=False, language=language).items():
        assert (name, occurring(found.hidden, text)) == (name, set())
        assert (name, found.voices - occurring(found.voices, text)) == (name, set())


@settings(max_examples=40, deadline=None)
@given(told())
def test_no_other_screen_shows_anybodys_words(found: Told) -> None:
    """The status shows neither private lines nor shared ones."""
    for name, text in shown_elsewhere(found.cycles).items():
        assert (name, occurring(found.hidden | found.shared, text)) == (name, set())


@settings(max_examples=40, deadline=None)
@given(told(), st.booleans())
def test_by_hand_is_never_printed(found: Told, private: bool) -> None:
    """`by_hand` is in the data and in no printout, not even the private one."""
    for name, text in {**printed(found.cycles, private=private), **shown_elsewhere(found.cycles)}.items():
        lowered = text.lower().replace("_", " ").replace("-", " ")
        assert (name, "by hand" in lowered) == (name, False)


@settings(max_examples=40, deadline=None)
@given(told())
def test_the_writer_reads_every_voice(found: Told) -> None:
    """With `--private` every voice that stands is there, in every format, and says that it is private."""
    standing = {line.text for line in found.cycles[0].remarks if line.is_voice}
    for name, text in printed(found.cycles, private=True).items():
        assert (name, standing - occurring(frozenset(standing), text)) == (name, set())
        assert (name, "Private" in text or '"private": true' in text) == (name, True)


@pytest.mark.parametrize("share", ["last-wins", "unshared", "share-undone"])
def test_sharing_can_be_taken_back(share: str) -> None:
    """The latest share counts, and one that was undone does not."""
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    told = {
        "last-wins": [Share(of="v", shared=False), Share(of="v", shared=True)],
        "unshared": [Share(of="v", shared=True), Share(of="v", shared=False)],
        "share-undone": [Share(of="v", shared=True), Undo(of=("b2",))],
    }[share]
    bodies: list[Payload] = [Pick(tips=FIVE), Voice(text="said0x"), *told]
    ids = ["b0", "v", "b2", "b3"]
    blocks = tuple(
        Event(id, at + timedelta(minutes=n), STARTS, body) for n, (id, body) in enumerate(zip(ids, bodies, strict=True))
    )
    cycles = Cycles(Journal((), (CycleFile(CycleHeader(STARTS, 9, STARTS), blocks),)))
    for text in printed(cycles, private=False).values():
        assert ("said0x" in text) == (share == "last-wins")
