"""Privacy: user texts are private until they are shared. Random journals, every format of the review and the status."""

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
from tipcycle.render.json.document import json_text
from tipcycle.render.json.status import status_json
from tipcycle.render.plain import status_plain
from tipcycle.render.review.formats import REVIEW_FORMATS
from tipcycle.render.review.terminal import review_screen
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
class JournalSample:
    """A random journal and its user texts, by visibility."""

    journal: Journal
    shared: frozenset[str]
    hidden: frozenset[str]
    voices: frozenset[str]
    """The shared texts of voices. Every format must show them."""

    @property
    def cycles(self) -> Sequence[Cycle]:
        return Cycles(self.journal)


@st.composite
def random_payloads(draw: st.DrawFn, number: int) -> Payload:
    """Draw a payload. Every user text in it contains `number`."""
    mark, role = f"said{number}x", f"role{number}x"
    week, tip = draw(weeks), draw(tips)
    match draw(st.sampled_from(["voice", "voice", "note", "note", "share", "share", "pause", "checkin", "undo"])):
        case "voice":
            return Voice(text=mark, by=role, week=week, tip=draw(st.none() | tips), shared=draw(st.booleans()))
        case "note":
            noted_tip = draw(st.sampled_from([None, tip]))
            return Note(text=mark, by=role, tip=noted_tip, week=week, shared=draw(st.booleans()))
        case "share":
            return Share(of=f"b{draw(st.integers(0, max(0, number - 1)))}", shared=draw(st.booleans()))
        case "pause":
            return Pause(weeks=(week,), because=mark)
        case "undo":
            return Undo(of=(f"b{draw(st.integers(1, max(1, number - 1)))}",))
        case _:
            return Checkin(week=week, did=(tip,), team=3, answer=mark)


def user_texts(payload: Payload) -> set[str]:
    """Return the texts that a user wrote in a payload."""
    texts = {getattr(payload, name, None) for name in ("text", "by", "because", "answer")}
    return {text for text in texts if text}


@st.composite
def journal_samples(draw: st.DrawFn) -> JournalSample:
    """Draw a journal of one cycle. Compute, independently of the program, which texts are shared."""
    payloads: list[Payload] = [Pick(tips=FIVE)]
    for number in range(1, draw(st.integers(2, 25))):
        payloads.append(draw(random_payloads(number)))
    if draw(st.booleans()):
        payloads.append(Close(keep=FIVE[:2], adapt=FIVE[2:4], extend=FIVE[4:], by_hand=FIVE[1:4]))
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    events = [
        Event(f"b{n}", at + timedelta(minutes=n), STARTS + timedelta(days=n), payload)
        for n, payload in enumerate(payloads)
    ]
    undone_ids = {id for event in events if isinstance(event.payload, Undo) for id in event.payload.of}
    active_events = [event for event in events if event.id not in undone_ids]
    sharing_by_id = {
        event.id: event.payload.shared for event in active_events if isinstance(event.payload, Note | Voice)
    }
    for event in active_events:
        if isinstance(event.payload, Share) and event.payload.of in sharing_by_id:
            sharing_by_id[event.payload.of] = event.payload.shared
    shared_events = [event for event in active_events if sharing_by_id.get(event.id)]
    shared = {text for event in shared_events for text in user_texts(event.payload)}
    all_texts = {text for event in events for text in user_texts(event.payload)}
    return JournalSample(
        journal=Journal((), (CycleFile(CycleHeader(STARTS, 9, STARTS), tuple(draw(st.permutations(events)))),)),
        shared=frozenset(shared),
        hidden=frozenset(all_texts - shared),
        voices=frozenset(event.payload.text for event in shared_events if isinstance(event.payload, Voice)),
    )


def render_review_formats(
    cycles: Sequence[Cycle], *, private: bool, language: str = "en", today: date = LATER
) -> Mapping[str, str]:
    """Return the review in every format."""
    translator = load_translator(language)
    review = build_review(cycles, 0, CATALOGUE.kind_of, Profile(), today, private=private)
    outputs = {
        format.name if format.render_screen is None else "plain": format.render(review, CATALOGUE, translator, "a4")
        for format in REVIEW_FORMATS
        if not format.is_binary  # `test_pdf.py` and `test_review_fields.py` read the PDF
    }
    for name, width in (("screen", 80), ("narrow screen", 40)):
        screen = review_screen(review, CATALOGUE, translator, DisplayOptions(width))
        outputs[name] = render_rich([screen], width=width, color=False)
    return {name: str(text) for name, text in outputs.items()}


def render_status_formats(cycles: Sequence[Cycle], language: str = "en") -> Mapping[str, str]:
    """Return the status in every format. It has no user texts."""
    translator = load_translator(language)
    status = status_report(cycles, CATALOGUE.kind_of, 4, LATER)
    return {
        "status screen": render_rich(
            [status_screen(status, CATALOGUE, translator, DisplayOptions(80))], width=80, color=False
        ),
        "status plain": status_plain(status, CATALOGUE, translator),
        "status json": json_text(status_json(status, CATALOGUE, translator)),
    }


def marks_in(marks: frozenset[str], text: str) -> set[str]:
    """Return the marks that occur in a text."""
    return {mark for mark in marks if mark in text}


@settings(max_examples=120, deadline=None)
@given(journal_samples(), st.sampled_from(["en", "nl"]))
def test_no_format_shows_private_texts(sample: JournalSample, language: str) -> None:
    """A shared review has no private note, voice, role, pause reason or answer, but has every shared voice."""
    for name, text in render_review_formats(sample.cycles, private=False, language=language).items():
        assert (name, marks_in(sample.hidden, text)) == (name, set())
        assert (name, sample.voices - marks_in(sample.voices, text)) == (name, set())


@settings(max_examples=40, deadline=None)
@given(journal_samples())
def test_status_shows_no_user_texts(sample: JournalSample) -> None:
    for name, text in render_status_formats(sample.cycles).items():
        assert (name, marks_in(sample.hidden | sample.shared, text)) == (name, set())


@settings(max_examples=40, deadline=None)
@given(journal_samples(), st.booleans())
def test_by_hand_is_never_shown(sample: JournalSample, private: bool) -> None:
    """`by_hand` is in no format, not even in the private review."""
    for name, text in {
        **render_review_formats(sample.cycles, private=private),
        **render_status_formats(sample.cycles),
    }.items():
        lowered = text.lower().replace("_", " ").replace("-", " ")
        assert (name, "by hand" in lowered) == (name, False)


@settings(max_examples=40, deadline=None)
@given(journal_samples())
def test_private_review_shows_every_voice(sample: JournalSample) -> None:
    """Every format states that the review is private."""
    voices = {remark.text for remark in sample.cycles[0].remarks if remark.is_voice}
    for name, text in render_review_formats(sample.cycles, private=True).items():
        assert (name, voices - marks_in(frozenset(voices), text)) == (name, set())
        assert (name, "Private" in text or '"private": true' in text) == (name, True)


@pytest.mark.parametrize("share", ["last-wins", "unshared", "share-undone"])
def test_latest_active_share_decides(share: str) -> None:
    """A share that was undone does not count."""
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    shares = {
        "last-wins": [Share(of="v", shared=False), Share(of="v", shared=True)],
        "unshared": [Share(of="v", shared=True), Share(of="v", shared=False)],
        "share-undone": [Share(of="v", shared=True), Undo(of=("b2",))],
    }[share]
    payloads: list[Payload] = [Pick(tips=FIVE), Voice(text="said0x"), *shares]
    ids = ["b0", "v", "b2", "b3"]
    events = tuple(
        Event(id, at + timedelta(minutes=n), STARTS, payload)
        for n, (id, payload) in enumerate(zip(ids, payloads, strict=True))
    )
    cycles = Cycles(Journal((), (CycleFile(CycleHeader(STARTS, 9, STARTS), events),)))
    for text in render_review_formats(cycles, private=False).values():
        assert ("said0x" in text) == (share == "last-wins")
