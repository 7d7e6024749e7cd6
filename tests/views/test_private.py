"""What somebody wrote is private until they share that line: random journals, every format of the review."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipcycle.catalogue.load import load_packaged
from tipcycle.cli.output import render
from tipcycle.core.blocks import (
    Block,
    Body,
    Checkin,
    Close,
    CycleFile,
    Header,
    Journal,
    Note,
    Pause,
    Pick,
    Profile,
    Share,
    Undo,
    Voice,
)
from tipcycle.core.cycle import Cycle
from tipcycle.core.cycles import Cycles
from tipcycle.core.overview import status
from tipcycle.core.review import review
from tipcycle.core.weeks import Week
from tipcycle.locales import load_words
from tipcycle.views.html import review_html
from tipcycle.views.look import Look
from tipcycle.views.markdown import review_markdown
from tipcycle.views.plain import status_plain
from tipcycle.views.porcelain.review import review_json
from tipcycle.views.porcelain.status import status_json
from tipcycle.views.review_screen import review_plain, review_screen
from tipcycle.views.status_screen import status_screen

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
def bodies(draw: st.DrawFn, number: int) -> Body:
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


def marks(body: Body) -> set[str]:
    """What a person wrote in a block."""
    found = {getattr(body, name, None) for name in ("text", "by", "because", "answer")}
    return {mark for mark in found if mark}


@st.composite
def told(draw: st.DrawFn) -> Told:
    """A random journal of one cycle; who may read what is counted here without the program's help."""
    said: list[Body] = [Pick(tips=FIVE)]
    for number in range(1, draw(st.integers(2, 25))):
        said.append(draw(bodies(number)))
    if draw(st.booleans()):
        said.append(Close(keep=FIVE[:2], adapt=FIVE[2:4], extend=FIVE[4:], by_hand=FIVE[1:4]))
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    blocks = [
        Block(f"b{n}", at + timedelta(minutes=n), STARTS + timedelta(days=n), body) for n, body in enumerate(said)
    ]
    undone = {id for block in blocks if isinstance(block.body, Undo) for id in block.body.of}
    stands = [block for block in blocks if block.id not in undone]
    shared_now = {block.id: block.body.shared for block in stands if isinstance(block.body, Note | Voice)}
    for block in stands:
        if isinstance(block.body, Share) and block.body.of in shared_now:
            shared_now[block.body.of] = block.body.shared
    open_blocks = [block for block in stands if shared_now.get(block.id)]
    shared = {mark for block in open_blocks for mark in marks(block.body)}
    every = {mark for block in blocks for mark in marks(block.body)}
    return Told(
        journal=Journal((), (CycleFile(Header(STARTS, 9, STARTS), tuple(draw(st.permutations(blocks)))),)),
        shared=frozenset(shared),
        hidden=frozenset(every - shared),
        voices=frozenset(block.body.text for block in open_blocks if isinstance(block.body, Voice)),
    )


def printed(cycles: Sequence[Cycle], *, private: bool, language: str = "en", on: date = LATER) -> Mapping[str, str]:
    """The review in every format."""
    words = load_words(language)
    facts = review(cycles, 0, CATALOGUE.kind, Profile(), on, private=private)
    return {
        "screen": render([review_screen(facts, CATALOGUE, words, Look(80))], width=80, color=False),
        "narrow screen": render([review_screen(facts, CATALOGUE, words, Look(40))], width=40, color=False),
        "plain": review_plain(facts, CATALOGUE, words),
        "markdown": review_markdown(facts, CATALOGUE, words),
        "html": review_html(facts, CATALOGUE, words),
        "json": json.dumps(review_json(facts, CATALOGUE, words)),
    }


def shown_elsewhere(cycles: Sequence[Cycle], language: str = "en") -> Mapping[str, str]:
    """The status, which holds no words of anybody."""
    words = load_words(language)
    facts = status(cycles, CATALOGUE.kind, 4, LATER)
    return {
        "status screen": render([status_screen(facts, CATALOGUE, words, Look(80))], width=80, color=False),
        "status plain": status_plain(facts, CATALOGUE, words),
        "status json": json.dumps(status_json(facts, CATALOGUE, words)),
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
    standing = {line.text for line in found.cycles[0].lines if line.is_voice}
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
    bodies: list[Body] = [Pick(tips=FIVE), Voice(text="said0x"), *told]
    ids = ["b0", "v", "b2", "b3"]
    blocks = tuple(
        Block(id, at + timedelta(minutes=n), STARTS, body) for n, (id, body) in enumerate(zip(ids, bodies, strict=True))
    )
    cycles = Cycles(Journal((), (CycleFile(Header(STARTS, 9, STARTS), blocks),)))
    for text in printed(cycles, private=False).values():
        assert ("said0x" in text) == (share == "last-wins")
