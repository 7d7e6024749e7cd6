"""What was heard: found again, shared or private, and an old voice that comes back."""

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
FIRST = """
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
OWN = '[[voice]]  # 2026-02-20\nid = "v0"\ntext = "Before anything began."\nshared = true\n'


def on(text: str) -> date:
    return date.fromisoformat(text)


def two(*parts: str, own: str = "") -> Journal:
    """A closed cycle with voices, and the one after it, from 4 May, with these parts."""
    return make_journal(
        cycle_file(with_pick(FIRST, CLOSE)),
        cycle_file(with_pick(*parts), starts="2026-05-04", anchor="2026-03-02"),
        global_blocks=own,
    )


def heard(told: Journal) -> tuple[VoiceRecord, ...]:
    return all_voices(told, Cycles(told))


def ids(found: tuple[VoiceRecord, ...]) -> list[str]:
    return [each.remark.id for each in found]


def test_voices_come_from_check_ins_notes_and_additions() -> None:
    """Oldest first: what was added before the first cycle, voices, and notes that say who said it."""
    found = heard(two(own=OWN))
    assert ids(found) == ["v0", "v1", "n1", "v2"]
    assert [each.cycle.number if each.cycle else None for each in found] == [None, 1, 1, 1]


def test_a_voice_outlives_a_pick_that_was_taken_back() -> None:
    """What was heard in a void cycle stands between cycles; nothing vanishes."""
    undone = '[[undo]]  # 2026-03-14\nof = ["2026-03-02-1"]'
    told = make_journal(cycle_file(with_pick(FIRST, undone)))
    assert len(Cycles(told)) == 0
    assert ids(heard(told)) == ["v1", "n1", "v2"]


@pytest.mark.parametrize(
    ("wanted", "found"),
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
def test_voices_are_found_again(wanted: dict[str, object], found: list[str]) -> None:
    """By tip, by cycle and by all of the words, in what was said and in who said it; accents and case do not matter."""
    assert ids(filter_voices(heard(two(own=OWN)), **wanted)) == found  # type: ignore[arg-type]


def test_only_what_is_shared_now_may_be_read() -> None:
    """The latest share or unshare decides, not what was said when it was written."""
    assert ids(shared_voices(heard(two(own=OWN)))) == ["v0", "v1"]
    later = '[[share]]\nof = "v1"\nshared = false\n\n[[share]]\nof = "v2"\nshared = true\n'
    told = make_journal(cycle_file(with_pick(FIRST, later)))
    assert ids(shared_voices(heard(told))) == ["v2"]
    taken_back = '[[undo]]\nof = ["2026-03-02-6"]'
    assert ids(shared_voices(heard(make_journal(cycle_file(with_pick(FIRST, later, taken_back)))))) == ["v1", "v2"]


@pytest.mark.parametrize(
    ("week", "written", "day"),
    [
        ("2026-W11", "2026-03-13", "2026-03-13"),
        ("2026-W11", "2026-04-20", "2026-03-15"),
        ("2026-W11", "2026-03-02", "2026-03-09"),
        (None, "2026-04-20", "2026-04-20"),
    ],
    ids=["in-its-week", "written-later", "written-before", "of-no-week"],
)
def test_the_day_a_voice_was_heard(week: str | None, written: str, day: str) -> None:
    """What is written down afterwards belongs to its week."""
    told = f'[[voice]]  # {written}\ntext = "x"\n' + (f'week = "{week}"\n' if week else "")
    (found,) = heard(make_journal(cycle_file(with_pick(told))))
    assert heard_on(found.remark) == on(day)


@pytest.mark.parametrize(
    ("today", "file", "week"),
    [
        ("2026-02-20", None, None),
        ("2026-03-04", "2026-03-02", "2026-W10"),
        ("2026-05-03", "2026-03-02", "2026-W18"),
        ("2026-05-05", "2026-05-04", "2026-W19"),
        ("2026-09-01", "2026-05-04", None),
    ],
    ids=["before-all", "first-week", "last-day", "next-cycle", "long-after"],
)
def test_where_an_added_voice_goes(today: str, file: str | None, week: str | None) -> None:
    """To the cycle begun last, with its week while it runs; before the first one into the journal itself."""
    change = add_voice(two(), on(today), "  said  ", by="", tip=42, share=True, spiral_place="loyalty")
    assert change.cycle_start == (on(file) if file else None)
    expected = Voice(text="said", tip=42, week=Week.parse(week) if week else None, shared=True, heard="loyalty")
    assert change.payloads == (expected,)
    assert "said" in [each.remark.text for each in heard(apply_change(two(), change, on(today)))]


def test_a_voice_needs_words() -> None:
    """Blank is nothing heard; who said it may stay empty."""
    with pytest.raises(EmptyTextError):
        add_voice(make_journal(), on("2026-03-04"), " ", by="a customer", tip=None, share=False, spiral_place=None)
    said = add_voice(make_journal(), on("2026-03-04"), "x", by="a customer", tip=None, share=False, spiral_place=None)
    assert said.payloads == (Voice(text="x", by="a customer"),)


# An old voice comes back


def test_an_old_voice_is_another_one_each_week() -> None:
    """The same from Monday to Sunday, another the week after, each of them in turn; never one of this cycle."""
    told = two('[[voice]]  # 2026-05-08\nid = "new"\ntext = "now"', own=OWN)
    voices, cycles = heard(told), Cycles(told)
    seen: list[str] = []
    for week in range(8):
        monday = on("2026-05-04") + timedelta(weeks=week)
        back = [earlier_voice(voices, cycles[-1], monday + timedelta(days=n)) for n in range(7)]
        found = {each.remark.id for each in back if each}
        assert len(found) == 1
        seen += found
    assert set(seen[:4]) == {"v0", "v1", "n1", "v2"}
    assert seen[:4] == seen[4:]


def test_in_the_first_cycle_only_what_came_before_is_old() -> None:
    """A voice that was added before anything began may come back; without one nothing does."""
    told = make_journal(cycle_file(with_pick(FIRST)), global_blocks=OWN)
    (first,) = Cycles(told)
    back = earlier_voice(heard(told), first, on("2026-03-04"))
    assert back is not None
    assert back.remark.id == "v0"
    assert earlier_voice(heard(make_journal(cycle_file(with_pick(FIRST)))), first, on("2026-03-04")) is None


def at_a_glance(told: Journal, today: str) -> HomeReport:
    cycles: Sequence[Cycle] = Cycles(told)
    return home_report(cycles, make_catalogue().kind_of, {}.get, FRIDAY, on(today), None, heard(told))


CHECKED = '[[checkin]]  # 2026-05-08\nweek = "2026-W19"\ndid = [5]\n'


@pytest.mark.parametrize(
    ("parts", "today", "moment", "comes_back"),
    [
        ((), "2026-05-02", "planned", True),
        ((), "2026-05-05", "ordinary", True),
        ((), "2026-05-08", "look-back", True),
        ((CHECKED,), "2026-05-12", "ordinary", True),
        ((CHECKED,), "2026-06-01", "back", False),
        ((CHECKED,), "2026-07-10", "ended", False),
        (('[[voice]]  # 2026-05-04\nid = "new"\ntext = "now"',), "2026-05-05", "ordinary", False),
    ],
    ids=["planned", "first-week", "look-back", "second-week", "back-after-silence", "ended", "with-a-new-one"],
)
def test_an_old_voice_comes_back_at_a_quiet_moment(
    parts: tuple[str, ...], today: str, moment: str, comes_back: bool
) -> None:
    """While this cycle has no voice, and nobody has to be welcomed or to close something."""
    found = at_a_glance(two(*parts), today)
    assert found.situation == moment
    assert found.is_old_voice is comes_back
    if comes_back:
        assert found.voice is not None
        assert found.voice.id in ("v1", "n1", "v2")
    else:
        assert (found.voice.id if found.voice else None) == ("new" if "voice" in "".join(parts) else None)
