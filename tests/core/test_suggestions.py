"""Suggestions of five tips: properties for random journals, and exhaustive checks of small catalogues."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.journal_builder import make_catalogue
from tipcycle.catalogue.loader import load_packaged
from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Close, CycleFile, CycleHeader, Event, Journal, Payload, Pick
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.projection import Cycles
from tipcycle.core.suggestions import (
    FIRST_FIVE,
    MAX_FIRST_MINUTES,
    MAX_REASONS,
    MAX_TOTAL_MINUTES,
    MIN_RITUALS,
    Suggestion,
    SuggestionCause,
    SuggestionReason,
    cycles_by_tip,
    extended_tips,
    missing_needs,
    pickable_tips,
    responds_to,
    suggest,
)
from tipcycle.core.tips import Catalogue, ChangeForm, Tip, TipKind
from tipcycle.core.weeks import cycle_start, cycle_week_count
from tipcycle.i18n import load_translator
from tipcycle.render.labels import suggestion_reason

PACKAGED = load_packaged().catalogue
ANCHOR = date(2026, 3, 2)


def make_events(starts: date, *payloads: Payload) -> tuple[Event, ...]:
    """Return events with these payloads, one week apart."""
    at = datetime.combine(starts, time(8), UTC)
    return tuple(
        Event(f"{starts}-{n}", at + timedelta(days=7 * n), starts + timedelta(days=7 * n), payload)
        for n, payload in enumerate(payloads)
    )


@st.composite
def journals(draw: st.DrawFn, catalogue: Catalogue, *, max_cycles: int) -> Journal:
    """Return a journal of consecutive cycles, closed with random decisions. The last cycle may be open."""
    files: list[CycleFile] = []
    count = draw(st.integers(0, max_cycles))
    still_open = draw(st.booleans())
    for index in range(count):
        cycles = Cycles(Journal((), tuple(files)))
        extended = extended_tips(cycles)
        available = [tip for tip in pickable_tips(catalogue, cycles) if tip not in extended]
        if len(available) + len(extended) < 5:
            break
        chosen = (
            draw(st.permutations(available))[: 5 - len(extended)]
            if len(available) < 12
            else _draw_unique(draw, available, 5 - len(extended))
        )
        five = (*extended, *chosen)
        decisions = {tip: draw(st.sampled_from(["keep", "keep", "extend", "drop", "adapt"])) for tip in five}
        tips_by_decision = {
            decision: tuple(tip for tip in five if decisions[tip] == decision)
            for decision in ("keep", "adapt", "extend", "drop")
        }
        close = Close(**tips_by_decision, by_hand=tips_by_decision["keep"] + tips_by_decision["adapt"])
        starts = cycle_start(ANCHOR, index)
        payloads: list[Payload] = [Pick(tips=five)] if still_open and index == count - 1 else [Pick(tips=five), close]
        files.append(
            CycleFile(CycleHeader(starts, cycle_week_count(ANCHOR, starts), ANCHOR), make_events(starts, *payloads))
        )
    return Journal((), tuple(files))


def _draw_unique(draw: st.DrawFn, tips: list[int], count: int) -> list[int]:
    return draw(st.lists(st.sampled_from(tips), min_size=count, max_size=count, unique=True))


def available_tips(catalogue: Catalogue, cycles: Sequence[Cycle]) -> set[int]:
    """Return the tips that may be suggested: pickable tips that do not have a place yet."""
    return set(pickable_tips(catalogue, cycles)) - set(extended_tips(cycles))


def meets_constraints(tips: list[Tip]) -> bool:
    """Return True if the tips have different themes, both modes, two rituals and at most two hours a week."""
    return (
        len({tip.theme for tip in tips}) == len(tips)
        and len({tip.form.mode for tip in tips}) == 2
        and sum(tip.kind is TipKind.RITUAL for tip in tips) >= MIN_RITUALS
        and sum(tip.weekly_minutes for tip in tips) <= MAX_TOTAL_MINUTES
    )


star_sets = st.frozensets(st.integers(1, 101), max_size=12)
seed_values = st.integers(0, 5)
form_lists = st.lists(st.sampled_from(ChangeForm), max_size=2, unique=True)
PROPERTY_SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@PROPERTY_SETTINGS
@given(journal=journals(PACKAGED, max_cycles=19), starred=star_sets, seed=seed_values, forms=form_lists)
def test_suggested_tips_can_be_picked(
    journal: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """There are five different tips, or fewer if fewer are available."""
    cycles = Cycles(journal)
    suggested = [suggestion.tip for suggestion in suggest(PACKAGED, cycles, starred, seed=seed, forms=forms)]
    available = available_tips(PACKAGED, cycles)
    assert len(suggested) == len(set(suggested)) == min(5, len(available))
    assert set(suggested) <= available
    assert not set(suggested) & implemented_tips(cycles, PACKAGED.kind_of).alive
    if cycles and cycles[-1].close is None:
        assert not set(suggested) & set(cycles[-1].five)


@PROPERTY_SETTINGS
@given(journal=journals(PACKAGED, max_cycles=19), starred=star_sets, seed=seed_values)
def test_tips_picked_before_are_suggested_last(journal: Journal, starred: frozenset[int], seed: int) -> None:
    """They are suggested only if they are starred or fewer than five other tips are available."""
    cycles = Cycles(journal)
    picked_before = set(cycles_by_tip(cycles)) - starred
    suggested = {suggestion.tip for suggestion in suggest(PACKAGED, cycles, starred, seed=seed)}
    if len(available_tips(PACKAGED, cycles) - picked_before) >= 5:
        assert not suggested & picked_before


@PROPERTY_SETTINGS
@given(journal=journals(PACKAGED, max_cycles=4), starred=star_sets, seed=seed_values, forms=form_lists)
def test_suggestions_meet_constraints_in_first_year(
    journal: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """The constraints apply to the suggested and the extended tips together."""
    cycles = Cycles(journal)
    placed = [PACKAGED.tips[tip] for tip in extended_tips(cycles)]
    themes = {tip.theme for tip in placed}
    if len(themes) < len(placed) or len(placed) == 5:  # the manager chose the extended tips
        return
    if sum(tip.weekly_minutes for tip in placed) > 80:  # two extended tips can take the two hours alone: 5 and 36
        return
    suggestions = suggest(PACKAGED, cycles, starred, count=5 - len(placed), seed=seed, forms=forms)
    combined = placed + [PACKAGED.tips[suggestion.tip] for suggestion in suggestions]
    if len(placed) <= 2:
        assert meets_constraints(combined)


@PROPERTY_SETTINGS
@given(journal=journals(PACKAGED, max_cycles=6), starred=star_sets, seed=seed_values, forms=form_lists)
def test_suggestions_are_deterministic(
    journal: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """The order of the stars and of the cycle files does not matter."""
    cycles = Cycles(journal)
    first = suggest(PACKAGED, cycles, sorted(starred), seed=seed, forms=forms)
    assert first == suggest(PACKAGED, cycles, sorted(starred, reverse=True), seed=seed, forms=forms)
    reversed_cycles = Cycles(Journal((), tuple(reversed(journal.cycle_files))))
    assert first == suggest(PACKAGED, reversed_cycles, starred, seed=seed, forms=forms)


def test_seed_changes_suggestions() -> None:
    assert (
        len({frozenset(suggestion.tip for suggestion in suggest(PACKAGED, (), (), seed=seed)) for seed in range(12)})
        > 8
    )


@pytest.mark.parametrize("cause", get_args(SuggestionCause))
def test_suggestion_responds_to_its_cause(cause: SuggestionCause) -> None:
    """After one cycle, more tips respond than without the cause; these have it as a reason, and no others."""
    events = make_events(ANCHOR, Pick(tips=FIRST_FIVE), Close(drop=FIRST_FIVE))
    cycles = Cycles(Journal((), (CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), events),)))
    responding = {None: 0, cause: 0}
    for seed in range(50):
        for value in responding:
            for suggestion in suggest(PACKAGED, cycles, (), seed=seed, cause=value):
                responds = responds_to(PACKAGED.tips[suggestion.tip], cause)
                responding[value] += responds
                assert (cause in suggestion.reasons) is (responds and value == cause)
    assert responding[cause] > responding[None] + 25


def test_first_fives_vary() -> None:
    """No tip is in more than 28% of the first fives, however few minutes it takes."""
    counter = Counter(suggestion.tip for seed in range(1, 401) for suggestion in suggest(PACKAGED, (), (), seed=seed))
    assert counter.most_common(1)[0][1] <= 112


@PROPERTY_SETTINGS
@given(journal=journals(PACKAGED, max_cycles=8), starred=star_sets, seed=seed_values, forms=form_lists)
def test_reasons_apply_to_suggested_tip(
    journal: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """Each suggestion has one or two different reasons."""
    cycles = Cycles(journal)
    suggestions = suggest(PACKAGED, cycles, starred, seed=seed, forms=forms)
    picked_before = set(cycles_by_tip(cycles))
    themes = {PACKAGED.tips[tip].theme for tip in picked_before}
    combined = [PACKAGED.tips[tip] for tip in (*extended_tips(cycles), *(suggestion.tip for suggestion in suggestions))]
    for suggestion in suggestions:
        tip = PACKAGED.tips[suggestion.tip]
        only_one_of_mode = len(combined) > 1 and all(
            other.form.mode != tip.form.mode for other in combined if other.id != tip.id
        )
        applies = {
            "starred": tip.id in starred,
            "again": tip.id in picked_before,
            "form": tip.form in forms,
            "explore": only_one_of_mode and tip.form.mode == "explore",
            "run": only_one_of_mode and tip.form.mode == "run",
            "theme": bool(themes) and tip.theme not in themes,
            "customers": tip.scope == "self" and tip.spiral != "culture",
            "alone": tip.scope == "self",
            "team": tip.scope == "team",
            "across": tip.scope == "across",
            "loyalty": tip.spiral == "loyalty",
            "reputation": tip.spiral == "reputation",
            "experience": tip.spiral == "experience",
            "ritual": tip.kind is TipKind.RITUAL,
            "reflex": tip.kind is TipKind.REFLEX,
            "build": tip.kind is TipKind.BUILD,
            "short": tip.weekly_minutes <= 10,
            "first_step": True,
        }
        assert 1 <= len(suggestion.reasons) == len(set(suggestion.reasons)) <= MAX_REASONS
        assert all(applies[reason] for reason in suggestion.reasons), (tip.id, suggestion.reasons)
        assert ("starred" in suggestion.reasons) is (tip.id in starred)


def reasons_by_tip(
    catalogue: Catalogue,
    cycles: Sequence[Cycle] = (),
    *,
    starred: tuple[int, ...] = (),
    forms: tuple[ChangeForm, ...] = (),
    count: int = 2,
) -> dict[int, tuple[SuggestionReason, ...]]:
    """Return the reasons of each suggested tip."""
    return {
        suggestion.tip: suggestion.reasons
        for suggestion in suggest(catalogue, cycles, starred, forms=forms, count=count)
    }


def test_reason_from_history_comes_before_reason_of_tip() -> None:
    """The order is: starred, again or form; then the most specific reason that no other tip has."""
    base_tips = make_catalogue().tips
    run_tip = replace(base_tips[1], theme="a", form=ChangeForm.IMPROVE, kind=TipKind.RITUAL, weekly_minutes=10)
    explore_tip = replace(base_tips[2], theme="b", form=ChangeForm.INNOVATE, kind=TipKind.BUILD, weekly_minutes=11)
    catalogue = Catalogue(tips={1: run_tip, 2: explore_tip})
    assert reasons_by_tip(catalogue) == {1: ("run",), 2: ("explore",)}
    assert reasons_by_tip(catalogue, count=1, starred=(1,))[1][0] == "starred"
    assert reasons_by_tip(catalogue, forms=(ChangeForm.INNOVATE,)) == {1: ("run",), 2: ("form", "explore")}
    payloads = [Pick(tips=(1, 3, 4, 6, 7)), Close(drop=(1, 3, 4, 6, 7))]
    earlier_cycles = Cycles(Journal((), (CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), make_events(ANCHOR, *payloads)),)))
    assert reasons_by_tip(catalogue, earlier_cycles) == {1: ("again", "run"), 2: ("explore",)}


def test_five_equal_tips_have_different_reasons() -> None:
    """Once the reasons of the kind are used, a tip is explained by its own first step."""
    base_tips = make_catalogue().tips
    texts = {"en": replace(PACKAGED.tips[5].text("en"), steps=("Open the door.",))}
    tips = {n: replace(base_tips[1], id=n, theme=f"{n}", texts=texts) for n in range(1, 9)}
    suggestions = suggest(Catalogue(tips=tips), (), (), count=8)
    own_reasons = [suggestion.reasons[-1] for suggestion in suggestions]
    assert len(set(own_reasons) - {"first_step"}) == sum(reason != "first_step" for reason in own_reasons) > 0
    assert suggestion_reason("first_step", tips[1], load_translator("en")).endswith("Open the door.")


# Rules of the second edition


def is_good_first_five(tips: list[Tip]) -> bool:
    """Return True if a manager can begin with these tips."""
    own = [tip for tip in tips if tip.scope == "self"]
    return (
        sum(tip.weekly_minutes for tip in tips) <= MAX_FIRST_MINUTES
        and len(own) >= 2
        and any(tip.spiral != "culture" for tip in own)
        and any(tip.scope == "team" for tip in tips)
        and all(tip.first and not tip.needs for tip in tips)
    )


def test_first_proposal_is_chosen_by_hand() -> None:
    """It meets the rules, and each tip has one reason that no other has."""
    suggestions = suggest(PACKAGED, (), ())
    assert tuple(suggestion.tip for suggestion in suggestions) == FIRST_FIVE
    assert is_good_first_five([PACKAGED.tips[tip] for tip in FIRST_FIVE])
    assert len({suggestion.reasons for suggestion in suggestions}) == 5


def test_first_fives_keep_the_rules() -> None:
    """The first thousand seeds; `tools/count_suggestions.py` counts ten thousand in more situations."""
    for seed in range(1000):
        suggestions = suggest(PACKAGED, (), (), seed=seed)
        tips = [PACKAGED.tips[suggestion.tip] for suggestion in suggestions]
        assert meets_constraints(tips)
        assert is_good_first_five(tips), (seed, [tip.id for tip in tips])
        reasons = [reason for suggestion in suggestions for reason in suggestion.reasons if reason != "first_step"]
        assert len(set(reasons)) == len(reasons)


@PROPERTY_SETTINGS
@given(journal=journals(PACKAGED, max_cycles=8), seed=seed_values, has_sentence=st.booleans())
def test_prerequisites_are_there(journal: Journal, seed: int, has_sentence: bool) -> None:
    """A tip that needs another tip or the sentence waits until it is there."""
    cycles = Cycles(journal)
    suggestions = suggest(PACKAGED, cycles, (), seed=seed, has_sentence=has_sentence)
    for suggestion in suggestions:
        tip = PACKAGED.tips[suggestion.tip]
        assert not missing_needs(tip, cycles_by_tip(cycles), has_sentence=has_sentence), tip.id


def test_every_tip_is_suggested_sometime() -> None:
    """Over a thousand seeds after the first cycle, with a sentence."""
    cycles = Cycles(Journal((), (_dropped_first_five(),)))
    suggested = {
        suggestion.tip
        for seed in range(1000)
        for suggestion in suggest(PACKAGED, cycles, (), seed=seed, has_sentence=True)
    }
    needing_a_tip = {tip.id for tip in PACKAGED.tips.values() if any(need != "sentence" for need in tip.needs)}
    assert suggested == set(PACKAGED.tips) - set(FIRST_FIVE) - needing_a_tip


def test_suggestions_take_at_most_two_hours() -> None:
    """After a starred tip of 60 minutes, a tip of 60 minutes fits, but a starred tip of 61 minutes does not."""
    base_tips, forms = make_catalogue().tips, (ChangeForm.IMPROVE, ChangeForm.INNOVATE, ChangeForm.INNOVATE)
    minutes_by_tip = {1: 60, 2: 61, 3: 60}
    tips = {
        n: replace(base_tips[n], theme=str(n), form=forms[n - 1], weekly_minutes=minutes)
        for n, minutes in minutes_by_tip.items()
    }
    assert {suggestion.tip for suggestion in suggest(Catalogue(tips=tips), (), (1, 2), count=2)} == {1, 3}


def test_each_reason_has_text() -> None:
    reasons = [reason for literal in get_args(SuggestionReason) for reason in get_args(literal)]
    translator = load_translator("en")
    assert len(reasons) > 10
    assert all(len(suggestion_reason(reason, PACKAGED.tips[5], translator)) > 10 for reason in reasons)


# Stars and forms


def test_starred_tips_come_first() -> None:
    """Five starred tips that meet the constraints are suggested with every seed."""
    (starred,) = [[suggestion.tip for suggestion in suggest(PACKAGED, (), ())]]
    for seed in range(5):
        suggestions = suggest(PACKAGED, (), starred, seed=seed)
        assert {suggestion.tip for suggestion in suggestions} == set(starred)
        assert all(suggestion.reasons[0] == "starred" for suggestion in suggestions)


@PROPERTY_SETTINGS
@given(starred=st.frozensets(st.integers(1, 101), min_size=1, max_size=12), seed=seed_values)
def test_at_least_one_starred_tip_is_suggested(starred: frozenset[int], seed: int) -> None:
    """Starred tips come before other tips. With a sentence, no prerequisite of a tip is missing."""
    suggestions = suggest(PACKAGED, (), starred, seed=seed, has_sentence=True)
    is_starred = [suggestion.tip in starred for suggestion in suggestions]
    assert is_starred[0]
    assert is_starred == sorted(is_starred, reverse=True)


@pytest.mark.parametrize("form", list(ChangeForm))
def test_tips_of_given_form_are_preferred(form: ChangeForm) -> None:
    """The first tip and at least one other have the form, and the five still meet the constraints.

    A first five has at least one: some forms have too few short tips for two in eighty minutes.
    """

    def count_of_form(suggestions: tuple[Suggestion, ...]) -> int:
        return sum(PACKAGED.tips[suggestion.tip].form is form for suggestion in suggestions)

    later_cycles = Cycles(Journal((), (_dropped_first_five(),)))
    for cycles, minimum in ((later_cycles, 2), ((), 1)):
        with_form = [suggest(PACKAGED, cycles, (), seed=seed, forms=(form,)) for seed in range(8)]
        without_form = [suggest(PACKAGED, cycles, (), seed=seed) for seed in range(8)]
        for suggestions in with_form:
            assert meets_constraints([PACKAGED.tips[suggestion.tip] for suggestion in suggestions])
            assert count_of_form(suggestions) >= minimum
            assert PACKAGED.tips[suggestions[0].tip].form is form
        assert sum(map(count_of_form, with_form)) > sum(map(count_of_form, without_form))


def _dropped_first_five() -> CycleFile:
    """Return the file of a closed cycle with the first five, all dropped."""
    events = make_events(ANCHOR, Pick(tips=FIRST_FIVE), Close(drop=FIRST_FIVE))
    return CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), events)


# Small catalogues, checked exhaustively


@st.composite
def small_catalogues(draw: st.DrawFn) -> Catalogue:
    """Return a catalogue of up to nine tips with random themes, kinds, forms and minutes."""
    count = draw(st.integers(0, 9))
    base_tips = make_catalogue().tips
    tips = {}
    for n in range(1, count + 1):
        tips[n] = replace(
            base_tips[n],
            theme=draw(st.sampled_from("abcdef")),
            kind=draw(st.sampled_from(TipKind)),
            form=draw(st.sampled_from(ChangeForm)),
            weekly_minutes=draw(st.sampled_from([5, 15, 30, 60])),
            retired="1.1.0" if draw(st.integers(0, 9)) == 0 else None,
        )
    return Catalogue(tips=tips)


@settings(max_examples=300, deadline=None)
@given(catalogue=small_catalogues(), starred=st.frozensets(st.integers(1, 9), max_size=4), seed=seed_values)
def test_suggestions_meet_constraints_if_possible(catalogue: Catalogue, starred: frozenset[int], seed: int) -> None:
    """The test tries all combinations of five tips."""
    suggested = [catalogue.tips[suggestion.tip] for suggestion in suggest(catalogue, (), starred, seed=seed)]
    available = [tip for tip in catalogue.tips.values() if not tip.retired]
    assert len({tip.id for tip in suggested}) == min(5, len(available))
    if len(available) >= 5:
        valid = [combination for combination in combinations(available, 5) if meets_constraints(list(combination))]
        assert meets_constraints(suggested) is bool(valid)
        valid_with_star = [combination for combination in valid if any(tip.id in starred for tip in combination)]
        if valid_with_star:
            assert any(tip.id in starred for tip in suggested)
        if not valid and any(
            sum(tip.weekly_minutes for tip in combination) <= MAX_TOTAL_MINUTES
            for combination in combinations(available, 5)
        ):
            assert sum(tip.weekly_minutes for tip in suggested) <= MAX_TOTAL_MINUTES


def test_unreachable_constraint_does_not_affect_others() -> None:
    """After four extended tips of one mode and no ritual, the fifth is a ritual with a new theme and mode."""
    base_tips = make_catalogue(builds=(1, 2, 3, 4)).tips
    extended = {n: replace(base_tips[n], theme=f"{n}") for n in (1, 2, 3, 4)}
    available = {n: replace(base_tips[n], theme="1") for n in range(5, 12)} | {
        12: replace(base_tips[12], form=ChangeForm.INNOVATE)
    }
    available |= {n: replace(base_tips[n], kind=TipKind.BUILD, form=ChangeForm.INNOVATE) for n in range(13, 20)}
    journal = Journal((), (_extending_cycle_file((1, 2, 3, 4), 20),))
    catalogue = Catalogue(tips=extended | available | {20: replace(base_tips[20], retired="1.1.0")})
    for seed in range(12):
        assert [suggestion.tip for suggestion in suggest(catalogue, Cycles(journal), (), count=1, seed=seed)] == [12]
    tips_without_ritual = {n: replace(tip, kind=TipKind.BUILD) for n, tip in catalogue.tips.items() if n != 12}
    for seed in range(12):
        (suggestion,) = suggest(Catalogue(tips=tips_without_ritual), Cycles(journal), (), count=1, seed=seed)
        assert 13 <= suggestion.tip < 20, "with no ritual left the theme and the mode are kept"


def _extending_cycle_file(tips: tuple[int, ...], fifth: int) -> CycleFile:
    """Return a closed cycle file that extends four tips and drops the fifth."""
    payloads = [Pick(tips=(*tips, fifth)), Close(extend=tips, drop=(fifth,))]
    return CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), make_events(ANCHOR, *payloads))


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (3, 3), (5, 5), (10, 10), (30, 30)])
def test_suggest_returns_requested_number(count: int, expected: int) -> None:
    assert len(suggest(PACKAGED, (), (), count=count)) == expected


def test_no_suggestions_without_tips_or_count() -> None:
    assert suggest(Catalogue(), (), (1, 2)) == ()
    assert suggest(PACKAGED, (), (), count=0) == ()
