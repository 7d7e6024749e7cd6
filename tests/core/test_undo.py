"""Undoing the last active entry (docs/rules.md §7)."""

from datetime import date

import pytest

from tests.journal_builder import (
    PICK_TEXT,
    all_events,
    apply_change,
    cycle_file,
    make_journal,
    status_letters,
    with_pick,
)
from tipcycle.core.commands.profile import current_profile
from tipcycle.core.commands.undo import last_entry, undo
from tipcycle.core.errors import ExitCode, LaterCycleExistsError, NothingToUndoError, PickInUseError
from tipcycle.core.events import Journal, Undo
from tipcycle.core.projection import Cycles

FIRST_START = date(2026, 3, 2)
SECOND_CYCLE = {"starts": "2026-05-04", "anchor": "2026-03-02"}
TODAY = date(2026, 5, 8)


def one_cycle_journal(*parts: str, global_blocks: str = "") -> Journal:
    """Return a journal with one cycle from 2 March 2026."""
    return make_journal(cycle_file(with_pick(*parts)), global_blocks=global_blocks)


def after_undo(journal: Journal) -> Journal:
    """Return the journal after one undo."""
    return apply_change(journal, undo(journal).change, TODAY)


CLOSE = '[[close]]  # 2026-05-01\nid = "c"\nkeep = [5, 13, 33, 34, 42]'
LAST_ENTRIES = [
    pytest.param(['[[checkin]]\nid = "x"\nweek = "2026-W10"\ndid = [5]'], ("x",), id="check-in"),
    pytest.param(['[[note]]\nid = "x"\ntext = "one"'], ("x",), id="note"),
    pytest.param(['[[pause]]\nid = "x"\nweeks = ["2026-W12"]'], ("x",), id="pause"),
    pytest.param(['[[swap]]\nid = "x"\nold = 5\nnew = 7\nfrom = "2026-W12"\nbecause = "x"'], ("x",), id="swap"),
    pytest.param(['[[words]]\nid = "x"\ntext = "one"'], ("x",), id="summary"),
    pytest.param([CLOSE], ("c",), id="close"),
    pytest.param([CLOSE, '[[voice]]\nid = "x"\ntext = "one"'], ("x",), id="voice-after-close"),
    pytest.param(
        [
            '[[checkin]]\nid = "x"\nat = 2026-03-06T08:00:00Z\nweek = "2026-W10"\ndid = [5]',
            '[[note]]\nid = "y"\nat = 2026-03-06T08:00:00Z\ntip = 5\ntext = "one"',
            '[[voice]]\nid = "z"\nat = 2026-03-06T08:00:00Z\ntext = "two"',
        ],
        ("x", "y", "z"),
        id="all-events-of-one-command",
    ),
    pytest.param(
        ['[[note]]\nid = "x"\ntext = "one"', '[[note]]\nid = "y"\ntext = "two"', '[[undo]]\nof = ["y"]'],
        ("x",),
        id="undone-entry-is-skipped",
    ),
    pytest.param(
        [
            '[[note]]\nid = "x"\nat = 2026-03-06T08:00:00Z\ntext = "one"',
            '[[note]]\nid = "y"\nat = 2026-03-06T07:00:00Z\ntext = "two"',
        ],
        ("x",),
        id="last-by-timestamp",
    ),
]


@pytest.mark.parametrize(("parts", "ids"), LAST_ENTRIES)
def test_undo_names_all_events_of_last_entry(parts: list[str], ids: tuple[str, ...]) -> None:
    """The undo is saved in the file of the entry."""
    result = undo(one_cycle_journal(*parts))
    assert result.entry.ids == ids
    assert (result.change.cycle_start, result.change.payloads) == (FIRST_START, (Undo(of=ids),))


def test_undo_restores_previous_state() -> None:
    """The undone events stay in the file."""
    journal = one_cycle_journal('[[checkin]]\nweek = "2026-W10"\nmissed = [5]')
    undone_journal = apply_change(journal, undo(journal).change, TODAY)
    assert [*Cycles(undone_journal)] == [*Cycles(one_cycle_journal())]
    assert len(all_events(undone_journal)) == 3


def test_repeated_undo_goes_back_to_pick() -> None:
    """An undo is never undone."""
    journal = one_cycle_journal(
        '[[note]]\nid = "a"\ntext = "1"', '[[note]]\nid = "b"\ntext = "2"', '[[note]]\nid = "c"\ntext = "3"'
    )
    undone_ids = []
    for _ in range(4):
        undone_ids.append(last_entry(journal)[0].ids[0])
        journal = after_undo(journal)
    assert undone_ids == ["c", "b", "a", "2026-03-02-1"]
    with pytest.raises(NothingToUndoError) as raised:
        undo(journal)
    assert raised.value.exit_code == ExitCode.FAILURE


def test_entry_recorded_again_after_undo_counts() -> None:
    """There is no redo."""
    text = '[[checkin]]\nid = "{}"\nweek = "2026-W10"\ndid = [5]'
    journal = one_cycle_journal(text.format("a"), '[[undo]]\nof = ["a"]', text.format("b"))
    assert last_entry(journal)[0].ids == ("b",)
    assert [status_letters(cycle.statuses(5, FIRST_START)) for cycle in Cycles(journal)] == ["D........"]


def test_empty_journal_has_nothing_to_undo() -> None:
    with pytest.raises(NothingToUndoError):
        undo(make_journal())


def test_last_entry_can_be_in_any_file() -> None:
    """The undo is saved in the same file."""
    profile_text = '[[profile]]\nid = "p"\nat = 2026-03-05T08:00:00Z\nname = "a team"'
    result = undo(one_cycle_journal(global_blocks=profile_text))
    assert (result.change.cycle_start, result.entry.ids) == (None, ("p",))
    assert current_profile(after_undo(one_cycle_journal(global_blocks=profile_text))).name is None
    journal_with_note = one_cycle_journal(
        '[[note]]\nid = "n"\nat = 2026-03-06T08:00:00Z\ntext = "x"', global_blocks=profile_text
    )
    assert undo(journal_with_note).entry.ids == ("n",)
    two_cycle_journal = make_journal(
        cycle_file(with_pick(CLOSE)), cycle_file(PICK_TEXT.replace("tips", 'id = "second"\ntips'), **SECOND_CYCLE)
    )
    assert (undo(two_cycle_journal).entry.ids, undo(two_cycle_journal).change.cycle_start) == (
        ("second",),
        date(2026, 5, 4),
    )


def test_equal_timestamps_in_two_files_are_two_entries() -> None:
    """The entry with the greater id is undone first."""
    timestamp_line = "at = 2026-06-01T08:00:00Z"
    first_file = cycle_file(with_pick(CLOSE, f'[[voice]]\nid = "v1"\n{timestamp_line}\ntext = "x"'))
    second_file = cycle_file(with_pick(f'[[voice]]\nid = "v2"\n{timestamp_line}\ntext = "x"'), **SECOND_CYCLE)
    result = undo(make_journal(first_file, second_file))
    assert (result.entry.ids, result.change.cycle_start) == (("v2",), date(2026, 5, 4))


def test_pick_without_check_ins_can_be_undone() -> None:
    """The cycle is then void, and the previous cycle stays closed."""
    journal = make_journal(cycle_file(with_pick(CLOSE)), cycle_file(**SECOND_CYCLE))
    undone_journal = after_undo(journal)
    assert [cycle.number for cycle in Cycles(undone_journal)] == [1]
    assert Cycles(undone_journal)[0].close is not None
    assert undo(undone_journal).entry.ids == ("c",)


CHECKIN_TEMPLATE = '[[checkin]]\nid = "a"\nat = 2026-02-01T08:00:00Z\nweek = "2026-W10"\n{}'


@pytest.mark.parametrize("answer_line", ["did = [5]", "missed = [5]", "team = 3"])
def test_pick_with_check_in_cannot_be_undone(answer_line: str) -> None:
    """A check-in with an earlier timestamp, from a slow clock, counts too."""
    with pytest.raises(PickInUseError) as raised:
        undo(one_cycle_journal(CHECKIN_TEMPLATE.format(answer_line)))
    assert (raised.value.number, raised.value.exit_code) == (1, ExitCode.FAILURE)
    assert undo(one_cycle_journal(CHECKIN_TEMPLATE.format(answer_line), '[[undo]]\nof = ["a"]')).entry.ids == (
        "2026-03-02-1",
    )


def test_check_in_of_other_cycle_does_not_block_undo_of_pick() -> None:
    """The error has the number of the cycle with the check-in."""
    first_file = cycle_file(with_pick(CHECKIN_TEMPLATE.format("did = [5]"), CLOSE))
    second_pick = PICK_TEXT.replace("tips", 'id = "second"\ntips')
    assert undo(make_journal(first_file, cycle_file(second_pick, **SECOND_CYCLE))).entry.ids == ("second",)
    checkin = CHECKIN_TEMPLATE.format("did = [5]").replace("W10", "W19")
    with pytest.raises(PickInUseError) as error_info:
        undo(make_journal(first_file, cycle_file(second_pick + "\n" + checkin, **SECOND_CYCLE)))
    assert error_info.value.number == 2


def test_entry_of_pick_and_note_cannot_be_undone_after_check_in() -> None:
    """A merge or an edited file can have such an entry."""
    note = '[[note]]\nat = 2026-03-01T08:01:00Z\ntext = "x"'
    with pytest.raises(PickInUseError):
        undo(one_cycle_journal(CHECKIN_TEMPLATE.format("did = [5]"), note))


def test_pick_with_only_a_pause_can_be_undone() -> None:
    """The pause has an earlier timestamp than the pick."""
    early_pause = '[[pause]]\nid = "p"\nat = 2026-02-01T08:00:00Z\nweeks = ["2026-W12"]'
    assert undo(one_cycle_journal(early_pause)).entry.ids == ("2026-03-02-1",)
    assert len(Cycles(after_undo(one_cycle_journal(early_pause)))) == 0


def test_partly_undone_entry_is_active() -> None:
    """A merge can add an undo of one of its events, and the next undo takes back the rest."""
    timestamp_line = "at = 2026-03-06T08:00:00Z"
    journal = one_cycle_journal(
        f'[[note]]\nid = "x"\n{timestamp_line}\ntext = "one"',
        f'[[note]]\nid = "y"\n{timestamp_line}\ntext = "two"',
        '[[undo]]\nof = ["x"]',
    )
    assert "y" in undo(journal).entry.ids
    assert last_entry(after_undo(journal))[0].ids == ("2026-03-02-1",)


LATE_CLOSE = '[[close]]  # 2026-05-20\nid = "late"\nkeep = [5, 13, 33, 34, 42]'


def test_close_before_later_cycle_cannot_be_undone() -> None:
    """The cycle could not be closed again, because only the last cycle can be closed."""
    with pytest.raises(LaterCycleExistsError) as raised:
        undo(make_journal(cycle_file(with_pick(LATE_CLOSE)), cycle_file(**SECOND_CYCLE)))
    assert (raised.value.later_number, raised.value.starts, raised.value.exit_code) == (
        2,
        FIRST_START,
        ExitCode.FAILURE,
    )
    timestamp_line = "at = 2026-05-20T08:00:00Z"
    lesson = f'[[lesson]]\n{timestamp_line}\ntip = 5\ntext = "x"'
    with pytest.raises(LaterCycleExistsError):
        undo(make_journal(cycle_file(with_pick(f"{LATE_CLOSE}\n{timestamp_line}", lesson)), cycle_file(**SECOND_CYCLE)))


def test_close_before_void_cycle_can_be_undone() -> None:
    """A second close can also be undone, because the first one stays active."""
    void_file = cycle_file(PICK_TEXT.replace("tips", 'id = "p"\ntips') + '\n[[undo]]\nof = ["p"]', **SECOND_CYCLE)
    assert undo(make_journal(cycle_file(with_pick(LATE_CLOSE)), void_file)).entry.ids == ("late",)
    assert undo(make_journal(cycle_file(with_pick(CLOSE, LATE_CLOSE)), cycle_file(**SECOND_CYCLE))).entry.ids == (
        "late",
    )


def test_note_of_unclosed_earlier_cycle_can_be_undone() -> None:
    note = '[[note]]  # 2026-05-20\nid = "n"\ntext = "x"'
    assert undo(make_journal(cycle_file(with_pick(note)), cycle_file(**SECOND_CYCLE))).entry.ids == ("n",)
