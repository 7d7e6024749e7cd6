"""Count the suggestions of ten thousand seeds: which tips appear, and whether each five keeps the rules.

Prints the figures for a first five and for the five after one cycle. Exits with 1 if a rule is broken.
"""

import sys
from collections import Counter

from tipcycle.catalogue.loader import load_packaged
from tipcycle.core.cycle import Cycle
from tipcycle.core.events import Close, CycleFile, Journal, Pick
from tipcycle.core.projection import Cycles
from tipcycle.core.suggestions import FIRST_FIVE, MAX_FIRST_MINUTES, MAX_TOTAL_MINUTES, missing_needs, suggest

SEED_COUNT = 10_000


def main() -> int:
    """Count and print. Return the exit code."""
    from tests.core.test_suggestions import ANCHOR, make_events

    from tipcycle.core.events import CycleHeader

    catalogue = load_packaged().catalogue
    file = CycleFile(CycleHeader(ANCHOR, 9, ANCHOR), make_events(ANCHOR, Pick(tips=FIRST_FIVE), Close(drop=FIRST_FIVE)))
    later_cycles = Cycles(Journal((), (file,)))
    appeared: Counter[int] = Counter()
    broken = 0
    situations: list[tuple[str, tuple[Cycle, ...] | Cycles, bool, int]] = [
        ("first five", (), False, MAX_FIRST_MINUTES),
        ("second five, no sentence", later_cycles, False, MAX_TOTAL_MINUTES),
        ("second five, with a sentence", later_cycles, True, MAX_TOTAL_MINUTES),
    ]
    for name, cycles, has_sentence, max_minutes in situations:
        counter: Counter[int] = Counter()
        minutes, broken_needs, too_long, shared = [], 0, 0, 0
        for seed in range(SEED_COUNT):
            suggestions = suggest(catalogue, cycles, (), seed=seed, has_sentence=has_sentence)
            tips = [catalogue.tips[suggestion.tip] for suggestion in suggestions]
            counter.update(tip.id for tip in tips)
            minutes.append(sum(tip.weekly_minutes for tip in tips))
            broken_needs += any(
                missing_needs(tip, FIRST_FIVE if cycles else (), has_sentence=has_sentence) for tip in tips
            )
            too_long += minutes[-1] > max_minutes
            reasons = [reason for suggestion in suggestions for reason in suggestion.reasons if reason != "first_step"]
            shared += len(reasons) != len(set(reasons))
        print(f"{name}: {len(counter)} tips; most {counter.most_common(3)}; least {counter.most_common()[-3:]}")
        print(f"  mean {sum(minutes) / len(minutes):.0f} minutes, at most {max(minutes)}")
        print(f"  fives with a missing prerequisite {broken_needs}, too long {too_long}, with a shared reason {shared}")
        broken += broken_needs + too_long + shared
        appeared += counter
    missing = sorted(tip.id for tip in catalogue.tips.values() if tip.retired is None and tip.id not in appeared)
    print(f"tips that never appear: {missing or 'none'}")
    return 1 if broken or missing else 0


if __name__ == "__main__":
    sys.exit(main())
