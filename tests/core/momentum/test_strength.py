"""How firmly a tip stands: docs/rules.md §2 (builds), §3, §9, and the laws P1–P3, P5, P9, P14."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journal_builder import cycle_file, fold_cycle, make_catalogue, make_journal, weekly_checkins, with_pick
from tipcycle.core.momentum.strength import TipRecord, cycle_tip_records, strength_level, strength_series
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week

END = date(2026, 5, 3)
SECOND = {"starts": "2026-05-04", "anchor": "2026-03-02"}
KIND_OF = make_catalogue().kind_of
STATUSES = "DCMNP?."
NEUTRAL = "NP?."


def end(statuses: Iterable[str], start: Fraction = Fraction(0)) -> Fraction:
    """The strength after all of these weeks."""
    return [start, *strength_series(statuses, start)][-1]


def down(strengths: Iterable[Fraction]) -> list[int]:
    """Percentages, rounded down."""
    return [int(100 * strength) for strength in strengths]


def record_of(tip: int, *parts: str, on: date = END) -> TipRecord:
    """The record of a tip in the cycle of 2 March that these parts of a journal describe."""
    (found,) = (
        record for record in cycle_tip_records((fold_cycle(with_pick(*parts)),), 0, KIND_OF, on) if record.tip == tip
    )
    return found


# One step a week


def test_perfect_weeks() -> None:
    """Nine weeks without a miss: a quarter of what is left, each week."""
    exact = [1 - Fraction(3, 4) ** n for n in range(1, 10)]
    assert list(strength_series("DCDCDCDCD")) == exact
    shown = [25.0, 43.8, 57.8, 68.4, 76.3, 82.2, 86.7, 90.0, 92.5]
    assert all(
        abs(100 * strength - Fraction(str(text))) <= Fraction(1, 20)
        for strength, text in zip(exact, shown, strict=True)
    )


@pytest.mark.parametrize(
    ("statuses", "strengths"),
    [
        ("M", ["0"]),
        ("DM", ["1/4", "7/32"]),
        ("DMD", ["1/4", "7/32", "53/128"]),
        ("DMM", ["1/4", "7/32", "49/256"]),
        ("NPD", ["0", "0", "1/4"]),
        ("D?D.", ["1/4", "1/4", "7/16", "7/16"]),
        ("CM", ["1/4", "7/32"]),
    ],
)
def test_a_miss_takes_an_eighth_and_silence_takes_nothing(statuses: str, strengths: list[str]) -> None:
    """A did adds a quarter of what is missing, a miss takes an eighth of what is there, the rest changes nothing."""
    assert list(strength_series(statuses)) == [Fraction(text) for text in strengths]


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ("0", "young"),
        ("3/4 - 1/1000000000000", "young"),
        ("3/4", "firm"),
        ("17/20 - 1/1000000000000", "firm"),
        ("17/20", "rooted"),
        ("1", "rooted"),
    ],
)
def test_the_words_begin_exactly_on_their_lines(strength: str, expected: str) -> None:
    """Young below 75 %, firm from there, rooted from 85 %, compared on exact values."""
    value = sum(
        (Fraction(part) * sign for part, sign in zip(strength.split(" - "), (1, -1), strict=False)), Fraction(0)
    )
    assert strength_level(value) == expected


def test_five_perfect_weeks_are_firm_and_seven_are_rooted() -> None:
    """Firm takes five weeks, rooted seven."""
    assert [strength_level(strength) for strength in strength_series("DDDDDDD")] == ["young"] * 4 + ["firm"] * 2 + [
        "rooted"
    ]


@given(st.text("DM", max_size=19))
@settings(deadline=None)
def test_a_float_is_exact_for_nineteen_counted_weeks(statuses: str) -> None:
    """What JSON gives as a number is the exact strength of up to nineteen counted weeks."""
    strength = end(statuses)
    assert Fraction(float(strength)) == strength


def test_a_float_is_not_exact_for_twenty() -> None:
    """From twenty counted weeks on only fractions are exact."""
    assert Fraction(float(end("D" + 18 * "M"))) == end("D" + 18 * "M")
    assert Fraction(float(end("D" + 19 * "M"))) != end("D" + 19 * "M")


# Laws


def test_strength_stays_below_one() -> None:
    """P1: whatever the weeks bring, the strength is at least 0 and below 1."""
    for statuses in (*product(STATUSES, repeat=4), *product("DM", repeat=11)):
        assert all(0 <= strength < 1 for strength in strength_series(statuses))
    assert end("D" * 1000) < 1


def test_a_better_week_never_lowers_any_later_strength() -> None:
    """P2: missed, neutral, did: each is at least as good as the one before it, in every week after."""
    for statuses in product("DMN", repeat=6):
        for place in range(6):
            better = [list(strength_series((*statuses[:place], sign, *statuses[place + 1 :]))) for sign in "MND"]
            for worse, improved in pairwise(better):
                assert all(low <= high for low, high in zip(worse, improved, strict=True))


@pytest.mark.parametrize(("weeks", "low", "high"), [(8, 758, 867), (9, 787, 900)])
def test_one_miss_in_a_cycle_is_always_firm(weeks: int, low: int, high: int) -> None:
    """P3: one miss among 8 (9) counted weeks ends between 75.8 and 86.7 % (78.7 and 90.0 %)."""
    ends = [end("D" * place + "M" + "D" * (weeks - 1 - place)) for place in range(weeks)]
    assert (round(1000 * min(ends)), round(1000 * max(ends))) == (low, high)
    assert all(strength_level(strength) != "young" for strength in ends)


@given(st.text(STATUSES, max_size=12), st.integers(0, 12), st.text(NEUTRAL, min_size=1, max_size=5))
@settings(deadline=None)
def test_a_neutral_week_inserted_anywhere_changes_no_strength(statuses: str, place: int, neutral: str) -> None:
    """P5: N, P, ? and . may come in between, exactly nothing changes before or after."""
    inserted = statuses[:place] + neutral + statuses[place:]
    assert end(inserted) == end(statuses)
    assert set(strength_series(inserted)) <= {Fraction(0), *strength_series(statuses)}


@given(st.text("DCMN", min_size=9, max_size=9), st.sets(st.integers(0, 8)))
@settings(deadline=None, max_examples=60)
def test_silence_never_lowers_a_strength_and_never_raises_one(told: str, silent: set[int]) -> None:
    """P14: leaving a week out of a journal gives the strength that the other weeks have by themselves."""
    quiet = "".join("?" if n in silent else sign for n, sign in enumerate(told))
    spoken = "".join(sign for n, sign in enumerate(told) if n not in silent)
    found = record_of(5, weekly_checkins({5: quiet, 13: "D"}))
    assert found.statuses == quiet
    assert found.strength == end(spoken)


ANSWERS = st.text("DCMNB?", min_size=9, max_size=9)


@given(ANSWERS, st.lists(ANSWERS, min_size=4, max_size=4), st.lists(ANSWERS, min_size=4, max_size=4))
@settings(deadline=None, max_examples=50)
def test_the_strength_of_a_tip_depends_on_its_own_weeks_alone(own: str, these: list[str], those: list[str]) -> None:
    """P9: whatever is answered for the other four, one tip's record stays the same."""
    others = (13, 33, 34, 42)
    one = record_of(5, weekly_checkins({5: own, **dict(zip(others, these, strict=True))}))
    other = record_of(5, weekly_checkins({5: own, **dict(zip(others, those, strict=True))}))
    assert one == other


# What holds

HOLDS = [
    pytest.param(5, "DDDD", False, id="a-ritual-four-times"),
    pytest.param(5, "DDDDD", True, id="a-ritual-five-times"),
    pytest.param(5, "DDDDDM", False, id="a-ritual-missed-after-five"),
    pytest.param(5, "DDDDDMD", True, id="a-ritual-that-came-back"),
    pytest.param(5, "DD", False, id="a-ritual-twice"),
    pytest.param(5, "DNNDN", False, id="no-occasion-does-not-help-a-ritual"),
    pytest.param(33, "D", False, id="a-reflex-once"),
    pytest.param(33, "DD", True, id="a-reflex-twice"),
    pytest.param(33, "NNCN?D", True, id="a-reflex-twice-with-cost-and-silence"),
    pytest.param(33, "DDM", False, id="a-reflex-missed-once"),
    pytest.param(33, "MDDDD", False, id="a-reflex-missed-long-ago"),
    pytest.param(33, "MDDDDDD", True, id="a-reflex-missed-and-firm"),
    pytest.param(33, "NNNNNNNNN", False, id="a-reflex-that-never-occurred"),
    pytest.param(34, "DD", False, id="a-build-on-its-way"),
    pytest.param(34, "B", True, id="a-build-that-stands"),
    pytest.param(34, "BM", False, id="a-build-that-fell"),
    pytest.param(34, "DDDDD", True, id="a-build-that-is-firm"),
]


@pytest.mark.parametrize(("tip", "told", "holds"), HOLDS)
def test_when_a_tip_holds(tip: int, told: str, holds: bool) -> None:
    """A tip holds when it is firm; a build when it stands; a reflex when it was done twice and never missed."""
    assert record_of(tip, weekly_checkins({tip: told})).holds is holds


def test_a_miss_in_a_paused_week_is_no_miss_of_a_reflex() -> None:
    """The pause covers the miss, so the reflex was never missed."""
    told = weekly_checkins({33: "DMD"})
    assert not record_of(33, told).holds
    assert record_of(33, told, '[[pause]]\nweeks = ["2026-W11"]').holds


# Builds

STANDS = [
    pytest.param("B", True, id="built"),
    pytest.param("DDD", False, id="only-moved-forward"),
    pytest.param("BDCN?", True, id="nothing-later-was-missed"),
    pytest.param("BM", False, id="missed-later"),
    pytest.param("BMD", False, id="a-did-does-not-raise-it-again"),
    pytest.param("BMB", True, id="built-again"),
    pytest.param("MB", True, id="missed-before"),
    pytest.param("DMMB", True, id="in-the-end"),
]


@pytest.mark.parametrize(("told", "stands"), STANDS)
def test_when_a_build_stands(told: str, stands: bool) -> None:
    """A build stands from a built answer until a later week is answered missed."""
    found = record_of(34, weekly_checkins({34: told}))
    assert found.stands is stands
    assert found.statuses.startswith(told.replace("B", "D"))


AGAIN = """
    [[checkin]]  # 2026-03-06
    week = "2026-W10"
    built = [34]

    [[checkin]]  # 2026-03-07
    week = "2026-W10"
    {} = [34]
"""


@pytest.mark.parametrize(
    ("answer", "stands"), [("did", True), ("costly", True), ("built", True), ("missed", False), ("none", False)]
)
def test_another_answer_for_the_same_week(answer: str, stands: bool) -> None:
    """A did or costly for that same week leaves a build standing; what replaces the built answer does not."""
    assert record_of(34, AGAIN.format(answer)).stands is stands


def test_the_weeks_count_and_not_the_day_of_the_answer() -> None:
    """A miss of an earlier week that is filled in afterwards leaves a build standing."""
    text = """
        [[checkin]]  # 2026-03-13
        week = "2026-W11"
        built = [34]

        [[checkin]]  # 2026-03-14
        week = "2026-W10"
        missed = [34]
    """
    assert record_of(34, text).stands


@pytest.mark.parametrize("other", ["missed", "none"])
def test_a_built_answer_that_was_corrected_is_gone(other: str) -> None:
    """Answered otherwise for that same week and then as done, it was done and not built."""
    keys = ("built", other, "did")
    found = record_of(34, "\n".join(f'[[checkin]]  # 2026-03-06\nweek = "2026-W10"\n{key} = [34]\n' for key in keys))
    assert (found.statuses[0], found.stands) == ("D", False)


def test_a_build_answered_on_two_machines_at_once() -> None:
    """On one stamp costly goes before built, and leaves it standing whichever id is greater."""
    text = """
        [[checkin]]
        id = "{0}"
        at = 2026-03-06T08:00:00Z
        week = "2026-W10"
        built = [34]

        [[checkin]]
        id = "{1}"
        at = 2026-03-06T08:00:00Z
        week = "2026-W10"
        costly = [34]
    """
    for ids in permutations("ab"):
        found = record_of(34, text.format(*ids))
        assert (found.statuses[0], found.stands) == ("C", True)


@pytest.mark.parametrize("other", ["did", "missed", "none"])
def test_no_other_answer_on_that_stamp_makes_a_build_stand(other: str) -> None:
    """Only a built answer does, whatever goes beside what cost something."""
    text = """
        [[checkin]]
        id = "{0}"
        at = 2026-03-06T08:00:00Z
        week = "2026-W10"
        costly = [34]

        [[checkin]]
        id = "{1}"
        at = 2026-03-06T08:00:00Z
        week = "2026-W10"
        {2} = [34]
    """
    for ids in permutations("ab"):
        assert not record_of(34, text.format(*ids, other)).stands


@pytest.mark.parametrize("missed", ["2026-W10", "2026-W11"], ids=["built-in-it", "missed-in-it"])
def test_a_pause_neither_raises_nor_fells_a_build(missed: str) -> None:
    """A build made in a paused week stands; a miss that a pause covers fells nothing."""
    assert record_of(34, weekly_checkins({34: "BM"}), '[[pause]]\nweeks = ["2026-W11"]').stands
    assert record_of(34, weekly_checkins({34: "B"}), f'[[pause]]\nweeks = ["{missed}"]').stands


def test_a_build_taken_back_does_not_stand() -> None:
    """An undone built answer never was."""
    text = '[[checkin]]\nid = "b"\nweek = "2026-W10"\nbuilt = [34]'
    assert record_of(34, text).stands
    assert not record_of(34, text, '[[undo]]\nof = ["b"]').stands


# From one cycle into the next

CLOSE = "[[close]]  # 2026-05-01\n{}"
FIVE_AND_MORE = "[[pick]]\ntips = [5, 33, 34, 1, 2]"


def second(first: str, close: str, told: dict[int, str], *more: str, pick: str = FIVE_AND_MORE) -> dict[int, TipRecord]:
    """The records of the second cycle, by tip."""
    one = cycle_file(with_pick(first, CLOSE.format(close)))
    parts = [pick, weekly_checkins(told, starts="2026-05-04") if told else "", *more]
    two = cycle_file("\n\n".join(parts), **SECOND)
    found = cycle_tip_records(Cycles(make_journal(one, two)), 1, KIND_OF, date(2026, 6, 28))
    return {record.tip: record for record in found}


@pytest.mark.parametrize(
    ("decision", "keeps"),
    [("extend", True), ("keep", False), ("adapt", False), ("drop", False)],
)
def test_only_an_extended_tip_keeps_its_strength(decision: str, keeps: bool) -> None:
    """Whatever else was decided, a tip that is picked again begins at 0."""
    found = second(weekly_checkins({5: "DDDM"}), f"{decision} = [5]", {5: "DD"})
    assert found[5].strength == (end("DDDMDD") if keeps else end("DD"))
    assert (found[5].statuses, found[5].done_count, found[5].scored_count) == ("DD??????", 2, 2)


def test_an_extended_reflex_is_judged_over_all_weeks_that_feed_it() -> None:
    """Twice in two cycles holds; one miss in the cycle before does not."""
    assert second(weekly_checkins({33: "D"}), "extend = [33]", {33: "D"})[33].holds
    assert not second(weekly_checkins({33: "DM"}), "extend = [33]", {33: "DD"})[33].holds
    assert second(weekly_checkins({33: "DM"}), "keep = [33]", {33: "DD"})[33].holds


def test_an_extended_build_goes_on_standing() -> None:
    """What stood at the close stands in the next cycle, until it is missed there."""
    assert second(weekly_checkins({34: "??B"}), "extend = [34]", {})[34].stands_since == date(2026, 3, 20)
    assert not second(weekly_checkins({34: "??B"}), "extend = [34]", {34: "M"})[34].stands
    assert not second(weekly_checkins({34: "??B"}), "keep = [34]", {})[34].stands


def test_a_stranger_that_a_hand_extended_brings_nothing_along() -> None:
    """Swapped out before the close, it has no seat there to go on from, whatever the file says."""
    gone = '[[swap]]  # 2026-03-31\nold = 5\nnew = 6\nfrom = "2026-W14"\nbecause = "x"'
    found = second(weekly_checkins({5: "DDD"}) + "\n" + gone, "extend = [5]", {5: "D"})
    assert (found[5].strength, found[5].all_statuses) == (Fraction(1, 4), found[5].statuses)


def test_strength_is_carried_over_two_closes() -> None:
    """A tip extended twice is fed by three cycles."""
    one = cycle_file(with_pick(weekly_checkins({5: "DDD"}), CLOSE.format("extend = [5]")))
    two = cycle_file(
        "\n\n".join(
            [FIVE_AND_MORE, weekly_checkins({5: "DMD"}, starts="2026-05-04"), "[[close]]  # 2026-06-26\nextend = [5]"]
        ),
        **SECOND,
    )
    three = cycle_file(
        FIVE_AND_MORE + "\n\n" + weekly_checkins({5: "D"}, starts="2026-06-29"),
        starts="2026-06-29",
        anchor="2026-03-02",
    )
    found = cycle_tip_records(Cycles(make_journal(one, two, three)), 2, KIND_OF, date(2026, 8, 30))
    assert found[0].strength == end("DDDDMDD")


def test_a_cycle_in_between_breaks_the_line() -> None:
    """A tip extended in the first cycle and picked again in the third begins at 0."""
    one = cycle_file(with_pick(weekly_checkins({5: "DDD"}), CLOSE.format("extend = [5]")))
    two = cycle_file("[[pick]]\ntips = [1, 2, 3, 4, 6]\n\n[[close]]  # 2026-06-26\ndrop = [1]", **SECOND)
    three = cycle_file(FIVE_AND_MORE, starts="2026-06-29", anchor="2026-03-02")
    found = cycle_tip_records(Cycles(make_journal(one, two, three)), 2, KIND_OF, date(2026, 8, 30))
    assert found[0].strength == 0


def test_a_tip_swapped_in_begins_at_zero() -> None:
    """Whatever a tip was before, and whatever its seat was: what comes in by a swap starts anew."""
    swap = '[[swap]]  # 2026-05-19\nold = 1\nnew = 13\nfrom = "2026-W21"\nbecause = "x"'
    said = '[[checkin]]  # 2026-05-22\nweek = "2026-W21"\ndid = [13]'
    found = second(weekly_checkins({13: "DDDDD"}), "extend = [13]", {1: "DD"}, swap, said)
    assert found[13].strength == Fraction(1, 4)
    assert (found[13].statuses, found[1].statuses) == ("..D?????", "DD......")
    assert (found[1].is_active, found[13].is_active) == (False, True)


def test_a_tip_swapped_in_before_the_first_monday_begins_at_zero_too() -> None:
    """It was extended and yet not picked: a hand-written pick that a swap mends brings no strength along."""
    swap = '[[swap]]  # 2026-05-02\nold = 1\nnew = 13\nfrom = "2026-W19"\nbecause = "x"'
    found = second(weekly_checkins({13: "DDDDD"}), "extend = [13]", {13: "D"}, swap)
    assert found[13].strength == Fraction(1, 4)


def test_an_extended_tip_that_gave_up_its_place_comes_back_at_zero() -> None:
    """It made place before the first Monday and was swapped in for another in the third week."""
    there = '[[swap]]  # 2026-05-02\nold = 5\nnew = 7\nfrom = "2026-W19"\nbecause = "x"'
    back = '[[swap]]  # 2026-05-19\nold = 1\nnew = 5\nfrom = "2026-W21"\nbecause = "x"'
    found = second(weekly_checkins({5: "DDDDD"}), "extend = [5]", {5: "??D"}, there, back)
    assert (found[5].statuses, found[5].strength) == ("..D?????", Fraction(1, 4))


# The worked cycle

WORKED = """
[[pick]]
tips = [1, 33, 34, 4, 5]

{first}

[[swap]]  # 2026-03-23
old = 4
new = 6
from = "2026-W13"
because = "the counter closes"

{rest}

[[checkin]]  # 2026-04-25
week = "2026-W14"
did = [34, 6]
missed = [1, 5]
none = [33]
team = 5
customers = 5

[[pause]]  # 2026-04-10
weeks = ["2026-W15"]

{felt}
"""
TOLD = {1: "DDDDMPDDD", 33: "DNDDNPDCD", 34: "DDDDDPDDD", 6: "...DDPDMD", 5: "DMMDMPMDM"}
FELT = {10: (3, 2), 11: (3, 3), 12: (3, 3), 13: (4, 4), 16: (4, 4), 17: (4, 4), 18: (4, 4)}


def worked() -> str:
    """The worked cycle of docs/rules.md §9 as a journal; tip 1 is its A, 33 its B, 34 its C, 6 its D and 5 its E."""
    friday = {n: Week.parse(f"2026-W{n}").day(4) for n in FELT}
    return WORKED.format(
        first=weekly_checkins({tip: told[:3] for tip, told in TOLD.items()}),
        rest=weekly_checkins({tip: "???" + told[3] + "??" + told[6:] for tip, told in TOLD.items()}),
        felt="\n\n".join(
            f'[[checkin]]  # {friday[n]}\nweek = "2026-W{n}"\nteam = {team}\ncustomers = {customers}'
            for n, (team, customers) in FELT.items()
        ),
    )


ROWS = [
    pytest.param(1, "DDDDMPDDD", (7, 8), [25, 43, 57, 68, 59, 59, 69, 77, 83], "108851/131072", "firm", True, id="A"),
    pytest.param(33, "DNDDNPDCD", (6, 6), [25, 25, 43, 57, 57, 57, 68, 76, 82], "3367/4096", "firm", True, id="B"),
    pytest.param(34, "DDDDDPDDD", (8, 8), [25, 43, 57, 68, 76, 76, 82, 86, 89], "58975/65536", "rooted", True, id="C"),
    pytest.param(6, "...DDPDMD", (4, 5), [0, 0, 0, 25, 43, 43, 57, 50, 62], "1289/2048", "young", False, id="D"),
    pytest.param(
        5, "DMMDMPMDM", (3, 8), [25, 21, 19, 39, 34, 34, 30, 47, 41], "873439/2097152", "young", False, id="E"
    ),
    pytest.param(4, "???......", (0, 0), [0] * 9, "0", "young", False, id="the-tip-that-D-replaced"),
]


@pytest.mark.parametrize(("tip", "weeks", "count", "shown", "exact", "said", "holds"), ROWS)
def test_the_worked_cycle(
    tip: int, weeks: str, count: tuple[int, int], shown: list[int], exact: str, said: str, holds: bool
) -> None:
    """Nine weeks to 3 May 2026, a pause in the sixth and the fifth filled in late: the table of docs/rules.md §9."""
    (found,) = (record for record in cycle_tip_records((fold_cycle(worked()),), 0, KIND_OF, END) if record.tip == tip)
    assert found.statuses == weeks
    assert (found.done_count, found.scored_count) == count
    assert down(strength_series(found.statuses)) == shown
    assert found.strength == Fraction(exact)
    assert (found.level, found.holds, found.is_active) == (said, holds, tip != 4)


def test_what_the_worked_cycle_looked_back_on() -> None:
    """The fifth week was answered on 25 April, more than two weeks after its Sunday, and its feelings stay empty."""
    found = fold_cycle(worked())
    felt = [found.feelings.get(week) for week in found.weeks]
    assert [answer and answer.team for answer in felt] == [3, 3, 3, 4, None, None, 4, 4, 4]
    assert [answer and answer.customers for answer in felt] == [2, 3, 3, 4, None, None, 4, 4, 4]
    on_time = [
        week in found.checkin_dates and (found.checkin_dates[week] - week.sunday).days <= 14 for week in found.weeks
    ]
    assert on_time == [True, True, True, True, False, False, True, True, True]
    assert [week in found.paused_weeks for week in found.weeks] == [n == 5 for n in range(9)]


def test_the_applied_answers_of_the_worked_cycle() -> None:
    """Weeks 3 4 5 7 8 9 hold 22 did and 6 missed, weeks 1 and 2 before them 6 and 1."""
    found = cycle_tip_records((fold_cycle(worked()),), 0, KIND_OF, END)

    def count(places: tuple[int, ...]) -> tuple[int, int]:
        signs = "".join(record.statuses[n - 1] for record in found for n in places)
        return signs.count("D") + signs.count("C"), signs.count("M")

    assert count((3, 4, 5, 7, 8, 9)) == (22, 6)
    assert count((1, 2)) == (6, 1)


# Records


def test_a_tip_that_left_the_catalogue_keeps_its_record() -> None:
    """Without a kind a tip is judged by its strength alone."""
    cycles = (fold_cycle(with_pick(weekly_checkins({5: "DD", 33: "DDDDD"}))),)
    found = {record.tip: record for record in cycle_tip_records(cycles, 0, {}.get, END)}
    assert (found[5].kind, found[5].holds, found[33].holds) == (None, False, True)
    assert {record.tip: record.kind for record in cycle_tip_records(cycles, 0, KIND_OF, END)}[33] is TipKind.REFLEX


@pytest.mark.parametrize(
    ("kind", "stands"), [(TipKind.BUILD, True), (None, True), *((k, False) for k in ("ritual", "reflex"))]
)
def test_only_what_is_made_once_can_stand(kind: TipKind | str | None, stands: bool) -> None:
    """A file may say that a ritual was built: that counts as did and does not stand; an unknown tip does."""
    (found,) = (
        record
        for record in cycle_tip_records(
            (fold_cycle(with_pick(weekly_checkins({34: "B"}))),), 0, lambda _: TipKind(kind) if kind else None, END
        )
        if record.tip == 34
    )
    assert (found.statuses[0], found.stands, found.holds) == ("D", stands, stands)
