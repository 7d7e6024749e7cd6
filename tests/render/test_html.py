"""The review as an HTML page: real structure, nothing that acts or asks, and whatever people write stays text."""

import importlib.resources
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined

from tests.cli.scenarios import EXAMPLE_CYCLE
from tests.render.injection_payloads import PAYLOADS
from tests.render.review_pages import (
    GOLDEN,
    GOLDEN_PAGES,
    REVIEW_DATE,
    golden_page,
    hostile_page,
    make_review,
    review_page_html,
    titled_catalogue,
    worked_journal,
)
from tipcycle.core.review import Review
from tipcycle.i18n import load_translator
from tipcycle.render import html
from tipcycle.render.json.review import review_json
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.text import CUSTOMER_SCALE, OUTCOME_LABELS, TEAM_SCALE
from tipcycle.render.sanitize import sanitize

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
SECRETS = sorted(set(re.findall(r'SECRET[^"]*', EXAMPLE_CYCLE)))


def parsed(text: str) -> Element:
    """The document; a page with any mistake in it is an error."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return root


def every(root: Element, *names: str) -> list[Element]:
    """All elements of these names in reading order, whatever namespace they are in."""
    return [found for found in root.iter() if isinstance(found.tag, str) and found.tag.split("}")[-1] in names]


def words_of(element: Element) -> str:
    """All text inside, on one line, without the style sheet."""
    parts = []
    for found in element.iter():
        if isinstance(found.tag, str) and found.tag != "style":
            parts.append(found.text or "")
        parts.append(found.tail or "")
    return " ".join("".join(parts).split())


def shape(text: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every tag with its attributes, in reading order: the page without its words."""
    return [(str(found.tag), tuple(sorted(found.attrib.items()))) for found in parsed(text).iter()]


def drawn(svg: Element) -> str:
    """The shapes of a strip, in order."""
    names = {
        "circle full 6": "D",
        "path full": "C",
        "circle hollow 5.2": "M",
        "path stroke": "-",
        "circle full 1.8": "?",
    }
    found = ""
    for mark in every(svg, "circle", "path"):
        key = " ".join((mark.tag.split("}")[-1], mark.get("class", ""), mark.get("r", ""))).strip()
        sign = names[key]
        found += ("P" if "v" in mark.get("d", "") else "N") if sign == "-" else sign
    return found


# What the page is.


@pytest.mark.parametrize("name", GOLDEN_PAGES)
def test_the_page_is_as_it_was_last_looked_at(name: str) -> None:
    """Each golden page is what the view makes now, to the byte."""
    path = GOLDEN / name
    assert path.exists(), "missing; make it with: .venv/bin/python -m tests.render.review_pages"
    now, kept = golden_page(name), path.read_bytes().decode("utf-8")
    assert now == kept, f"{name} has changed; look at it, then: .venv/bin/python -m tests.render.review_pages"


@pytest.mark.parametrize("private", [False, True], ids=["for-the-table", "private"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_is_sound_and_alone(language: str, closed: bool, private: bool) -> None:
    """A strict parser finds no mistake; nothing runs, asks, loads or leads anywhere; the policy says so too."""
    text = review_page_html(make_review(worked_journal(closed=closed), private=private), language)
    root = parsed(text)
    allowed = {
        "html", "head", "meta", "title", "style", "body", "main", "aside", "header", "footer", "section", "h1", "h2",
        "h3", "p", "span", "strong", "small", "br", "figure", "figcaption", "blockquote", "table", "thead", "tbody",
        "tr", "th", "td", "ul", "ol", "li", "dl", "dt", "dd", "div", "svg", "g", "path", "circle", "rect", "text",
    }  # fmt: skip
    assert {str(found.tag).split("}")[-1] for found in root.iter()} <= allowed
    names = {name for found in root.iter() for name in found.attrib}
    assert not {name for name in names if name.startswith("on")} | (names & {"href", "src", "action", "style"})
    assert not re.search(r"url\(|@import|expression", text)
    assert [meta.get("content") for meta in every(root, "meta") if "http-equiv" in meta.attrib] == [POLICY]
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert "\r" not in text
    assert text.endswith("</html>\n")


def test_every_template_is_escaped_and_strict() -> None:
    """Autoescape holds for every name of a template, what is missing is an error, and no template switches it off."""
    environment = html.jinja_environment()
    assert environment.autoescape is True
    assert environment.undefined is StrictUndefined
    folder = importlib.resources.files("tipcycle.render") / "templates"
    sources = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith((".j2", ".css"))}
    assert {"review.html.j2", "pictures.html.j2", "review.css"} <= set(sources)
    for name, source in sources.items():
        assert not re.search(r"\|\s*(safe|attr|xmlattr|tojson)\b|autoescape|Markup", source), name


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_can_be_heard(language: str) -> None:
    """The language is named, headings go down one step at a time, ids are unique, and each picture says what it is."""
    root = parsed(review_page_html(make_review(worked_journal()), language))
    assert root.get("lang") == language
    levels = [int(heading.tag[1]) for heading in every(root, "h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    ids = [found.get("id") for found in root.iter() if found.get("id")]
    assert len(ids) == len(set(ids))
    assert {found.get("aria-labelledby") for found in root.iter()} - {None} <= set(ids)
    for svg in every(root, "svg"):
        assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and svg.get("aria-label"))
    scopes = [(row.tag, row.get("scope")) for row in every(root, "th")]
    assert scopes.count(("th", "col")) == 5
    assert scopes.count(("th", "rowgroup")) == 6


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def palettes() -> Iterator[Mapping[str, str]]:
    """The colours of the page by day, by night and on paper."""
    source = (importlib.resources.files("tipcycle.render") / "templates" / "review.css").read_text("utf-8")
    for block in re.findall(r":root \{(.*?)\}", source, re.DOTALL):
        yield dict(re.findall(r"--(\w+): (#[0-9a-f]+);", block))


def test_the_words_stand_out() -> None:
    """Every colour of words has a contrast of 4.5 to 1 with what it stands on, by day, by night and on paper."""
    found = list(palettes())
    assert len(found) == 3
    for colours in found:
        for word in ("ink", "soft", "accent"):
            for ground in ("paper", "desk"):
                high, low = sorted((luminance(colours[word]), luminance(colours[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (word, ground, colours)


# What stands on it.


def rows(root: Element) -> list[tuple[str, Element]]:
    """The five and who was swapped, each with the name it has and its part of the table."""
    bodies = every(every(root, "table")[0], "tbody")
    return [(words_of(every(body, "th")[0]), body) for body in bodies]


def same_numbers(found: Review) -> None:
    """Compares a page with the JSON and the Markdown of the same review."""
    english = load_translator("en")
    document = json.loads(json.dumps(review_json(found, titled_catalogue(), english)))
    root, markdown = (
        parsed(review_page_html(found)),
        " ".join(review_markdown(found, titled_catalogue(), english).split()),
    )
    shown = rows(root)
    assert [name for name, _ in shown] == [f"{tip['tip']:02} {tip['title']}" for tip in document["tips"]]
    for (name, body), tip in zip(shown, document["tips"], strict=True):
        (count,) = [words_of(span) for span in every(body, "span") if span.get("class") == "count"]
        assert f"{count} " in markdown[markdown.index(name) :][:200], (name, count)
        numbers = re.findall(r"\d+", count)
        if not tip["stands_since"] and tip["counted"]:
            assert {int(n) for n in numbers} <= {tip["did"], tip["counted"], len(tip["costly_weeks"])}
        (strip,) = [svg for svg in every(body, "svg") if svg.get("class") == "strip"]
        assert drawn(strip).rstrip("?") == tip["weeks"].replace(".", "").rstrip("?"), name
        crossed = [bool(every(svg, "path")) for svg in every(body, "svg") if svg.get("class") == "box"]
        decided = [tip["outcome"] == decision for decision in ("keep", "adapt", "extend", "drop")]
        assert crossed == ([] if tip["outcome"] == "swapped" else decided)
        assert [words_of(quote) for quote in every(body, "blockquote")] == [note["text"] for note in tip["notes"]]
    plots = [svg for svg in every(root, "svg") if svg.get("class") == "plot"]
    for plot, steps, key in zip(
        plots, (TEAM_SCALE, CUSTOMER_SCALE), ("team", "customers"), strict=bool(document["felt"])
    ):
        told = [part.split(": ", 1)[1].split(" (")[0] for part in plot.get("aria-label", "").split("; ")]
        answers = [week[key] for week in document["felt"] if week[key]]
        assert told == [steps[answer - 1] for answer in answers]
        heights = [float(circle.get("cy", "0")) for circle in every(plot, "circle")]
        assert heights == [(5 - answer) * 22 + 11 for answer in answers]
    quotes = [words_of(quote) for quote in every(root, "blockquote")]
    assert [voice["text"] for voice in document["voices"]] == quotes[: len(document["voices"])]


@pytest.mark.parametrize("private", [False, True], ids=["for-the-table", "private"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("on", [date(2026, 3, 13), date(2026, 4, 8), REVIEW_DATE], ids=str)
def test_the_page_shows_the_numbers_of_the_other_formats(on: date, closed: bool, private: bool) -> None:
    """Counts, weeks, decisions, notes, voices and feelings are those of the JSON and the Markdown."""
    same_numbers(make_review(worked_journal(closed=closed), private=private, today=on))


def test_nothing_private_is_on_the_page() -> None:
    """Without `--private` no private line, reason or answer is in the page; with it all are, and each says so."""
    for closed in (False, True):
        others = review_page_html(make_review(worked_journal(closed=closed)))
        assert "SECRET" not in others
        assert "for your eyes only" not in others.lower()
        mine = parsed(review_page_html(make_review(worked_journal(closed=closed), private=True)))
        assert [secret for secret in SECRETS if secret not in words_of(mine)] == []
        assert [words_of(notice) for notice in every(mine, "aside")] == [
            "Private: everything is in here. For your eyes only."
        ]
        marked = [words_of(quote) for quote in every(mine, "figure") if " private" in words_of(quote)]
        assert len(marked) == 3
        assert all("SECRET" in quote for quote in marked)


def test_before_the_close_the_table_decides() -> None:
    """Empty boxes, empty scales and two questions; no outcome, no lesson; boxes are shapes and no form."""
    root = parsed(review_page_html(make_review(worked_journal())))
    boxes = [svg for svg in every(root, "svg") if svg.get("class") == "box"]
    assert len(boxes) == 5 * 4 + 2 * 5 + 3 + 1
    assert {svg.get("aria-label") for svg in boxes} == {"empty box"}
    told = words_of(root)
    for said in (
        "And how was it for you?",
        "When did it go well by itself",
        "I choose four. You choose the fifth: one of these, or an idea of your own.",
    ):
        assert said in told
    assert "What stays" not in told


def test_after_the_close_the_page_says_what_became_of_it() -> None:
    """One crossed box for each of the five, the lessons, what stays; no scales and no questions any more."""
    root = parsed(review_page_html(make_review(worked_journal(closed=True))))
    told = words_of(root)
    crossed = [svg for svg in every(root, "svg") if svg.get("aria-label") == "crossed"]
    assert len(crossed) == 5
    assert "What it taught us At once on Monday it works. Put off, it is gone." in told
    assert "3 tips stay" in told
    assert "And how was it for you?" not in told
    assert set(OUTCOME_LABELS.values()) - {"swapped"} <= {words_of(head) for head in every(root, "th")}


# Whatever people write stays text.


@pytest.mark.parametrize("closed", [False, True], ids=["open-and-private", "closed-and-for-the-table"])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_a_payload_everywhere_leaves_the_page_its_shape(payload: str, closed: bool) -> None:
    """Every tag and attribute is that of a harmless review, and no control, hidden or turning sign is left."""
    private = not closed
    attacked = hostile_page(payload, private=private, closed=closed)
    assert shape(attacked) == benign_shape(private=private, closed=closed)
    assert sanitize(attacked, multiline=True) == attacked
    attacked.encode()


def benign_shape(*, private: bool, closed: bool, known: dict[tuple[bool, bool], list[object]] = {}) -> list[object]:  # noqa: B006
    """The shape of the same page with a harmless word everywhere, made once."""
    if (private, closed) not in known:
        known[private, closed] = list(shape(hostile_page("harmless", private=private, closed=closed)))
    return known[private, closed]


@pytest.mark.parametrize("payload", [text for text in PAYLOADS.values() if len(text) < 1000 and text.strip()])
def test_a_payload_can_be_read_as_it_was_written(payload: str) -> None:
    """What is harmless in it stands on the page as it is, the rest made visible."""
    attacked, harmless = (
        words_of(parsed(hostile_page(text, private=True, closed=False))) for text in (payload, "harmless")
    )
    shown = " ".join(sanitize(payload, multiline=True).split())
    attacked = " ".join(attacked.replace("\\u000a", " ").split())  # a title has one line, whatever it holds
    assert attacked.count(shown) >= harmless.count("harmless") >= 25


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40) | st.text(alphabet="<>&\"'=/{}%#-!`\x1b\u202e a", min_size=1))
def test_any_text_everywhere_leaves_the_page_its_shape(text: str) -> None:
    """The same for every text, and for every mixture of the signs of HTML and of templates."""
    written = f"x{text}x"  # never empty, so that every part is there
    assert shape(hostile_page(written, private=True, closed=False)) == benign_shape(private=True, closed=False)
