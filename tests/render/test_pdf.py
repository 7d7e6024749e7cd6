"""The PDF documents (review, booklet, cards): layout, privacy, injection, and structure for screen readers."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal, weekly_checkins, with_pick
from tests.render import review_pages
from tests.render.injection_payloads import PAYLOADS
from tests.render.test_privacy import CATALOGUE, LATER, JournalSample, journal_samples, marks_in, render_review_formats
from tipcycle.core.booklet import build_booklet
from tipcycle.core.errors import PdfRenderError
from tipcycle.core.events import Journal, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import Review, build_review
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.i18n import load_translator
from tipcycle.render import pdf
from tipcycle.render.html import review_html
from tipcycle.render.json.document import json_text
from tipcycle.render.json.review import review_json

TODAY = date(2026, 5, 3)
PROFILE = Profile(name="the manager", team="team Service")
A4, LETTER, A5 = (595, 842), (612, 792), (420, 595)
TOUCHSTONE = "Nobody here has to tell their story twice."
AGREED_TOUCHSTONE = TouchstoneState(TOUCHSTONE, date(2026, 3, 1), agreed_on=date(2026, 3, 10))


def make_review(journal: Journal, *, private: bool = False, today: date = TODAY, **overrides: Any) -> Review:
    """Return the review of the first cycle, with three suggested tips."""
    options = {"suggested_tips": (6, 89, 93), **overrides}
    return build_review(Cycles(journal), 0, CATALOGUE.kind_of, PROFILE, today, private=private, **options)


def render_review(journal: Journal, *, language: str = "en", paper: str = "a4", **overrides: Any) -> PdfReader:
    """Return the PDF of that review."""
    return read_pdf(pdf.review_pdf(make_review(journal, **overrides), CATALOGUE, load_translator(language), paper))


def read_pdf(data: bytes) -> PdfReader:
    """Parse a PDF document in strict mode."""
    return PdfReader(io.BytesIO(data), strict=True)


def page_texts(reader: PdfReader) -> list[str]:
    """Return the text of each page, on one line each."""
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]


def alt_texts(reader: PdfReader) -> list[str]:
    """Return the alternative text of each drawing."""
    return [str(node["/Alt"]) for node in structure_nodes(reader.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in node]


def structure_nodes(node: Any) -> Iterator[DictionaryObject]:
    """Yield every element of the structure tree."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from structure_nodes(child)
    elif isinstance(node, DictionaryObject):
        yield node
        if "/K" in node:
            yield from structure_nodes(node["/K"])


def example_journal(*parts: str) -> Journal:
    """Return the example cycle (docs/rules.md §9) with `parts` appended."""
    return make_journal(cycle_file(EXAMPLE_CYCLE + "".join(parts)))


@cache
def example_booklet() -> PdfReader:
    """Return the booklet of the example cycle."""
    journal = example_journal(EXAMPLE_CLOSE)
    booklet = build_booklet(journal, Cycles(journal), 0, CATALOGUE.kind_of, PROFILE, TODAY)
    return read_pdf(pdf.booklet_pdf(booklet, CATALOGUE, load_translator("en")))


@cache
def example_cards(paper: str = "a4", language: str = "en") -> PdfReader:
    """Return the cards of the example cycle."""
    (cycle,) = Cycles(example_journal())
    data = pdf.card_pdf(
        cycle, CATALOGUE, load_translator(language), paper, weekday="friday", touchstone=AGREED_TOUCHSTONE
    )
    return read_pdf(data)


DOCUMENTS: Mapping[str, tuple[Any, str]] = {
    "open": (lambda: render_review(example_journal()), "Review, cycle 1"),
    "closed": (lambda: render_review(example_journal(EXAMPLE_CLOSE)), "Review, cycle 1"),
    "Dutch": (lambda: render_review(example_journal(), language="nl"), "Terugblik, ronde 1"),
    "bare": (lambda: render_review(make_journal(cycle_file())), "Review, cycle 1"),
    "private": (lambda: render_review(example_journal(), private=True), "Review, cycle 1"),
    "booklet": (example_booklet, "a year"),
    "cards": (example_cards, "cycle 1"),
}
EACH_DOCUMENT = pytest.mark.parametrize(("make", "title"), DOCUMENTS.values(), ids=DOCUMENTS.keys())


# Layout of the review


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("us-letter", LETTER)])
@pytest.mark.parametrize("close", ["", EXAMPLE_CLOSE], ids=["open", "closed"])
def test_example_review_has_two_pages(language: str, paper: str, size: tuple[int, int], close: str) -> None:
    """This holds for both paper sizes and both languages, before and after the close."""
    reader = render_review(example_journal(close), language=language, paper=paper)
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages] == [size, size]


def test_front_is_for_the_team_and_back_for_the_manager() -> None:
    """The front follows the order of the conversation. The view of the manager is only on the back."""
    front, back = page_texts(render_review(example_journal(), touchstone=TOUCHSTONE))
    expected = [
        "Review", "2 March – 3 May 2026", "team Service", TOUCHSTONE, "In my words", "It grew calmer at the desk",
        "WHAT WE HEARD", "“You are the first who rings before I had to get angry.”", "a customer",
        "THE FIVE", "keep", "adapt", "another round", "let go", "Spend an hour a week where customers wait",
        "7 of 8 weeks", "each time it occurred (6)", "it cost something once", "done for good since 27 March",
        "“That form is gone, and nobody has missed it.”", "swapped for 13",
        "AND HOW WAS IT FOR YOU?", "drained", "contagious", "hurt", "someone stayed",
        "AT THE TABLE", "When did it go well by itself", "no word for yet?",
        "THE NEXT FIVE", "I choose four. You choose the fifth: one of these, or an idea of your own.",
        "06 Put the customer first on the agenda",
        "Kept running meanwhile: the breakdown service", "cycle 1 of 6",
    ]  # fmt: skip
    position = 0
    for part in expected:
        assert part in front[position:], part
        position = front.index(part, position)
    assert "who joins in?" in front
    for part in ("How I saw it", "WHEN IT COST SOMETHING", "24 April", "READING", "Momentum", "That is where our talk"):
        assert part in back
        assert part not in front


def test_front_does_not_depend_on_feelings() -> None:
    """Two cycles that differ only in feelings have the same front and different backs."""
    low_feelings = re.sub(r"(team|customers) = \d", r"\1 = 1", EXAMPLE_CYCLE)
    first, second = render_review(example_journal()), render_review(make_journal(cycle_file(low_feelings)))
    assert page_texts(first)[0] == page_texts(second)[0]
    assert first.pages[0].get_contents().get_data() == second.pages[0].get_contents().get_data()
    assert first.pages[1].get_contents().get_data() != second.pages[1].get_contents().get_data()


def test_boxes_are_empty_before_the_close_and_crossed_after() -> None:
    """Before: four boxes per tip, ten for the scales and four for the next five. After: five crosses."""
    assert alt_texts(render_review(example_journal())).count("empty box") == 5 * 4 + 2 * 5 + 4
    assert alt_texts(render_review(example_journal())).count("crossed") == 0
    reader = render_review(example_journal(EXAMPLE_CLOSE))
    assert alt_texts(reader).count("crossed") == 5
    front = page_texts(reader)[0]
    assert "At once on Monday it works. Put off, it is gone." in front
    assert "3 tips stay" in front
    assert "AND HOW WAS IT FOR YOU?" not in front
    assert "I choose three. You choose the fifth: one of these, or an idea of your own." in front
    assert "13 Sit down and ask what the real problem is goes on" in front


def test_review_without_voices_asks_what_the_team_heard() -> None:
    assert "WHAT WE HEARD what did you hear?" in page_texts(render_review(make_journal(cycle_file())))[0]


def test_provisional_touchstone_is_marked() -> None:
    assert (
        "(provisional)" in page_texts(render_review(example_journal(), touchstone=TOUCHSTONE, is_provisional=True))[0]
    )
    assert "(provisional)" not in page_texts(render_review(example_journal(), touchstone=TOUCHSTONE))[0]


def test_review_has_no_percentages_or_strengths() -> None:
    """Neither the shared nor the private review has a strength, a share or a pace."""
    for private in (False, True):
        full_text = " ".join(page_texts(render_review(example_journal(EXAMPLE_CLOSE), private=private)))
        for word in ("%", "rooted", "firm", "young", "strength", "pace"):
            assert word not in full_text


# Long and hostile texts


def voices_toml(count: int, text: str) -> str:
    """Return TOML for this number of shared voices."""
    return "".join(
        f"[[voice]]  # 2026-03-{6 + n % 20:02}\ntext = {json.dumps(f'{text} {n}x')}\nshared = true\n"
        f'week = "2026-W{10 + n % 9}"\n'
        for n in range(count)
    )


def notes_toml(count: int) -> str:
    """Return TOML for shared notes on one tip, in this number of weeks."""
    return "".join(
        f'[[note]]  # 2026-04-01\ntext = "noted {n}x"\ntip = 5\nweek = "2026-W{10 + n}"\nshared = true\n'
        for n in range(count)
    )


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 20, 60])
def test_many_voices_continue_on_the_next_pages(count: int, paper: str) -> None:
    """Each voice and each note appears exactly once."""
    events_toml = with_pick(
        voices_toml(count, "a customer said something that took a whole sentence, or even two, number"), notes_toml(7)
    )
    pages = page_texts(render_review(make_journal(cycle_file(events_toml)), paper=paper))
    full_text = " ".join(pages)
    for n in range(count):
        assert len(re.findall(rf"number {n}x", full_text)) == 1
    for n in range(7):
        assert full_text.count(f"noted {n}x") == 1
    assert "How I saw it" in pages[1]
    assert "cycle 1 of 6" in pages[0]
    assert len(pages) == 2 or count > 7


def test_manager_view_is_on_a_back_page_when_the_front_overflows() -> None:
    """The view of the manager starts on the back of a sheet, not next to the questions for the team."""
    long_text = "word " * 390
    swap_toml = f'[[swap]]  # 2026-03-23\nold = 5\nnew = 6\nfrom = "2026-W13"\nbecause = "{long_text}"\n'
    summary_toml = f'[[words]]  # 2026-05-01\ntext = "{long_text}"\n'
    pages = page_texts(render_review(make_journal(cycle_file(with_pick(swap_toml, summary_toml)))))
    (page_index,) = (index for index, text in enumerate(pages) if "How I saw it" in text)
    assert page_index % 2 == 1
    assert page_index >= 3


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
def test_hostile_voices_stay_text(private: bool) -> None:
    """There is one voice for each payload. Every voice is complete, and the document has no active content."""
    voice_texts = [f"{payload[:1_500]} after{n}x" for n, payload in enumerate(PAYLOADS.values())]
    (file,) = make_journal(cycle_file(with_pick(voices_toml(len(voice_texts), "x")))).cycle_files
    pick, *events = file.events
    events_with_texts = zip(events, voice_texts, strict=True)
    hostile = [replace(event, payload=replace(event.payload, text=text)) for event, text in events_with_texts]
    reader = render_review(Journal((), (replace(file, events=(pick, *hostile)),)), private=private)
    assert_no_active_content(reader)
    full_text = " ".join(page_texts(reader))
    assert [name for n, name in enumerate(PAYLOADS) if full_text.count(f"after{n}x") != 1] == []


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
@pytest.mark.parametrize("name", ["nul", "surrogate", "rlo", "many marks", "long word", "formula"])
def test_hostile_text_everywhere_stays_text(name: str, private: bool) -> None:
    """With the most dangerous payloads in every text, the document has no active content."""
    text = PAYLOADS[name][:3_000]  # parsing the PDF is slow; another test covers longer texts
    journal, profile = review_pages.inject_everywhere(text, closed=False)
    review = build_review(Cycles(journal), 0, CATALOGUE.kind_of, profile, TODAY, private=private, touchstone=text)
    reader = read_pdf(pdf.review_pdf(review, CATALOGUE, load_translator("en")))
    assert_no_active_content(reader)
    assert "Spend an hour a week where customers wait" in " ".join(page_texts(reader))


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_any_text_can_be_printed(text: str, private: bool) -> None:
    """Typst compiles any user text without an error."""
    journal, profile = review_pages.inject_everywhere(text or "x", closed=True)
    review = build_review(Cycles(journal), 0, CATALOGUE.kind_of, profile, TODAY, private=private, touchstone=text)
    assert pdf.review_pdf(review, CATALOGUE, load_translator("nl")).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("private", "min_pages", "max_pages"), [(False, 2, 4), (True, 40, 400)], ids=["shared", "private"]
)
def test_very_long_voice_is_cut_only_in_the_shared_review(private: bool, min_pages: int, max_pages: int) -> None:
    """The private review has the whole voice of 250,000 characters."""
    voice_toml = f'[[voice]]  # 2026-03-06\ntext = "{"word " * 50_000}"\nshared = true\n'
    reader = render_review(make_journal(cycle_file(with_pick(voice_toml))), private=private)
    assert min_pages <= len(reader.pages) <= max_pages


MARKUP = ('#eval("6*7")', "#sys.inputs", "*bold*", "= Heading", "$x^2$", "@label", "`raw`", '#import "common.typ"')


def test_typst_markup_stays_text() -> None:
    events_toml = with_pick(
        *(f"[[voice]]  # 2026-03-06\ntext = {json.dumps(text)}\nshared = true\n" for text in MARKUP)
    )
    full_text = " ".join(page_texts(render_review(make_journal(cycle_file(events_toml)))))
    for text in MARKUP:
        assert f"“{text}”" in full_text


# Document structure


@EACH_DOCUMENT
def test_document_has_metadata(make: Any, title: str) -> None:
    """A document has a title that viewers display, an author, a language, tags and the PDF/UA identifier."""
    reader = make()
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert title in (reader.metadata.title or "")
    assert reader.metadata.author
    assert root["/Lang"] in ("en", "nl")
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@EACH_DOCUMENT
def test_document_has_no_active_content(make: Any, title: str) -> None:
    assert_no_active_content(make())


def assert_no_active_content(reader: PdfReader) -> None:
    """Assert that a document has no scripts, attachments, links or forms, and that every font is embedded."""
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection"} & set(root)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))
    assert not reader.attachments
    for page in reader.pages:
        assert "/Annots" not in page
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            (descendant_font,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(descendant_font.get_object()["/FontDescriptor"])


@EACH_DOCUMENT
def test_every_figure_has_alt_text(make: Any, title: str) -> None:
    for node in structure_nodes(make().trailer["/Root"]["/StructTreeRoot"]):
        if node.get("/S") == "/Figure":
            assert str(node["/Alt"]).strip()


def test_alt_texts_describe_the_drawings() -> None:
    """A strip lists each week and its status. The plots and the board have texts too."""
    descriptions = alt_texts(render_review(example_journal()))
    (strip,) = (
        text for text in descriptions if "24 April" not in text and "20–26 April: did, though it cost something" in text
    )
    assert strip.count(";") == 8
    assert any("23–29 March: lively" in text for text in descriptions)
    assert any("in the making" in text for text in descriptions)


@pytest.mark.parametrize("private", [False, True])
def test_pdf_output_is_deterministic(private: bool) -> None:
    """A document does not depend on the clock or the machine."""
    review = make_review(example_journal(), private=private)
    first, second = (pdf.review_pdf(review, CATALOGUE, load_translator("en")) for _ in range(2))
    assert first == second


def test_missing_font_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst never substitutes another font."""
    monkeypatch.setattr(pdf, "FONT_FAMILIES", ("Source Sans Pro", "No Such Serif"))
    with pytest.raises(PdfRenderError) as error:
        pdf.review_pdf(make_review(example_journal()), CATALOGUE, load_translator("en"))
    assert "No Such Serif" in error.value.reason


def test_typst_error_becomes_a_pdf_render_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "to_builtins", lambda *_, **__: {})  # the template misses every value
    with pytest.raises(PdfRenderError):
        pdf.review_pdf(make_review(example_journal()), CATALOGUE, load_translator("en"))


# Privacy


@settings(max_examples=20, deadline=None)
@given(journal_samples(), st.sampled_from(["en", "nl"]))
def test_documents_show_no_private_texts(sample: JournalSample, language: str) -> None:
    """The PDF, the page and the booklet have no private line, role or pause reason, but every shared voice."""
    translator = load_translator(language)
    review = build_review(sample.cycles, 0, CATALOGUE.kind_of, Profile(), LATER, private=False)
    booklet = build_booklet(sample.journal, sample.cycles, 0, CATALOGUE.kind_of, Profile(), LATER)
    outputs = {
        "sheet": all_text(pdf.review_pdf(review, CATALOGUE, translator)),
        "page": review_html(review, CATALOGUE, translator),
        "booklet": all_text(pdf.booklet_pdf(booklet, CATALOGUE, translator)),
    }
    for name, text in outputs.items():
        assert (name, marks_in(sample.hidden, text)) == (name, set())
        assert (name, sample.voices - marks_in(sample.voices, text)) == (name, set())


def all_text(data: bytes) -> str:
    """Return all text of a document: pages, alternative texts and metadata."""
    reader = read_pdf(data)
    return "\n".join([*page_texts(reader), *alt_texts(reader), str(reader.metadata)])


@settings(max_examples=8, deadline=None)
@given(journal_samples())
def test_private_pdf_has_every_line_and_the_notice_on_each_page(sample: JournalSample) -> None:
    review = build_review(sample.cycles, 0, CATALOGUE.kind_of, Profile(), LATER, private=True)
    reader = read_pdf(pdf.review_pdf(review, CATALOGUE, load_translator("en")))
    full_text = " ".join(page_texts(reader))
    assert {remark.text for remark in sample.cycles[0].remarks} <= set(re.findall(r"said\d+x", full_text))
    assert {pause.because for pause in sample.cycles[0].pauses} <= set(re.findall(r"said\d+x", full_text))
    for text in page_texts(reader):
        assert text.count("Private: everything is in here.") >= 2


def test_by_hand_is_in_no_pdf() -> None:
    journal = example_journal(EXAMPLE_CLOSE.replace("keep = [5, 33, 34]", "keep = [5, 33, 34]\nby_hand = [5]"))
    for private in (False, True):
        text = all_text(pdf.review_pdf(make_review(journal, private=private), CATALOGUE, load_translator("en"))).lower()
        assert "by hand" not in text.replace("_", " ").replace("-", " ")


# Agreement with the other formats

ALLOWED_STATUSES = {5: "DCM?", 13: "DCM?", 33: "DCMN?", 34: "DCMB?", 42: "DCM?"}


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_pdf_has_the_same_numbers_as_other_formats(data: st.DataObject) -> None:
    """The counts, the costly weeks and the words for the weeks agree with the JSON and the plain text."""
    weeks = {
        tip: data.draw(st.text(alphabet=statuses, min_size=9, max_size=9)) for tip, statuses in ALLOWED_STATUSES.items()
    }
    journal = make_journal(cycle_file(with_pick(weekly_checkins(weeks))))
    review = make_review(journal)
    document = json.loads(json_text(review_json(review, CATALOGUE, load_translator("en"))))
    reader = read_pdf(pdf.review_pdf(review, CATALOGUE, load_translator("en")))
    front = page_texts(reader)[0]
    plain = render_review_formats(Cycles(journal), private=False, today=TODAY)["plain"]
    starts = [front.index(f"{tip['tip']:02} {tip['title']}") for tip in document["tips"]]
    parts = [front[start:stop] for start, stop in zip(starts, [*starts[1:], front.index("AND HOW WAS")], strict=True)]
    for tip, part in zip(document["tips"], parts, strict=True):
        (line,) = (row for row in plain.splitlines() if row.startswith(f"{tip['tip']:02} {tip['title']}: "))
        count = line.removeprefix(f"{tip['tip']:02} {tip['title']}: ").split(". ")[0].split(", it cost")[0].rstrip(".")
        assert count in part
        assert ("it cost something" in part) == ("C" in tip["weeks"])
    strips = [text for text in alt_texts(reader) if "2–8 March: " in text and text.count(";") == 8]
    status_words = {"D": "did", "C": "did, though it cost something", "M": "did not", "N": "no occasion", "?": "open"}
    strip_words = [[part.split(": ")[1] for part in strip.split("; ")] for strip in strips]
    assert strip_words == [[status_words[status] for status in tip["weeks"]] for tip in document["tips"]]


# The booklet and the cards


def test_booklet_has_a5_pages_in_whole_sheets() -> None:
    """The last page lists the implemented tips, and the year is the only number."""
    reader = example_booklet()
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {A5}
    assert len(reader.pages) % 4 == 0
    first, *middle, last = page_texts(reader)
    assert first.startswith("Heard, a year long team Service 2026")
    assert any("MARCH “You are the first who rings before I had to get angry.” a customer" in text for text in middle)
    assert last.startswith("WHAT STAYS Spend an hour a week where customers wait")
    assert not re.search(r"\d", " ".join([*middle, last]))


@pytest.mark.parametrize("count", range(1, 30, 4))
def test_booklet_of_any_length_has_whole_sheets(count: int) -> None:
    """The page count is a multiple of four, and each voice appears once."""
    journal = make_journal(cycle_file(with_pick(voices_toml(count, "a customer said something"))))
    booklet = build_booklet(journal, Cycles(journal), 0, CATALOGUE.kind_of, Profile(), TODAY)
    reader = read_pdf(pdf.booklet_pdf(booklet, CATALOGUE, load_translator("nl")))
    assert len(reader.pages) % 4 == 0
    full_text = " ".join(page_texts(reader))
    assert [full_text.count(f"something {n}x") for n in range(count)] == [1] * count


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("us-letter", LETTER)])
def test_cards_fit_on_one_page(language: str, paper: str, size: tuple[int, int]) -> None:
    """The page has the title, the cue and the touchstone of each card."""
    (page,) = example_cards(paper, language).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    (text,) = page_texts(example_cards(paper, language))
    for tip in (5, 33, 34, 13, 42):
        tip_text = CATALOGUE.tips[tip].text(language)
        assert tip_text.title in text
        assert tip_text.if_then in text
    assert text.count(TOUCHSTONE) == 6


@pytest.mark.parametrize("length", [200, 20_000])
@pytest.mark.parametrize("word", ["w", "word "], ids=["one-word", "words"])
def test_long_own_tip_fits_on_its_card(word: str, length: int) -> None:
    """Texts that do not fit are cut."""
    long_text = word * (length // len(word))
    tip = replace(
        CATALOGUE.tips[5], texts={"en": replace(CATALOGUE.tips[5].text("en"), title=long_text, if_then=long_text)}
    )
    catalogue = replace(CATALOGUE, tips={**CATALOGUE.tips, 5: tip})
    (cycle,) = Cycles(example_journal())
    reader = read_pdf(
        pdf.card_pdf(
            cycle,
            catalogue,
            load_translator("en"),
            weekday="friday",
            touchstone=replace(AGREED_TOUCHSTONE, text=long_text),
        )
    )
    assert len(reader.pages) == 1


def test_cards_have_no_user_texts_from_the_cycle() -> None:
    (text,) = page_texts(example_cards())
    assert "SECRET" not in text
    assert "angry" not in text


def test_templates_have_no_texts() -> None:
    """All texts come from Python, where they are translated."""
    folder = Path(pdf.__file__).parent / "templates"
    for template in folder.glob("*.typ"):
        code = re.sub(r"//.*", "", template.read_text("utf-8"))
        for text in re.findall(r'"([^"]*)"', code):
            assert " " not in text.strip() or text in ("Libertinus Serif", "Source Sans Pro"), (template.name, text)
