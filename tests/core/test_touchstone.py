"""The touchstone sentence: setting it, its history, and provisional sentences."""

from datetime import date, timedelta

import pytest

from tests.journal_builder import apply_change, make_journal
from tipcycle.core.commands.touchstone import set_touchstone
from tipcycle.core.errors import EmptyTextError, FutureDateError
from tipcycle.core.events import Change, Touchstone
from tipcycle.core.touchstone import current_touchstone, touchstone_history

TODAY = date(2026, 6, 6)
SENTENCES = """
[[sentence]]  # 2026-03-02
text = "Nobody tells their story twice."

[[sentence]]  # 2026-03-20
text = "Nobody tells their story twice."
together = 2026-03-19

[[sentence]]  # 2026-06-01
text = "First listen, then the form."
"""


def to_date(text: str) -> date:
    return date.fromisoformat(text)


def test_empty_journal_has_no_touchstone() -> None:
    assert current_touchstone(make_journal()) is None
    assert touchstone_history(make_journal()) == ()


def test_history_has_each_sentence_once() -> None:
    """Agreeing on the same text is no new sentence, and a new text is provisional."""
    rows = [
        (sentence.text, sentence.since, sentence.agreed_on, sentence.is_provisional)
        for sentence in touchstone_history(make_journal(global_blocks=SENTENCES))
    ]
    assert rows == [
        ("Nobody tells their story twice.", to_date("2026-03-02"), to_date("2026-03-19"), False),
        ("First listen, then the form.", to_date("2026-06-01"), None, True),
    ]


@pytest.mark.parametrize(
    ("until", "text", "agreed_on"),
    [
        ("2026-03-01", None, None),
        ("2026-03-19", "Nobody tells their story twice.", None),
        ("2026-03-20", "Nobody tells their story twice.", "2026-03-19"),
        ("2026-06-01", "First listen, then the form.", None),
    ],
)
def test_touchstone_of_earlier_date(until: str, text: str | None, agreed_on: str | None) -> None:
    """Later events are left out."""
    touchstone = current_touchstone(make_journal(global_blocks=SENTENCES), until=to_date(until))
    assert (touchstone and touchstone.text, touchstone and touchstone.agreed_on) == (
        text,
        agreed_on and to_date(agreed_on),
    )


def test_repeated_text_stays_agreed() -> None:
    repetition = '[[sentence]]  # 2026-04-01\ntext = "Nobody tells their story twice."'
    first_two = SENTENCES.partition("[[sentence]]  # 2026-06-01")[0]
    (sentence,) = touchstone_history(make_journal(global_blocks=first_two + repetition))
    assert (sentence.agreed_on, sentence.is_provisional) == (to_date("2026-03-19"), False)


def test_surrounding_blanks_make_no_new_sentence() -> None:
    """A blank sentence in an edited file is ignored."""
    edited_text = SENTENCES + '\n[[sentence]]  # 2026-06-08\ntext = " First listen, then the form. "\n'
    edited_text += '\n[[sentence]]  # 2026-06-09\ntext = "First listen, then the form."\ntogether = 2026-06-09\n'
    history = touchstone_history(make_journal(global_blocks=edited_text + '\n[[sentence]]  # 2026-06-10\ntext = " "\n'))
    assert [(sentence.text, sentence.since) for sentence in history[1:]] == [
        ("First listen, then the form.", to_date("2026-06-01"))
    ]
    assert history[-1].agreed_on == to_date("2026-06-09")


def test_earlier_text_returns_as_new_provisional_sentence() -> None:
    return_event = '\n[[sentence]]  # 2026-07-01\ntext = "Nobody tells their story twice."\n'
    history = touchstone_history(make_journal(global_blocks=SENTENCES + return_event))
    assert [sentence.since for sentence in history] == [
        to_date("2026-03-02"),
        to_date("2026-06-01"),
        to_date("2026-07-01"),
    ]
    assert history[-1].is_provisional


def test_undone_sentence_is_ignored() -> None:
    """The previous sentence is current again."""
    undo_event = '\n[[undo]]  # 2026-06-02\nof = ["b3"]\n'
    touchstone = current_touchstone(make_journal(global_blocks=SENTENCES + undo_event))
    assert touchstone is not None
    assert touchstone.text == "Nobody tells their story twice."


@pytest.mark.parametrize(
    ("text", "agreed_on", "expected"),
    [
        ("  New words.  ", None, Touchstone(text="New words.")),
        ("New words.", "2026-06-05", Touchstone(text="New words.", together=to_date("2026-06-05"))),
        (None, "2026-06-05", Touchstone(text="First listen, then the form.", together=to_date("2026-06-05"))),
    ],
    ids=["new", "new-and-agreed", "current-agreed"],
)
def test_set_touchstone_writes_one_event(text: str | None, agreed_on: str | None, expected: Touchstone) -> None:
    """Without a text, it confirms the current sentence."""
    day = to_date(agreed_on) if agreed_on else None
    assert set_touchstone(make_journal(global_blocks=SENTENCES), TODAY, text, day) == Change(None, (expected,))


@pytest.mark.parametrize(
    ("global_blocks", "text"),
    [("", None), (SENTENCES, ""), (SENTENCES, " \n")],
    ids=["no-current-sentence", "empty", "blank"],
)
def test_touchstone_without_text_is_rejected(global_blocks: str, text: str | None) -> None:
    """Without a current sentence, there is nothing to confirm."""
    with pytest.raises(EmptyTextError):
        set_touchstone(make_journal(global_blocks=global_blocks), TODAY, text, to_date("2026-06-05"))


def test_touchstone_is_provisional_until_agreed() -> None:
    first = apply_change(
        make_journal(), set_touchstone(make_journal(), TODAY, "Ask first.", None), to_date("2026-03-02")
    )
    assert current_touchstone(first) is not None
    assert current_touchstone(first).is_provisional  # type: ignore[union-attr]
    second = apply_change(first, set_touchstone(first, TODAY, None, to_date("2026-03-09")), to_date("2026-03-10"))
    touchstone = current_touchstone(second)
    assert touchstone is not None
    assert (touchstone.text, touchstone.since, touchstone.agreed_on) == (
        "Ask first.",
        to_date("2026-03-02"),
        to_date("2026-03-09"),
    )


def test_sentence_cannot_be_written_together_on_a_day_to_come() -> None:
    with pytest.raises(FutureDateError):
        set_touchstone(make_journal(), TODAY, "Ask first.", TODAY + timedelta(days=1))
