"""Texts of the picker: messages, hints and reasons. Pure: the line mode uses them too, without Textual."""

from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.suggestions import BalanceHint
from tipcycle.core.tips import Tip, TipKind
from tipcycle.i18n import N_, Translator
from tipcycle.render.labels import kind_label, tip_number
from tipcycle.tui.picker.filter import FilterTerms, TipFilter
from tipcycle.tui.picker.model import Message, MessageKind, PickerData, PickerState

BALANCE_HINTS: dict[BalanceHint, str] = {
    "long": N_("That is more than two hours. Will there be room for it?"),
    "once": N_("All five are made once. One for every week would give a rhythm."),
    "run": N_("All five improve what is already there. One that asks you to look differently would bring balance."),
    "explore": N_("All five ask you to look differently. One that simply improves what is there would steady them."),
}
"""One hint about five tips that are out of balance, by `TipBalance.hint`."""

BALANCE_TEXTS = {
    1: N_("One improves what is already there, four ask you to look differently."),
    2: N_("Two improve what is already there, three ask you to look differently. That keeps a balance."),
    3: N_("Three improve what is already there, two ask you to look differently. That keeps a balance."),
    4: N_("Four improve what is already there, one asks you to look differently."),
}
"""A text about the balance of five tips, by the number of tips that keep the way of thinking (`run_count`)."""


def filter_terms(data: PickerData, translator: Translator) -> FilterTerms:
    """Return the terms that narrow the filter, apart from words in a tip."""
    _ = translator.gettext
    return FilterTerms(
        {kind: kind_label(kind, translator) for kind in TipKind}, _("starred"), _("new") if data.cycles_by_tip else ""
    )


def weekly_time_text(state: PickerState, translator: Translator) -> str:
    """Return the weekly time that the selected tips take."""
    _ = translator.gettext
    return _("Together about {minutes} a week.").format(minutes=translator.duration(state.balance.weekly_minutes))


def balance_text(state: PickerState, translator: Translator) -> str:
    """Return the balance of the five tips, or the hint about it; empty if fewer than five tips are known."""
    if len(state.five_tips) != TIPS_PER_CYCLE:
        return ""
    balance = state.balance
    return translator.gettext(BALANCE_HINTS[balance.hint] if balance.hint else BALANCE_TEXTS[balance.run_count])


def touchstone_line(touchstone: str, translator: Translator) -> str:
    """Return the touchstone sentence with its label."""
    _ = translator.gettext
    return _("Your sentence: {sentence}").format(sentence=touchstone)


def message_text(message: Message, free_places: int, translator: Translator) -> str:
    """Return the text of a message."""
    _ = translator.gettext
    number = tip_number(message.tip) if message.tip is not None else ""
    match message.kind:
        case MessageKind.FULL:
            return _("Five is five. Let go of one first.")
        case MessageKind.REPLACED:
            return _("{tip} was only proposed and made place.").format(tip=number)
        case MessageKind.CONFIRM_LEAVE:
            return _("Leave without your five?   [y] leave   [Esc] stay")
        case MessageKind.EXTENDED:
            return _("{tip} continues, and keeps its place.").format(tip=number)
        case MessageKind.IMPLEMENTED:
            return _("{tip} stays already and needs no place.").format(tip=number)
        case MessageKind.PROPOSED:
            return _("These go together; {propose} gives others.").format(propose=translator.facts.hotkeys.propose)
        case MessageKind.NO_PROPOSALS:
            return _("There is nothing left to propose.")
        case MessageKind.TOO_FEW:
            return translator.ngettext(
                "One more, then your five are complete.", "{n} more, then your five are complete.", free_places
            )


def progress_text(state: PickerState, translator: Translator) -> str:
    """Return the message of the last move; without one, the number of tips still to choose."""
    _ = translator.gettext
    if state.message is not None:
        return message_text(state.message, state.free_places, translator)
    if not state.chosen:
        return _("Space chooses, Enter reads, ? explains the rest.")
    if state.free_places:
        return translator.ngettext("One more to choose.", "{n} more to choose.", state.free_places)
    return _("You have your five. {done} continues.").format(done=translator.facts.hotkeys.done)


def no_match_text(tip_filter: TipFilter, translator: Translator) -> str:
    """Return the text of an empty list."""
    _ = translator.gettext
    if tip_filter.text:
        return _("no tip speaks of this: {words}").format(words=tip_filter.text)
    return _("No tip is like that.")


def reason_text(tip: int, state: PickerState, translator: Translator) -> str:
    """Return the reason why a tip is selected."""
    _ = translator.gettext
    if tip in state.data.extended_tips:
        return _("runs for another cycle")
    return state.reasons.get(tip) or _("your own choice")


def first_step_text(tip: Tip, translator: Translator) -> str:
    """Return how many minutes the first step of a tip takes."""
    return translator.ngettext(
        "If you do not want to wait: one minute is enough.",
        "If you do not want to wait: {n} minutes are enough.",
        tip.first_step_minutes,
    )
