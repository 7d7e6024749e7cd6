"""The printouts as PDF: what stands on them, what never does, and that a machine for reading aloud can read them."""

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
from tests.render.test_privacy import CATALOGUE, LATER, Told, occurring, printed, told
from tipcycle.core.booklet import build_booklet
from tipcycle.core.errors import PdfRenderError
from tipcycle.core.events import Journal, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import Review, build_review
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.i18n import load_translator
from tipcycle.render import pdf
from tipcycle.render.html import review_html
from tipcycle.render.json.review import review_json

ON = date(2026, 5, 3)
PROFILE = Profile(name="the manager", team="team Service")
A4, LETTER, A5 = (595, 842), (612, 792), (420, 595)
SENTENCE = "Nobody here has to tell their story twice."
AGREED = TouchstoneState(SENTENCE, date(2026, 3, 1), agreed_on=date(2026, 3, 10))


def facts(said: Journal, *, private: bool = False, on: date = ON, **more: Any) -> Review:
    """The review of the first cycle, with three tips for the team's place."""
    given = {"suggested_tips": (6, 89, 93), **more}
    return build_review(Cycles(said), 0, CATALOGUE.kind_of, PROFILE, on, private=private, **given)


def sheet(said: Journal, *, language: str = "en", paper: str = "a4", **more: Any) -> PdfReader:
    """Its printout."""
    return read(pdf.review_pdf(facts(said, **more), CATALOGUE, load_translator(language), paper))


def read(data: bytes) -> PdfReader:
    """A document as a reader of PDF sees it."""
    return PdfReader(io.BytesIO(data), strict=True)


def texts(found: PdfReader) -> list[str]:
    """What stands on each page, in one line each."""
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in found.pages]


def spoken(found: PdfReader) -> list[str]:
    """What is said for each drawing."""
    return [str(node["/Alt"]) for node in nodes(found.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in node]


def nodes(node: Any) -> Iterator[DictionaryObject]:
    """Every element of a document's structure."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from nodes(child)
    elif isinstance(node, DictionaryObject):
        yield node
        if "/K" in node:
            yield from nodes(node["/K"])


def worked(*parts: str) -> Journal:
    """The cycle of docs/rules.md §9."""
    return make_journal(cycle_file(EXAMPLE_CYCLE + "".join(parts)))


@cache
def booklet_pdf() -> PdfReader:
    """A year of the worked cycle."""
    said = worked(EXAMPLE_CLOSE)
    found = build_booklet(said, Cycles(said), 0, CATALOGUE.kind_of, PROFILE, ON)
    return read(pdf.booklet_pdf(found, CATALOGUE, load_translator("en")))


@cache
def cards(paper: str = "a4", language: str = "en") -> PdfReader:
    """The cards of the worked cycle."""
    (found,) = Cycles(worked())
    made = pdf.card_pdf(found, CATALOGUE, load_translator(language), paper, weekday="friday", touchstone=AGREED)
    return read(made)


EVERY: Mapping[str, tuple[Any, str]] = {
    "open": (lambda: sheet(worked()), "Review, cycle 1"),
    "closed": (lambda: sheet(worked(EXAMPLE_CLOSE)), "Review, cycle 1"),
    "Dutch": (lambda: sheet(worked(), language="nl"), "Terugblik, ronde 1"),
    "bare": (lambda: sheet(make_journal(cycle_file())), "Review, cycle 1"),
    "private": (lambda: sheet(worked(), private=True), "Review, cycle 1"),
    "booklet": (booklet_pdf, "a year"),
    "cards": (cards, "cycle 1"),
}
EACH = pytest.mark.parametrize(("make", "title"), EVERY.values(), ids=EVERY.keys())


# One sheet


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("us-letter", LETTER)])
@pytest.mark.parametrize("close", ["", EXAMPLE_CLOSE], ids=["open", "closed"])
def test_an_ordinary_cycle_is_one_sheet(language: str, paper: str, size: tuple[int, int], close: str) -> None:
    """Front and back, on either paper, in both languages, before and after the close."""
    found = sheet(worked(close), language=language, paper=paper)
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in found.pages] == [size, size]


def test_the_front_is_for_the_table_and_the_back_is_how_the_leader_saw_it() -> None:
    """In the order of the conversation: words, voices, the five, two empty scales, questions, the next five, board."""
    front, back = texts(sheet(worked(), touchstone=SENTENCE))
    said = [
        "Review", "2 March – 3 May 2026", "team Service", SENTENCE, "In my words", "It grew calmer at the desk",
        "WHAT WE HEARD", "“You are the first who rings before I had to get angry.”", "a customer",
        "THE FIVE", "keep", "adapt", "another round", "let go", "Spend an hour a week where customers wait",
        "7 of 8 weeks", "each time it occurred (6)", "it cost something once", "stands since 27 March",
        "“That form is gone, and nobody has missed it.”", "swapped for 13",
        "AND HOW WAS IT FOR YOU?", "drained", "contagious", "hurt", "someone stayed",
        "AT THE TABLE", "When did it go well by itself", "no word for yet?",
        "THE NEXT FIVE", "I choose four. You choose the fifth: one of these, or an idea of your own.",
        "06 Put the customer first on the agenda",
        "Kept running meanwhile: the breakdown service", "cycle 1 of 6",
    ]  # fmt: skip
    place = 0
    for part in said:
        assert part in front[place:], part
        place = front.index(part, place)
    assert "who joins in?" in front
    for part in ("How I saw it", "WHEN IT COST SOMETHING", "24 April", "READING", "Momentum", "That is where our talk"):
        assert part in back
        assert part not in front


def test_the_feelings_of_the_leader_leave_no_trace_on_the_front() -> None:
    """Two cycles that differ in nothing but how they felt have the same front, and different backs."""
    gloomy = re.sub(r"(team|customers) = \d", r"\1 = 1", EXAMPLE_CYCLE)
    one, other = sheet(worked()), sheet(make_journal(cycle_file(gloomy)))
    assert texts(one)[0] == texts(other)[0]
    assert one.pages[0].get_contents().get_data() == other.pages[0].get_contents().get_data()
    assert one.pages[1].get_contents().get_data() != other.pages[1].get_contents().get_data()


def test_before_the_close_every_box_is_empty_and_afterwards_the_decisions_are_crossed() -> None:
    """Four empty boxes for each of the five, ten for the scales, four for the next five; then five crosses."""
    assert spoken(sheet(worked())).count("empty box") == 5 * 4 + 2 * 5 + 4
    assert spoken(sheet(worked())).count("crossed") == 0
    found = sheet(worked(EXAMPLE_CLOSE))
    assert spoken(found).count("crossed") == 5
    front = texts(found)[0]
    assert "At once on Monday it works. Put off, it is gone." in front
    assert "3 tips stay" in front
    assert "AND HOW WAS IT FOR YOU?" not in front
    assert "I choose three. You choose the fifth: one of these, or an idea of your own." in front
    assert "13 Ask one table what the real problem is goes on" in front


def test_without_a_voice_there_are_lines_to_write_one_on() -> None:
    """No count stands alone: where nothing was heard yet, the table is asked what it heard."""
    assert "WHAT WE HEARD what did you hear?" in texts(sheet(make_journal(cycle_file())))[0]


def test_a_sentence_that_was_not_written_together_says_so() -> None:
    """Provisional on paper too."""
    assert "(provisional)" in texts(sheet(worked(), touchstone=SENTENCE, is_provisional=True))[0]
    assert "(provisional)" not in texts(sheet(worked(), touchstone=SENTENCE))[0]


def test_a_percentage_is_nowhere() -> None:
    """Neither strength nor share nor pace is printed, on either side, for either reader."""
    for private in (False, True):
        every = " ".join(texts(sheet(worked(EXAMPLE_CLOSE), private=private)))
        for word in ("%", "rooted", "firm", "young", "strength", "pace"):
            assert word not in every


# Much, and wild


def voices(count: int, text: str) -> str:
    """So many shared voices."""
    return "".join(
        f"[[voice]]  # 2026-03-{6 + n % 20:02}\ntext = {json.dumps(f'{text} {n}x')}\nshared = true\n"
        f'week = "2026-W{10 + n % 9}"\n'
        for n in range(count)
    )


def notes(count: int) -> str:
    """A shared note on a tip in each of so many weeks."""
    return "".join(
        f'[[note]]  # 2026-04-01\ntext = "noted {n}x"\ntip = 5\nweek = "2026-W{10 + n}"\nshared = true\n'
        for n in range(count)
    )


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 20, 60])
def test_many_voices_go_on_behind_and_none_is_lost(count: int, paper: str) -> None:
    """What does not fit on the front stands on the back and after it; each voice and note once."""
    said = with_pick(
        voices(count, "a customer said something that took a whole sentence, or even two, number"), notes(7)
    )
    found = texts(sheet(make_journal(cycle_file(said)), paper=paper))
    every = " ".join(found)
    for n in range(count):
        assert len(re.findall(rf"number {n}x", every)) == 1
    for n in range(7):
        assert every.count(f"noted {n}x") == 1
    assert "How I saw it" in found[1]
    assert "cycle 1 of 6" in found[0]
    assert len(found) == 2 or count > 7


def test_a_front_that_overflows_keeps_the_leader_s_view_on_the_back_of_a_sheet() -> None:
    """Whatever is written, how the leader saw it is turned over and not read beside the questions."""
    long = "word " * 390
    because = f'[[swap]]  # 2026-03-23\nold = 5\nnew = 6\nfrom = "2026-W13"\nbecause = "{long}"\n'
    words = f'[[words]]  # 2026-05-01\ntext = "{long}"\n'
    found = texts(sheet(make_journal(cycle_file(with_pick(because, words)))))
    (place,) = (n for n, text in enumerate(found) if "How I saw it" in text)
    assert place % 2 == 1
    assert place >= 3


@pytest.mark.parametrize("private", [False, True], ids=["sheet", "diary"])
def test_hostile_voices_neither_break_nor_inject(private: bool) -> None:
    """Each in a voice of its own: what stands after it is there all the same, and in the document is nothing else."""
    texts_told = [f"{payload[:1_500]} after{n}x" for n, payload in enumerate(PAYLOADS.values())]
    (file,) = make_journal(cycle_file(with_pick(voices(len(texts_told), "x")))).cycle_files
    pick, *blocks = file.events
    told_each = zip(blocks, texts_told, strict=True)
    hostile = [replace(block, payload=replace(block.payload, text=text)) for block, text in told_each]
    made = sheet(Journal((), (replace(file, events=(pick, *hostile)),)), private=private)
    assert_nothing_but_pages(made)
    every = " ".join(texts(made))
    assert [name for n, name in enumerate(PAYLOADS) if every.count(f"after{n}x") != 1] == []


@pytest.mark.parametrize("private", [False, True], ids=["sheet", "diary"])
@pytest.mark.parametrize("name", ["nul", "surrogate", "rlo", "many marks", "long word", "formula"])
def test_a_hostile_text_neither_breaks_nor_injects(name: str, private: bool) -> None:
    """The worst ones in every place: the document is made, and has no more in it than that of a harmless text."""
    text = PAYLOADS[name][:3_000]  # reading the document back is slow; longer ones have a test of their own
    said, profile = review_pages.inject_everywhere(text, closed=False)
    found = build_review(Cycles(said), 0, CATALOGUE.kind_of, profile, ON, private=private, touchstone=text)
    made = read(pdf.review_pdf(found, CATALOGUE, load_translator("en")))
    assert_nothing_but_pages(made)
    assert "Spend an hour a week where customers wait" in " ".join(texts(made))


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_any_text_can_be_printed(text: str, private: bool) -> None:
    """The typesetter never stops at what somebody typed."""
    said, profile = review_pages.inject_everywhere(text or "x", closed=True)
    found = build_review(Cycles(said), 0, CATALOGUE.kind_of, profile, ON, private=private, touchstone=text)
    assert pdf.review_pdf(found, CATALOGUE, load_translator("nl")).startswith(b"%PDF")


@pytest.mark.parametrize(("private", "least", "most"), [(False, 2, 4), (True, 40, 400)], ids=["sheet", "diary"])
def test_a_voice_of_a_quarter_of_a_megabyte(private: bool, least: int, most: int) -> None:
    """Cut on the sheet, where nobody would read it; whole in the diary, on as many pages as it takes."""
    said = f'[[voice]]  # 2026-03-06\ntext = "{"word " * 50_000}"\nshared = true\n'
    made = sheet(make_journal(cycle_file(with_pick(said))), private=private)
    assert least <= len(made.pages) <= most


MARKUP = ('#eval("6*7")', "#sys.inputs", "*bold*", "= Heading", "$x^2$", "@label", "`raw`", '#import "common.typ"')


def test_markup_in_a_text_stays_text() -> None:
    """What the typesetter would obey in a template is printed as it was typed."""
    said = with_pick(*(f"[[voice]]  # 2026-03-06\ntext = {json.dumps(text)}\nshared = true\n" for text in MARKUP))
    every = " ".join(texts(sheet(make_journal(cycle_file(said)))))
    for text in MARKUP:
        assert f"“{text}”" in every


# The document


@EACH
def test_a_document_says_what_it_is(make: Any, title: str) -> None:
    """A title that is shown, an author, a language, tags, and the day it was made."""
    found = make()
    root = found.trailer["/Root"]
    assert found.metadata is not None
    assert title in (found.metadata.title or "")
    assert found.metadata.author
    assert root["/Lang"] in ("en", "nl")
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@EACH
def test_a_document_holds_nothing_but_pages(make: Any, title: str) -> None:
    """No script, no file, no link, no form; every font embedded."""
    assert_nothing_but_pages(make())


def assert_nothing_but_pages(found: PdfReader) -> None:
    """What a printout may never carry."""
    root = found.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection"} & set(root)
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}))
    assert not found.attachments
    for page in found.pages:
        assert "/Annots" not in page
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            (inner,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"])


@EACH
def test_every_drawing_says_itself(make: Any, title: str) -> None:
    """No figure in the structure without words for whoever cannot see it."""
    for node in nodes(make().trailer["/Root"]["/StructTreeRoot"]):
        if node.get("/S") == "/Figure":
            assert str(node["/Alt"]).strip()


def test_the_weeks_are_said_in_words() -> None:
    """A strip of signs names each week and its answer; the plots and the board do so too."""
    said = spoken(sheet(worked()))
    (strip,) = (
        text for text in said if "24 April" not in text and "20–26 April: did, though it cost something" in text
    )
    assert strip.count(";") == 8
    assert any("23–29 March: lively" in text for text in said)
    assert any("in the making" in text for text in said)


@pytest.mark.parametrize("private", [False, True])
def test_the_same_facts_give_the_same_bytes(private: bool) -> None:
    """Nothing of the clock or the machine is in a document."""
    found = facts(worked(), private=private)
    one, other = (pdf.review_pdf(found, CATALOGUE, load_translator("en")) for _ in range(2))
    assert one == other


def test_a_missing_font_is_one_clear_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a sheet in some other font."""
    monkeypatch.setattr(pdf, "FONT_FAMILIES", ("Source Sans Pro", "No Such Serif"))
    with pytest.raises(PdfRenderError) as refused:
        pdf.review_pdf(facts(worked()), CATALOGUE, load_translator("en"))
    assert "No Such Serif" in refused.value.reason


def test_what_the_typesetter_finds_wrong_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its message, and no traceback."""
    monkeypatch.setattr(pdf, "review_data", lambda *_: {"made": {"year": 2026, "month": 5, "day": 3}})
    with pytest.raises(PdfRenderError):
        pdf.review_pdf(facts(worked()), CATALOGUE, load_translator("en"))


# Private


@settings(max_examples=20, deadline=None)
@given(told(), st.sampled_from(["en", "nl"]))
def test_no_printout_shows_a_private_line(found: Told, language: str) -> None:
    """Neither the sheet, nor the page, nor the booklet has a private line, a role in one, a reason of a pause."""
    translator = load_translator(language)
    shown = build_review(found.cycles, 0, CATALOGUE.kind_of, Profile(), LATER, private=False)
    year = build_booklet(found.journal, found.cycles, 0, CATALOGUE.kind_of, Profile(), LATER)
    every = {
        "sheet": whole(pdf.review_pdf(shown, CATALOGUE, translator)),
        "page": review_html(shown, CATALOGUE, translator),
        "booklet": whole(pdf.booklet_pdf(year, CATALOGUE, translator)),
    }
    for name, text in every.items():
        assert (name, occurring(found.hidden, text)) == (name, set())
        assert (name, found.voices - occurring(found.voices, text)) == (name, set())


def whole(data: bytes) -> str:
    """All text of a document: pages, drawings, what it says of itself."""
    found = read(data)
    return "\n".join([*texts(found), *spoken(found), str(found.metadata)])


@settings(max_examples=8, deadline=None)
@given(told())
def test_the_diary_has_every_line_and_says_so_on_every_page(found: Told) -> None:
    """With `--private` whatever stands is there, and each page says that it is for the writer alone."""
    shown = build_review(found.cycles, 0, CATALOGUE.kind_of, Profile(), LATER, private=True)
    made = read(pdf.review_pdf(shown, CATALOGUE, load_translator("en")))
    every = " ".join(texts(made))
    assert {line.text for line in found.cycles[0].remarks} <= set(re.findall(r"said\d+x", every))
    assert {pause.because for pause in found.cycles[0].pauses} <= set(re.findall(r"said\d+x", every))
    for text in texts(made):
        assert text.count("Private: everything is in here.") >= 2


def test_by_hand_is_on_no_paper() -> None:
    """Not in the sheet, not in the diary."""
    said = worked(EXAMPLE_CLOSE.replace("keep = [5, 33, 34]", "keep = [5, 33, 34]\nby_hand = [5]"))
    for private in (False, True):
        made = whole(pdf.review_pdf(facts(said, private=private), CATALOGUE, load_translator("en"))).lower()
        assert "by hand" not in made.replace("_", " ").replace("-", " ")


# The same numbers

SIGNS = {5: "DCM?", 13: "DCM?", 33: "DCMN?", 34: "DCMB?", 42: "DCM?"}


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_the_numbers_are_those_of_every_other_format(data: st.DataObject) -> None:
    """Counts, costly weeks, weeks in words: the sheet agrees with the JSON, and with the plain text beside it."""
    weeks = {tip: data.draw(st.text(alphabet=signs, min_size=9, max_size=9)) for tip, signs in SIGNS.items()}
    said = make_journal(cycle_file(with_pick(weekly_checkins(weeks))))
    found = facts(said)
    document = review_json(found, CATALOGUE, load_translator("en"))
    made = read(pdf.review_pdf(found, CATALOGUE, load_translator("en")))
    front = texts(made)[0]
    plain = printed(Cycles(said), private=False, on=ON)["plain"]
    starts = [front.index(f"{tip['tip']:02} {tip['title']}") for tip in document["tips"]]
    parts = [front[start:stop] for start, stop in zip(starts, [*starts[1:], front.index("AND HOW WAS")], strict=True)]
    for tip, part in zip(document["tips"], parts, strict=True):
        (line,) = (row for row in plain.splitlines() if row.startswith(f"{tip['tip']:02} {tip['title']}: "))
        count = line.removeprefix(f"{tip['tip']:02} {tip['title']}: ").split(". ")[0].split(", it cost")[0].rstrip(".")
        assert count in part
        assert ("it cost something" in part) == ("C" in tip["weeks"])
    strips = [text for text in spoken(made) if "2–8 March: " in text and text.count(";") == 8]
    meaning = {"D": "did", "C": "did, though it cost something", "M": "did not", "N": "no occasion", "?": "open"}
    told_weeks = [[part.split(": ")[1] for part in strip.split("; ")] for strip in strips]
    assert told_weeks == [[meaning[sign] for sign in tip["weeks"]] for tip in document["tips"]]


# The booklet and the cards


def test_a_booklet_can_be_folded() -> None:
    """A5 pages, four to a sheet, what stays on the last of them, and no figure but the year."""
    found = booklet_pdf()
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in found.pages} == {A5}
    assert len(found.pages) % 4 == 0
    first, *middle, last = texts(found)
    assert first.startswith("Heard, a year long team Service 2026")
    assert any("MARCH “You are the first who rings before I had to get angry.” a customer" in text for text in middle)
    assert last.startswith("WHAT STAYS Spend an hour a week where customers wait")
    assert not re.search(r"\d", " ".join([*middle, last]))


@pytest.mark.parametrize("count", range(1, 30, 4))
def test_a_booklet_of_any_length_has_whole_sheets(count: int) -> None:
    """However many voices: a multiple of four pages, and each voice once."""
    said = make_journal(cycle_file(with_pick(voices(count, "a customer said something"))))
    found = build_booklet(said, Cycles(said), 0, CATALOGUE.kind_of, Profile(), ON)
    made = read(pdf.booklet_pdf(found, CATALOGUE, load_translator("nl")))
    assert len(made.pages) % 4 == 0
    every = " ".join(texts(made))
    assert [every.count(f"something {n}x") for n in range(count)] == [1] * count


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("us-letter", LETTER)])
def test_the_cards_are_one_sheet(language: str, paper: str, size: tuple[int, int]) -> None:
    """Title, if-then and sentence of each of the five, on one page of either paper."""
    (page,) = cards(paper, language).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    (text,) = texts(cards(paper, language))
    for tip in (5, 33, 34, 13, 42):
        told_tip = CATALOGUE.tips[tip].text(language)
        assert told_tip.title in text
        assert told_tip.if_then in text
    assert text.count(SENTENCE) == 6


@pytest.mark.parametrize("length", [200, 20_000])
@pytest.mark.parametrize("word", ["w", "word "], ids=["one-word", "words"])
def test_a_long_tip_of_ones_own_stays_on_its_card(word: str, length: int) -> None:
    """However long its texts and the sentence: one sheet, and what does not fit is cut."""
    long = word * (length // len(word))
    tip = replace(CATALOGUE.tips[5], texts={"en": replace(CATALOGUE.tips[5].text("en"), title=long, if_then=long)})
    known = replace(CATALOGUE, tips={**CATALOGUE.tips, 5: tip})
    (found,) = Cycles(worked())
    made = read(
        pdf.card_pdf(found, known, load_translator("en"), weekday="friday", touchstone=replace(AGREED, text=long))
    )
    assert len(made.pages) == 1


def test_nothing_private_is_on_a_card() -> None:
    """The worked cycle has secrets; its cards have none, nor anything else that was written in it."""
    (text,) = texts(cards())
    assert "SECRET" not in text
    assert "angry" not in text


def test_the_templates_hold_no_sentence_of_their_own() -> None:
    """All words come from Python, where both languages are."""
    folder = Path(pdf.__file__).parent / "templates"
    for template in folder.glob("*.typ"):
        code = re.sub(r"//.*", "", template.read_text("utf-8"))
        for text in re.findall(r'"([^"]*)"', code):
            assert " " not in text.strip() or text in ("Libertinus Serif", "Source Sans Pro"), (template.name, text)
