"""The choice and its operations, without a screen."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.picker.driver import CATALOGUE, MONDAY, picker_data, propose
from tipcycle.tui.picker.model import Message, MessageKind, PickerData, PickerResult, PickerState, Proposal


def state_after(*tips: int, data: PickerData | None = None) -> PickerState:
    """Return the state after these tips are toggled."""
    state = PickerState.initial(data or picker_data())
    for tip in tips:
        state = state.toggle_tip(tip)
    return state


def test_sixth_tip_is_rejected() -> None:
    """The five chosen tips stay unchanged."""
    full_state = state_after(1, 2, 3, 4, 5)
    rejected = full_state.toggle_tip(6)
    assert rejected.chosen == full_state.chosen == (1, 2, 3, 4, 5)
    assert rejected.message == Message(MessageKind.FULL)


def test_chosen_tip_replaces_a_proposed_one() -> None:
    """The last proposed tip is replaced. Tips that were chosen by hand stay."""
    full = state_after(1).fill_free_places()
    assert not full.free_places
    replaced = full.toggle_tip(next(tip for tip in full.data.pickable if tip not in full.chosen))
    removed_tip = full.chosen[-1]
    assert not replaced.free_places
    assert removed_tip not in replaced.chosen
    assert replaced.message == Message(MessageKind.REPLACED, removed_tip)
    assert 1 in replaced.chosen


def test_toggle_chooses_and_removes_a_tip() -> None:
    """The order of the other tips stays unchanged."""
    assert state_after(1, 2, 3, 2).chosen == (1, 3)


def test_extended_tip_cannot_be_removed() -> None:
    """It takes one of the five places and comes first."""
    state = state_after(8, 1, 2, 3, 4, 5, data=picker_data(extended_tips=(8,)))
    assert state.five == (8, 1, 2, 3, 4)
    assert state.toggle_tip(8).five == state.five
    assert state.toggle_tip(8).message == Message(MessageKind.EXTENDED, 8)
    assert state.result().tips == (1, 2, 3, 4)


def test_implemented_tip_cannot_be_chosen() -> None:
    state = state_after(3, data=picker_data(pickable=frozenset({1, 2})))
    assert (state.chosen, state.message) == ((), Message(MessageKind.IMPLEMENTED, 3))


def test_balance_adds_the_minutes_of_all_tips() -> None:
    """Extended tips count. A tip that is not in the catalogue does not count."""
    assert state_after(1, 4, data=picker_data(extended_tips=(8, 77))).balance.weekly_minutes == 10 + 20 + 60


def test_next_proposal_replaces_the_previous_one() -> None:
    """Tips that were chosen by hand stay."""
    first = state_after(2).fill_free_places()
    second = first.fill_free_places()
    assert (first.chosen, second.chosen) == ((2, 1, 3, 5, 7), (2, 5, 7, 9, 1))
    assert first.proposed == frozenset({1, 3, 5, 7})
    assert second.reasons[9] == "because of round 1"


def test_first_toggle_of_a_proposed_tip_confirms_it() -> None:
    """The next proposal keeps the confirmed tip. The second toggle removes it."""
    confirmed = state_after().fill_free_places().toggle_tip(3)
    assert confirmed.chosen == state_after().fill_free_places().chosen
    assert 3 in confirmed.fill_free_places().chosen
    assert 3 not in confirmed.toggle_tip(3).chosen


def test_new_star_changes_the_next_proposal() -> None:
    assert PickerState.initial(picker_data()).toggle_star(10).fill_free_places().chosen[0] == 10


def test_proposal_without_tips_gives_a_message() -> None:
    """The message for five taken places is a different one."""
    data = picker_data(
        propose=lambda round_, stars: (Proposal(8, "seated"), Proposal(99, "unknown")), extended_tips=(8,)
    )
    assert PickerState.initial(data).fill_free_places().message == Message(MessageKind.NO_PROPOSALS)
    assert state_after(1, 2, 3, 4, 5).fill_free_places().message == Message(MessageKind.FULL)


def test_result_lists_added_and_removed_stars() -> None:
    """The stars are also in the result of a manager who leaves without five tips."""
    state = (
        state_after(1, data=picker_data(starred=frozenset({2, 3})))
        .toggle_star(7)
        .toggle_star(3)
        .toggle_star(5)
        .toggle_star(5)
    )
    assert state.cancelled_result() == PickerResult((), stars_added=(7,), stars_removed=(3,), abandoned=(1,))
    assert state.result(start=MONDAY, running="the phones") == PickerResult(
        (1,), MONDAY, "the phones", stars_added=(7,), stars_removed=(3,)
    )


def test_retired_tip_is_listed_only_if_it_is_extended() -> None:
    from msgspec.structs import replace

    catalogue = replace(CATALOGUE, tips={**CATALOGUE.tips, 3: replace(CATALOGUE.tips[3], retired="1.1.0")})
    assert 3 not in {tip.id for tip in picker_data(catalogue=catalogue).listed_tips}
    assert 3 in {tip.id for tip in picker_data(catalogue=catalogue, extended_tips=(3,)).listed_tips}


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("toggle_tip"), st.integers(0, 12)),
        st.tuples(st.just("remove_tip"), st.integers(0, 12)),
        st.tuples(st.just("toggle_star"), st.integers(1, 10)),
        st.tuples(st.just("fill_free_places"), st.just(0)),
        st.tuples(st.just("check_complete"), st.just(0)),
    ),
    max_size=30,
)


@given(OPERATIONS, st.sets(st.integers(1, 10), max_size=5), st.sets(st.integers(1, 10)))
def test_any_operations_keep_the_choice_valid(
    operations: list[tuple[str, int]], extended: set[int], implemented: set[int]
) -> None:
    """There are at most five different tips, extended tips stay, and every chosen tip is pickable."""
    data = picker_data(extended_tips=tuple(extended), pickable=frozenset(CATALOGUE.tips) - implemented, propose=propose)
    state = PickerState.initial(data)
    for operation, tip in operations:
        state = getattr(state, operation)(*([tip] if operation in ("toggle_tip", "remove_tip", "toggle_star") else []))
        assert len(state.five) == len(set(state.five)) <= 5
        assert state.free_places == 5 - len(state.five)
        assert set(extended) <= set(state.five)
        assert set(state.chosen) <= data.pickable
        assert state.proposed <= set(state.chosen)
        assert state.proposed <= state.reasons.keys()
