"""Two copies of a cycle that answered one week each for itself."""

import pytest

from tests.journal_builder import cycle_file, with_pick
from tipcycle.core.events import Event
from tipcycle.core.merge_conflicts import StatusConflict, status_conflicts
from tipcycle.core.weeks import Week

WEEK = Week.parse("2026-W10")


def copy(*parts: str) -> tuple[Event, ...]:
    """The blocks of one copy."""
    return cycle_file(with_pick(*parts)).events


def answer(id: str, said: str, *, at: str = "09", week: str = "2026-W10") -> str:
    """A check-in with this id, at this hour."""
    return f'[[checkin]]\nid = "{id}"\nat = 2026-03-06T{at}:00:00Z\nweek = "{week}"\n{said}'


@pytest.mark.parametrize(
    ("here", "there", "counts"),
    [
        ("did = [42]", "missed = [42]", "M"),
        ("missed = [42]", "did = [42]", "D"),
        ("did = [42]", "costly = [42]", "C"),
    ],
)
def test_the_later_answer_counts(here: str, there: str, counts: str) -> None:
    """One tip, one week, two answers: said once, with the one that counts, whichever copy is ours."""
    ours, theirs = copy(answer("a", here)), copy(answer("b", there, at="10"))
    assert status_conflicts(ours, theirs) == (StatusConflict(42, WEEK, counts),)
    assert status_conflicts(theirs, ours) == (StatusConflict(42, WEEK, counts),)


def test_on_one_stamp_the_rule_decides() -> None:
    """Costly before did before none before missed (docs/rules.md §2)."""
    assert status_conflicts(copy(answer("a", "did = [42]")), copy(answer("b", "missed = [42]"))) == (
        StatusConflict(42, WEEK, "D"),
    )


def test_of_one_copy_its_last_word_is_weighed() -> None:
    """Corrected here to what was said there, both agree; corrected to something else, they do not."""
    there = copy(answer("c", "missed = [42]", at="10"))
    agreed = copy(answer("a", "did = [42]"), answer("b", "missed = [42]", at="11"))
    apart = copy(answer("a", "missed = [42]"), answer("b", "did = [42]", at="11"))
    assert status_conflicts(agreed, there) == status_conflicts(there, agreed) == ()
    assert status_conflicts(apart, there) == status_conflicts(there, apart) == (StatusConflict(42, WEEK, "D"),)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param([answer("a", "did = [42]")], [answer("b", "did = [42]", at="10")], id="alike"),
        pytest.param([answer("a", "did = [42]")], [answer("b", "missed = [5]", at="10")], id="two-tips"),
        pytest.param(
            [answer("a", "did = [42]")], [answer("b", "missed = [42]", at="10", week="2026-W11")], id="two-weeks"
        ),
        pytest.param(
            [answer("a", "did = [42]"), answer("b", "missed = [42]", at="10")],
            [answer("a", "did = [42]")],
            id="a-correction-that-one-copy-lacks",
        ),
        pytest.param(
            [answer("a", "did = [42]"), '[[undo]]\nof = ["a"]'], [answer("b", "missed = [42]")], id="one-taken-back"
        ),
    ],
)
def test_nothing_to_say(ours: list[str], theirs: list[str]) -> None:
    """Where the copies agree, or one only goes on from the other, nothing was answered twice."""
    assert status_conflicts(copy(*ours), copy(*theirs)) == ()
