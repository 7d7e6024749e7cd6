"""The signs of the picker. Each says by its shape what a colour may only underline."""

from tipcycle.picker.model import Picking

CURSOR = "▸"
CHOSEN, PROPOSED, FREE, GOES_ON, STAYS = "●", "◇", "○", "↻", "■"


def mark(tip: int, picking: Picking) -> str:
    """The sign of a tip: proposed, chosen, going on, or staying already; nothing for one that may be chosen."""
    if tip in picking.tentative:
        return PROPOSED
    if tip in picking.chosen:
        return CHOSEN
    if tip in picking.shelf.seats:
        return GOES_ON
    return STAYS if picking.stays(tip) else ""
