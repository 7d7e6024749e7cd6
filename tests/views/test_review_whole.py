"""Every form of the review says each fact of it: what stands on the sheet stands in the others too."""

import html
import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from tests.cli.scenes import CLOSE, WORKED
from tests.views.pages import PROFILE, SENTENCE, USED
from tests.writing import cycle, journal, picked
from tipcycle.catalogue.load import load_packaged
from tipcycle.cli.output import render
from tipcycle.core.cycles import Cycles
from tipcycle.core.review import Review, review
from tipcycle.locales import Words, load_words
from tipcycle.views import pdf
from tipcycle.views import review_words as say
from tipcycle.views.html import review_html
from tipcycle.views.labels import meant, seated, title
from tipcycle.views.look import Look
from tipcycle.views.markdown import review_markdown
from tipcycle.views.porcelain.review import review_json
from tipcycle.views.review_screen import review_plain, review_screen

CATALOGUE = load_packaged().catalogue
NOTE = '\n[[note]]  # 2026-04-30\ntext = "The canteen asked for our list."\nby = "the cook"\nshared = true\n'
NEXT = picked("").replace("[5, 13, 33, 34, 42]", "[13, 53, 18, 71, 6]")
SCENES = {"open": (WORKED + NOTE, ""), "closed": (WORKED + NOTE + CLOSE, ""), "picked": (WORKED + NOTE + CLOSE, NEXT)}


def facts(scene: str) -> Review:
    """The first cycle with everything a review can hold, before its close, after it, and with the next five picked."""
    first, second = SCENES[scene]
    files = [cycle(first), *([cycle(second, starts="2026-05-04")] if second else [])]
    suggested = () if second else (6, 89, 93)
    return review(
        Cycles(journal(*files)), 0, CATALOGUE.kind, PROFILE, date(2026, 5, 3),
        private=False, suggested=suggested, sentence=SENTENCE, provisional=True, **USED,  # type: ignore[arg-type]
    )  # fmt: skip


def _page(found: Review, words: Words) -> str:
    text = re.sub(r"<style>.*?</style>|<title>.*?</title>", " ", review_html(found, CATALOGUE, words), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def _sheet(found: Review, words: Words) -> str:
    pages = PdfReader(io.BytesIO(pdf.review_pdf(found, CATALOGUE, words)), strict=True).pages
    return " ".join(page.extract_text() for page in pages).replace("\u200b", "")


FORMS: dict[str, Callable[[Review, Words], str]] = {
    "screen": lambda found, words: render([review_screen(found, CATALOGUE, words, Look(400))], width=400, color=False),
    "sentences": lambda found, words: review_plain(found, CATALOGUE, words),
    "markdown": lambda found, words: re.sub(r"\\(.)", r"\1", review_markdown(found, CATALOGUE, words)),
    "html": _page,
    "pdf": _sheet,
}


ON_PAPER = ("markdown", "html", "pdf")
"""Where there is a foot, and room for a name beside a tip."""


def flat(text: str) -> str:
    """The letters alone: how a form breaks lines or sets a mark beside a text is its own business."""
    return re.sub(r"[^\w]+", " ", text).strip().lower()


def told(found: Review, words: Words) -> list[str]:
    """What each form has to say."""
    _ = words.text
    said = [SENTENCE, _("(provisional)"), found.words or "", _("Kept running meanwhile"), found.running or ""]
    for voice in found.voices:
        said += [voice.text, voice.by or ""]
    for tip in found.tips:
        said += [title(tip.record.tip, CATALOGUE, words), say.count(tip, words), say.costly(tip, words)]
        said += [say.swapped(tip, CATALOGUE, words), tip.lesson or "", *(note.text for note in tip.notes)]
    said += [note.text for note in found.loose_notes]
    for moment in found.costly:
        said += say.costly_moment(moment, CATALOGUE, words)
    assert found.reading is not None
    said += [*say.reading(found.reading, words)]
    seats = found.next_five
    said += [title(tip, CATALOGUE, words) for tip in (*seats.seated, *seats.suggested)]
    said += [say.places(found, words)] if seats.free else []
    said += [say.stays(found, CATALOGUE, words)] if found.state == "closed" else list(say.table_questions(words))
    return [flat(text) for text in said if text]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scene", SCENES)
def test_every_form_of_the_review_says_each_fact(scene: str, form: str, language: str) -> None:
    """Sentence, voices, the five with counts and notes, what it cost, the reading, the next five; the foot on paper."""
    found, words = facts(scene), load_words(language)
    shown = flat(FORMS[form](found, words))
    assert [text for text in told(found, words) if text not in shown] == []
    foot = [words.text("Two realities, or one room?"), words.text("Where tips aimed, where voices were heard")]
    assert [flat(text) in shown for text in foot] == [form in ON_PAPER] * 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("scene", "goes_on", "asked"), [("open", 0, True), ("closed", 1, True), ("picked", 1, False)])
def test_one_rule_says_what_goes_on_and_who_is_asked(scene: str, goes_on: int, asked: bool, form: str) -> None:
    """An extended tip goes on, also once the next five were picked; where no place is free, nobody is asked."""
    shown = flat(FORMS[form](facts(scene), load_words("en")))
    assert shown.count("goes on") == goes_on
    assert ("who joins in" in shown) == (asked and form in ON_PAPER)


def test_the_data_has_each_fact() -> None:
    """What the forms say stands in the JSON, so that nobody has to read it out of a sentence."""
    found = facts("picked")
    document = json.loads(json.dumps(review_json(found, CATALOGUE, load_words("en"))))
    assert (document["sentence"], document["provisional"], document["words"]) == (SENTENCE, True, found.words)
    assert [voice["text"] for voice in document["voices"]] == [voice.text for voice in found.voices]
    assert [note["text"] for note in document["notes"]] == [note.text for note in found.loose_notes]
    assert [tip["tip"] for tip in document["tips"]] == [tip.record.tip for tip in found.tips]
    assert (document["next_five"]["seated"], document["extended"]) == ([13, 53, 18, 71, 6], [13])
    assert (len(document["pulse"]), len(document["spiral"]), len(document["costly"])) == (6, 4, 1)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("on", [date(2026, 2, 27), date(2026, 3, 20), date(2026, 5, 3)])
def test_the_legend_is_the_same_in_every_form(on: date, form: str) -> None:
    """What the signs mean, the dot for weeks to come among them; nothing that no strip here shows."""
    words = load_words("en")
    found = review(Cycles(journal(cycle(WORKED))), 0, CATALOGUE.kind, PROFILE, on, private=False)
    entries = [meaning for _, meaning in meant((seated(tip.record) for tip in found.tips), words)]
    assert entries[-1] == {2: "still to come", 3: "open, or still to come", 5: "open"}[on.month]
    if form != "sentences":
        assert flat(" ".join(entries)) in flat(FORMS[form](found, words))
