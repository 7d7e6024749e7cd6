"""What was written, entry by entry, the undone ones included (docs/rules.md §7)."""

from datetime import date

from tests.writing import PICK, cycle, journal, picked
from tipcycle.core.cycles import Cycles
from tipcycle.core.history import history

FIRST, SECOND = date(2026, 3, 2), date(2026, 5, 4)
CLOSE = '[[close]]  # 2026-05-01\nid = "close"\ndrop = [5, 13, 33, 34, 42]'


def test_every_entry_of_every_file_by_its_stamp() -> None:
    """Each with its cycle, its day, and whether it still stands; a void cycle has no number, an undo is no entry."""
    own = '[[star]]  # 2026-03-04\nid = "star"\ntips = [5]\n'
    note = '[[note]]  # 2026-03-03\nid = "note"\ntext = "x"'
    pick = PICK.replace("tips", 'id = "{}"\ntips')
    one = cycle("\n".join((pick.format("one"), note, CLOSE)))
    void = cycle(pick.format("void") + '\n[[undo]]\nof = ["void"]', starts="2026-09-07")
    two = cycle(pick.format("two"), starts="2026-05-04", anchor="2026-03-02")
    told = journal(void, two, one, own=own)
    found = [
        (*written.entry.ids, str(written.on), written.starts, written.number, written.entry.undone)
        for written in history(told, Cycles(told))
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
        cycle(picked(f'[[voice]]\nid = "b"\n{stamp}\ntext = "x"')),
        cycle(picked(f'[[voice]]\nid = "c"\n{stamp}\ntext = "x"'), starts="2026-05-04", anchor="2026-03-02"),
    )
    told = journal(*files, own=f'[[voice]]\nid = "a"\n{stamp}\ntext = "x"\n')
    assert [written.entry.ids for written in history(told, Cycles(told))][-3:] == [("a",), ("b",), ("c",)]
