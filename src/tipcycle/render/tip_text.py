"""Content of a tip card, shared by the terminal, plain output, the picker and the prompts."""

from typing import NamedTuple

from tipcycle.core.tips import Catalogue, Tip
from tipcycle.i18n import Translator
from tipcycle.render.labels import format_minutes, kind_label, time_needed
from tipcycle.render.sanitize import sanitize


class CardSection(NamedTuple):
    """A section of the card with its heading."""

    heading: str
    text: str
    footnote: str = ""
    """Text in a dim style below the section: the follow-up question of a build, or the URL of the example."""


class TipCard(NamedTuple):
    """A tip in the user's language. All texts are sanitised."""

    title: str
    theme: str
    """Name of the theme; empty for a tip of the manager's own."""
    facts: tuple[str, ...]
    """Kind, time needed, and time for the first step."""
    what: str
    why: str
    steps: tuple[str, ...]
    sections: tuple[CardSection, ...]
    example: CardSection | None


def build_tip_card(tip: Tip, catalogue: Catalogue, translator: Translator) -> TipCard:
    """Return the card of a tip in the translator's language."""
    _ = translator.gettext
    text = tip.text(translator.language)
    theme_name = next(
        (theme.text(translator.language).name for theme in catalogue.themes if theme.slug == tip.theme), ""
    )
    footnote = (
        _("Once it's done for good: {question}").format(question=sanitize(text.check_after)) if text.check_after else ""
    )
    return TipCard(
        title=sanitize(text.title),
        theme=sanitize(theme_name),
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
    """Return the card without its title and facts, as labelled lines for a pipe or a prompt."""
    lines = [card.what, card.why, *(f"{n}. {step}" for n, step in enumerate(card.steps, 1))]
    for section in card.sections:
        lines.append(f"{section.heading.capitalize()}: {section.text}")
        lines += [section.footnote] if section.footnote else []
    if card.example is not None:
        heading, text, url = card.example
        lines.append(f"{heading.capitalize()}: {text} {url}")
    return lines
