"""Five tips that fit together, and why each (docs/rules.md §11).

Deterministic: the same journal and seed give the same five.
"""

import random
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from tipcycle.core.cycle import Cycle
from tipcycle.core.edits.pick import seats as extended_seats
from tipcycle.core.edits.pick import why_not
from tipcycle.core.mix import MOST_MINUTES
from tipcycle.core.shelf import picked_in
from tipcycle.core.tips import Catalogue, Kind, Tip

RITUALS = 2
"""Without something for every week there is no rhythm."""
MODES = 2
"""What keeps running, and what is new."""
_MOST_TRIES = 20_000
_SHORT = 10
MOST_REASONS = 2

Reason = Literal["starred", "form", "again", "ritual", "reflex", "build", "explore", "run", "theme", "short"]


class Suggestion(Struct, frozen=True):
    """A tip, and what speaks for it in this company."""

    tip: int
    reasons: tuple[Reason, ...]


class _Wish(Struct, frozen=True):
    """What the five should be together; given up one after the other when too few tips are left."""

    modes: int
    """How many modes there are to be."""
    rituals: int
    themes: bool = True
    minutes: bool = True


def _wishes(pool: Sequence[Tip], seated: Sequence[Tip], wanted: int) -> tuple[_Wish, ...]:
    """What is asked for, and what is then given up one after the other.

    No more is asked for than could be had: what nothing fulfils would take the other wishes along when it is given up.
    """
    modes = min(MODES, len(_modes([*seated, *pool])), len(_modes(seated)) + wanted)
    rituals = min(RITUALS, _rituals(seated) + min(wanted, _rituals(pool))) if len(seated) + wanted > 1 else 0
    return (
        _Wish(modes, rituals),
        _Wish(modes, rituals, themes=False),
        _Wish(0, rituals, themes=False),
        _Wish(0, 0, themes=False),
        _Wish(0, 0, themes=False, minutes=False),
    )


def pickable(catalogue: Catalogue, cycles: Sequence[Cycle]) -> tuple[int, ...]:
    """The tips of the catalogue that may be picked now."""
    kept_by = why_not(cycles, catalogue)
    return tuple(tip for tip in catalogue.tips if kept_by(tip) is None)


def suggest(
    catalogue: Catalogue,
    cycles: Sequence[Cycle],
    starred: Iterable[int],
    *,
    count: int = 5,
    seed: int = 0,
    forms: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """Tips that fit together and with those that go on, starred first; fewer when not enough are left.

    What was picked before waits until too few others are left, unless it has a star. Themes spread, both modes, at
    least two for every week, two hours a week at most: as long as tips are left for it. `forms` are the forms of
    change at hand, when the manager has reflected on them.
    """
    stars = frozenset(starred)
    picked = picked_in(cycles)
    seated = [catalogue.tips[tip] for tip in extended_seats(cycles) if tip in catalogue.tips]
    free = [catalogue.tips[tip] for tip in pickable(catalogue, cycles) if tip not in {seat.id for seat in seated}]
    shuffled = random.Random(f"{seed}/{len(cycles)}")
    shuffled.shuffle(free)
    free.sort(key=lambda tip: (tip.id not in stars, tip.id in picked, bool(forms) and tip.form not in forms))
    wanted = min(count, len(free))
    fresh = [tip for tip in free if tip.id in stars or tip.id not in picked]
    pool = fresh if len(fresh) >= wanted else free
    themes_picked = frozenset(catalogue.tips[tip].theme for tip in picked if tip in catalogue.tips)
    for wish in _wishes(pool, seated, wanted):
        found = _fitting(pool, seated, wanted, wish)
        if found is not None:
            return tuple(_because(tip, found, seated, stars, picked, themes_picked, forms) for tip in found)
    return ()


def _fitting(free: Sequence[Tip], seated: list[Tip], wanted: int, wish: _Wish) -> list[Tip] | None:
    """The first tips in order of preference that fulfil the wish together; None when none do."""
    tries = 0

    def search(chosen: list[Tip], begin: int) -> list[Tip] | None:
        nonlocal tries
        if len(chosen) == wanted:
            return chosen
        for place in range(begin, len(free) - (wanted - len(chosen)) + 1):
            tries += 1
            if tries > _MOST_TRIES:
                return None
            tip = free[place]
            if not _may_join(tip, seated + chosen, wanted - len(chosen) - 1, wish):
                continue
            found = search([*chosen, tip], place + 1)
            if found is not None:
                return found
        return None

    return search([], 0)


def _may_join(tip: Tip, company: list[Tip], left: int, wish: _Wish) -> bool:
    """Whether the wish can still come true with this tip and so many places left."""
    if wish.themes and any(other.theme == tip.theme for other in company):
        return False
    if wish.minutes and sum(other.weekly_minutes for other in company) + tip.weekly_minutes > MOST_MINUTES:
        return False
    together = [*company, tip]
    return _rituals(together) + left >= wish.rituals and len(_modes(together)) + left >= wish.modes


def _rituals(tips: Iterable[Tip]) -> int:
    return sum(tip.kind is Kind.RITUAL for tip in tips)


def _modes(tips: Iterable[Tip]) -> set[str]:
    return {tip.form.mode for tip in tips}


def _because(
    tip: Tip,
    found: list[Tip],
    seated: list[Tip],
    stars: frozenset[int],
    picked: dict[int, tuple[int, ...]],
    themes_picked: frozenset[str],
    forms: Sequence[str],
) -> Suggestion:
    """What is true of this tip and tells it from the others, the most telling first."""
    others = [other for other in (*seated, *found) if other.id != tip.id]
    reasons: list[Reason] = []
    if tip.id in stars:
        reasons.append("starred")
    if tip.id in picked:
        reasons.append("again")
    if tip.form in forms:
        reasons.append("form")
    if tip.form.mode not in _modes(others) and others:
        reasons.append("explore" if tip.form.mode == "explore" else "run")
    kinds: dict[Kind, Reason] = {Kind.RITUAL: "ritual", Kind.REFLEX: "reflex", Kind.BUILD: "build"}
    if themes_picked and tip.theme not in themes_picked:
        reasons.append("theme")
    reasons.append(kinds[tip.kind])
    if tip.weekly_minutes <= _SHORT:
        reasons.append("short")
    return Suggestion(tip.id, tuple(reasons[:MOST_REASONS]))
