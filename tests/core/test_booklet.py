"""The booklet of a year: voices that may be read, in the month they were heard, and what stays. No figures."""

from datetime import date

import pytest

from tests.journal_builder import PICK_TEXT, cycle_file, make_catalogue, make_journal, with_pick
from tipcycle.core.booklet import Booklet, build_booklet
from tipcycle.core.events import CycleFile, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.weeks import cycle_start, cycle_week_count

TIPS = make_catalogue()
ANCHOR = date(2026, 3, 2)
LATER = date(2028, 1, 1)


def voice(text: str, on: str, *, shared: bool = True, week: str | None = None) -> str:
    """A voice as it stands in a file."""
    said = f'[[voice]]  # {on}\ntext = "{text}"\nby = "a customer"\nshared = {str(shared).lower()}\n'
    return said + (f'week = "{week}"\n' if week else "")


def file(number: int, *parts: str) -> CycleFile:
    """The file of a cycle of the chain that begins on 2 March 2026, closed."""
    starts = cycle_start(ANCHOR, number - 1)
    weeks = cycle_week_count(ANCHOR, starts)
    return cycle_file(with_pick(*parts), starts=starts.isoformat(), anchor=ANCHOR.isoformat(), weeks=weeks)


def booklet_of(*files: CycleFile, position: int = 0, own: str = "", profile: Profile | None = None) -> Booklet:
    """The booklet of the year that the cycle at a position belongs to."""
    told = make_journal(*files, global_blocks=own)
    return build_booklet(told, Cycles(told), position, TIPS.kind_of, profile or Profile(), LATER)


def heard(found: Booklet) -> dict[str, list[str]]:
    """The texts by month."""
    return {f"{month:%Y-%m}": [line.text for line in lines] for month, lines in found.voices_by_month}


def test_only_shared_voices_are_in_it() -> None:
    """Neither a private voice nor a note, shared or not, is printed; one that was unshared is private again."""
    lines = voice("heard", "2026-03-06") + voice("mine", "2026-03-07", shared=False)
    lines += '[[note]]  # 2026-03-08\ntext = "a note"\ntip = 5\nweek = "2026-W10"\nshared = true\n'
    lines += voice("taken back", "2026-03-09").replace("[[voice]]", "[[voice]]", 1).replace("text", 'id = "v"\ntext', 1)
    lines += '[[share]]  # 2026-03-10\nof = "v"\nshared = false\n'
    assert heard(booklet_of(file(1, lines))) == {"2026-03": ["heard"]}


def test_what_was_heard_outlives_a_pick_that_was_taken_back() -> None:
    """As on the wall: the cycle is void, and its shared voice is still one of the year it was heard in."""
    taken_back = PICK_TEXT + 'id = "p"\n' + voice("still true", "2026-05-06") + '[[undo]]  # 2026-05-07\nof = ["p"]\n'
    void = cycle_file(taken_back, starts="2026-05-04", anchor="2026-03-02")
    assert heard(booklet_of(file(1), void)) == {"2026-05": ["still true"]}


@pytest.mark.parametrize(
    ("on", "week", "month"),
    [
        ("2026-03-31", None, "2026-03"),
        ("2026-04-02", "2026-W13", "2026-03"),
        ("2026-04-02", "2026-W14", "2026-04"),
        ("2026-03-28", "2026-W14", "2026-03"),
    ],
    ids=["without-a-week", "entered-later", "in-its-week", "before-its-week"],
)
def test_a_voice_belongs_to_the_month_it_was_heard_in(on: str, week: str | None, month: str) -> None:
    """What is written down after its week was heard in that week."""
    assert list(heard(booklet_of(file(1, voice("heard", on, week=week))))) == [month]


def test_months_stand_in_order_whatever_the_order_of_the_file() -> None:
    """Months follow each other, and each stands there once."""
    lines = voice("b", "2026-04-20") + voice("a", "2026-03-06") + voice("c", "2026-04-21")
    assert heard(booklet_of(file(1, lines))) == {"2026-03": ["a"], "2026-04": ["b", "c"]}


def test_a_year_is_six_cycles_from_the_first_one() -> None:
    """The seventh cycle begins a new booklet; any cycle of a year names it."""
    files = [file(n, voice(f"cycle {n}", cycle_start(ANCHOR, n - 1).isoformat())) for n in range(1, 8)]
    first, last, next_year = (booklet_of(*files, position=position) for position in (0, 5, 6))
    assert [text for texts in heard(first).values() for text in texts] == [f"cycle {n}" for n in range(1, 7)]
    assert heard(first) == heard(last)
    assert (first.starts, first.last_cycle_starts) == (date(2026, 3, 2), date(2027, 1, 4))
    assert heard(next_year) == {"2027-03": ["cycle 7"]}


def test_a_voice_between_two_cycles_is_in_the_year_it_falls_in() -> None:
    """What belongs to no cycle is found by its day; before the first Monday there is no year yet."""
    own = voice("between", "2026-05-02") + voice("before", "2026-02-02") + voice("not mine", "2026-05-02", shared=False)
    assert heard(booklet_of(file(1), own=own)) == {"2026-05": ["between"]}


def test_between_cycles_stands_among_the_rest_by_its_day() -> None:
    """One order of days for both, and six cycles alone are a year without an end."""
    files = [file(n, voice(f"cycle {n}", cycle_start(ANCHOR, n - 1).isoformat())) for n in range(1, 7)]
    own = voice("between", "2026-03-20") + voice("long after", "2027-12-31")
    found = heard(booklet_of(*files, own=own))
    assert found["2026-03"] == ["cycle 1", "between"]
    assert list(found) == sorted(found)
    assert found["2027-12"] == ["long after"]
    seventh = file(7)
    year, following = (booklet_of(*files, seventh, position=n, own=voice("new year", "2027-03-08")) for n in (0, 6))
    assert seventh.header.starts == date(2027, 3, 1)
    assert ("2027-03" in heard(year), heard(following)) == (False, {"2027-03": ["new year"]})


def test_what_stays_is_what_became_normal_and_lives() -> None:
    """The tips that this year brought, without those that have lapsed since."""
    five = "".join(
        f'[[checkin]]  # {day}\nweek = "{week}"\ndid = [5, 13, 42]\n'
        for day, week in [(f"2026-0{3 + n // 4}-{1 + 7 * (n % 4):02}", f"2026-W{10 + n}") for n in range(5)]
    )
    close = "[[close]]  # 2026-05-03\nkeep = [5, 13, 42]\ndrop = [33, 34]\n"
    second = PICK_TEXT.replace("[5, 13, 33, 34, 42]", "[1, 2, 3, 4, 6]")
    lapse = "[[close]]  # 2026-07-05\ndrop = [1, 2, 3, 4, 6]\nlapsed = [13]\n"
    later = cycle_file(second + lapse, starts="2026-05-04", anchor="2026-03-02")
    assert booklet_of(file(1, five, close)).alive_tips == (5, 13, 42)
    assert booklet_of(file(1, five, close), later).alive_tips == (5, 42)


@pytest.mark.parametrize(
    ("profile", "line"),
    [(Profile(), None), (Profile(team="team Service", name="somebody"), "team Service"), (Profile(name="me"), "me")],
    ids=["nobody", "team-first", "name-alone"],
)
def test_the_line_on_the_cover(profile: Profile, line: str | None) -> None:
    """The team, else the name that the profile has, else nothing."""
    assert booklet_of(file(1), profile=profile).cover_name == line
