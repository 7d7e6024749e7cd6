"""Tests for strength and tip records: docs/rules.md §2 (builds), §3, §9 and the laws P1–P3, P5, P9 and P14 of §8."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import (
    cycle_file,
    fold_cycle,
    make_catalogue,
    make_journal,
    parse_statuses,
    status_letters,
    weekly_checkins,
    with_pick,
)
from tipcycle.core.momentum.strength import TipRecord, cycle_tip_records, strength_level, strength_series
from tipcycle.core.projection import Cycles
from tipcycle.core.tips import TipKind
from tipcycle.core.weeks import Week

CYCLE_END = date(2026, 5, 3)
SECOND_CYCLE = {"starts": "2026-05-04", "anchor": "2026-03-02"}
KIND_OF = make_catalogue().kind_of
STATUSES = "DCMNP?."
NEUTRAL_STATUSES = "NP?."


def final_strength(statuses: Iterable[str], start: Fraction = Fraction(0)) -> Fraction:
    """Return the strength after all of these weeks."""
    return [start, *strength_series(parse_statuses(statuses), start)][-1]


def rounded_percentages(strengths: Iterable[Fraction]) -> list[int]:
    """Return the strengths as percentages, rounded down."""
    return [int(100 * strength) for strength in strengths]


def record_of(tip: int, *texts: str, today: date = CYCLE_END) -> TipRecord:
    """Return the record of a tip in the cycle of 2 March with these texts."""
    (result,) = (
        record for record in cycle_tip_records((fold_cycle(with_pick(*texts)),), 0, KIND_OF, today) if record.tip == tip
    )
    return result


# Strength of a week


def test_weeks_without_a_miss_add_a_quarter_of_the_rest() -> None:
    """Nine such weeks give the percentages of docs/rules.md §3."""
    exact = [1 - Fraction(3, 4) ** n for n in range(1, 10)]
    assert list(strength_series(parse_statuses("DCDCDCDCD"))) == exact
    percentages = [25.0, 43.8, 57.8, 68.4, 76.3, 82.2, 86.7, 90.0, 92.5]
    assert all(
        abs(100 * strength - Fraction(str(percentage))) <= Fraction(1, 20)
        for strength, percentage in zip(exact, percentages, strict=True)
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
def test_strength_after_each_status(statuses: str, strengths: list[str]) -> None:
    """A did adds a quarter of the rest, a miss removes an eighth of the strength, and other statuses change nothing."""
    assert list(strength_series(parse_statuses(statuses))) == [Fraction(text) for text in strengths]


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
def test_strength_levels_start_exactly_at_their_thresholds(strength: str, expected: str) -> None:
    """A strength is young below 75 %, firm from 75 % and rooted from 85 %, compared as exact fractions."""
    value = sum(
        (Fraction(part) * sign for part, sign in zip(strength.split(" - "), (1, -1), strict=False)), Fraction(0)
    )
    assert strength_level(value) == expected


def test_five_weeks_without_a_miss_are_firm_and_seven_are_rooted() -> None:
    assert [strength_level(strength) for strength in strength_series(parse_statuses("DDDDDDD"))] == ["young"] * 4 + [
        "firm"
    ] * 2 + ["rooted"]


@given(st.text("DM", max_size=19))
@settings(deadline=None)
def test_float_is_exact_up_to_nineteen_counted_weeks(statuses: str) -> None:
    """The JSON number is equal to the exact strength."""
    strength = final_strength(statuses)
    assert Fraction(float(strength)) == strength


def test_float_is_not_exact_for_twenty_counted_weeks() -> None:
    assert Fraction(float(final_strength("D" + 18 * "M"))) == final_strength("D" + 18 * "M")
    assert Fraction(float(final_strength("D" + 19 * "M"))) != final_strength("D" + 19 * "M")


# Laws


def test_strength_is_at_least_zero_and_below_one() -> None:
    """P1: 0 ≤ S < 1."""
    for statuses in (*product(STATUSES, repeat=4), *product("DM", repeat=11)):
        assert all(0 <= strength < 1 for strength in strength_series(parse_statuses(statuses)))
    assert final_strength("D" * 1000) < 1


def test_better_week_never_lowers_a_later_strength() -> None:
    """P2: changing a week from missed to neutral or from neutral to did never lowers S in any week."""
    for statuses in product("DMN", repeat=6):
        for position in range(6):
            series = [
                list(strength_series(parse_statuses((*statuses[:position], status, *statuses[position + 1 :]))))
                for status in "MND"
            ]
            for worse, improved in pairwise(series):
                assert all(lower <= higher for lower, higher in zip(worse, improved, strict=True))


@pytest.mark.parametrize(("weeks", "low", "high"), [(8, 758, 867), (9, 787, 900)])
def test_cycle_with_one_miss_is_always_firm(weeks: int, low: int, high: int) -> None:
    """P3: with one miss, 8 counted weeks end between 75.8 and 86.7 %, and 9 between 78.7 and 90.0 %."""
    strengths = [final_strength("D" * position + "M" + "D" * (weeks - 1 - position)) for position in range(weeks)]
    assert (round(1000 * min(strengths)), round(1000 * max(strengths))) == (low, high)
    assert all(strength_level(strength) != "young" for strength in strengths)


@given(st.text(STATUSES, max_size=12), st.integers(0, 12), st.text(NEUTRAL_STATUSES, min_size=1, max_size=5))
@settings(deadline=None)
def test_neutral_weeks_do_not_change_strength(statuses: str, position: int, neutral: str) -> None:
    """P5: N, P, ? and . at any position leave S exactly unchanged."""
    inserted = statuses[:position] + neutral + statuses[position:]
    assert final_strength(inserted) == final_strength(statuses)
    assert set(strength_series(parse_statuses(inserted))) <= {Fraction(0), *strength_series(parse_statuses(statuses))}


@given(st.text("DCMN", min_size=9, max_size=9), st.sets(st.integers(0, 8)))
@settings(deadline=None, max_examples=60)
def test_unanswered_weeks_do_not_change_strength(statuses: str, unanswered: set[int]) -> None:
    """P14: a journal without answers for some weeks gives the strength of the other weeks alone."""
    with_gaps = "".join("?" if n in unanswered else status for n, status in enumerate(statuses))
    answered_only = "".join(status for n, status in enumerate(statuses) if n not in unanswered)
    record = record_of(5, weekly_checkins({5: with_gaps, 13: "D"}))
    assert status_letters(record.statuses) == with_gaps
    assert record.strength == final_strength(answered_only)


STATUS_TEXTS = st.text("DCMNB?", min_size=9, max_size=9)


@given(
    st.sampled_from((5, 33, 34)),
    STATUS_TEXTS,
    st.lists(STATUS_TEXTS, min_size=4, max_size=4),
    st.lists(STATUS_TEXTS, min_size=4, max_size=4),
)
@settings(deadline=None, max_examples=50)
def test_record_depends_only_on_the_weeks_of_the_tip(
    tip: int, own: str, some_statuses: list[str], other_statuses: list[str]
) -> None:
    """P9: the answers for the other four tips do not affect the record of a ritual, a reflex or a build."""
    other_tips = [other for other in (5, 13, 33, 34, 42) if other != tip]
    record = record_of(tip, weekly_checkins({tip: own, **dict(zip(other_tips, some_statuses, strict=True))}))
    other_record = record_of(tip, weekly_checkins({tip: own, **dict(zip(other_tips, other_statuses, strict=True))}))
    assert record == other_record


# Tips that hold

HOLDS_CASES = [
    pytest.param(5, "DDDD", False, id="ritual-4-times"),
    pytest.param(5, "DDDDD", True, id="ritual-5-times"),
    pytest.param(5, "DDDDDM", True, id="ritual-5-of-6"),
    pytest.param(5, "DDDDM", False, id="ritual-4-of-5"),
    pytest.param(5, "DDDDMM", False, id="ritual-4-of-6"),
    pytest.param(5, "MMDDDDDD", True, id="ritual-6-of-8"),
    pytest.param(5, "DDDDDDMM", True, id="ritual-6-of-8-and-not-firm"),
    pytest.param(5, "DDDMMDDMD", False, id="ritual-6-of-9"),
    pytest.param(5, "DDDDDMD", True, id="ritual-firm-again"),
    pytest.param(5, "DD", False, id="ritual-2-times"),
    pytest.param(5, "DNNDN", False, id="ritual-with-no-occasion"),
    pytest.param(33, "D", False, id="reflex-once"),
    pytest.param(33, "DD", True, id="reflex-2-times"),
    pytest.param(33, "NNCN?D", True, id="reflex-2-times-one-costly"),
    pytest.param(33, "DDM", False, id="reflex-missed-once"),
    pytest.param(33, "MDDDD", True, id="reflex-4-of-5"),
    pytest.param(33, "MDDD", False, id="reflex-3-of-4"),
    pytest.param(33, "MDDDDDD", True, id="reflex-missed-and-firm"),
    pytest.param(33, "NNNNNNNNN", False, id="reflex-without-occasion"),
    pytest.param(34, "DD", False, id="build-in-progress"),
    pytest.param(34, "B", True, id="build-stands"),
    pytest.param(34, "BM", False, id="build-missed-later"),
    pytest.param(34, "DDDDDDD", False, id="build-rooted-and-not-finished"),
]


@pytest.mark.parametrize(("tip", "statuses", "holds"), HOLDS_CASES)
def test_tip_holds_if_firm_or_by_its_kind(tip: int, statuses: str, holds: bool) -> None:
    """A build holds only while it stands, a ritual also at 3/4 of 6 weeks, a reflex at 4 did for each miss."""
    assert record_of(tip, weekly_checkins({tip: statuses})).holds is holds


def _holds(kind: TipKind, letters: str) -> bool:
    return TipRecord(
        tip=1,
        kind=kind,
        statuses=(statuses := tuple(parse_statuses(letters))),
        all_statuses=statuses,
        strength=final_strength(letters),
        built_on=None,
        is_active=True,
    ).holds


@pytest.mark.parametrize("kind", [TipKind.RITUAL, TipKind.REFLEX, None])
def test_tip_holds_from_exactly_three_quarters_on(kind: TipKind | None) -> None:
    """No sequence of weeks gives exactly 75 %; the line counts as firm all the same."""
    record = TipRecord(
        tip=1, kind=kind, statuses=(), all_statuses=(), strength=Fraction(3, 4), built_on=None, is_active=True
    )
    assert record.holds
    assert not replace(record, strength=Fraction(3, 4) - Fraction(1, 10**12)).holds


@pytest.mark.parametrize("kind", [TipKind.RITUAL, TipKind.REFLEX])
def test_better_week_never_makes_a_tip_stop_holding(kind: TipKind) -> None:
    """All sequences of up to eight weeks, with each change of one week from missed to neutral to did."""
    holds = {text: _holds(kind, text) for length in range(9) for text in map("".join, product("MND", repeat=length))}
    assert any(holds.values())
    assert not all(holds.values())
    lost = [
        (text, better)
        for text, does_hold in holds.items()
        if does_hold
        for n, letter in enumerate(text)
        for better in {"M": "ND", "N": "D", "D": ""}[letter]
        if not holds[text[:n] + better + text[n + 1 :]]
    ]
    assert lost == []


def test_miss_in_a_paused_week_does_not_count_for_a_reflex() -> None:
    checkins = weekly_checkins({33: "DMD"})
    assert not record_of(33, checkins).holds
    assert record_of(33, checkins, '[[pause]]\nweeks = ["2026-W11"]').holds


# Builds

STANDS_CASES = [
    pytest.param("B", True, id="built"),
    pytest.param("DDD", False, id="only-did"),
    pytest.param("BDCN?", True, id="built-and-no-miss"),
    pytest.param("BM", False, id="missed-later"),
    pytest.param("BMD", False, id="did-after-miss"),
    pytest.param("BMB", True, id="built-again"),
    pytest.param("MB", True, id="missed-before"),
    pytest.param("DMMB", True, id="built-last"),
]


@pytest.mark.parametrize(("statuses", "stands"), STANDS_CASES)
def test_build_stands_until_a_later_miss(statuses: str, stands: bool) -> None:
    """A build stands from a built answer on."""
    record = record_of(34, weekly_checkins({34: statuses}))
    assert record.is_built is stands
    assert status_letters(record.statuses).startswith(statuses.replace("B", "D"))


TWO_ANSWERS = """
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
def test_later_did_for_the_same_week_leaves_a_build_standing(answer: str, stands: bool) -> None:
    """A later did or costly keeps the built answer of that week; a later missed or none replaces it."""
    assert record_of(34, TWO_ANSWERS.format(answer)).is_built is stands


def test_late_miss_of_an_earlier_week_leaves_a_build_standing() -> None:
    """The order of the weeks counts, not the order of the answers."""
    text = """
        [[checkin]]  # 2026-03-13
        week = "2026-W11"
        built = [34]

        [[checkin]]  # 2026-03-14
        week = "2026-W10"
        missed = [34]
    """
    assert record_of(34, text).is_built


@pytest.mark.parametrize("correction", ["missed", "none"])
def test_replaced_built_answer_is_not_restored_by_did(correction: str) -> None:
    """A build that is answered built, then missed or none, then did for one week is done but does not stand."""
    keys = ("built", correction, "did")
    record = record_of(34, "\n".join(f'[[checkin]]  # 2026-03-06\nweek = "2026-W10"\n{key} = [34]\n' for key in keys))
    assert (record.statuses[0].letter, record.is_built) == ("D", False)


def test_built_and_costly_at_the_same_instant_leave_a_build_standing() -> None:
    """The status is costly, whichever id is greater."""
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
        record = record_of(34, text.format(*ids))
        assert (record.statuses[0].letter, record.is_built) == ("C", True)


@pytest.mark.parametrize("other", ["did", "missed", "none"])
def test_costly_and_another_status_at_once_do_not_make_a_build_stand(other: str) -> None:
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
        assert not record_of(34, text.format(*ids, other)).is_built


@pytest.mark.parametrize("paused_week", ["2026-W10", "2026-W11"], ids=["paused-when-built", "paused-one-week-later"])
def test_pause_does_not_affect_a_standing_build(paused_week: str) -> None:
    """A build that is made in a paused week stands, and a miss in a paused week has no effect."""
    assert record_of(34, weekly_checkins({34: "BM"}), '[[pause]]\nweeks = ["2026-W11"]').is_built
    assert record_of(34, weekly_checkins({34: "B"}), f'[[pause]]\nweeks = ["{paused_week}"]').is_built


def test_undone_built_answer_has_no_effect() -> None:
    text = '[[checkin]]\nid = "b"\nweek = "2026-W10"\nbuilt = [34]'
    assert record_of(34, text).is_built
    assert not record_of(34, text, '[[undo]]\nof = ["b"]').is_built


# Extended tips

CLOSE = "[[close]]  # 2026-05-01\n{}"
SECOND_PICK = "[[pick]]\ntips = [5, 33, 34, 1, 2]"


def second_cycle_records(
    first_checkins: str, close: str, statuses: dict[int, str], *more_texts: str, pick: str = SECOND_PICK
) -> dict[int, TipRecord]:
    """Return the records of the second cycle by tip, after a first cycle with these check-ins and this close."""
    first_file = cycle_file(with_pick(first_checkins, CLOSE.format(close)))
    texts = [pick, weekly_checkins(statuses, starts="2026-05-04") if statuses else "", *more_texts]
    second_file = cycle_file("\n\n".join(texts), **SECOND_CYCLE)
    records = cycle_tip_records(Cycles(make_journal(first_file, second_file)), 1, KIND_OF, date(2026, 6, 28))
    return {record.tip: record for record in records}


@pytest.mark.parametrize(
    ("decision", "is_kept"),
    [("extend", True), ("keep", False), ("adapt", False), ("drop", False)],
)
def test_only_an_extended_tip_keeps_its_strength(decision: str, is_kept: bool) -> None:
    """After any other decision, a tip that is picked again starts at 0."""
    records = second_cycle_records(weekly_checkins({5: "DDDM"}), f"{decision} = [5]", {5: "DD"})
    assert records[5].strength == (final_strength("DDDMDD") if is_kept else final_strength("DD"))
    assert (status_letters(records[5].statuses), records[5].done_count, records[5].scored_count) == ("DD??????", 2, 2)


def test_extended_reflex_is_judged_over_both_cycles() -> None:
    """Done once in each cycle is enough to hold; a miss in the first cycle prevents it."""
    assert second_cycle_records(weekly_checkins({33: "D"}), "extend = [33]", {33: "D"})[33].holds
    assert not second_cycle_records(weekly_checkins({33: "DM"}), "extend = [33]", {33: "DD"})[33].holds
    assert second_cycle_records(weekly_checkins({33: "DM"}), "keep = [33]", {33: "DD"})[33].holds


def test_extended_build_stands_until_it_is_missed() -> None:
    assert second_cycle_records(weekly_checkins({34: "??B"}), "extend = [34]", {})[34].built_on == date(2026, 3, 20)
    assert not second_cycle_records(weekly_checkins({34: "??B"}), "extend = [34]", {34: "M"})[34].is_built
    assert not second_cycle_records(weekly_checkins({34: "??B"}), "keep = [34]", {})[34].is_built


def test_extended_tip_outside_the_five_starts_at_zero() -> None:
    """A tip that was swapped out before the close is not extended, even if the file contains it."""
    swap = '[[swap]]  # 2026-03-31\nold = 5\nnew = 6\nfrom = "2026-W14"\nbecause = "x"'
    records = second_cycle_records(weekly_checkins({5: "DDD"}) + "\n" + swap, "extend = [5]", {5: "D"})
    assert (records[5].strength, records[5].all_statuses) == (Fraction(1, 4), records[5].statuses)


def test_strength_is_kept_over_two_extensions() -> None:
    first = cycle_file(with_pick(weekly_checkins({5: "DDD"}), CLOSE.format("extend = [5]")))
    second = cycle_file(
        "\n\n".join(
            [SECOND_PICK, weekly_checkins({5: "DMD"}, starts="2026-05-04"), "[[close]]  # 2026-06-26\nextend = [5]"]
        ),
        **SECOND_CYCLE,
    )
    third = cycle_file(
        SECOND_PICK + "\n\n" + weekly_checkins({5: "D"}, starts="2026-06-29"),
        starts="2026-06-29",
        anchor="2026-03-02",
    )
    records = cycle_tip_records(Cycles(make_journal(first, second, third)), 2, KIND_OF, date(2026, 8, 30))
    assert records[0].strength == final_strength("DDDDMDD")


def test_strength_is_not_kept_over_a_cycle_without_the_tip() -> None:
    first = cycle_file(with_pick(weekly_checkins({5: "DDD"}), CLOSE.format("extend = [5]")))
    second = cycle_file("[[pick]]\ntips = [1, 2, 3, 4, 6]\n\n[[close]]  # 2026-06-26\ndrop = [1]", **SECOND_CYCLE)
    third = cycle_file(SECOND_PICK, starts="2026-06-29", anchor="2026-03-02")
    records = cycle_tip_records(Cycles(make_journal(first, second, third)), 2, KIND_OF, date(2026, 8, 30))
    assert records[0].strength == 0


def test_swapped_in_tip_starts_at_zero() -> None:
    """An earlier strength of the tip, or of the tip that it replaces, is not kept."""
    swap = '[[swap]]  # 2026-05-19\nold = 1\nnew = 13\nfrom = "2026-W21"\nbecause = "x"'
    checkin = '[[checkin]]  # 2026-05-22\nweek = "2026-W21"\ndid = [13]'
    records = second_cycle_records(weekly_checkins({13: "DDDDD"}), "extend = [13]", {1: "DD"}, swap, checkin)
    assert records[13].strength == Fraction(1, 4)
    assert (status_letters(records[13].statuses), status_letters(records[1].statuses)) == ("..D?????", "DD......")
    assert (records[1].is_active, records[13].is_active) == (False, True)


def test_tip_swapped_in_before_the_first_monday_starts_at_zero() -> None:
    """The tip was extended, but an edited pick does not contain it."""
    swap = '[[swap]]  # 2026-05-02\nold = 1\nnew = 13\nfrom = "2026-W19"\nbecause = "x"'
    records = second_cycle_records(weekly_checkins({13: "DDDDD"}), "extend = [13]", {13: "D"}, swap)
    assert records[13].strength == Fraction(1, 4)


def test_extended_tip_swapped_out_and_in_again_starts_at_zero() -> None:
    """The tip is replaced before the first Monday and swapped in for another tip in the third week."""
    swap_out = '[[swap]]  # 2026-05-02\nold = 5\nnew = 7\nfrom = "2026-W19"\nbecause = "x"'
    swap_in = '[[swap]]  # 2026-05-19\nold = 1\nnew = 5\nfrom = "2026-W21"\nbecause = "x"'
    records = second_cycle_records(weekly_checkins({5: "DDDDD"}), "extend = [5]", {5: "??D"}, swap_out, swap_in)
    assert (status_letters(records[5].statuses), records[5].strength) == ("..D?????", Fraction(1, 4))


# The worked example

WORKED_EXAMPLE = """
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
STATUSES_BY_TIP = {1: "DDDDMPDDD", 33: "DNDDNPDCD", 34: "DDDDDPDDD", 6: "...DDPDMD", 5: "DMMDMPMDM"}
FEELINGS_BY_WEEK = {10: (3, 2), 11: (3, 3), 12: (3, 3), 13: (4, 4), 16: (4, 4), 17: (4, 4), 18: (4, 4)}


def worked_example() -> str:
    """Return the example of docs/rules.md §9 as text. Its tips A, B, C, D and E are 1, 33, 34, 6 and 5."""
    fridays = {n: Week.parse(f"2026-W{n}").day(4) for n in FEELINGS_BY_WEEK}
    return WORKED_EXAMPLE.format(
        first=weekly_checkins({tip: statuses[:3] for tip, statuses in STATUSES_BY_TIP.items()}),
        rest=weekly_checkins(
            {
                tip: "???" + statuses[3] + "??" + (statuses[6:] if tip != 34 else "DDB")
                for tip, statuses in STATUSES_BY_TIP.items()
            }
        ),
        felt="\n\n".join(
            f'[[checkin]]  # {fridays[n]}\nweek = "2026-W{n}"\nteam = {team}\ncustomers = {customers}'
            for n, (team, customers) in FEELINGS_BY_WEEK.items()
        ),
    )


EXAMPLE_ROWS = [
    pytest.param(1, "DDDDMPDDD", (7, 8), [25, 43, 57, 68, 59, 59, 69, 77, 83], "108851/131072", "firm", True, id="A"),
    pytest.param(33, "DNDDNPDCD", (6, 6), [25, 25, 43, 57, 57, 57, 68, 76, 82], "3367/4096", "firm", True, id="B"),
    pytest.param(34, "DDDDDPDDD", (8, 8), [25, 43, 57, 68, 76, 76, 82, 86, 89], "58975/65536", "rooted", True, id="C"),
    pytest.param(6, "...DDPDMD", (4, 5), [0, 0, 0, 25, 43, 43, 57, 50, 62], "1289/2048", "young", False, id="D"),
    pytest.param(
        5, "DMMDMPMDM", (3, 8), [25, 21, 19, 39, 34, 34, 30, 47, 41], "873439/2097152", "young", False, id="E"
    ),
    pytest.param(4, "???......", (0, 0), [0] * 9, "0", "young", False, id="replaced-by-D"),
]


@pytest.mark.parametrize(("tip", "statuses", "counts", "percentages", "strength", "level", "holds"), EXAMPLE_ROWS)
def test_records_of_the_worked_example(
    tip: int, statuses: str, counts: tuple[int, int], percentages: list[int], strength: str, level: str, holds: bool
) -> None:
    """The records match the table in docs/rules.md §9."""
    (result,) = (
        record
        for record in cycle_tip_records((fold_cycle(worked_example()),), 0, KIND_OF, CYCLE_END)
        if record.tip == tip
    )
    assert status_letters(result.statuses) == statuses
    assert (result.done_count, result.scored_count) == counts
    assert rounded_percentages(strength_series(result.statuses)) == percentages
    assert result.strength == Fraction(strength)
    assert (result.level, result.holds, result.is_active) == (level, holds, tip != 4)


def test_feelings_and_rhythm_of_the_worked_example() -> None:
    """The fifth week was answered more than two weeks after its Sunday, so it has no feelings and is not on time."""
    cycle = fold_cycle(worked_example())
    feelings = [cycle.feelings.get(week) for week in cycle.weeks]
    assert [feeling and feeling.team for feeling in feelings] == [3, 3, 3, 4, None, None, 4, 4, 4]
    assert [feeling and feeling.customers for feeling in feelings] == [2, 3, 3, 4, None, None, 4, 4, 4]
    on_time = [
        week in cycle.checkin_dates and (cycle.checkin_dates[week] - week.sunday).days <= 14 for week in cycle.weeks
    ]
    assert on_time == [True, True, True, True, False, False, True, True, True]
    assert [week in cycle.paused_weeks for week in cycle.weeks] == [n == 5 for n in range(9)]


def test_applied_counts_of_the_worked_example() -> None:
    """Weeks 3, 4, 5, 7, 8 and 9 have 22 did and 6 missed; weeks 1 and 2 have 6 and 1."""
    records = cycle_tip_records((fold_cycle(worked_example()),), 0, KIND_OF, CYCLE_END)

    def applied_counts(week_numbers: tuple[int, ...]) -> tuple[int, int]:
        statuses = status_letters(record.statuses[n - 1] for record in records for n in week_numbers)
        return statuses.count("D") + statuses.count("C"), statuses.count("M")

    assert applied_counts((3, 4, 5, 7, 8, 9)) == (22, 6)
    assert applied_counts((1, 2)) == (6, 1)


# Records


def test_tip_of_unknown_kind_is_judged_by_strength() -> None:
    """A tip that is no longer in the catalogue has a record."""
    cycles = (fold_cycle(with_pick(weekly_checkins({5: "DD", 33: "DDDDD"}))),)
    records = {record.tip: record for record in cycle_tip_records(cycles, 0, {}.get, CYCLE_END)}
    assert (records[5].kind, records[5].holds, records[33].holds) == (None, False, True)
    assert {record.tip: record.kind for record in cycle_tip_records(cycles, 0, KIND_OF, CYCLE_END)}[
        33
    ] is TipKind.REFLEX


@pytest.mark.parametrize(
    ("kind", "stands"), [(TipKind.BUILD, True), (None, True), *((k, False) for k in ("ritual", "reflex"))]
)
def test_only_builds_and_tips_of_unknown_kind_can_stand(kind: TipKind | str | None, stands: bool) -> None:
    """A built answer in a file for a ritual or a reflex counts as did."""
    (result,) = (
        record
        for record in cycle_tip_records(
            (fold_cycle(with_pick(weekly_checkins({34: "B"}))),),
            0,
            lambda _: TipKind(kind) if kind else None,
            CYCLE_END,
        )
        if record.tip == 34
    )
    assert (result.statuses[0].letter, result.is_built, result.holds) == ("D", stands, stands)
