"""The input of the pick, for the full screen and the line-by-line questions. All texts in it are sanitised."""

from datetime import timedelta

import msgspec

from tipcycle.cli.context import AppContext
from tipcycle.core.commands.pick import carried_plans
from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.reflection import current_forms
from tipcycle.core.response import current_cause
from tipcycle.core.suggestions import cycles_by_tip, extended_tips, pickable_tips, starred_tips, suggest
from tipcycle.core.tips import Catalogue, map_texts
from tipcycle.core.touchstone import current_touchstone
from tipcycle.render.labels import suggestion_reason
from tipcycle.render.sanitize import sanitize
from tipcycle.tui.picker.model import PickerData, Proposal


def make_picker_data(context: AppContext, preselected: tuple[int, ...] = ()) -> PickerData:
    """Return the catalogue, the state of the tips and the proposals. The `preselected` tips are chosen at the start."""
    catalogue, cycles, translator = context.catalogue, context.cycles, context.translator
    extended, forms = extended_tips(cycles), current_forms(context.loaded_journal.journal)
    cause = current_cause(context.loaded_journal.journal, cycles, catalogue.kind_of, context.environment.today)

    def proposals(round_number: int, stars: frozenset[int]) -> tuple[Proposal, ...]:
        suggestions = suggest(
            catalogue,
            cycles,
            stars,
            count=TIPS_PER_CYCLE - len(extended),
            seed=round_number,
            forms=forms,
            has_sentence=current_touchstone(context.loaded_journal.journal) is not None,
            cause=cause,
        )
        return tuple(
            Proposal(
                suggestion.tip,
                "; ".join(
                    suggestion_reason(code, catalogue.tips[suggestion.tip], translator) for code in suggestion.reasons
                ),
            )
            for suggestion in suggestions
        )

    return PickerData(
        catalogue=sanitize_catalogue(catalogue),
        pickable=frozenset(pickable_tips(catalogue, cycles)),
        today=context.environment.today,
        extended_tips=extended,
        preselected=preselected,
        starred=starred_tips(context.loaded_journal.journal),
        cycles_by_tip=cycles_by_tip(cycles),
        propose=proposals,
        plans={tip: sanitize(plan) for tip, plan in carried_plans(cycles).items()},
        earliest_start=cycles[-1].ends + timedelta(days=1) if cycles else None,
        touchstone=sanitized_touchstone(context),
    )


def sanitized_touchstone(context: AppContext) -> str | None:
    """Return the touchstone sentence, marked if it is provisional, or None."""
    _ = context.translator.gettext
    touchstone = current_touchstone(context.loaded_journal.journal)
    if touchstone is None:
        return None
    return sanitize(
        _("{sentence} (provisional)").format(sentence=touchstone.text) if touchstone.is_provisional else touchstone.text
    )


def sanitize_catalogue(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with sanitised texts. Own tips are untrusted input."""
    return msgspec.convert(map_texts(msgspec.to_builtins(catalogue), sanitize), Catalogue)
