"""Voices: collecting, filtering, sharing and adding them, and old voices in the home report."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.journal_builder import apply_change, cycle_file, make_catalogue, make_journal, with_pick
from tipcycle.core.commands.voices import add_voice
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import EmptyTextError
from tipcycle.core.events import Journal, Voice
from tipcycle.core.projection import Cycles
from tipcycle.core.status import HomeReport, home_report
from tipcycle.core.voices import VoiceRecord, all_voices, earlier_voice, filter_voices, heard_on, shared_voices
from tipcycle.core.weeks import Week

FRIDAY = 4
CLOSE = "[[close]]  # 2026-05-01\ndrop = [5, 13, 33, 34, 42]"
FIRST_CYCLE_BLOCKS = """
[[voice]]  # 2026-03-06
id = "v1"
text = "You rang before I was angry."
by = "a customer"
tip = 42
week = "2026-W10"
shared = true

[[note]]  # 2026-03-10
id = "n1"
text = "That form is gone, and nobody missed it."
by = "the front desk"
tip = 34
week = "2026-W11"

[[note]]  # 2026-03-11
id = "n2"
text = "On Mondays it works."
week = "2026-W11"

[[voice]]  # 2026-03-13
id = "v2"
text = "Één café zei: éíndelijk."
week = "2026-W11"
"""
EARLY_VOICE = '[[voice]]  # 2026-02-20\nid = "v0"\ntext = "Before anything began."\nshared = true\n'


def to_date(text: str) -> date:
    return date.fromisoformat(text)


def two_cycle_journal(*parts: str, global_blocks: str = "") -> Journal:
    """Return a journal with a closed cycle that has voices, and the next cycle with these parts."""
    return make_journal(
        cycle_file(with_pick(FIRST_CYCLE_BLOCKS, CLOSE)),
        cycle_file(with_pick(*parts), starts="2026-05-04", anchor="2026-03-02"),
        global_blocks=global_blocks,
    )


def voices_of(journal: Journal) -> tuple[VoiceRecord, ...]:
    return all_voices(journal, Cycles(journal))


def remark_ids(voices: tuple[VoiceRecord, ...]) -> list[str]:
    return [voice.remark.id for voice in voices]


def test_all_voices_include_notes_with_speaker() -> None:
    """The oldest voice comes first, and voices from before the first cycle have no cycle."""
    voices = voices_of(two_cycle_journal(global_blocks=EARLY_VOICE))
    assert remark_ids(voices) == ["v0", "v1", "n1", "v2"]
    assert [voice.cycle_number for voice in voices] == [None, 1, 1, 1]


def test_voices_of_void_cycle_are_kept() -> None:
    undo_event = '[[undo]]  # 2026-03-14\nof = ["2026-03-02-1"]'
    journal = make_journal(cycle_file(with_pick(FIRST_CYCLE_BLOCKS, undo_event)))
    assert len(Cycles(journal)) == 0
    assert remark_ids(voices_of(journal)) == ["v1", "n1", "v2"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["v0", "v1", "n1", "v2"]),
        ({"tip": 42}, ["v1"]),
        ({"tip": 34}, ["n1"]),
        ({"cycle": 1}, ["v1", "n1", "v2"]),
        ({"cycle": 2}, []),
        ({"query": "RANG angry"}, ["v1"]),
        ({"query": "CUSTOMER"}, ["v1"]),
        ({"query": "een cafe eindelijk"}, ["v2"]),
        ({"query": "rang nobody"}, []),
        ({"query": "  "}, ["v0", "v1", "n1", "v2"]),
        ({"tip": 42, "query": "form"}, []),
    ],
    ids=str,
)
def test_voices_are_filtered_by_tip_cycle_and_query(filters: dict[str, object], expected: list[str]) -> None:
    """A query searches text and speaker, needs all its words, and ignores accents and case."""
    assert remark_ids(filter_voices(voices_of(two_cycle_journal(global_blocks=EARLY_VOICE)), **filters)) == expected  # type: ignore[arg-type]


def test_latest_share_decides_if_voice_is_shared() -> None:
    assert remark_ids(shared_voices(voices_of(two_cycle_journal(global_blocks=EARLY_VOICE)))) == ["v0", "v1"]
    share_blocks = '[[share]]\nof = "v1"\nshared = false\n\n[[share]]\nof = "v2"\nshared = true\n'
    journal = make_journal(cycle_file(with_pick(FIRST_CYCLE_BLOCKS, share_blocks)))
    assert remark_ids(shared_voices(voices_of(journal))) == ["v2"]
    undo_event = '[[undo]]\nof = ["2026-03-02-6"]'
    assert remark_ids(
        shared_voices(voices_of(make_journal(cycle_file(with_pick(FIRST_CYCLE_BLOCKS, share_blocks, undo_event)))))
    ) == ["v1", "v2"]


@pytest.mark.parametrize(
    ("week", "recorded_on", "expected"),
    [
        ("2026-W11", "2026-03-13", "2026-03-13"),
        ("2026-W11", "2026-04-20", "2026-03-15"),
        ("2026-W11", "2026-03-02", "2026-03-09"),
        (None, "2026-04-20", "2026-04-20"),
    ],
    ids=["in-its-week", "recorded-later", "recorded-before", "without-week"],
)
def test_voice_is_heard_within_its_week(week: str | None, recorded_on: str, expected: str) -> None:
    """A voice that was recorded in another week counts for the nearest day of its own week."""
    voice = f'[[voice]]  # {recorded_on}\ntext = "x"\n' + (f'week = "{week}"\n' if week else "")
    (record,) = voices_of(make_journal(cycle_file(with_pick(voice))))
    assert heard_on(record.remark) == to_date(expected)


@pytest.mark.parametrize(
    ("today", "cycle_start", "week"),
    [
        ("2026-02-20", None, None),
        ("2026-03-04", "2026-03-02", "2026-W10"),
        ("2026-05-03", "2026-03-02", "2026-W18"),
        ("2026-05-05", "2026-05-04", "2026-W19"),
        ("2026-09-01", "2026-05-04", None),
    ],
    ids=["before-first-cycle", "first-week", "last-day", "next-cycle", "after-last-cycle"],
)
def test_added_voice_goes_into_current_cycle(today: str, cycle_start: str | None, week: str | None) -> None:
    """It has the current week while the cycle runs, and goes into `journal.toml` before the first cycle."""
    change = add_voice(
        two_cycle_journal(), to_date(today), "  said  ", by="", tip=42, share=True, spiral_place="loyalty"
    )
    assert change.cycle_start == (to_date(cycle_start) if cycle_start else None)
    expected = Voice(text="said", tip=42, week=Week.parse(week) if week else None, shared=True, heard="loyalty")
    assert change.payloads == (expected,)
    assert "said" in [
        voice.remark.text for voice in voices_of(apply_change(two_cycle_journal(), change, to_date(today)))
    ]


def test_voice_without_text_is_rejected() -> None:
    with pytest.raises(EmptyTextError):
        add_voice(make_journal(), to_date("2026-03-04"), " ", by="a customer", tip=None, share=False, spiral_place=None)
    change = add_voice(
        make_journal(), to_date("2026-03-04"), "x", by="a customer", tip=None, share=False, spiral_place=None
    )
    assert change.payloads == (Voice(text="x", by="a customer"),)


# Old voices in the home report


def test_earlier_voice_changes_each_week() -> None:
    """All voices from before the cycle take turns, and the choice is fixed within a week."""
    journal = two_cycle_journal('[[voice]]  # 2026-05-08\nid = "new"\ntext = "now"', global_blocks=EARLY_VOICE)
    voices, cycles = voices_of(journal), Cycles(journal)
    shown_ids: list[str] = []
    for week in range(8):
        monday = to_date("2026-05-04") + timedelta(weeks=week)
        daily_voices = [earlier_voice(voices, cycles[-1], monday + timedelta(days=n)) for n in range(7)]
        week_ids = {voice.remark.id for voice in daily_voices if voice}
        assert len(week_ids) == 1
        shown_ids += week_ids
    assert set(shown_ids[:4]) == {"v0", "v1", "n1", "v2"}
    assert shown_ids[:4] == shown_ids[4:]


def test_earlier_voice_in_first_cycle_is_from_before_it() -> None:
    journal = make_journal(cycle_file(with_pick(FIRST_CYCLE_BLOCKS)), global_blocks=EARLY_VOICE)
    (cycle,) = Cycles(journal)
    voice = earlier_voice(voices_of(journal), cycle, to_date("2026-03-04"))
    assert voice is not None
    assert voice.remark.id == "v0"
    assert (
        earlier_voice(voices_of(make_journal(cycle_file(with_pick(FIRST_CYCLE_BLOCKS)))), cycle, to_date("2026-03-04"))
        is None
    )


def make_home_report(journal: Journal, today: str) -> HomeReport:
    cycles: Sequence[Cycle] = Cycles(journal)
    return home_report(cycles, make_catalogue().kind_of, {}.get, FRIDAY, to_date(today), None, voices_of(journal))


CHECKIN = '[[checkin]]  # 2026-05-08\nweek = "2026-W19"\ndid = [5]\n'


@pytest.mark.parametrize(
    ("parts", "today", "situation", "shows_old_voice"),
    [
        ((), "2026-05-02", "planned", True),
        ((), "2026-05-05", "ordinary", True),
        ((), "2026-05-08", "look-back", True),
        ((CHECKIN,), "2026-05-12", "ordinary", True),
        ((CHECKIN,), "2026-06-01", "back", False),
        ((CHECKIN,), "2026-07-10", "ended", False),
        (('[[voice]]  # 2026-05-04\nid = "new"\ntext = "now"',), "2026-05-05", "ordinary", False),
    ],
    ids=["planned", "first-week", "look-back", "second-week", "back-after-empty-weeks", "ended", "with-new-voice"],
)
def test_home_shows_old_voice_in_quiet_situations(
    parts: tuple[str, ...], today: str, situation: str, shows_old_voice: bool
) -> None:
    """It is shown only if the current cycle has no voice."""
    report = make_home_report(two_cycle_journal(*parts), today)
    assert report.situation == situation
    assert report.is_old_voice is shows_old_voice
    if shows_old_voice:
        assert report.voice is not None
        assert report.voice.id in ("v1", "n1", "v2")
    else:
        assert (report.voice.id if report.voice else None) == ("new" if "voice" in "".join(parts) else None)


def test_all_voices_leave_out_notes_after_the_close() -> None:
    """`all_voices` folds no cycle, but has the remarks of the folded cycles."""
    parts = (
        '[[note]]  # 2026-03-06\ntip = 5\ntext = "before"\nby = "a customer"\nweek = "2026-W10"\n',
        "[[close]]  # 2026-04-26\ndrop = [5, 13, 33, 34, 42]\n",
        '[[note]]  # 2026-04-28\ntip = 5\ntext = "late note"\nby = "a customer"\nweek = "2026-W17"\n',
        '[[voice]]  # 2026-04-29\ntext = "late voice"\nweek = "2026-W17"\n',
    )
    journal = make_journal(cycle_file(with_pick("\n".join(parts))))
    (cycle,) = Cycles(journal)
    texts = [record.remark.text for record in voices_of(journal)]
    assert texts == [remark.text for remark in cycle.remarks] == ["before", "late voice"]
