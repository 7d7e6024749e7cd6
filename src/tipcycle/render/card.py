"""The five tips as pocket cards and as a message to a colleague.

The only journal data on a card are the five tips, the plans for them, the cycle, the check-in day, who may ask about
them, and the touchstone once it is agreed.
"""

from tipcycle import __version__
from tipcycle.core.cycle import Cycle
from tipcycle.core.events import TIPS_PER_CYCLE
from tipcycle.core.tips import FIRST_OWN_TIP_ID, Catalogue
from tipcycle.core.touchstone import TouchstoneState, agreed_text
from tipcycle.i18n import Translator
from tipcycle.render.labels import tip_number, tip_numbers, tip_title
from tipcycle.render.momentum_text import capitalize_first
from tipcycle.render.sanitize import sanitize
from tipcycle.render.typst_text import TemplateData, document_data, tip_heading

BLANK_CARDS = 2
MAX_TITLE_LENGTH, MAX_IF_THEN_LENGTH, MAX_TOUCHSTONE_LENGTH, MAX_ROLE_LENGTH = 90, 180, 120, 60
"""Maximum lengths in characters that fit on a card. Texts of the catalogue fit; own tips may be longer and are cut."""


def card_data(
    cycle: Cycle,
    catalogue: Catalogue,
    translator: Translator,
    paper_size: str,
    *,
    weekday: str,
    touchstone: TouchstoneState | None,
) -> TemplateData:
    """Return the template data of the cards: five tips, one cycle card, and two blank cards for colleagues."""
    _ = translator.gettext
    agreed_touchstone = agreed_text(touchstone)
    return {
        **document_data(_("My five, cycle {n}").format(n=cycle.number), None, cycle.starts, translator, paper_size),
        "cards": [
            {
                "number": tip_number(tip),
                "title": _truncate(tip_heading(tip, catalogue, translator)["title"], MAX_TITLE_LENGTH),
                "if-then": _truncate(_moment_text(tip, cycle, catalogue, translator), MAX_IF_THEN_LENGTH),
            }
            for tip in cycle.five
        ],
        "touchstone": _truncate(agreed_touchstone, MAX_TOUCHSTONE_LENGTH) if agreed_touchstone else None,
        "headline": _("My five"),
        "date-range": translator.date_range(cycle.starts, cycle.ends, with_year=True),
        "checkin-text": _("On {day} I look back for a moment.").format(day=translator.translate_weekday(weekday)),
        "ask-text": (
            capitalize_first(_("{role} may ask me about it.").format(role=_truncate(cycle.pick.ask, MAX_ROLE_LENGTH)))
            if cycle.pick.ask
            else None
        ),
        "blank-card-count": BLANK_CARDS,
        "blank-card-heading": _("Do you join in?"),
        "if-label": _("If I"),
        "then-label": _("then"),
    }


def _moment_text(tip: int, cycle: Cycle, catalogue: Catalogue, translator: Translator) -> str:
    """Return the manager's plan for a tip, or else its cue."""
    if tip in cycle.plans:
        return sanitize(cycle.plans[tip])
    catalogue_tip = catalogue.tips.get(tip)
    return catalogue_tip.text(translator.language).if_then if catalogue_tip else ""


def _truncate(text: str, max_length: int) -> str:
    return text if len(text) <= max_length else text[:max_length].rstrip() + " …"


WHEEL_NAME = f"tipcycle-{__version__}-py3-none-any.whl"
"""The file that installs this version. The invitation names it as long as no package index has tipcycle."""


def invitation(cycle: Cycle, catalogue: Catalogue, translator: Translator) -> str:
    """Return a message to paste into a chat: the five tips, and how to start tipcycle."""
    _ = translator.gettext
    tip_lines = "\n".join(f"  {tip_number(tip)} {tip_title(tip, catalogue, translator)}" for tip in cycle.five)
    lines = [
        _("For two months I live with five small agreements for our customers:"),
        tip_lines,
        _("Want to choose five yourself? I'll send you the file, then:  pipx install ./{file}").format(file=WHEEL_NAME),
    ]
    if len(cycle.five) == TIPS_PER_CYCLE and all(tip < FIRST_OWN_TIP_ID for tip in cycle.five):
        lines.append(_("The same five as I?  tipcycle pick {tips}").format(tips=" ".join(tip_numbers(cycle.five))))
    lines.append(_("Everything stays on your own machine. I see nothing of yours, you nothing of mine."))
    return "\n".join(lines)
