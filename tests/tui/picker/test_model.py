"""The choice and its moves, without a screen."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.picker.driver import CATALOGUE, MONDAY, picker_data, propose
from tipcycle.tui.picker.model import Message, MessageKind, PickerData, PickerResult, PickerState, Proposal


def after(*tips: int, on: PickerData | None = None) -> PickerState:
    picking = PickerState.initial(on or picker_data())
    for tip in tips:
        picking = picking.toggle_tip(tip)
    return picking


def test_five_is_five() -> None:
    """The sixth is refused with a word, and the five stay as they were."""
    five = after(1, 2, 3, 4, 5)
    sixth = five.toggle_tip(6)
    assert sixth.chosen == five.chosen == (1, 2, 3, 4, 5)
    assert sixth.message == Message(MessageKind.FULL)


def test_a_proposed_tip_makes_place_for_a_chosen_one() -> None:
    """What was only proposed goes, the last first; what was chosen by hand stays."""
    full = after(1).fill_free_places()
    assert not full.free_places
    pushed = full.toggle_tip(next(tip for tip in full.data.pickable if tip not in full.chosen))
    gone = full.chosen[-1]
    assert not pushed.free_places
    assert gone not in pushed.chosen
    assert pushed.message == Message(MessageKind.REPLACED, gone)
    assert 1 in pushed.chosen


def test_a_tip_is_chosen_and_let_go_by_the_same_move() -> None:
    """Twice is never; the order of the others stays."""
    assert after(1, 2, 3, 2).chosen == (1, 3)


def test_an_extended_tip_has_its_place_and_keeps_it() -> None:
    """It takes one of the five, comes first, and cannot be let go."""
    seated = after(8, 1, 2, 3, 4, 5, on=picker_data(extended_tips=(8,)))
    assert seated.five == (8, 1, 2, 3, 4)
    assert seated.toggle_tip(8).five == seated.five
    assert seated.toggle_tip(8).message == Message(MessageKind.EXTENDED, 8)
    assert seated.result().tips == (1, 2, 3, 4)


def test_what_stays_already_needs_no_place() -> None:
    """A tip that became normal can be read, not chosen."""
    picking = after(3, on=picker_data(pickable=frozenset({1, 2})))
    assert (picking.chosen, picking.message) == ((), Message(MessageKind.IMPLEMENTED, 3))


def test_minutes_are_counted_together() -> None:
    """Extended ones count; a tip this catalogue does not have counts for nothing."""
    assert after(1, 4, on=picker_data(extended_tips=(8, 77))).balance.weekly_minutes == 10 + 20 + 60


def test_a_proposal_fills_the_free_places_and_the_next_one_replaces_it() -> None:
    """What was chosen by hand stays; each round is another."""
    first = after(2).fill_free_places()
    second = first.fill_free_places()
    assert (first.chosen, second.chosen) == ((2, 1, 3, 5, 7), (2, 5, 7, 9, 1))
    assert first.tentative == frozenset({1, 3, 5, 7})
    assert second.reasons[9] == "because of round 1"


def test_a_proposed_tip_is_chosen_by_hand_before_it_is_let_go() -> None:
    """Choosing it makes it stay through the next proposal."""
    kept = after().fill_free_places().toggle_tip(3)
    assert kept.chosen == after().fill_free_places().chosen
    assert 3 in kept.fill_free_places().chosen
    assert 3 not in kept.toggle_tip(3).chosen


def test_stars_given_here_count_for_the_next_proposal() -> None:
    """The proposal is asked with the stars of this moment."""
    assert PickerState.initial(picker_data()).toggle_star(10).fill_free_places().chosen[0] == 10


def test_a_proposal_of_nothing_is_said() -> None:
    """Full places and an empty offer each have their own word."""
    nothing = picker_data(
        propose=lambda round_, stars: (Proposal(8, "seated"), Proposal(99, "unknown")), extended_tips=(8,)
    )
    assert PickerState.initial(nothing).fill_free_places().message == Message(MessageKind.NO_PROPOSALS)
    assert after(1, 2, 3, 4, 5).fill_free_places().message == Message(MessageKind.FULL)


def test_stars_are_told_apart_from_those_before() -> None:
    """Given and taken back, and kept when the manager leaves without five."""
    picking = (
        after(1, on=picker_data(starred=frozenset({2, 3}))).toggle_star(7).toggle_star(3).toggle_star(5).toggle_star(5)
    )
    assert picking.cancelled_result() == PickerResult((), stars_added=(7,), stars_removed=(3,), abandoned=(1,))
    assert picking.result(start=MONDAY, running="the phones") == PickerResult(
        (1,), MONDAY, "the phones", stars_added=(7,), stars_removed=(3,)
    )


def test_a_retired_tip_lies_on_the_shelf_only_when_it_goes_on() -> None:
    """It keeps its number and leaves the pick."""
    from msgspec.structs import replace

    retired = replace(CATALOGUE, tips={**CATALOGUE.tips, 3: replace(CATALOGUE.tips[3], retired=True)})
    assert 3 not in {tip.id for tip in picker_data(catalogue=retired).listed_tips}
    assert 3 in {tip.id for tip in picker_data(catalogue=retired, extended_tips=(3,)).listed_tips}


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("toggle_tip"), st.integers(0, 12)),
        st.tuples(st.just("remove_tip"), st.integers(0, 12)),
        st.tuples(st.just("toggle_star"), st.integers(1, 10)),
        st.tuples(st.just("fill_free_places"), st.just(0)),
        st.tuples(st.just("check_complete"), st.just(0)),
    ),
    max_size=30,
)


@given(MOVES, st.sets(st.integers(1, 10), max_size=5), st.sets(st.integers(1, 10)))
def test_no_moves_lead_to_more_than_five(moves: list[tuple[str, int]], seats: set[int], stay: set[int]) -> None:
    """Never more than five, each once, extended ones kept, nothing chosen that cannot be."""
    on = picker_data(extended_tips=tuple(seats), pickable=frozenset(CATALOGUE.tips) - stay, propose=propose)
    picking = PickerState.initial(on)
    for move, tip in moves:
        picking = getattr(picking, move)(*([tip] if move in ("toggle_tip", "remove_tip", "toggle_star") else []))
        assert len(picking.five) == len(set(picking.five)) <= 5
        assert picking.free_places == 5 - len(picking.five)
        assert set(seats) <= set(picking.five)
        assert set(picking.chosen) <= on.pickable
        assert picking.tentative <= set(picking.chosen)
        assert picking.tentative <= picking.reasons.keys()
