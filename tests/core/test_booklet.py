"""Tests for the booklet of a year: its shared voices by month, and the tips that are implemented and alive."""

from datetime import date

import pytest

from tests.journal_builder import PICK_TEXT, cycle_file, make_catalogue, make_journal, with_pick
from tipcycle.core.booklet import Booklet, build_booklet, latest_booklet
from tipcycle.core.events import CycleFile, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import cycle_start, cycle_week_count

TIPS = make_catalogue()
ANCHOR = date(2026, 3, 2)
LATER = date(2028, 1, 1)


def voice_text(text: str, day: str, *, shared: bool = True, week: str | None = None) -> str:
    """Return the text of a voice block."""
    block = f'[[voice]]  # {day}\ntext = "{text}"\nby = "a customer"\nshared = {str(shared).lower()}\n'
    return block + (f'week = "{week}"\n' if week else "")


def nth_cycle_file(number: int, *texts: str) -> CycleFile:
    """Return the file of the cycle with this number in the chain that starts on 2 March 2026."""
    starts = cycle_start(ANCHOR, number - 1)
    weeks = cycle_week_count(ANCHOR, starts)
    return cycle_file(with_pick(*texts), starts=starts.isoformat(), anchor=ANCHOR.isoformat(), weeks=weeks)


def booklet_of(
    *files: CycleFile, position: int = 0, global_blocks: str = "", profile: Profile | None = None
) -> Booklet:
    """Return the booklet of the year that contains the cycle at this position."""
    journal = make_journal(*files, global_blocks=global_blocks)
    return build_booklet(journal, Cycles(journal), position, TIPS.kind_of, profile or Profile(), LATER)


def voices_by_month(booklet: Booklet) -> dict[str, list[str]]:
    """Return the texts of the voices by month, as in `{"2026-03": ["text"]}`."""
    return {f"{month:%Y-%m}": [voice.text for voice in voices] for month, voices in booklet.voices_by_month}


def test_booklet_contains_only_shared_voices() -> None:
    """Private voices, voices that are no longer shared, and notes (even shared ones) are left out."""
    blocks = voice_text("heard", "2026-03-06") + voice_text("mine", "2026-03-07", shared=False)
    blocks += '[[note]]  # 2026-03-08\ntext = "a note"\ntip = 5\nweek = "2026-W10"\nshared = true\n'
    blocks += (
        voice_text("taken back", "2026-03-09").replace("[[voice]]", "[[voice]]", 1).replace("text", 'id = "v"\ntext', 1)
    )
    blocks += '[[share]]  # 2026-03-10\nof = "v"\nshared = false\n'
    assert voices_by_month(booklet_of(nth_cycle_file(1, blocks))) == {"2026-03": ["heard"]}


def test_voice_of_void_cycle_stays_in_booklet() -> None:
    """A shared voice stays in the booklet of its year if the pick of its cycle is undone."""
    undone_pick = (
        PICK_TEXT + 'id = "p"\n' + voice_text("still true", "2026-05-06") + '[[undo]]  # 2026-05-07\nof = ["p"]\n'
    )
    void_cycle = cycle_file(undone_pick, starts="2026-05-04", anchor="2026-03-02")
    assert voices_by_month(booklet_of(nth_cycle_file(1), void_cycle)) == {"2026-05": ["still true"]}


@pytest.mark.parametrize(
    ("day", "week", "month"),
    [
        ("2026-03-31", None, "2026-03"),
        ("2026-04-02", "2026-W13", "2026-03"),
        ("2026-04-02", "2026-W14", "2026-04"),
        ("2026-03-28", "2026-W14", "2026-03"),
    ],
    ids=["no-week", "after-its-week", "in-its-week", "before-its-week"],
)
def test_voice_month_is_that_of_its_week(day: str, week: str | None, month: str) -> None:
    """A voice that is entered after the week it belongs to counts for the month of that week."""
    assert list(voices_by_month(booklet_of(nth_cycle_file(1, voice_text("heard", day, week=week))))) == [month]


def test_months_are_in_order_and_unique() -> None:
    """The order of the voices in the file does not affect the order of the months."""
    blocks = voice_text("b", "2026-04-20") + voice_text("a", "2026-03-06") + voice_text("c", "2026-04-21")
    assert voices_by_month(booklet_of(nth_cycle_file(1, blocks))) == {"2026-03": ["a"], "2026-04": ["b", "c"]}


def test_year_has_six_cycles() -> None:
    """The seventh cycle starts a new booklet, and all cycles of a year give the same booklet."""
    files = [nth_cycle_file(n, voice_text(f"cycle {n}", cycle_start(ANCHOR, n - 1).isoformat())) for n in range(1, 8)]
    first, last, next_year = (booklet_of(*files, position=position) for position in (0, 5, 6))
    assert [text for texts in voices_by_month(first).values() for text in texts] == [f"cycle {n}" for n in range(1, 7)]
    assert voices_by_month(first) == voices_by_month(last)
    assert (first.starts, first.last_cycle_starts) == (date(2026, 3, 2), date(2027, 1, 4))
    assert voices_by_month(next_year) == {"2027-03": ["cycle 7"]}


def test_voice_outside_cycles_belongs_to_the_year_of_its_day() -> None:
    """A voice without a cycle is assigned by its day. A voice before the first Monday is left out."""
    global_blocks = (
        voice_text("between", "2026-05-02")
        + voice_text("before", "2026-02-02")
        + voice_text("not mine", "2026-05-02", shared=False)
    )
    assert voices_by_month(booklet_of(nth_cycle_file(1), global_blocks=global_blocks)) == {"2026-05": ["between"]}


def test_voices_outside_cycles_are_sorted_by_day() -> None:
    """Voices with and without a cycle are sorted together. A year ends when the seventh cycle is picked."""
    files = [nth_cycle_file(n, voice_text(f"cycle {n}", cycle_start(ANCHOR, n - 1).isoformat())) for n in range(1, 7)]
    global_blocks = voice_text("between", "2026-03-20") + voice_text("long after", "2027-12-31")
    voices = voices_by_month(booklet_of(*files, global_blocks=global_blocks))
    assert voices["2026-03"] == ["cycle 1", "between"]
    assert list(voices) == sorted(voices)
    assert voices["2027-12"] == ["long after"]
    seventh_cycle = nth_cycle_file(7)
    year, following = (
        booklet_of(*files, seventh_cycle, position=n, global_blocks=voice_text("new year", "2027-03-08"))
        for n in (0, 6)
    )
    assert seventh_cycle.header.starts == date(2027, 3, 1)
    assert ("2027-03" in voices_by_month(year), voices_by_month(following)) == (False, {"2027-03": ["new year"]})


def test_alive_tips_are_implemented_this_year_and_not_lapsed() -> None:
    checkins = "".join(
        f'[[checkin]]  # {day}\nweek = "{week}"\ndid = [5, 13, 42]\n'
        for day, week in [(f"2026-0{3 + n // 4}-{1 + 7 * (n % 4):02}", f"2026-W{10 + n}") for n in range(5)]
    )
    close = "[[close]]  # 2026-05-03\nkeep = [5, 13, 42]\ndrop = [33, 34]\n"
    second_pick = PICK_TEXT.replace("[5, 13, 33, 34, 42]", "[1, 2, 3, 4, 6]")
    close_with_lapse = "[[close]]  # 2026-07-05\ndrop = [1, 2, 3, 4, 6]\nlapsed = [13]\n"
    second_cycle = cycle_file(second_pick + close_with_lapse, starts="2026-05-04", anchor="2026-03-02")
    assert booklet_of(nth_cycle_file(1, checkins, close)).alive_tips == (5, 13, 42)
    assert booklet_of(nth_cycle_file(1, checkins, close), second_cycle).alive_tips == (5, 42)


@pytest.mark.parametrize(
    ("profile", "cover_name"),
    [(Profile(), None), (Profile(team="team Service", name="somebody"), "team Service"), (Profile(name="me"), "me")],
    ids=["empty-profile", "team-and-name", "name-only"],
)
def test_cover_name_is_team_or_name(profile: Profile, cover_name: str | None) -> None:
    """The cover shows the team, otherwise the name in the profile, otherwise nothing."""
    assert booklet_of(nth_cycle_file(1), profile=profile).cover_name == cover_name


def test_latest_booklet_is_that_of_the_last_year_with_something_to_print() -> None:
    """The first cycle of the next year has no voices yet."""
    files = [nth_cycle_file(1, voice_text("heard", "2026-03-06")), *(nth_cycle_file(n) for n in range(2, 8))]
    journal = make_journal(*files)
    booklet = latest_booklet(journal, Cycles(journal), 6, TIPS.kind_of, Profile(), LATER)
    assert voices_by_month(booklet) == {"2026-03": ["heard"]}
