"""What a card of a tip says, wherever it is shown: a screen, a pipe, the picker, a conversation."""

from typing import NamedTuple

from tipcycle.core.tips import Catalogue, Tip
from tipcycle.i18n import Translator
from tipcycle.render.labels import format_minutes, kind_label, time_needed
from tipcycle.render.sanitize import sanitize


class CardSection(NamedTuple):
    """A part of the card under its heading."""

    heading: str
    text: str
    footnote: str = ""
    """What stands quietly below it: the question once it stands, where the example was read."""


class TipCard(NamedTuple):
    """A tip in the language of the reader; all of it is safe to show."""

    title: str
    theme: str
    """Empty for a tip of the manager's own."""
    facts: tuple[str, ...]
    """How often, how long, and how long the first step takes."""
    what: str
    why: str
    steps: tuple[str, ...]
    sections: tuple[CardSection, ...]
    example: CardSection | None


def build_tip_card(tip: Tip, catalogue: Catalogue, translator: Translator) -> TipCard:
    """What the card of this tip says."""
    _ = translator.gettext
    text = tip.text(translator.language)
    theme = next((entry.text(translator.language).name for entry in catalogue.themes if entry.slug == tip.theme), "")
    footnote = _("Once it stands: {question}").format(question=sanitize(text.check_after)) if text.check_after else ""
    return TipCard(
        title=sanitize(text.title),
        theme=sanitize(theme),
        facts=(
            kind_label(tip.kind, translator),
            time_needed(tip, translator),
            _("first step {minutes}").format(minutes=format_minutes(tip.first_step_minutes, translator)),
        ),
        what=sanitize(text.what),
        why=sanitize(text.why),
        steps=tuple(sanitize(step) for step in text.steps),
        sections=(
            CardSection(_("your moment"), sanitize(text.if_then)),
            CardSection(_("the weekly question"), sanitize(text.check), footnote),
            CardSection(_("what a customer notices"), sanitize(text.signal)),
            CardSection(_("mind the trap"), sanitize(text.pitfall)),
        ),
        example=_example_section(tip, translator),
    )


def _example_section(tip: Tip, translator: Translator) -> CardSection | None:
    _ = translator.gettext
    if tip.example is None:
        return None
    text = tip.example.text.get(translator.language) or next(iter(tip.example.text.values()))
    return CardSection(
        _("where it is done"), f"{sanitize(tip.example.who)}: {sanitize(text)}", sanitize(tip.example.url)
    )


def plain_card_lines(card: TipCard) -> list[str]:
    """What the card says below its title and facts, as labelled lines for a pipe or a conversation."""
    lines = [card.what, card.why, *(f"{n}. {step}" for n, step in enumerate(card.steps, 1))]
    for section in card.sections:
        lines.append(f"{section.heading.capitalize()}: {section.text}")
        lines += [section.footnote] if section.footnote else []
    if card.example is not None:
        heading, text, url = card.example
        lines.append(f"{heading.capitalize()}: {text} {url}")
    return lines
