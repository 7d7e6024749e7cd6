"""The five as pocket cards, and as a message for a colleague.

No more of a journal than which five they are, their cycle, the check-in day, and the sentence once it is agreed on.
"""

from tipcycle.core.cycle import Cycle
from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.tips import FIRST_OWN_TIP_ID, Catalogue
from tipcycle.core.touchstone import TouchstoneState, agreed_text
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number, tip_numbers, tip_title
from tipcycle.render.typst_text import TemplateData, document_data, tip_heading

BLANK_CARDS = 2
MAX_TITLE_LENGTH, MAX_IF_THEN_LENGTH, MAX_TOUCHSTONE_LENGTH = 90, 180, 120
"""What a card holds: the catalogue's longest texts fit easily, and a tip of one's own may be longer."""


def card_data(
    cycle: Cycle,
    catalogue: Catalogue,
    translator: Translator,
    paper_size: str,
    *,
    weekday: str,
    touchstone: TouchstoneState | None,
) -> TemplateData:
    """What stands on the cards: eight to a sheet, five for the tips, one for the cycle, two for who joins in."""
    _ = translator.gettext
    agreed_touchstone = agreed_text(touchstone)
    return {
        **document_data(_("My five, cycle {n}").format(n=cycle.number), None, cycle.starts, translator, paper_size),
        "cards": [
            {
                "number": tip_number(tip),
                "title": _truncate(tip_heading(tip, catalogue, translator)["title"], MAX_TITLE_LENGTH),
                "if-then": _truncate(_if_then_text(tip, catalogue, translator), MAX_IF_THEN_LENGTH),
            }
            for tip in cycle.five
        ],
        "sentence": _truncate(agreed_touchstone, MAX_TOUCHSTONE_LENGTH) if agreed_touchstone else None,
        "name": _("My five"),
        "span": translator.date_range(cycle.starts, cycle.ends, with_year=True),
        "look-back": _("On {day} I look back for a moment.").format(day=translator.translate_weekday(weekday)),
        "blanks": BLANK_CARDS,
        "join": _("Do you join in?"),
        "when": _("If I"),
        "then": _("then"),
    }


def _if_then_text(tip: int, catalogue: Catalogue, translator: Translator) -> str:
    known_tip = catalogue.tips.get(tip)
    return known_tip.text(translator.language).if_then if known_tip else ""


def _truncate(text: str, max_length: int) -> str:
    return text if len(text) <= max_length else text[:max_length].rstrip() + " …"


def invitation(cycle: Cycle, catalogue: Catalogue, translator: Translator) -> str:
    """A message to paste: my five, and how to begin yourself."""
    _ = translator.gettext
    five = "\n".join(f"  {tip_number(tip)} {tip_title(tip, catalogue, translator)}" for tip in cycle.five)
    lines = [
        _("For two months I live with five small agreements for our customers:"),
        five,
        _("Choose five yourself? Install it:  uv tool install tipcycle"),
    ]
    if len(cycle.five) == TIPS_PER_CYCLE and all(tip < FIRST_OWN_TIP_ID for tip in cycle.five):
        lines.append(_("The same five as I?  tipcycle pick {tips}").format(tips=" ".join(tip_numbers(cycle.five))))
    lines.append(_("Everything stays on your own machine. I see nothing of yours, you nothing of mine."))
    return "\n".join(lines)
