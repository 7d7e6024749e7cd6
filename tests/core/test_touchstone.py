"""The touchstone sentence: set, kept, provisional until it was written together."""

from datetime import date

import pytest

from tests.journal_builder import apply_change, make_journal
from tipcycle.core.commands.touchstone import set_touchstone
from tipcycle.core.errors import EmptyTextError
from tipcycle.core.events import Change, Touchstone
from tipcycle.core.touchstone import current_touchstone, touchstone_history

OWN = """
[[sentence]]  # 2026-03-02
text = "Nobody tells their story twice."

[[sentence]]  # 2026-03-20
text = "Nobody tells their story twice."
together = 2026-03-19

[[sentence]]  # 2026-06-01
text = "First listen, then the form."
"""


def on(text: str) -> date:
    return date.fromisoformat(text)


def test_without_a_sentence_there_is_none() -> None:
    """An empty journal has no sentence and no history."""
    assert current_touchstone(make_journal()) is None
    assert touchstone_history(make_journal()) == ()


def test_the_history_keeps_every_sentence() -> None:
    """Writing it together is no new sentence; other words are, and they are provisional again."""
    told = [
        (each.text, each.since, each.agreed_on, each.is_provisional)
        for each in touchstone_history(make_journal(global_blocks=OWN))
    ]
    assert told == [
        ("Nobody tells their story twice.", on("2026-03-02"), on("2026-03-19"), False),
        ("First listen, then the form.", on("2026-06-01"), None, True),
    ]


@pytest.mark.parametrize(
    ("until", "text", "together"),
    [
        ("2026-03-01", None, None),
        ("2026-03-19", "Nobody tells their story twice.", None),
        ("2026-03-20", "Nobody tells their story twice.", "2026-03-19"),
        ("2026-06-01", "First listen, then the form.", None),
    ],
)
def test_the_sentence_as_it_stood_on_a_day(until: str, text: str | None, together: str | None) -> None:
    """What was written after that day is not known yet."""
    held = current_touchstone(make_journal(global_blocks=OWN), until=on(until))
    assert (held and held.text, held and held.agreed_on) == (text, together and on(together))


def test_saying_it_again_leaves_it_written_together() -> None:
    """The same words once more without a date take nothing back."""
    again = '[[sentence]]  # 2026-04-01\ntext = "Nobody tells their story twice."'
    first_two = OWN.partition("[[sentence]]  # 2026-06-01")[0]
    (found,) = touchstone_history(make_journal(global_blocks=first_two + again))
    assert (found.agreed_on, found.is_provisional) == (on("2026-03-19"), False)


def test_margins_make_no_other_sentence() -> None:
    """A hand that left blanks around the words said the same sentence; blanks alone say none."""
    by_hand = OWN + '\n[[sentence]]  # 2026-06-08\ntext = " First listen, then the form. "\n'
    by_hand += '\n[[sentence]]  # 2026-06-09\ntext = "First listen, then the form."\ntogether = 2026-06-09\n'
    found = touchstone_history(make_journal(global_blocks=by_hand + '\n[[sentence]]  # 2026-06-10\ntext = " "\n'))
    assert [(each.text, each.since) for each in found[1:]] == [("First listen, then the form.", on("2026-06-01"))]
    assert found[-1].agreed_on == on("2026-06-09")


def test_an_old_sentence_may_return() -> None:
    """Going back to earlier words is a step of its own, and provisional: they were left once."""
    back = '\n[[sentence]]  # 2026-07-01\ntext = "Nobody tells their story twice."\n'
    found = touchstone_history(make_journal(global_blocks=OWN + back))
    assert [each.since for each in found] == [on("2026-03-02"), on("2026-06-01"), on("2026-07-01")]
    assert found[-1].is_provisional


def test_a_sentence_that_was_taken_back_does_not_hold() -> None:
    """After an undo the one before holds again."""
    undone = '\n[[undo]]  # 2026-06-02\nof = ["b3"]\n'
    found = current_touchstone(make_journal(global_blocks=OWN + undone))
    assert found is not None
    assert found.text == "Nobody tells their story twice."


@pytest.mark.parametrize(
    ("text", "together", "said"),
    [
        ("  New words.  ", None, Touchstone(text="New words.")),
        ("New words.", "2026-06-05", Touchstone(text="New words.", together=on("2026-06-05"))),
        (None, "2026-06-05", Touchstone(text="First listen, then the form.", together=on("2026-06-05"))),
    ],
    ids=["new", "new-and-together", "the-present-one-together"],
)
def test_what_is_written(text: str | None, together: str | None, said: Touchstone) -> None:
    """One block in the journal; without words the present sentence is confirmed."""
    day = on(together) if together else None
    assert set_touchstone(make_journal(global_blocks=OWN), text, day) == Change(None, (said,))


@pytest.mark.parametrize(("own", "text"), [("", None), (OWN, ""), (OWN, " \n")], ids=["none-yet", "empty", "blank"])
def test_a_sentence_needs_words(own: str, text: str | None) -> None:
    """Nothing can be confirmed where nothing was said, and blank words are no sentence."""
    with pytest.raises(EmptyTextError):
        set_touchstone(make_journal(global_blocks=own), text, on("2026-06-05"))


def test_provisional_until_together() -> None:
    """The whole way: set, and written together later."""
    first = apply_change(make_journal(), set_touchstone(make_journal(), "Ask first.", None), on("2026-03-02"))
    assert current_touchstone(first) is not None
    assert current_touchstone(first).is_provisional  # type: ignore[union-attr]
    second = apply_change(first, set_touchstone(first, None, on("2026-03-09")), on("2026-03-10"))
    held = current_touchstone(second)
    assert held is not None
    assert (held.text, held.since, held.agreed_on) == ("Ask first.", on("2026-03-02"), on("2026-03-09"))
