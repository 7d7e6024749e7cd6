"""Taking back the last entry that still stands: docs/rules.md §7."""

from datetime import date

import pytest

from tests.journal_builder import PICK_TEXT, all_events, apply_change, cycle_file, make_journal, with_pick
from tipcycle.core.commands.profile import current_profile
from tipcycle.core.commands.undo import last_entry, undo
from tipcycle.core.errors import ExitCode, LaterCycleExistsError, NothingToUndoError, PickInUseError
from tipcycle.core.events import Journal, Undo
from tipcycle.core.projection import Cycles

FIRST = date(2026, 3, 2)
SECOND = {"starts": "2026-05-04", "anchor": "2026-03-02"}
TODAY = date(2026, 5, 8)


def book(*parts: str, own: str = "") -> Journal:
    """A journal of the cycle of 2 March."""
    return make_journal(cycle_file(with_pick(*parts)), global_blocks=own)


def undone(before: Journal) -> Journal:
    """The journal after one undo."""
    return apply_change(before, undo(before).change, TODAY)


CLOSE = '[[close]]  # 2026-05-01\nid = "c"\nkeep = [5, 13, 33, 34, 42]'
LAST = [
    pytest.param(['[[checkin]]\nid = "x"\nweek = "2026-W10"\ndid = [5]'], ("x",), id="a-check-in"),
    pytest.param(['[[note]]\nid = "x"\ntext = "one"'], ("x",), id="a-note"),
    pytest.param(['[[pause]]\nid = "x"\nweeks = ["2026-W12"]'], ("x",), id="a-pause"),
    pytest.param(['[[swap]]\nid = "x"\nold = 5\nnew = 7\nfrom = "2026-W12"\nbecause = "x"'], ("x",), id="a-swap"),
    pytest.param(['[[words]]\nid = "x"\ntext = "one"'], ("x",), id="the-own-sentence"),
    pytest.param([CLOSE], ("c",), id="a-close"),
    pytest.param([CLOSE, '[[voice]]\nid = "x"\ntext = "one"'], ("x",), id="a-voice-after-the-close"),
    pytest.param(
        [
            '[[checkin]]\nid = "x"\nat = 2026-03-06T08:00:00Z\nweek = "2026-W10"\ndid = [5]',
            '[[note]]\nid = "y"\nat = 2026-03-06T08:00:00Z\ntip = 5\ntext = "one"',
            '[[voice]]\nid = "z"\nat = 2026-03-06T08:00:00Z\ntext = "two"',
        ],
        ("x", "y", "z"),
        id="all-that-one-command-wrote",
    ),
    pytest.param(
        ['[[note]]\nid = "x"\ntext = "one"', '[[note]]\nid = "y"\ntext = "two"', '[[undo]]\nof = ["y"]'],
        ("x",),
        id="what-was-undone-is-not-undone-again",
    ),
    pytest.param(
        [
            '[[note]]\nid = "x"\nat = 2026-03-06T08:00:00Z\ntext = "one"',
            '[[note]]\nid = "y"\nat = 2026-03-06T07:00:00Z\ntext = "two"',
        ],
        ("x",),
        id="the-last-by-stamp",
    ),
]


@pytest.mark.parametrize(("parts", "ids"), LAST)
def test_the_last_entry_is_taken_back(parts: list[str], ids: tuple[str, ...]) -> None:
    """Whatever it was, an undo names all its blocks and is written into the same file."""
    found = undo(book(*parts))
    assert found.entry.ids == ids
    assert (found.change.cycle_start, found.change.payloads) == (FIRST, (Undo(of=ids),))


def test_an_undo_leaves_what_was_before() -> None:
    """After it the journal says what it said before the entry; what was undone stays in the file."""
    before = book('[[checkin]]\nweek = "2026-W10"\nmissed = [5]')
    after = apply_change(before, undo(before).change, TODAY)
    assert [*Cycles(after)] == [*Cycles(book())]
    assert len(all_events(after)) == 3


def test_undo_goes_back_step_by_step_and_never_redoes() -> None:
    """Each undo takes the entry before, down to the pick; an undo is never undone."""
    book_now = book(
        '[[note]]\nid = "a"\ntext = "1"', '[[note]]\nid = "b"\ntext = "2"', '[[note]]\nid = "c"\ntext = "3"'
    )
    seen = []
    for _ in range(4):
        seen.append(last_entry(book_now)[0].ids[0])
        book_now = undone(book_now)
    assert seen == ["c", "b", "a", "2026-03-02-1"]
    with pytest.raises(NothingToUndoError) as refusal:
        undo(book_now)
    assert refusal.value.exit_code == ExitCode.FAILURE


def test_redo_is_to_say_it_again() -> None:
    """What is said anew after an undo stands, and is the last entry again."""
    text = '[[checkin]]\nid = "{}"\nweek = "2026-W10"\ndid = [5]'
    found = book(text.format("a"), '[[undo]]\nof = ["a"]', text.format("b"))
    assert last_entry(found)[0].ids == ("b",)
    assert [cycle_found.statuses(5, FIRST) for cycle_found in Cycles(found)] == ["D........"]


def test_an_empty_journal_has_nothing_to_undo() -> None:
    """There is no entry at all."""
    with pytest.raises(NothingToUndoError):
        undo(make_journal())


def test_the_last_entry_may_lie_in_any_file() -> None:
    """A profile written after the pick is taken back before it, in its own file."""
    own = '[[profile]]\nid = "p"\nat = 2026-03-05T08:00:00Z\nname = "a team"'
    found = undo(book(own=own))
    assert (found.change.cycle_start, found.entry.ids) == (None, ("p",))
    assert current_profile(undone(book(own=own))).name is None
    with_note = book('[[note]]\nid = "n"\nat = 2026-03-06T08:00:00Z\ntext = "x"', own=own)
    assert undo(with_note).entry.ids == ("n",)
    two = make_journal(
        cycle_file(with_pick(CLOSE)), cycle_file(PICK_TEXT.replace("tips", 'id = "second"\ntips'), **SECOND)
    )
    assert (undo(two).entry.ids, undo(two).change.cycle_start) == (("second",), date(2026, 5, 4))


def test_one_stamp_in_two_files_is_two_entries() -> None:
    """An entry lies in one file: of two with one stamp the greater id goes first."""
    stamp = "at = 2026-06-01T08:00:00Z"
    one = cycle_file(with_pick(CLOSE, f'[[voice]]\nid = "v1"\n{stamp}\ntext = "x"'))
    two = cycle_file(with_pick(f'[[voice]]\nid = "v2"\n{stamp}\ntext = "x"'), **SECOND)
    found = undo(make_journal(one, two))
    assert (found.entry.ids, found.change.cycle_start) == (("v2",), date(2026, 5, 4))


def test_a_pick_can_be_taken_back_while_nothing_was_answered() -> None:
    """The cycle is then void and its number is used again; the cycle before stays closed."""
    two = make_journal(cycle_file(with_pick(CLOSE)), cycle_file(**SECOND))
    after = undone(two)
    assert [found.number for found in Cycles(after)] == [1]
    assert Cycles(after)[0].close is not None
    assert undo(after).entry.ids == ("c",)


ANSWER = '[[checkin]]\nid = "a"\nat = 2026-02-01T08:00:00Z\nweek = "2026-W10"\n{}'


@pytest.mark.parametrize("said", ["did = [5]", "missed = [5]", "team = 3"])
def test_a_pick_that_was_answered_cannot_be_taken_back(said: str) -> None:
    """An answer that carries an earlier stamp, from a machine whose clock is slow, keeps the pick standing."""
    with pytest.raises(PickInUseError) as refusal:
        undo(book(ANSWER.format(said)))
    assert (refusal.value.number, refusal.value.exit_code) == (1, ExitCode.FAILURE)
    assert undo(book(ANSWER.format(said), '[[undo]]\nof = ["a"]')).entry.ids == ("2026-03-02-1",)


def test_the_answers_of_another_cycle_hold_no_pick() -> None:
    """What was answered in the first cycle is no answer in the second, and the number is that of its own cycle."""
    first = cycle_file(with_pick(ANSWER.format("did = [5]"), CLOSE))
    second = PICK_TEXT.replace("tips", 'id = "second"\ntips')
    assert undo(make_journal(first, cycle_file(second, **SECOND))).entry.ids == ("second",)
    answered = ANSWER.format("did = [5]").replace("W10", "W19")
    with pytest.raises(PickInUseError) as refusal:
        undo(make_journal(first, cycle_file(second + "\n" + answered, **SECOND)))
    assert refusal.value.number == 2


def test_what_was_written_together_with_a_pick_is_held_with_it() -> None:
    """One entry of a merge or a hand: a pick beside a note is a pick all the same."""
    beside = '[[note]]\nat = 2026-03-01T08:01:00Z\ntext = "x"'
    with pytest.raises(PickInUseError):
        undo(book(ANSWER.format("did = [5]"), beside))


def test_a_pick_that_was_only_paused_can_be_taken_back() -> None:
    """Nothing was answered in it, though something carries an earlier stamp."""
    slow = '[[pause]]\nid = "p"\nat = 2026-02-01T08:00:00Z\nweeks = ["2026-W12"]'
    assert undo(book(slow)).entry.ids == ("2026-03-02-1",)
    assert len(Cycles(undone(book(slow)))) == 0


def test_an_entry_of_which_half_was_taken_back_still_stands() -> None:
    """A merge may bring an undo of one of its blocks; the rest is taken back with the next."""
    stamp = "at = 2026-03-06T08:00:00Z"
    half = book(
        f'[[note]]\nid = "x"\n{stamp}\ntext = "one"',
        f'[[note]]\nid = "y"\n{stamp}\ntext = "two"',
        '[[undo]]\nof = ["x"]',
    )
    assert "y" in undo(half).entry.ids
    assert last_entry(undone(half))[0].ids == ("2026-03-02-1",)


LATE_CLOSE = '[[close]]  # 2026-05-20\nid = "late"\nkeep = [5, 13, 33, 34, 42]'


def test_a_close_is_not_taken_back_under_a_later_pick() -> None:
    """Its cycle would stay open for good: only the last cycle can be closed."""
    with pytest.raises(LaterCycleExistsError) as refusal:
        undo(make_journal(cycle_file(with_pick(LATE_CLOSE)), cycle_file(**SECOND)))
    assert (refusal.value.later_number, refusal.value.starts, refusal.value.exit_code) == (2, FIRST, ExitCode.FAILURE)
    stamp = "at = 2026-05-20T08:00:00Z"
    lesson = f'[[lesson]]\n{stamp}\ntip = 5\ntext = "x"'
    with pytest.raises(LaterCycleExistsError):
        undo(make_journal(cycle_file(with_pick(f"{LATE_CLOSE}\n{stamp}", lesson)), cycle_file(**SECOND)))


def test_a_close_under_a_pick_that_was_taken_back_can_go() -> None:
    """A void cycle is none; and of two closes the second may go, because the first still stands."""
    void = cycle_file(PICK_TEXT.replace("tips", 'id = "p"\ntips') + '\n[[undo]]\nof = ["p"]', **SECOND)
    assert undo(make_journal(cycle_file(with_pick(LATE_CLOSE)), void)).entry.ids == ("late",)
    assert undo(make_journal(cycle_file(with_pick(CLOSE, LATE_CLOSE)), cycle_file(**SECOND))).entry.ids == ("late",)


def test_what_stands_in_a_cycle_left_open_can_go() -> None:
    """Only a close is held by a later pick; a note in a cycle that was never closed is taken back as ever."""
    note = '[[note]]  # 2026-05-20\nid = "n"\ntext = "x"'
    assert undo(make_journal(cycle_file(with_pick(note)), cycle_file(**SECOND))).entry.ids == ("n",)
