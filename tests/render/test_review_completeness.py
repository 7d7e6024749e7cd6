"""Every form of the review says each fact of it: what stands on the sheet stands in the others too."""

import html
import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal, with_pick
from tests.render.review_pages import FULL_PRACTICES, PROFILE, SENTENCE
from tipcycle.catalogue.loader import load_packaged
from tipcycle.cli.output import render_rich
from tipcycle.core.projection import Cycles
from tipcycle.core.review import Review, build_review
from tipcycle.i18n import Translator, load_translator
from tipcycle.render import pdf
from tipcycle.render.html import review_html
from tipcycle.render.json.review import review_json
from tipcycle.render.labels import legend_entries, tenure_statuses, tip_title
from tipcycle.render.review import text as say
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.terminal import review_plain, review_screen
from tipcycle.render.text_layout import DisplayOptions

CATALOGUE = load_packaged().catalogue
NOTE = '\n[[note]]  # 2026-04-30\ntext = "The canteen asked for our list."\nby = "the cook"\nshared = true\n'
NEXT = with_pick("").replace("[5, 13, 33, 34, 42]", "[13, 53, 18, 71, 6]")
SCENES = {
    "open": (EXAMPLE_CYCLE + NOTE, ""),
    "closed": (EXAMPLE_CYCLE + NOTE + EXAMPLE_CLOSE, ""),
    "picked": (EXAMPLE_CYCLE + NOTE + EXAMPLE_CLOSE, NEXT),
}


def facts(scene: str) -> Review:
    """The first cycle with everything a review can hold, before its close, after it, and with the next five picked."""
    first, second = SCENES[scene]
    files = [cycle_file(first), *([cycle_file(second, starts="2026-05-04")] if second else [])]
    suggested = () if second else (6, 89, 93)
    return build_review(
        Cycles(make_journal(*files)), 0, CATALOGUE.kind_of, PROFILE, date(2026, 5, 3),
        private=False, suggested_tips=suggested, touchstone=SENTENCE, is_provisional=True, **FULL_PRACTICES,  # type: ignore[arg-type]
    )  # fmt: skip


def _page(found: Review, translator: Translator) -> str:
    text = re.sub(r"<style>.*?</style>|<title>.*?</title>", " ", review_html(found, CATALOGUE, translator), flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


def _sheet(found: Review, translator: Translator) -> str:
    pages = PdfReader(io.BytesIO(pdf.review_pdf(found, CATALOGUE, translator)), strict=True).pages
    return " ".join(page.extract_text() for page in pages).replace("\u200b", "")


FORMS: dict[str, Callable[[Review, Translator], str]] = {
    "screen": lambda found, words: render_rich(
        [review_screen(found, CATALOGUE, words, DisplayOptions(400))], width=400, color=False
    ),
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


def told(found: Review, translator: Translator) -> list[str]:
    """What each form has to say."""
    _ = translator.gettext
    said = [SENTENCE, _("(provisional)"), found.summary or "", _("Kept running meanwhile"), found.running or ""]
    for voice in found.voices:
        said += [voice.text, voice.by or ""]
    for tip in found.tips:
        said += [
            tip_title(tip.record.tip, CATALOGUE, translator),
            say.count_text(tip, translator),
            say.costly_text(tip, translator),
        ]
        said += [say.swap_text(tip, CATALOGUE, translator), tip.lesson or "", *(note.text for note in tip.notes)]
    said += [note.text for note in found.other_notes]
    for moment in found.costly_moments:
        said += say.costly_moment_text(moment, CATALOGUE, translator)
    assert found.reading is not None
    said += [*say.review_verdict_text(found.reading, translator)]
    seats = found.next_five
    said += [tip_title(tip, CATALOGUE, translator) for tip in (*seats.placed_tips, *seats.suggested_tips)]
    said += [say.free_slots_text(found, translator)] if seats.free_places else []
    said += (
        [say.stays_text(found, CATALOGUE, translator)]
        if found.state == "closed"
        else list(say.discussion_questions(translator))
    )
    return [flat(text) for text in said if text]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scene", SCENES)
def test_every_form_of_the_review_says_each_fact(scene: str, form: str, language: str) -> None:
    """Sentence, voices, the five with counts and notes, what it cost, the reading, the next five; the foot on paper."""
    found, translator = facts(scene), load_translator(language)
    shown = flat(FORMS[form](found, translator))
    assert [text for text in told(found, translator) if text not in shown] == []
    foot = [
        translator.gettext("Two realities, or one room?"),
        translator.gettext("Where tips aimed, where voices were heard"),
    ]
    assert [flat(text) in shown for text in foot] == [form in ON_PAPER] * 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("scene", "goes_on", "asked"), [("open", 0, True), ("closed", 1, True), ("picked", 1, False)])
def test_one_rule_says_what_goes_on_and_who_is_asked(scene: str, goes_on: int, asked: bool, form: str) -> None:
    """An extended tip goes on, also once the next five were picked; where no place is free, nobody is asked."""
    shown = flat(FORMS[form](facts(scene), load_translator("en")))
    assert shown.count("goes on") == goes_on
    assert ("who joins in" in shown) == (asked and form in ON_PAPER)


def test_the_data_has_each_fact() -> None:
    """What the forms say stands in the JSON, so that nobody has to read it out of a sentence."""
    found = facts("picked")
    document = json.loads(json.dumps(review_json(found, CATALOGUE, load_translator("en"))))
    assert (document["sentence"], document["provisional"], document["words"]) == (SENTENCE, True, found.summary)
    assert [voice["text"] for voice in document["voices"]] == [voice.text for voice in found.voices]
    assert [note["text"] for note in document["notes"]] == [note.text for note in found.other_notes]
    assert [tip["tip"] for tip in document["tips"]] == [tip.record.tip for tip in found.tips]
    assert (document["next_five"]["seated"], document["extended"]) == ([13, 53, 18, 71, 6], [13])
    assert (len(document["pulse"]), len(document["spiral"]), len(document["costly"])) == (6, 4, 1)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("on", [date(2026, 2, 27), date(2026, 3, 20), date(2026, 5, 3)])
def test_the_legend_is_the_same_in_every_form(on: date, form: str) -> None:
    """What the signs mean, the dot for weeks to come among them; nothing that no strip here shows."""
    translator = load_translator("en")
    found = build_review(
        Cycles(make_journal(cycle_file(EXAMPLE_CYCLE))), 0, CATALOGUE.kind_of, PROFILE, on, private=False
    )
    entries = [
        meaning for _, meaning in legend_entries((tenure_statuses(tip.record) for tip in found.tips), translator)
    ]
    assert entries[-1] == {2: "still to come", 3: "open, or still to come", 5: "open"}[on.month]
    if form != "sentences":
        assert flat(" ".join(entries)) in flat(FORMS[form](found, translator))
