"""Printouts as PDF: the facts go into a template as data, a typesetter makes the bytes.

No network, no file but the templates and fonts that come along; the same facts give the same bytes. The typesetter
checks each document against PDF/UA-1 itself: tagged, titled, in a language, every glyph there, every font embedded.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from tipcycle.core.booklet import Booklet
from tipcycle.core.cycle import Cycle
from tipcycle.core.errors import NotPrinted
from tipcycle.core.review import Review
from tipcycle.core.tips import Catalogue
from tipcycle.locales import Words
from tipcycle.views.booklet import booklet_data
from tipcycle.views.card import card_data
from tipcycle.views.paper import Data, diary_data, harmless, review_data

if TYPE_CHECKING:
    import typst

PAPERS = ("a4", "us-letter")
FAMILIES = ("Source Sans Pro", "Libertinus Serif")
STANDARD: Final = "ua-1"
PLACEHOLDER = "▯"
"""Stands where no font here has the sign that was written."""
_UNKNOWN_SIGN = "could not be displayed"
_LAST_SURE = "\u017f"
"""Up to here both families have every letter."""
_MOST_PROBES = 400
_ANY_DAY = {"year": 2026, "month": 1, "day": 1}


def review_pdf(review: Review, catalogue: Catalogue, words: Words, paper: str = "a4") -> bytes:
    """The sheet: front, back, and more pages only where somebody wrote much; or the diary, for its writer alone."""
    if review.private:
        return typeset("diary.typ", harmless(diary_data(review, catalogue, words, paper), None))
    return typeset("review.typ", harmless(review_data(review, catalogue, words, paper)))


def booklet_pdf(booklet: Booklet, catalogue: Catalogue, words: Words) -> bytes:
    """A year of voices on A5 pages, a multiple of four, to print as a booklet and fold."""
    return typeset("booklet.typ", harmless(booklet_data(booklet, catalogue, words)))


def card_pdf(
    cycle: Cycle, catalogue: Catalogue, words: Words, paper: str = "a4", *, day: str, sentence: str | None = None
) -> bytes:
    """The five as pocket cards, eight to a sheet."""
    return typeset("card.typ", harmless(card_data(cycle, catalogue, words, paper, day=day, sentence=sentence)))


def typeset(template: str, data: Data) -> bytes:
    """The document that a template makes of `data`; NotPrinted when that cannot be."""
    try:
        import typst
    except ImportError as error:
        raise NotPrinted(str(error)) from error
    with resources.as_file(resources.files("tipcycle.views") / "templates") as folder:
        fonts = str(folder / "fonts")
        press = _Press(str(folder), fonts, typst.Fonts(include_system_fonts=False, font_paths=[fonts]))
        missing = [family for family in FAMILIES if family not in press.fonts.families()]
        if missing:
            raise NotPrinted(f"{', '.join(missing)}: {fonts}")
        try:
            return press.whole(template, data)
        except typst.TypstError as error:
            raise NotPrinted(error.message) from error


@dataclass(frozen=True, slots=True)
class _Press:
    """The typesetter with our templates and fonts."""

    root: str
    font_folder: str
    fonts: "typst.Fonts"

    def whole(self, template: str, data: Data) -> bytes:
        """The document with every sign in it: from our fonts, else from the machine's, else a placeholder."""
        import typst

        try:
            return self._make(template, data, self.fonts)
        except typst.TypstError as error:
            if _UNKNOWN_SIGN not in error.message:
                raise
        try:
            return self._make(template, data, typst.Fonts(include_system_fonts=True, font_paths=[self.font_folder]))
        except typst.TypstError as error:
            if _UNKNOWN_SIGN not in error.message:
                raise
        return self._make(template, _replaced(data, self._unknown(sorted(_rare(data)))), self.fonts)

    def _make(self, template: str, data: Data, fonts: "typst.Fonts") -> bytes:
        import typst

        return typst.compile(
            f"{self.root}/{template}",
            root=self.root,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=datetime.combine(date(**data["made"]), time(12), UTC),
        )

    def _unknown(self, signs: Sequence[str]) -> frozenset[str]:
        """Those of these signs that our fonts do not have, found by halving."""
        import typst

        found: set[str] = set()
        waiting = [list(signs)]
        for _ in range(_MOST_PROBES):
            if not waiting:
                return frozenset(found)
            some = waiting.pop()
            try:
                self._make("probe.typ", {"made": _ANY_DAY, "text": " ".join(some)}, self.fonts)
            except typst.TypstError:
                if len(some) == 1:
                    found.update(some)
                else:
                    waiting += [some[: len(some) // 2], some[len(some) // 2 :]]
        return frozenset(found).union(*waiting)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _rare(data: Data) -> set[str]:
    """The signs in these texts that a font of ours may lack."""
    return {sign for text in _strings(data) for sign in text if sign > _LAST_SURE}


def _replaced(data: Any, unknown: frozenset[str]) -> Any:
    """The same data with a placeholder for each unknown sign."""
    if isinstance(data, str):
        return "".join(PLACEHOLDER if sign in unknown else sign for sign in data)
    if isinstance(data, dict):
        return {key: _replaced(value, unknown) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_replaced(value, unknown) for value in data]
    return data
