"""Conflicting answers for one week in two copies of a cycle file."""

import pytest

from tests.journal_builder import cycle_file, with_pick
from tipcycle.core.cycle import Status
from tipcycle.core.events import Event
from tipcycle.core.merge_conflicts import StatusConflict, status_conflicts
from tipcycle.core.weeks import Week

WEEK = Week.parse("2026-W10")


def make_events(*parts: str) -> tuple[Event, ...]:
    """Return the events of one copy."""
    return cycle_file(with_pick(*parts)).events


def checkin_text(id: str, statuses: str, *, hour: str = "09", week: str = "2026-W10") -> str:
    """Return a check-in with this id at this hour, as text."""
    return f'[[checkin]]\nid = "{id}"\nat = 2026-03-06T{hour}:00:00Z\nweek = "{week}"\n{statuses}'


@pytest.mark.parametrize(
    ("our_statuses", "their_statuses", "expected"),
    [
        ("did = [42]", "missed = [42]", Status.MISSED),
        ("missed = [42]", "did = [42]", Status.DID),
        ("did = [42]", "costly = [42]", Status.COSTLY),
    ],
)
def test_later_answer_counts(our_statuses: str, their_statuses: str, expected: Status) -> None:
    """The conflict is reported once, and the order of the copies does not matter."""
    ours, theirs = (
        make_events(checkin_text("a", our_statuses)),
        make_events(checkin_text("b", their_statuses, hour="10")),
    )
    assert status_conflicts(ours, theirs) == (StatusConflict(42, WEEK, expected),)
    assert status_conflicts(theirs, ours) == (StatusConflict(42, WEEK, expected),)


def test_answers_with_equal_timestamps_are_ranked() -> None:
    """The order is costly, did, none, missed (docs/rules.md §2)."""
    assert status_conflicts(
        make_events(checkin_text("a", "did = [42]")), make_events(checkin_text("b", "missed = [42]"))
    ) == (StatusConflict(42, WEEK, Status.DID),)


def test_only_last_answer_of_each_copy_is_compared() -> None:
    theirs = make_events(checkin_text("c", "missed = [42]", hour="10"))
    ours_equal = make_events(checkin_text("a", "did = [42]"), checkin_text("b", "missed = [42]", hour="11"))
    ours_different = make_events(checkin_text("a", "missed = [42]"), checkin_text("b", "did = [42]", hour="11"))
    assert status_conflicts(ours_equal, theirs) == status_conflicts(theirs, ours_equal) == ()
    assert (
        status_conflicts(ours_different, theirs)
        == status_conflicts(theirs, ours_different)
        == (StatusConflict(42, WEEK, Status.DID),)
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param([checkin_text("a", "did = [42]")], [checkin_text("b", "did = [42]", hour="10")], id="same-answer"),
        pytest.param(
            [checkin_text("a", "did = [42]")], [checkin_text("b", "missed = [5]", hour="10")], id="different-tips"
        ),
        pytest.param(
            [checkin_text("a", "did = [42]")],
            [checkin_text("b", "missed = [42]", hour="10", week="2026-W11")],
            id="different-weeks",
        ),
        pytest.param(
            [checkin_text("a", "did = [42]"), checkin_text("b", "missed = [42]", hour="10")],
            [checkin_text("a", "did = [42]")],
            id="correction-in-one-copy",
        ),
        pytest.param(
            [checkin_text("a", "did = [42]"), '[[undo]]\nof = ["a"]'],
            [checkin_text("b", "missed = [42]")],
            id="one-undone",
        ),
    ],
)
def test_no_conflict_if_answers_agree(ours: list[str], theirs: list[str]) -> None:
    """A correction in only one of the copies is no conflict."""
    assert status_conflicts(make_events(*ours), make_events(*theirs)) == ()
