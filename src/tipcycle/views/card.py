"""The five as pocket cards, and as a message for a colleague.

No more of a journal than which five they are, their cycle, the check-in day, and the sentence once it is agreed on.
"""

from tipcycle.core.blocks import FIVE
from tipcycle.core.cycle import Cycle
from tipcycle.core.sentence import Touchstone, agreed
from tipcycle.core.tips import FIRST_OWN_TIP, Catalogue
from tipcycle.locales import Words
from tipcycle.views.labels import number, numbers, title
from tipcycle.views.paper import Data, head, named

BLANK_CARDS = 2
LONGEST_TITLE, LONGEST_TEXT, LONGEST_SENTENCE = 90, 180, 120
"""What a card holds: the catalogue's longest texts fit easily, and a tip of one's own may be longer."""


def card_data(
    cycle: Cycle, catalogue: Catalogue, words: Words, paper: str, *, day: str, sentence: Touchstone | None
) -> Data:
    """What stands on the cards: eight to a sheet, five for the tips, one for the cycle, two for who joins in."""
    _ = words.text
    held = agreed(sentence)
    return {
        **head(_("My five, cycle {n}").format(n=cycle.number), None, cycle.starts, words, paper),
        "cards": [
            {
                "number": number(tip),
                "title": _short(named(tip, catalogue, words)["title"], LONGEST_TITLE),
                "if-then": _short(_if_then(tip, catalogue, words), LONGEST_TEXT),
            }
            for tip in cycle.five
        ],
        "sentence": _short(held, LONGEST_SENTENCE) if held else None,
        "name": _("My five"),
        "span": words.span(cycle.starts, cycle.ends, year=True),
        "look-back": _("On {day} I look back for a moment.").format(day=words.named_weekday(day)),
        "blanks": BLANK_CARDS,
        "join": _("Do you join in?"),
        "when": _("If I"),
        "then": _("then"),
    }


def _if_then(tip: int, catalogue: Catalogue, words: Words) -> str:
    known = catalogue.tips.get(tip)
    return known.text(words.language).if_then if known else ""


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rstrip() + " …"


def invitation(cycle: Cycle, catalogue: Catalogue, words: Words) -> str:
    """A message to paste: my five, and how to begin yourself."""
    _ = words.text
    five = "\n".join(f"  {number(tip)} {title(tip, catalogue, words)}" for tip in cycle.five)
    lines = [
        _("For two months I live with five small agreements for our customers:"),
        five,
        _("Choose five yourself? Install it:  uv tool install tipcycle"),
    ]
    if len(cycle.five) == FIVE and all(tip < FIRST_OWN_TIP for tip in cycle.five):
        lines.append(_("The same five as I?  tipcycle pick {tips}").format(tips=" ".join(numbers(cycle.five))))
    lines.append(_("Everything stays on your own machine. I see nothing of yours, you nothing of mine."))
    return "\n".join(lines)
