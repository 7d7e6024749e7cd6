"""Tests for the list of all entries, including undone ones (docs/rules.md §7), and for the counts of a journal."""

from datetime import date

from tests.journal_builder import PICK_TEXT, cycle_file, make_journal, weekly_checkins, with_pick
from tipcycle.core.history import JournalStats, journal_history, journal_stats
from tipcycle.core.projection import Cycles

FIRST_START, SECOND_START = date(2026, 3, 2), date(2026, 5, 4)
CLOSE = '[[close]]  # 2026-05-01\nid = "close"\ndrop = [5, 13, 33, 34, 42]'


def test_history_lists_entries_of_all_files_by_time() -> None:
    """Each entry has its cycle, day and undone state. A void cycle has no number, and an undo is not an entry."""
    global_blocks = '[[star]]  # 2026-03-04\nid = "star"\ntips = [5]\n'
    note = '[[note]]  # 2026-03-03\nid = "note"\ntext = "x"'
    pick = PICK_TEXT.replace("tips", 'id = "{}"\ntips')
    first_cycle = cycle_file("\n".join((pick.format("one"), note, CLOSE)))
    void_cycle = cycle_file(pick.format("void") + '\n[[undo]]\nof = ["void"]', starts="2026-09-07")
    second_cycle = cycle_file(pick.format("two"), starts="2026-05-04", anchor="2026-03-02")
    journal = make_journal(void_cycle, second_cycle, first_cycle, global_blocks=global_blocks)
    rows = [
        (*item.entry.ids, str(item.on), item.cycle_start, item.cycle_number, item.entry.is_undone)
        for item in journal_history(journal, Cycles(journal))
    ]
    assert rows == [
        ("one", "2026-03-01", FIRST_START, 1, False),
        ("note", "2026-03-03", FIRST_START, 1, False),
        ("star", "2026-03-04", None, None, False),
        ("close", "2026-05-01", FIRST_START, 1, False),
        ("two", "2026-05-03", SECOND_START, 2, False),
        ("void", "2026-09-06", date(2026, 9, 7), None, True),
    ]


def test_entries_with_the_same_stamp_are_ordered_by_id() -> None:
    """The order does not depend on the file of the entry."""
    stamp = "at = 2026-05-10T08:00:00Z"
    files = (
        cycle_file(with_pick(f'[[voice]]\nid = "b"\n{stamp}\ntext = "x"')),
        cycle_file(with_pick(f'[[voice]]\nid = "c"\n{stamp}\ntext = "x"'), starts="2026-05-04", anchor="2026-03-02"),
    )
    journal = make_journal(*files, global_blocks=f'[[voice]]\nid = "a"\n{stamp}\ntext = "x"\n')
    assert [item.entry.ids for item in journal_history(journal, Cycles(journal))][-3:] == [("a",), ("b",), ("c",)]


def test_journal_stats_count_active_contents() -> None:
    """The counts include cycles, weeks with a check-in, voices and notes of all files. Undone entries do not count."""
    remarks = '[[voice]]\ntext = "a"\n\n[[note]]\nid = "n"\ntext = "b"\n\n[[note]]\ntext = "c"\n\n[[undo]]\nof = ["n"]'
    first_cycle = cycle_file(
        with_pick(weekly_checkins({5: "D?M"}), '[[checkin]]\nweek = "2026-W10"\ndid = [13]', remarks)
    )
    second_cycle = cycle_file(
        with_pick(weekly_checkins({5: "D"}, starts="2026-05-04")), starts="2026-05-04", anchor="2026-03-02"
    )
    journal = make_journal(
        first_cycle, second_cycle, global_blocks='[[voice]]\ntext = "between"\n\n[[star]]\ntips = [5]\n'
    )
    assert journal_stats(journal, Cycles(journal)) == JournalStats(cycles=2, checkins=3, remarks=3)
    assert journal_stats(make_journal(), ()) == JournalStats(0, 0, 0)
