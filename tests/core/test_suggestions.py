"""Five tips that fit together: laws over random journals on the shipped catalogue, and small ones tried in full."""

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
    MAX_REASONS,
    MAX_TOTAL_MINUTES,
    MIN_RITUALS,
    Suggestion,
    SuggestionReason,
    cycles_by_tip,
    extended_tips,
    pickable_tips,
    suggest,
)
from tipcycle.core.tips import Catalogue, ChangeForm, Tip, TipKind
from tipcycle.core.weeks import cycle_start, cycle_week_count
from tipcycle.i18n import load_translator
from tipcycle.render.labels import suggestion_reason

SHIPPED = load_packaged().catalogue
ANCHOR = date(2026, 3, 2)


def blocks(starts: date, *bodies: Payload) -> tuple[Event, ...]:
    at = datetime.combine(starts, time(8), UTC)
    return tuple(
        Event(f"{starts}-{n}", at + timedelta(days=7 * n), starts + timedelta(days=7 * n), payload)
        for n, payload in enumerate(bodies)
    )


@st.composite
def journals(draw: st.DrawFn, known: Catalogue, *, most: int) -> Journal:
    """Cycles in a row, each closed with any decision for each tip; the last one may still be open."""
    files: list[CycleFile] = []
    count = draw(st.integers(0, most))
    still_open = draw(st.booleans())
    for k in range(count):
        told = Cycles(Journal((), tuple(files)))
        taken = extended_tips(told)
        free = [tip for tip in pickable_tips(known, told) if tip not in taken]
        if len(free) + len(taken) < 5:
            break
        chosen = draw(st.permutations(free))[: 5 - len(taken)] if len(free) < 12 else _some(draw, free, 5 - len(taken))
        five = (*taken, *chosen)
        said = {tip: draw(st.sampled_from(["keep", "keep", "extend", "drop", "adapt"])) for tip in five}
        by = {name: tuple(tip for tip in five if said[tip] == name) for name in ("keep", "adapt", "extend", "drop")}
        close = Close(**by, by_hand=by["keep"] + by["adapt"])
        starts = cycle_start(ANCHOR, k)
        payloads: list[Payload] = [Pick(tips=five)] if still_open and k == count - 1 else [Pick(tips=five), close]
        files.append(
            CycleFile(CycleHeader(starts, cycle_week_count(ANCHOR, starts), ANCHOR), blocks(starts, *payloads))
        )
    return Journal((), tuple(files))


def _some(draw: st.DrawFn, free: list[int], count: int) -> list[int]:
    return draw(st.lists(st.sampled_from(free), min_size=count, max_size=count, unique=True))


def free_of(known: Catalogue, cycles: Sequence[Cycle]) -> set[int]:
    """What a suggestion may name: pickable, and not on a place already."""
    return set(pickable_tips(known, cycles)) - set(extended_tips(cycles))


def fits(company: list[Tip]) -> bool:
    """What five should be together: themes spread, both modes, two rituals, two hours."""
    return (
        len({tip.theme for tip in company}) == len(company)
        and len({tip.form.mode for tip in company}) == 2
        and sum(tip.kind is TipKind.RITUAL for tip in company) >= MIN_RITUALS
        and sum(tip.weekly_minutes for tip in company) <= MAX_TOTAL_MINUTES
    )


stars = st.frozensets(st.integers(1, 101), max_size=12)
seeds = st.integers(0, 5)
forms = st.lists(st.sampled_from(ChangeForm), max_size=2, unique=True)
LAWS = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@LAWS
@given(told=journals(SHIPPED, most=19), starred=stars, seed=seeds, forms=forms)
def test_what_is_suggested_can_be_picked(
    told: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """Always five, each once, while as many are left; never what is implemented, among the five or on a place."""
    cycles = Cycles(told)
    found = [each.tip for each in suggest(SHIPPED, cycles, starred, seed=seed, forms=forms)]
    free = free_of(SHIPPED, cycles)
    assert len(found) == len(set(found)) == min(5, len(free))
    assert set(found) <= free
    assert not set(found) & implemented_tips(cycles, SHIPPED.kind_of).alive
    if cycles and cycles[-1].close is None:
        assert not set(found) & set(cycles[-1].five)


@LAWS
@given(told=journals(SHIPPED, most=19), starred=stars, seed=seeds)
def test_what_was_picked_before_waits(told: Journal, starred: frozenset[int], seed: int) -> None:
    """A tip that had its turn comes only when fewer than five others are left, unless it has a star."""
    cycles = Cycles(told)
    before = set(cycles_by_tip(cycles)) - starred
    found = {each.tip for each in suggest(SHIPPED, cycles, starred, seed=seed)}
    if len(free_of(SHIPPED, cycles) - before) >= 5:
        assert not found & before


@LAWS
@given(told=journals(SHIPPED, most=4), starred=stars, seed=seeds, forms=forms)
def test_in_the_first_year_everything_fits(
    told: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """With plenty left the five, with those that go on, spread over themes, have both modes, a rhythm and the time."""
    cycles = Cycles(told)
    seated = [SHIPPED.tips[tip] for tip in extended_tips(cycles)]
    themes = {tip.theme for tip in seated}
    if len(themes) < len(seated) or len(seated) == 5:  # what goes on was chosen by the manager
        return
    found = suggest(SHIPPED, cycles, starred, count=5 - len(seated), seed=seed, forms=forms)
    company = seated + [SHIPPED.tips[each.tip] for each in found]
    if len(seated) <= 2:
        assert fits(company)


@LAWS
@given(told=journals(SHIPPED, most=6), starred=stars, seed=seeds, forms=forms)
def test_the_same_journal_gives_the_same_five(
    told: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]
) -> None:
    """Nothing but the journal, the stars, the forms and the seed counts, and not the order in which they are told."""
    cycles = Cycles(told)
    first = suggest(SHIPPED, cycles, sorted(starred), seed=seed, forms=forms)
    assert first == suggest(SHIPPED, cycles, sorted(starred, reverse=True), seed=seed, forms=forms)
    turned = Cycles(Journal((), tuple(reversed(told.cycle_files))))
    assert first == suggest(SHIPPED, turned, starred, seed=seed, forms=forms)


def test_another_seed_gives_other_tips() -> None:
    """Somebody who asks again sees something else."""
    assert len({frozenset(each.tip for each in suggest(SHIPPED, (), (), seed=seed)) for seed in range(12)}) > 8


@LAWS
@given(told=journals(SHIPPED, most=8), starred=stars, seed=seeds, forms=forms)
def test_reasons_are_true(told: Journal, starred: frozenset[int], seed: int, forms: list[ChangeForm]) -> None:
    """Each tip has one or two reasons, each once, and each holds for it in this company; all have words."""
    cycles = Cycles(told)
    found = suggest(SHIPPED, cycles, starred, seed=seed, forms=forms)
    ever = set(cycles_by_tip(cycles))
    themes = {SHIPPED.tips[tip].theme for tip in ever}
    company = [SHIPPED.tips[tip] for tip in (*extended_tips(cycles), *(each.tip for each in found))]
    for each in found:
        tip = SHIPPED.tips[each.tip]
        alone = len(company) > 1 and all(other.form.mode != tip.form.mode for other in company if other.id != tip.id)
        holds = {
            "starred": tip.id in starred,
            "again": tip.id in ever,
            "form": tip.form in forms,
            "explore": alone and tip.form.mode == "explore",
            "run": alone and tip.form.mode == "run",
            "theme": bool(themes) and tip.theme not in themes,
            "ritual": tip.kind is TipKind.RITUAL,
            "reflex": tip.kind is TipKind.REFLEX,
            "build": tip.kind is TipKind.BUILD,
            "short": tip.weekly_minutes <= 10,
        }
        assert 1 <= len(each.reasons) == len(set(each.reasons)) <= MAX_REASONS
        assert all(holds[why] for why in each.reasons), (tip.id, each.reasons)
        assert ("starred" in each.reasons) is (tip.id in starred)


def told_reasons(known: Catalogue, cycles: Sequence[Cycle] = (), *, starred: tuple[int, ...] = (),
                 forms: tuple[ChangeForm, ...] = (), count: int = 2) -> dict[int, tuple[SuggestionReason, ...]]:  # fmt: skip
    return {each.tip: each.reasons for each in suggest(known, cycles, starred, forms=forms, count=count)}


def test_the_two_most_telling_reasons_are_told() -> None:
    """A star, then that it had its turn, then the form at hand, the only one of its mode, a new theme, and its kind."""
    bare = make_catalogue().tips
    one = replace(bare[1], theme="a", form=ChangeForm.IMPROVE, kind=TipKind.RITUAL, weekly_minutes=10)
    two = replace(bare[2], theme="b", form=ChangeForm.INNOVATE, kind=TipKind.BUILD, weekly_minutes=11)
    known = Catalogue(tips={1: one, 2: two})
    assert told_reasons(known) == {1: ("run", "ritual"), 2: ("explore", "build")}
    assert told_reasons(known, count=1, starred=(1,)) == {1: ("starred", "ritual")}
    assert told_reasons(Catalogue(tips={1: one})) == {1: ("ritual", "short")}
    assert told_reasons(Catalogue(tips={2: two})) == {2: ("build",)}
    assert told_reasons(known, forms=(ChangeForm.INNOVATE,)) == {1: ("run", "ritual"), 2: ("form", "explore")}
    picked_once = [Pick(tips=(1, 3, 4, 6, 7)), Close(drop=(1, 3, 4, 6, 7))]
    before = Cycles(Journal((), (CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), blocks(ANCHOR, *picked_once)),)))
    assert told_reasons(known, before) == {1: ("again", "run"), 2: ("explore", "theme")}
    assert told_reasons(known, before, starred=(1,), forms=(ChangeForm.IMPROVE,))[1] == ("starred", "again")
    assert told_reasons(known, before, count=1, starred=(2,)) == {2: ("starred", "theme")}


def test_two_hours_a_week_are_enough_and_a_minute_more_is_not() -> None:
    """Of two stars of 60 and 61 minutes the second waits: beside the first there is room for sixty."""
    bare, forms = make_catalogue().tips, (ChangeForm.IMPROVE, ChangeForm.INNOVATE, ChangeForm.INNOVATE)
    minutes = {1: 60, 2: 61, 3: 60}
    known = {n: replace(bare[n], theme=str(n), form=forms[n - 1], weekly_minutes=each) for n, each in minutes.items()}
    assert {each.tip for each in suggest(Catalogue(tips=known), (), (1, 2), count=2)} == {1, 3}


def test_every_reason_has_words() -> None:
    """None of them is a bare code on the screen."""
    assert all(len(suggestion_reason(code, load_translator("en"))) > 10 for code in get_args(SuggestionReason))


# Stars and forms


def test_stars_come_first() -> None:
    """Five stars of five themes that fit are the five; they are told first, whatever the seed."""
    (some,) = [[each.tip for each in suggest(SHIPPED, (), ())]]
    for seed in range(5):
        found = suggest(SHIPPED, (), some, seed=seed)
        assert {each.tip for each in found} == set(some)
        assert all(each.reasons[0] == "starred" for each in found)


@LAWS
@given(starred=st.frozensets(st.integers(1, 101), min_size=1, max_size=12), seed=seeds)
def test_a_star_is_never_passed_over(starred: frozenset[int], seed: int) -> None:
    """With anything left to fit it, at least one starred tip is suggested, and before those without a star."""
    given_star = [each.tip in starred for each in suggest(SHIPPED, (), starred, seed=seed)]
    assert given_star[0]
    assert given_star == sorted(given_star, reverse=True)


@pytest.mark.parametrize("form", list(ChangeForm))
def test_the_form_at_hand_goes_before(form: ChangeForm) -> None:
    """With a form at hand more of the five are of it, the first for one, and still they fit together."""

    def of_it(found: tuple[Suggestion, ...]) -> int:
        return sum(SHIPPED.tips[each.tip].form is form for each in found)

    with_it = [suggest(SHIPPED, (), (), seed=seed, forms=(form,)) for seed in range(8)]
    without = [suggest(SHIPPED, (), (), seed=seed) for seed in range(8)]
    assert all(fits([SHIPPED.tips[each.tip] for each in found]) for found in with_it)
    assert all(of_it(found) >= 2 and SHIPPED.tips[found[0].tip].form is form for found in with_it)
    assert sum(map(of_it, with_it)) > sum(map(of_it, without))


# Small catalogues, tried in full


@st.composite
def shelves(draw: st.DrawFn) -> Catalogue:
    """Up to nine tips of any theme, kind, form and length."""
    count = draw(st.integers(0, 9))
    bare = make_catalogue().tips
    made = {}
    for n in range(1, count + 1):
        made[n] = replace(
            bare[n],
            theme=draw(st.sampled_from("abcdef")),
            kind=draw(st.sampled_from(TipKind)),
            form=draw(st.sampled_from(ChangeForm)),
            weekly_minutes=draw(st.sampled_from([5, 15, 30, 60])),
            retired=draw(st.integers(0, 9)) == 0,
        )
    return Catalogue(tips=made)


@settings(max_examples=300, deadline=None)
@given(known=shelves(), starred=st.frozensets(st.integers(1, 9), max_size=4), seed=seeds)
def test_if_any_five_fit_the_five_fit(known: Catalogue, starred: frozenset[int], seed: int) -> None:
    """Every choice of five is tried by hand: where one fulfils all wishes, so does what is suggested."""
    found = [known.tips[each.tip] for each in suggest(known, (), starred, seed=seed)]
    left = [tip for tip in known.tips.values() if not tip.retired]
    assert len({tip.id for tip in found}) == min(5, len(left))
    if len(left) >= 5:
        possible = [some for some in combinations(left, 5) if fits(list(some))]
        assert fits(found) is bool(possible)
        best = [some for some in possible if any(tip.id in starred for tip in some)]
        if best:
            assert any(tip.id in starred for tip in found)
        if not possible and any(
            sum(tip.weekly_minutes for tip in some) <= MAX_TOTAL_MINUTES for some in combinations(left, 5)
        ):
            assert sum(tip.weekly_minutes for tip in found) <= MAX_TOTAL_MINUTES


def test_a_wish_that_nothing_could_fulfil_costs_no_other() -> None:
    """Four that go on, none for every week and all of one mode: the fifth brings a ritual, a theme and a mode."""
    bare = make_catalogue(builds=(1, 2, 3, 4)).tips
    going = {n: replace(bare[n], theme=f"{n}") for n in (1, 2, 3, 4)}
    left = {n: replace(bare[n], theme="1") for n in range(5, 12)} | {12: replace(bare[12], form=ChangeForm.INNOVATE)}
    left |= {n: replace(bare[n], kind=TipKind.BUILD, form=ChangeForm.INNOVATE) for n in range(13, 20)}
    told = Journal((), (_extending((1, 2, 3, 4), 20),))
    known = Catalogue(tips=going | left | {20: replace(bare[20], retired=True)})
    for seed in range(12):
        assert [each.tip for each in suggest(known, Cycles(told), (), count=1, seed=seed)] == [12]
    without = {n: replace(tip, kind=TipKind.BUILD) for n, tip in known.tips.items() if n != 12}
    for seed in range(12):
        (one,) = suggest(Catalogue(tips=without), Cycles(told), (), count=1, seed=seed)
        assert 13 <= one.tip < 20, "with no ritual left the theme and the mode are kept"


def _extending(tips: tuple[int, ...], fifth: int) -> CycleFile:
    said = [Pick(tips=(*tips, fifth)), Close(extend=tips, drop=(fifth,))]
    return CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), blocks(ANCHOR, *said))


@pytest.mark.parametrize(("count", "given"), [(1, 1), (3, 3), (5, 5), (10, 10), (30, 30)])
def test_as_many_as_are_asked_for(count: int, given: int) -> None:
    """Fewer or more than five, also more than there are themes."""
    assert len(suggest(SHIPPED, (), (), count=count)) == given


def test_nothing_left() -> None:
    """An empty shelf has nothing to suggest, and says so without a fuss."""
    assert suggest(Catalogue(), (), (1, 2)) == ()
    assert suggest(SHIPPED, (), (), count=0) == ()
