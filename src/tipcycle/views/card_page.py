"""The pocket cards as one page that needs nothing else."""

from tipcycle.core.cycle import Cycle
from tipcycle.core.sentence import Touchstone
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.card import card_data
from tipcycle.views.html import environment


def card_html(cycle: Cycle, catalogue: Catalogue, words: Words, *, day: str, sentence: Touchstone | None = None) -> str:
    """The page."""
    data = card_data(cycle, catalogue, words, "a4", day=day, sentence=sentence)
    return environment().get_template("card.html.j2").render(data=data)
