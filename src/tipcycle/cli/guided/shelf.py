"""What lies on the shelf when five are chosen, on the full screen or in conversation; its text is safe to show."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec.structs import replace

from tipcycle.cli.session import Session
from tipcycle.core.blocks import FIVE
from tipcycle.core.edits.pick import seats
from tipcycle.core.reflect import forms_at_hand
from tipcycle.core.sentence import current
from tipcycle.core.shelf import picked_in, starred
from tipcycle.core.suggest import pickable, suggest
from tipcycle.core.tips import Catalogue, Example, Theme, Tip, TipText
from tipcycle.picker.model import Proposal, Shelf
from tipcycle.views.phrases import reason
from tipcycle.views.safe import safe


def shelf_of(session: Session, begun: tuple[int, ...] = ()) -> Shelf:
    """The catalogue as this manager finds it today; `begun` is chosen already."""
    catalogue, cycles, words = session.catalogue, session.cycles, session.words
    seated, forms = seats(cycles), forms_at_hand(session.loaded.journal)

    def proposals(round_: int, stars: frozenset[int]) -> tuple[Proposal, ...]:
        found = suggest(catalogue, cycles, stars, count=FIVE - len(seated), seed=round_, forms=forms)
        return tuple(Proposal(each.tip, "; ".join(reason(code, words) for code in each.reasons)) for each in found)

    return Shelf(
        catalogue=harmless(catalogue),
        pickable=frozenset(pickable(catalogue, cycles)),
        today=session.world.today,
        seats=seated,
        begun=begun,
        starred=starred(session.loaded.journal),
        picked_in=picked_in(cycles),
        proposals=proposals,
        earliest=cycles[-1].ends + timedelta(days=1) if cycles else None,
        sentence=sentence_of(session),
    )


def sentence_of(session: Session) -> str | None:
    """The touchstone sentence as it is said; None where there is none."""
    _ = session.words.text
    said = current(session.loaded.journal)
    if said is None:
        return None
    return safe(_("{sentence} (provisional)").format(sentence=said.text) if said.provisional else said.text)


def harmless(catalogue: Catalogue) -> Catalogue:
    """The catalogue without anything that could steer a terminal; own tips come from files."""
    return Catalogue(
        themes=tuple(_theme(theme) for theme in catalogue.themes),
        tips={number: _tip(tip) for number, tip in catalogue.tips.items()},
    )


def _theme(theme: Theme) -> Theme:
    texts = {
        language: replace(text, name=safe(text.name), line=safe(text.line), question=safe(text.question))
        for language, text in theme.texts.items()
    }
    return replace(theme, texts=texts)


def _tip(tip: Tip) -> Tip:
    texts = {language: _text(text) for language, text in tip.texts.items()}
    return replace(tip, texts=texts, example=_example(tip.example) if tip.example else None)


def _text(text: TipText) -> TipText:
    return TipText(
        title=safe(text.title),
        what=safe(text.what),
        why=safe(text.why),
        steps=tuple(safe(step) for step in text.steps),
        if_then=safe(text.if_then),
        check=safe(text.check),
        check_after=safe(text.check_after) if text.check_after else None,
        signal=safe(text.signal),
        pitfall=safe(text.pitfall),
    )


def _example(example: Example) -> Example:
    said: Mapping[str, str] = {language: safe(text) for language, text in example.text.items()}
    return replace(example, who=safe(example.who), text=said, url=safe(example.url))
