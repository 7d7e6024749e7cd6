"""How much a journal holds."""

from tests.writing import cycle, journal, picked, weekly
from tipcycle.core.contents import Contents, contents
from tipcycle.core.cycles import Cycles


def test_what_stands_is_counted() -> None:
    """Cycles, weeks that were looked back on, voices and notes wherever they lie; nothing that was taken back."""
    lines = '[[voice]]\ntext = "a"\n\n[[note]]\nid = "n"\ntext = "b"\n\n[[note]]\ntext = "c"\n\n[[undo]]\nof = ["n"]'
    first = cycle(picked(weekly({5: "D?M"}), '[[checkin]]\nweek = "2026-W10"\ndid = [13]', lines))
    second = cycle(picked(weekly({5: "D"}, starts="2026-05-04")), starts="2026-05-04", anchor="2026-03-02")
    told = journal(first, second, own='[[voice]]\ntext = "between"\n\n[[star]]\ntips = [5]\n')
    assert contents(told, Cycles(told)) == Contents(cycles=2, checkins=3, voices=3)
    assert contents(journal(), ()) == Contents(0, 0, 0)
