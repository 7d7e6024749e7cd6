"""Where implemented tips aimed and where voices were heard, side by side."""

import pytest
from msgspec.structs import replace

from tests.journal_builder import cycle_file, make_catalogue, make_journal, with_pick
from tipcycle.core.events import SPIRAL_PLACES, Journal
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.momentum.spiral import Turn, spiral_turns
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import Catalogue
from tipcycle.core.voices import all_voices
from tipcycle.i18n import load_translator
from tipcycle.render.practices import road_text, spiral_text

AIMS = {5: "culture", 13: "experience", 33: "experience", 34: "loyalty", 42: "reputation"}
CLOSE = "[[close]]  # 2026-05-01\nkeep = [5, 13, 33]\nadapt = [34]\ndrop = [42]\nby_hand = [5, 13, 33, 34]\n"


def aimed() -> Catalogue:
    bare = make_catalogue()
    return replace(bare, tips={n: replace(tip, spiral=AIMS.get(n, "culture")) for n, tip in bare.tips.items()})


def turns(told: Journal) -> dict[str, tuple[int, int]]:
    cycles = Cycles(told)
    found = spiral_turns(implemented_tips(cycles, aimed().kind_of), aimed(), all_voices(told, cycles))
    assert tuple(turn.place for turn in found) == SPIRAL_PLACES
    return {turn.place: (turn.tip_count, turn.voice_count) for turn in found}


def voice(**keys: object) -> str:
    told = "".join(f"{key} = {value!r}\n" for key, value in {"text": "x", **keys}.items()).replace("'", '"')
    return f"[[voice]]  # 2026-03-06\n{told}"


def test_nothing_yet() -> None:
    """Four turns in their order, all empty."""
    assert turns(make_journal()) == dict.fromkeys(SPIRAL_PLACES, (0, 0))


def test_implemented_tips_are_counted_where_they_aim() -> None:
    """Kept and adapted tips count once each; what was let go does not, and neither does what still runs."""
    counted = {"culture": (1, 0), "experience": (2, 0), "loyalty": (1, 0), "reputation": (0, 0)}
    assert turns(make_journal(cycle_file(with_pick(CLOSE)))) == counted
    assert turns(make_journal(cycle_file())) == dict.fromkeys(SPIRAL_PLACES, (0, 0))


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (voice(heard="loyalty"), "loyalty"),
        (voice(tip=13), "experience"),
        (voice(tip=13, heard="reputation"), "reputation"),
        (voice(), None),
        (voice(tip=999), None),
    ],
    ids=["where-it-was-heard", "where-its-tip-aims", "heard-goes-first", "nowhere", "of-a-tip-that-is-gone"],
)
def test_a_voice_has_one_place(said: str, place: str | None) -> None:
    """Where it was heard, else where its tip aims, else nowhere: nothing is guessed."""
    found = turns(make_journal(cycle_file(with_pick(said))))
    assert {name: heard for name, (_, heard) in found.items() if heard} == ({place: 1} if place else {})


def test_the_picture() -> None:
    """A filled sign for each; in words the same numbers, one tip and two tips told apart."""
    found = (Turn("culture", 1, 0), Turn("experience", 2, 1), Turn("loyalty", 0, 2), Turn("reputation", 44, 0))
    translator = load_translator("en")
    drawn = spiral_text(found, translator, plain=False)
    rows = {line.split()[0]: line for line in drawn.splitlines() if line.strip()}
    assert (rows["experience"].count("■"), rows["experience"].count("●")) == (2, 1)
    assert "… 44" in rows["reputation"]
    assert max(map(len, drawn.splitlines())) <= 80
    plain = spiral_text(found, translator, plain=True)
    assert plain.splitlines() == [
        "culture: 1 tip aimed here, 0 voices were heard here.",
        "experience: 2 tips aimed here, 1 voice was heard here.",
        "loyalty: 0 tips aimed here, 2 voices were heard here.",
        "reputation: 44 tips aimed here, 0 voices were heard here.",
    ]
    assert "caused" in drawn


@pytest.mark.parametrize("stays", [0, 1, 2, 49, 50, 51, 100, 101, 130])
def test_the_road_to_fifty_and_to_all(stays: int) -> None:
    """A hundred and one places, filled as far as it goes, fifty in the first row; the words fit where it stands."""
    text = road_text(stays, load_translator("en"), plain=False)
    assert text.count("■") == min(stays, 101)
    assert text.count("■") + text.count("·") == 101
    first, second = (line for line in text.splitlines() if line.strip()[:1] in ("■", "·"))
    assert first.strip().endswith("50")
    assert second.strip().endswith("101")
    assert ("on the way to fifty" in text) is (0 < stays < 50)
    assert ("past fifty" in text) is (50 <= stays < 101)
    assert ("1 tip stays" in text) is (stays == 1)
    assert "\n" not in road_text(stays, load_translator("en"), plain=True)
