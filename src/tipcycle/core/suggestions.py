"""Suggestions of five tips that fit together, with reasons (docs/rules.md §11).

The module also contains the balance of a selection, the starred tips, and the rules on which tips can be picked.
Suggestions are deterministic: the same journal and seed give the same tips.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import (
    TipcycleError,
    TipImplementedError,
    TipInFiveError,
    TipRetiredError,
)
from tipcycle.core.events import TIPS_PER_CYCLE, Journal, Star
from tipcycle.core.momentum.implemented import implemented_tips
from tipcycle.core.projection import active_events
from tipcycle.core.tips import Catalogue, Tip, TipKind

MIN_RITUALS = 2
"""Minimum number of rituals in a suggestion. Without a weekly tip there is no rhythm."""
MIN_MODES = 2
"""Minimum number of modes in a suggestion: `run` and `explore`."""
_MAX_ATTEMPTS = 20_000
_SHORT_MINUTES = 10
_LIGHT_MINUTES = 15
MAX_REASONS = 2

MAX_TOTAL_MINUTES = 120
"""Maximum time for five tips together: two hours a week."""
MAX_FIRST_MINUTES = 80
"""Maximum time for a first five together."""
_OPEN_PLACE_MINUTES = 8
"""Minutes kept for each open place of a first five. With less, only the shortest tips fit in the last place."""
FIRST_FIVE = (8, 20, 32, 42, 53)
"""The first proposal for a manager who has picked nothing yet, chosen by hand: 80 minutes a week, five themes."""

SuggestionCause = Literal["becalmed", "two-realities"]
"""A reading of the momentum or the pulse that a suggestion responds to."""
_LISTENING_THEMES = ("listen", "behind")
HistoryReason = Literal["starred", "again", "form", "becalmed", "two-realities"]
"""Reasons from what the manager did. Several tips of one five can have them, beside their own reason."""
TipReason = Literal[
    "explore",
    "run",
    "theme",
    "customers",
    "alone",
    "across",
    "team",
    "short",
    "loyalty",
    "reputation",
    "experience",
    "ritual",
    "reflex",
    "build",
    "first_step",
]
"""Reasons from the tip itself. No two tips of a suggestion share one; `first_step` names the first step of the tip."""
SuggestionReason = HistoryReason | TipReason


class Suggestion(Struct, frozen=True):
    """A suggested tip and the reasons for it."""

    tip: int
    reasons: tuple[SuggestionReason, ...]


class _Constraints(Struct, frozen=True):
    """Constraints on the five tips together. They are dropped one by one if too few tips are available."""

    min_modes: int
    """Minimum number of different modes."""
    min_rituals: int
    distinct_themes: bool = True
    max_minutes: int | None = MAX_TOTAL_MINUTES
    min_tip_minutes: int = 0
    """Minutes a week that each further tip takes at least."""
    min_scopes: int = 0
    """Minimum number of different scopes."""
    is_first: bool = False
    """True for a first five: one tip with which the manager meets customers, one other alone, one with the team."""


def _relaxed_constraints(
    candidates: Sequence[Tip], placed: Sequence[Tip], count: int, *, is_first: bool
) -> tuple[_Constraints, ...]:
    """Return the full constraints, followed by ever weaker ones.

    The minimums do not exceed what the candidates can provide. Otherwise an impossible minimum would first cause other
    constraints to be dropped.
    """
    min_modes = min(MIN_MODES, len(_distinct_modes([*placed, *candidates])), len(_distinct_modes(placed)) + count)
    min_rituals = (
        min(MIN_RITUALS, _count_rituals(placed) + min(count, _count_rituals(candidates)))
        if len(placed) + count > 1
        else 0
    )
    scopes = {tip.scope for tip in candidates} | {tip.scope for tip in placed}
    min_scopes = min(2, len(scopes), len({tip.scope for tip in placed}) + count)
    shortest = min((tip.weekly_minutes for tip in candidates), default=0)
    first = _Constraints(min_modes, min_rituals, max_minutes=MAX_FIRST_MINUTES, min_tip_minutes=shortest, is_first=True)
    varied_first = replace(first, min_tip_minutes=max(shortest, _OPEN_PLACE_MINUTES))
    return (
        *((varied_first, first) if is_first else ()),
        _Constraints(min_modes, min_rituals, min_scopes=min_scopes),
        _Constraints(min_modes, min_rituals),
        _Constraints(min_modes, min_rituals, distinct_themes=False),
        _Constraints(0, min_rituals, distinct_themes=False),
        _Constraints(0, 0, distinct_themes=False),
        _Constraints(0, 0, distinct_themes=False, max_minutes=None),
    )


def pickable_tips(catalogue: Catalogue, cycles: Sequence[Cycle]) -> tuple[int, ...]:
    """Return the tips of the catalogue that can be picked now."""
    blocker = pick_blocker(cycles, catalogue)
    return tuple(tip for tip in catalogue.tips if blocker(tip) is None)


def suggest(
    catalogue: Catalogue,
    cycles: Sequence[Cycle],
    starred: Iterable[int],
    *,
    count: int = 5,
    seed: int = 0,
    forms: Sequence[str] = (),
    has_sentence: bool = False,
    cause: SuggestionCause | None = None,
) -> tuple[Suggestion, ...]:
    """Return up to `count` tips that fit together and with the extended tips; starred tips come first.

    Tips that were picked before are used only if they are starred or too few other tips are left. The result has
    different themes, both modes, at least two rituals and at most two hours a week, as far as the available tips allow
    it. A tip whose prerequisites are missing is suggested only if too few others are left. A first five takes at most
    80 minutes and leaves out the tips that do not suit a first five, unless they are starred.

    `forms` are the forms of change in the last reflection. `has_sentence` is true if there is a touchstone. Tips that
    respond to `cause` come before the others.
    """
    starred_set = frozenset(starred)
    earlier_cycles = cycles_by_tip(cycles)
    placed = [catalogue.tips[tip] for tip in extended_tips(cycles) if tip in catalogue.tips]
    candidates = [
        catalogue.tips[tip]
        for tip in pickable_tips(catalogue, cycles)
        if tip not in {placed_tip.id for placed_tip in placed}
    ]
    is_first = not cycles and count == TIPS_PER_CYCLE
    if is_first and seed == 0 and not starred_set and not forms and set(FIRST_FIVE) <= {tip.id for tip in candidates}:
        first_five = [catalogue.tips[tip] for tip in FIRST_FIVE]
        return _explain(first_five, [], starred_set, earlier_cycles, frozenset(), forms, cause)
    ready_tips = [
        tip
        for tip in candidates
        if not missing_needs(tip, earlier_cycles, has_sentence=has_sentence)
        and (tip.first or not is_first or tip.id in starred_set)
    ]
    if len(ready_tips) >= min(count, len(candidates)):
        candidates = ready_tips
    import random  # slow to load, and most commands that use this module suggest nothing

    rng = random.Random(f"{seed}/{len(cycles)}")
    rng.shuffle(candidates)
    candidates.sort(
        key=lambda tip: (
            tip.id not in starred_set,
            tip.id in earlier_cycles,
            bool(forms) and tip.form not in forms,
            not responds_to(tip, cause),
        )
    )
    wanted_count = min(count, len(candidates))
    never_picked = [tip for tip in candidates if tip.id in starred_set or tip.id not in earlier_cycles]
    pool = never_picked if len(never_picked) >= wanted_count else candidates
    picked_themes = frozenset(catalogue.tips[tip].theme for tip in earlier_cycles if tip in catalogue.tips)
    for constraints in _relaxed_constraints(pool, placed, wanted_count, is_first=is_first):
        chosen = _find_combination(pool, placed, wanted_count, constraints)
        skips_stars = constraints.is_first and not any(tip.id in starred_set for tip in chosen or ())
        if skips_stars and any(tip.id in starred_set for tip in pool):
            continue  # a starred tip matters more than a light start
        if chosen is not None:
            return _explain(chosen, placed, starred_set, earlier_cycles, picked_themes, forms, cause)
    return ()


def missing_needs(tip: Tip, picked: Container[int], *, has_sentence: bool) -> tuple[int | str, ...]:
    """Return what a tip needs and is not there: tips that were never picked, or the touchstone."""
    return tuple(need for need in tip.needs if (not has_sentence if need == "sentence" else need not in picked))


def meets_customers(tip: Tip) -> bool:
    """Return True if the manager does the tip in person, and it aims at what customers notice."""
    return tip.scope == "self" and tip.spiral != "culture"


def responds_to(tip: Tip, cause: SuggestionCause | None) -> bool:
    """Return True if the tip suits what the manager sees now.

    With little under way, that is a light tip that needs nobody else. When the team sees customers differently, it is a
    tip with which the manager asks or listens.
    """
    if cause == "becalmed":
        return tip.scope == "self" and tip.weekly_minutes <= _LIGHT_MINUTES
    return cause == "two-realities" and tip.theme in _LISTENING_THEMES


def _find_combination(
    candidates: Sequence[Tip], placed: list[Tip], count: int, constraints: _Constraints
) -> list[Tip] | None:
    """Return the first combination, in order of preference, that meets the constraints, or None."""
    attempts = 0

    def extend(chosen: list[Tip], start: int) -> list[Tip] | None:
        nonlocal attempts
        if len(chosen) == count:
            return chosen
        for index in range(start, len(candidates) - (count - len(chosen)) + 1):
            attempts += 1
            if attempts > _MAX_ATTEMPTS:
                return None
            tip = candidates[index]
            if not _can_add(tip, placed + chosen, count - len(chosen) - 1, constraints):
                continue
            result = extend([*chosen, tip], index + 1)
            if result is not None:
                return result
        return None

    return extend([], 0)


def _can_add(tip: Tip, others: list[Tip], places_left: int, constraints: _Constraints) -> bool:
    """Return True if the constraints can still be met with this tip and `places_left` more."""
    if constraints.distinct_themes and any(other.theme == tip.theme for other in others):
        return False
    combined = [*others, tip]
    minutes = sum(t.weekly_minutes for t in combined) + places_left * constraints.min_tip_minutes
    if constraints.max_minutes is not None and minutes > constraints.max_minutes:
        return False
    if constraints.is_first:
        own_count = min(2, sum(t.scope == "self" for t in combined))
        customer_count = any(map(meets_customers, combined))
        missing_own = max(2 - own_count, 1 - customer_count)
        if places_left < missing_own + (not any(t.scope == "team" for t in combined)):
            return False
    if len({t.scope for t in combined}) + places_left < constraints.min_scopes:
        return False
    return (
        _count_rituals(combined) + places_left >= constraints.min_rituals
        and len(_distinct_modes(combined)) + places_left >= constraints.min_modes
    )


def _count_rituals(tips: Iterable[Tip]) -> int:
    return sum(tip.kind is TipKind.RITUAL for tip in tips)


def _distinct_modes(tips: Iterable[Tip]) -> set[str]:
    return {tip.form.mode for tip in tips}


def _explain(
    chosen: Sequence[Tip],
    placed: Sequence[Tip],
    starred: frozenset[int],
    earlier_cycles: dict[int, tuple[int, ...]],
    picked_themes: frozenset[str],
    forms: Sequence[str],
    cause: SuggestionCause | None,
) -> tuple[Suggestion, ...]:
    """Return the tips with their reasons: at most one of the manager's history, and one that no other tip has."""
    choices = {tip.id: _tip_reasons(tip, [*placed, *chosen], picked_themes) for tip in chosen}
    taken: dict[TipReason, int] = {}
    for tip in sorted(chosen, key=lambda tip: len(choices[tip.id])):
        _assign_reason(tip.id, choices, taken, set())
    reason_by_tip = {tip: reason for reason, tip in taken.items()}
    suggestions = []
    for tip in chosen:
        history: tuple[tuple[HistoryReason, bool], ...] = (
            ("starred", tip.id in starred),
            ("again", tip.id in earlier_cycles),
            ("form", tip.form in forms),
            *(((cause, True),) if cause is not None and responds_to(tip, cause) else ()),
        )
        first_history = tuple(reason for reason, applies in history if applies)[: MAX_REASONS - 1]
        suggestions.append(Suggestion(tip.id, (*first_history, reason_by_tip.get(tip.id, "first_step"))))
    return tuple(suggestions)


def _assign_reason(
    tip: int, choices: dict[int, tuple[TipReason, ...]], taken: dict[TipReason, int], tried: set[TipReason]
) -> bool:
    """Give the tip a reason of its own, and move other tips to another of theirs if necessary; True if possible."""
    for reason in choices[tip]:
        if reason not in tried:
            tried.add(reason)
            if reason not in taken or _assign_reason(taken[reason], choices, taken, tried):
                taken[reason] = tip
                return True
    return False


def _tip_reasons(tip: Tip, five: Sequence[Tip], picked_themes: frozenset[str]) -> tuple[TipReason, ...]:
    """Return the reasons that apply to a tip, the most specific first."""
    others = [other for other in five if other.id != tip.id]
    is_only_of_mode = bool(others) and tip.form.mode not in _distinct_modes(others)
    reasons: tuple[tuple[TipReason, bool], ...] = (
        ("explore", is_only_of_mode and tip.form.mode == "explore"),
        ("run", is_only_of_mode and tip.form.mode == "run"),
        ("theme", bool(picked_themes) and tip.theme not in picked_themes),
        ("customers", meets_customers(tip)),
        ("across", tip.scope == "across"),
        ("short", tip.weekly_minutes <= _SHORT_MINUTES),
        ("team", tip.scope == "team"),
        ("alone", tip.scope == "self"),
        ("loyalty", tip.spiral == "loyalty"),
        ("reputation", tip.spiral == "reputation"),
        ("experience", tip.spiral == "experience"),
        ("ritual", tip.kind is TipKind.RITUAL),
        ("reflex", tip.kind is TipKind.REFLEX),
        ("build", tip.kind is TipKind.BUILD),
    )
    return tuple(reason for reason, applies in reasons if applies)


BalanceHint = Literal["long", "once", "run", "explore"]
"""`long`: more than two hours a week; `once`: only builds; `run` or `explore`: only tips of this mode."""


class TipBalance(Struct, frozen=True):
    """Properties of a selection of tips."""

    weekly_minutes: int
    """Total minutes a week."""
    run_count: int
    """Number of tips in mode `run`."""
    hint: BalanceHint | None
    """The first hint that applies, or None. A hint never prevents a pick."""


def tip_balance(tips: Iterable[Tip]) -> TipBalance:
    """Return the balance of these tips. An empty selection has no hint."""
    all_tips = tuple(tips)
    minutes = sum(tip.weekly_minutes for tip in all_tips)
    run_count = sum(tip.form.mode == "run" for tip in all_tips)
    hint: BalanceHint | None = None
    if minutes > MAX_TOTAL_MINUTES:
        hint = "long"
    elif all_tips and all(tip.kind is TipKind.BUILD for tip in all_tips):
        hint = "once"
    elif all_tips and run_count in (0, len(all_tips)):
        hint = "run" if run_count else "explore"
    return TipBalance(minutes, run_count, hint)


def starred_tips(journal: Journal) -> frozenset[int]:
    """Return the tips that have a star now."""
    stars: set[int] = set()
    for event in active_events(journal.global_events):
        if isinstance(event.payload, Star):
            (stars.update if event.payload.starred else stars.difference_update)(event.payload.tips)
    return frozenset(stars)


def cycles_by_tip(cycles: Sequence[Cycle]) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the cycles in which each tip was among the five."""
    numbers_by_tip: dict[int, tuple[int, ...]] = {}
    for cycle in cycles:
        for tenure in cycle.tenures:
            numbers_by_tip[tenure.tip] = (*numbers_by_tip.get(tenure.tip, ()), cycle.number)
    return numbers_by_tip


def extended_tips(cycles: Sequence[Cycle]) -> tuple[int, ...]:
    """Return the tips that already have a place in the next five: those extended at the last close."""
    return cycles[-1].extended_tips if cycles else ()


def pick_blocker(cycles: Sequence[Cycle], catalogue: Catalogue) -> Callable[[int], TipcycleError | None]:
    """Return a function that returns the error that prevents a tip from being picked, or None.

    A tip cannot be picked if it is implemented and alive, is among the five of an open cycle, or is retired.
    """
    implemented = implemented_tips(cycles, catalogue.kind_of).alive
    five = cycles[-1].five if cycles and cycles[-1].close is None else ()

    def blocker(tip: int) -> TipcycleError | None:
        catalogue_tip = catalogue.tips.get(tip)
        if tip in implemented:
            return TipImplementedError(tip)
        if tip in five:
            return TipInFiveError(tip)
        return TipRetiredError(tip) if catalogue_tip is not None and catalogue_tip.retired else None

    return blocker


def require_pickable(tips: Iterable[int], cycles: Sequence[Cycle], catalogue: Catalogue) -> None:
    """Raise the error of the first tip that cannot be picked."""
    for error in map(pick_blocker(cycles, catalogue), tips):
        if error is not None:
            raise error
