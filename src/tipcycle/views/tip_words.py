"""What a card of a tip says, wherever it is shown: a screen, a pipe, the picker, a conversation."""

from typing import NamedTuple

from tipcycle.core.tips import Catalogue, Tip
from tipcycle.locales import Words
from tipcycle.views.labels import kind_label
from tipcycle.views.phrases import minutes, takes
from tipcycle.views.safe import safe


class Section(NamedTuple):
    """A part of the card under its heading."""

    heading: str
    text: str
    more: str = ""
    """What stands quietly below it: the question once it stands, where the example was read."""


class TipWords(NamedTuple):
    """A tip in the language of the reader; all of it is safe to show."""

    title: str
    theme: str
    """Empty for a tip of the manager's own."""
    facts: tuple[str, ...]
    """How often, how long, and how long the first step takes."""
    what: str
    why: str
    steps: tuple[str, ...]
    sections: tuple[Section, ...]
    example: Section | None


def tip_words(tip: Tip, catalogue: Catalogue, words: Words) -> TipWords:
    """What the card of this tip says."""
    _ = words.text
    text = tip.text(words.language)
    theme = next((each.text(words.language).name for each in catalogue.themes if each.slug == tip.theme), "")
    once = _("Once it stands: {question}").format(question=safe(text.check_after)) if text.check_after else ""
    return TipWords(
        title=safe(text.title),
        theme=safe(theme),
        facts=(
            kind_label(tip.kind, words),
            takes(tip, words),
            _("first step {minutes}").format(minutes=minutes(tip.first_step_minutes, words)),
        ),
        what=safe(text.what),
        why=safe(text.why),
        steps=tuple(safe(step) for step in text.steps),
        sections=(
            Section(_("your moment"), safe(text.if_then)),
            Section(_("the weekly question"), safe(text.check), once),
            Section(_("what a customer notices"), safe(text.signal)),
            Section(_("mind the trap"), safe(text.pitfall)),
        ),
        example=_example(tip, words),
    )


def _example(tip: Tip, words: Words) -> Section | None:
    _ = words.text
    if tip.example is None:
        return None
    said = tip.example.text.get(words.language) or next(iter(tip.example.text.values()))
    return Section(_("where it is done"), f"{safe(tip.example.who)}: {safe(said)}", safe(tip.example.url))


def spoken_card(said: TipWords) -> list[str]:
    """What the card says below its title and facts, as labelled lines for a pipe or a conversation."""
    lines = [said.what, said.why, *(f"{n}. {step}" for n, step in enumerate(said.steps, 1))]
    for section in said.sections:
        lines.append(f"{section.heading.capitalize()}: {section.text}")
        lines += [section.more] if section.more else []
    if said.example is not None:
        heading, text, url = said.example
        lines.append(f"{heading.capitalize()}: {text} {url}")
    return lines
