"""What the picker says: sentences about a choice and names of tips. Pure, and without a screen."""

from tipcycle.core.blocks import FIVE
from tipcycle.core.mix import Remark as MixRemark
from tipcycle.core.tips import Kind, Tip
from tipcycle.locales import N_, Words
from tipcycle.picker.finding import Filter, Names
from tipcycle.picker.model import Picking, Remark, Shelf, Told
from tipcycle.views.labels import kind_label, number
from tipcycle.views.letters import letter

REMARKS: dict[MixRemark, str] = {
    "long": N_("That is more than two hours. Will there be room for it?"),
    "once": N_("All five are made once. One for every week would give a rhythm."),
    "run": N_("All five improve what is already there. One that asks you to look differently would bring balance."),
    "explore": N_("All five ask you to look differently. One that simply improves what is there would steady them."),
}
"""What five together can be, said once and kindly."""

MIXES = {
    1: N_("One improves what is already there, four ask you to look differently."),
    2: N_("Two improve what is already there, three ask you to look differently. That keeps a balance."),
    3: N_("Three improve what is already there, two ask you to look differently. That keeps a balance."),
    4: N_("Four improve what is already there, one asks you to look differently."),
}
"""How many of the five keep the way of thinking that there is."""


def names(shelf: Shelf, words: Words) -> Names:
    """What may be typed into the filter beside words of a tip."""
    _ = words.text
    return Names({kind: kind_label(kind, words) for kind in Kind}, _("starred"), _("new") if shelf.picked_in else "")


def together(picking: Picking, words: Words) -> str:
    """What the five so far take in a week."""
    _ = words.text
    return _("Together about {minutes} a week.").format(minutes=words.duration(picking.mix.minutes))


def mix(picking: Picking, words: Words) -> str:
    """How the five are mixed, or the one remark they earn; nothing while a tip of them is not known."""
    if len(picking.tips) != FIVE:
        return ""
    mixed = picking.mix
    return words.text(REMARKS[mixed.remark] if mixed.remark else MIXES[mixed.run])


def held_against(sentence: str, words: Words) -> str:
    """The touchstone sentence, beside the five."""
    _ = words.text
    return _("Your sentence: {sentence}").format(sentence=sentence)


def remark(told: Remark, left: int, words: Words) -> str:
    """What the last move has to say."""
    _ = words.text
    tip = number(told.tip) if told.tip is not None else ""
    match told.told:
        case Told.FULL:
            return _("Five is five. Let go of one first.")
        case Told.MADE_PLACE:
            return _("{tip} was only proposed and made place.").format(tip=tip)
        case Told.LEAVING:
            return _("Leave without your five?   [y] leave   [Esc] stay")
        case Told.SEATED:
            return _("{tip} goes on and has its place.").format(tip=tip)
        case Told.STAYS:
            return _("{tip} stays already and needs no place.").format(tip=tip)
        case Told.PROPOSED:
            return _("These go together; {propose} gives others.").format(propose=letter("propose", words))
        case Told.NOTHING_LEFT:
            return _("There is nothing left to propose.")
        case Told.TOO_FEW:
            return words.many("One more, then your five are complete.", "{n} more, then your five are complete.", left)


def way_on(picking: Picking, words: Words) -> str:
    """What the last move has to say, else how far it is to five."""
    _ = words.text
    if picking.remark is not None:
        return remark(picking.remark, picking.left, words)
    if not picking.chosen:
        return _("Space chooses, Enter reads, ? explains the rest.")
    if picking.left:
        return words.many("One more to choose.", "{n} more to choose.", picking.left)
    return _("Your five are there. {done} goes on.").format(done=letter("done", words))


def none_found(meant: Filter, words: Words) -> str:
    """What stands on a shelf that a filter left empty."""
    _ = words.text
    if meant.words:
        return _("no tip speaks of this: {words}").format(words=meant.words)
    return _("No tip is like that.")


def why(tip: int, picking: Picking, words: Words) -> str:
    """Why a tip is among the five so far."""
    _ = words.text
    if tip in picking.shelf.seats:
        return _("goes on for another round")
    return picking.because.get(tip) or _("your own choice")


def first_step_lead(tip: Tip, words: Words) -> str:
    """How little that first step takes."""
    return words.many(
        "If you do not want to wait: one minute is enough.",
        "If you do not want to wait: {n} minutes are enough.",
        tip.first_step_minutes,
    )
