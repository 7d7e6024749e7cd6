"""Tests for the spiral: the places of implemented tips and voices, its drawing, and the progress to 50 and 101 tips."""

import pytest
from msgspec.structs import replace

from tests.journal_builder import cycle_file, make_catalogue, make_journal, with_pick
from tipcycle.core.events import SPIRAL_PLACES, Journal
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.momentum.spiral import SpiralTurn, spiral_turns
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import Catalogue
from tipcycle.core.voices import all_voices
from tipcycle.i18n import load_translator
from tipcycle.render.practices import goal_progress_text, spiral_text

PLACE_BY_TIP = {5: "culture", 13: "experience", 33: "experience", 34: "loyalty", 42: "reputation"}
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13, 33]\nadapt = [34]\ndrop = [42]\nby_hand = [5, 13, 33, 34]\n"


def spiral_catalogue() -> Catalogue:
    """Return a catalogue in which the tips have their spiral place from `PLACE_BY_TIP`."""
    catalogue = make_catalogue()
    return replace(
        catalogue, tips={n: replace(tip, spiral=PLACE_BY_TIP.get(n, "culture")) for n, tip in catalogue.tips.items()}
    )


def counts_by_place(journal: Journal) -> dict[str, tuple[int, int]]:
    """Return the number of tips and of voices by spiral place."""
    cycles = Cycles(journal)
    turns = spiral_turns(
        implemented_tips(cycles, spiral_catalogue().kind_of), spiral_catalogue(), all_voices(journal, cycles)
    )
    assert tuple(turn.spiral_place for turn in turns) == SPIRAL_PLACES
    return {turn.spiral_place: (turn.tip_count, turn.voice_count) for turn in turns}


def voice_text(**keys: object) -> str:
    """Return the text of a voice block with these keys."""
    lines = "".join(f"{key} = {value!r}\n" for key, value in {"text": "x", **keys}.items()).replace("'", '"')
    return f"[[voice]]  # 2026-03-06\n{lines}"


def test_empty_journal_gives_four_empty_turns() -> None:
    assert counts_by_place(make_journal()) == dict.fromkeys(SPIRAL_PLACES, (0, 0))


def test_implemented_tips_are_counted_at_their_spiral_place() -> None:
    """Kept and adapted tips count. Dropped tips and tips of an open cycle do not."""
    expected = {"culture": (1, 0), "experience": (2, 0), "loyalty": (1, 0), "reputation": (0, 0)}
    assert counts_by_place(make_journal(cycle_file(with_pick(CLOSE)))) == expected
    assert counts_by_place(make_journal(cycle_file())) == dict.fromkeys(SPIRAL_PLACES, (0, 0))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (voice_text(heard="loyalty"), "loyalty"),
        (voice_text(tip=13), "experience"),
        (voice_text(tip=13, heard="reputation"), "reputation"),
        (voice_text(), None),
        (voice_text(tip=999), None),
    ],
    ids=["place-of-voice", "place-of-tip", "voice-before-tip", "no-place", "unknown-tip"],
)
def test_voice_is_counted_at_one_spiral_place(text: str, place: str | None) -> None:
    """The spiral place is the one given with the voice, otherwise that of its tip.

    Without either, the voice is not counted.
    """
    counts = counts_by_place(make_journal(cycle_file(with_pick(text))))
    assert {name: voice_count for name, (_, voice_count) in counts.items() if voice_count} == (
        {place: 1} if place else {}
    )


def test_spiral_text_draws_one_sign_for_each_tip_and_voice() -> None:
    """The plain text has the same numbers in words, with the correct plural."""
    turns = (
        SpiralTurn("culture", 1, 0),
        SpiralTurn("experience", 2, 1),
        SpiralTurn("loyalty", 0, 2, 3),
        SpiralTurn("reputation", 44, 0),
    )
    translator = load_translator("en")
    drawing = spiral_text(turns, translator, plain=False)
    rows = {line.split()[0]: line for line in drawing.splitlines() if line.strip()}
    assert (rows["experience"].count("■"), rows["experience"].count("●")) == (2, 1)
    assert (rows["loyalty"].count("□"), rows["loyalty"].count("●")) == (3, 2)
    assert "… 44" in rows["reputation"]
    assert max(map(len, drawing.splitlines())) <= 80
    plain = spiral_text(turns, translator, plain=True)
    assert plain.splitlines() == [
        "culture: 1 tip aimed here, 0 voices were heard here.",
        "experience: 2 tips aimed here, 1 voice was heard here.",
        "loyalty: 0 tips aimed here, 2 voices were heard here, 3 of the five now.",
        "reputation: 44 tips aimed here, 0 voices were heard here.",
        "Side by side, nothing more: what caused what, nobody can say.",
    ]
    assert "caused" in drawing


@pytest.mark.parametrize("implemented_count", [0, 1, 2, 49, 50, 51, 100, 101, 130])
def test_progress_text_draws_101_boxes(implemented_count: int) -> None:
    """The first row has 50 boxes. The sentence depends on the number of implemented tips."""
    text = goal_progress_text(implemented_count, load_translator("en"), plain=False)
    assert text.count("■") == min(implemented_count, 101)
    assert text.count("■") + text.count("·") == 101
    first, second = (line for line in text.splitlines() if line.strip()[:1] in ("■", "·"))
    assert first.strip().endswith("50")
    assert second.strip().endswith("101")
    assert ("on the way to fifty" in text) is (0 < implemented_count < 50)
    assert ("past fifty" in text) is (50 <= implemented_count < 101)
    assert ("1 tip became normal" in text) is (implemented_count == 1)
    assert "\n" not in goal_progress_text(implemented_count, load_translator("en"), plain=True)
