"""The questions of `tipcycle close`: a decision and a lesson for each tip. Must not save."""

from tipcycle.cli.confirm import is_no, is_yes, parse_yes_no
from tipcycle.cli.context import AppContext
from tipcycle.core.commands.close import CloseDecisions
from tipcycle.core.momentum.implemented import implemented_tips, tips_to_ask_about
from tipcycle.core.momentum.strength import TipRecord, cycle_tip_records
from tipcycle.core.tips import TipKind
from tipcycle.render.labels import numbered_title, status_signs


def ask_decisions(context: AppContext) -> CloseDecisions:
    """Ask for a decision on each of the five, and whether up to three earlier tips are still alive."""
    translator, print_message, ask = context.translator, context.messages.print, context.messages.ask
    _ = translator.gettext
    tips_by_decision: dict[str, list[int]] = {
        name: [] for name in ("keep", "adapt", "extend", "drop", "by_hand", "alive", "lapsed")
    }
    lessons: dict[int, str] = {}
    print_message(
        _(
            "Keep: it became normal. Adapt: it stays in another form. Another round: it takes one of the next five"
            " places. Let go: it may rest."
        )
    )
    for record in cycle_tip_records(
        context.cycles, len(context.cycles) - 1, context.catalogue.kind_of, context.environment.today
    ):
        if not record.is_active:
            continue
        print_message()
        print_message(f"{numbered_title(record.tip, context.catalogue, translator)}   {status_signs(record.statuses)}")
        decision = _ask_decision(context)
        if decision in ("keep", "adapt") and not record.holds:
            extend, by_hand = _ask_about_weak_tip(context, record)
            if extend:
                decision = "extend"
            elif by_hand:
                tips_by_decision["by_hand"].append(record.tip)
        tips_by_decision[decision].append(record.tip)
        lesson = ask(_("What did it teach you? (optional) ")).strip()
        if lesson:
            lessons[record.tip] = lesson
    for tip in tips_to_ask_about(implemented_tips(context.cycles, context.catalogue.kind_of)):
        line = "again"
        while parse_yes_no(line) is None and line.strip():
            line = ask(
                _("Still alive? {tip} [y/n, Enter skips] ").format(
                    tip=numbered_title(tip, context.catalogue, translator)
                )
            )
        if line.strip():
            tips_by_decision["alive" if parse_yes_no(line) else "lapsed"].append(tip)
    return CloseDecisions(lessons=lessons, **{name: tuple(tips) for name, tips in tips_by_decision.items()})


def _ask_decision(context: AppContext) -> str:
    _ = context.translator.gettext
    hotkeys = context.translator.facts.hotkeys
    keys = {hotkeys.keep: "keep", hotkeys.adapt: "adapt", hotkeys.extend: "extend", hotkeys.drop: "drop"}
    while True:
        key = context.messages.ask(_("[k] keep   [a] adapt   [r] another round   [l] let go: ")).strip().lower()
        if key in keys:
            return keys[key]
        context.messages.print(_("The keys here: {keys}.").format(keys=" ".join(f"[{letter}]" for letter in keys)))


def _ask_about_weak_tip(context: AppContext, record: TipRecord) -> tuple[bool, bool]:
    """Ask about a tip that is kept though `TipRecord.holds` is false. Return (another round, counts by hand).

    Enter alone keeps the tip and does not count it (docs/rules.md, "Closing a cycle").
    """
    _ = context.translator.gettext
    if record.kind is TipKind.REFLEX and record.scored_count == record.done_count == 1:
        message = _("It came up once, and it was done. Another round, so that it can come up again?")
    elif record.scored_count and not record.done_count:  # about the tip, not about the person
        message = _("Not done in these weeks; another round instead?")
    elif record.scored_count:
        message = context.translator.ngettext(
            "You did it {did} of {n} week; another round instead?",
            "You did it {did} of {n} weeks; another round instead?",
            record.scored_count,
        ).format(did=record.done_count)
    else:  # no answer is not a miss
        message = _("You haven't answered for this one yet; another round instead?")
    keys = _("[y] another round   [n] no, it became normal   [Enter] keep it, but don't count it: ")
    while True:
        line = context.messages.ask(f"{message} {keys}").strip().lower()
        if not line or is_yes(line) or is_no(line):
            return is_yes(line), is_no(line)
