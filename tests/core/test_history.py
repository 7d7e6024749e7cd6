"""What was written, entry by entry, the undone ones included (docs/rules.md §7).

How much a journal holds.
"""

from datetime import date

from tests.journal_builder import PICK_TEXT, cycle_file, make_journal, weekly_checkins, with_pick
from tipcycle.core.history import JournalStats, journal_history, journal_stats
from tipcycle.core.projection import Cycles

FIRST, SECOND = date(2026, 3, 2), date(2026, 5, 4)
CLOSE = '[[close]]  # 2026-05-01\nid = "close"\ndrop = [5, 13, 33, 34, 42]'


def test_every_entry_of_every_file_by_its_stamp() -> None:
    """Each with its cycle, its day, and whether it still stands; a void cycle has no number, an undo is no entry."""
    own = '[[star]]  # 2026-03-04\nid = "star"\ntips = [5]\n'
    note = '[[note]]  # 2026-03-03\nid = "note"\ntext = "x"'
    pick = PICK_TEXT.replace("tips", 'id = "{}"\ntips')
    one = cycle_file("\n".join((pick.format("one"), note, CLOSE)))
    void = cycle_file(pick.format("void") + '\n[[undo]]\nof = ["void"]', starts="2026-09-07")
    two = cycle_file(pick.format("two"), starts="2026-05-04", anchor="2026-03-02")
    told = make_journal(void, two, one, global_blocks=own)
    found = [
        (*written.entry.ids, str(written.on), written.cycle_start, written.cycle_number, written.entry.is_undone)
        for written in journal_history(told, Cycles(told))
    ]
    assert found == [
        ("one", "2026-03-01", FIRST, 1, False),
        ("note", "2026-03-03", FIRST, 1, False),
        ("star", "2026-03-04", None, None, False),
        ("close", "2026-05-01", FIRST, 1, False),
        ("two", "2026-05-03", SECOND, 2, False),
        ("void", "2026-09-06", date(2026, 9, 7), None, True),
    ]


def test_on_one_stamp_the_lesser_id_comes_first() -> None:
    """Whatever file it lies in, so that the list is the same on each machine."""
    stamp = "at = 2026-05-10T08:00:00Z"
    files = (
        cycle_file(with_pick(f'[[voice]]\nid = "b"\n{stamp}\ntext = "x"')),
        cycle_file(with_pick(f'[[voice]]\nid = "c"\n{stamp}\ntext = "x"'), starts="2026-05-04", anchor="2026-03-02"),
    )
    told = make_journal(*files, global_blocks=f'[[voice]]\nid = "a"\n{stamp}\ntext = "x"\n')
    assert [written.entry.ids for written in journal_history(told, Cycles(told))][-3:] == [("a",), ("b",), ("c",)]


def test_what_stands_is_counted() -> None:
    """Cycles, weeks that were looked back on, voices and notes wherever they lie; nothing that was taken back."""
    lines = '[[voice]]\ntext = "a"\n\n[[note]]\nid = "n"\ntext = "b"\n\n[[note]]\ntext = "c"\n\n[[undo]]\nof = ["n"]'
    first = cycle_file(with_pick(weekly_checkins({5: "D?M"}), '[[checkin]]\nweek = "2026-W10"\ndid = [13]', lines))
    second = cycle_file(
        with_pick(weekly_checkins({5: "D"}, starts="2026-05-04")), starts="2026-05-04", anchor="2026-03-02"
    )
    told = make_journal(first, second, global_blocks='[[voice]]\ntext = "between"\n\n[[star]]\ntips = [5]\n')
    assert journal_stats(told, Cycles(told)) == JournalStats(cycles=2, checkins=3, remarks=3)
    assert journal_stats(make_journal(), ()) == JournalStats(0, 0, 0)
