"""The review as an HTML page: valid, self-contained, accessible, and safe against injection."""

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
from tipcycle.render.json.document import json_text
from tipcycle.render.json.review import review_json
from tipcycle.render.review.markdown import review_markdown
from tipcycle.render.review.text import CUSTOMER_SCALE, OUTCOME_LABELS, TEAM_SCALE
from tipcycle.render.sanitize import sanitize

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
SECRETS = sorted(set(re.findall(r'SECRET[^"]*', EXAMPLE_CYCLE)))


def parse_page(page: str) -> Element:
    """Return the root element of a page. Raises an error if the HTML is not valid."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return root


def find_elements(root: Element, *names: str) -> list[Element]:
    """Return all elements with these names in document order, in any namespace."""
    return [element for element in root.iter() if isinstance(element.tag, str) and element.tag.split("}")[-1] in names]


def element_text(element: Element) -> str:
    """Return all text inside an element on one line, without the style sheet."""
    parts = []
    for child in element.iter():
        if isinstance(child.tag, str) and child.tag != "style":
            parts.append(child.text or "")
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def page_structure(page: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return every tag with its attributes in document order: the page without its text."""
    return [(str(element.tag), tuple(sorted(element.attrib.items()))) for element in parse_page(page).iter()]


def strip_signs(svg: Element) -> str:
    """Return the status signs of a strip, in order."""
    names = {
        "circle full 6": "D",
        "path full": "C",
        "circle hollow 5.2": "M",
        "path stroke": "-",
        "circle full 1.8": "?",
    }
    signs = ""
    for mark in find_elements(svg, "circle", "path"):
        key = " ".join((mark.tag.split("}")[-1], mark.get("class", ""), mark.get("r", ""))).strip()
        sign = names[key]
        signs += ("P" if "v" in mark.get("d", "") else "N") if sign == "-" else sign
    return signs


# Page structure


def test_page_contains_the_whole_style_sheet() -> None:
    """The page has the lines of `review.css` in order, unescaped. The golden files leave the style sheet out."""
    css = (importlib.resources.files("tipcycle.render") / "templates" / "review.css").read_text("utf-8")
    expected = "\n".join(line.rstrip() for line in css.splitlines() if line.strip())
    assert f"<style>\n{expected}</style>" in review_page_html(make_review(worked_journal()))


@pytest.mark.parametrize("name", GOLDEN_PAGES)
def test_page_matches_its_golden_file(name: str) -> None:
    path = GOLDEN / name
    assert path.exists(), "missing; make it with: .venv/bin/python -m tests.render.review_pages"
    actual, expected = golden_page(name), path.read_bytes().decode("utf-8")
    assert actual == expected, f"{name} has changed; look at it, then: .venv/bin/python -m tests.render.review_pages"


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_page_is_valid_and_self_contained(language: str, closed: bool, private: bool) -> None:
    """The page has no scripts, links or requests, and its content security policy forbids them."""
    page = review_page_html(make_review(worked_journal(closed=closed), private=private), language)
    root = parse_page(page)
    allowed = {
        "html", "head", "meta", "title", "style", "body", "main", "aside", "header", "footer", "section", "h1", "h2",
        "h3", "p", "span", "strong", "small", "br", "figure", "figcaption", "blockquote", "table", "thead", "tbody",
        "tr", "th", "td", "ul", "ol", "li", "dl", "dt", "dd", "div", "svg", "g", "path", "circle", "rect", "text",
    }  # fmt: skip
    assert {str(element.tag).split("}")[-1] for element in root.iter()} <= allowed
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on")} | (names & {"href", "src", "action", "style"})
    assert not re.search(r"url\(|@import|expression", page)
    assert [meta.get("content") for meta in find_elements(root, "meta") if "http-equiv" in meta.attrib] == [POLICY]
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "\r" not in page
    assert page.endswith("</html>\n")


def test_templates_escape_and_reject_undefined_names() -> None:
    """No template turns escaping off."""
    environment = html.jinja_environment()
    assert environment.autoescape is True
    assert environment.undefined is StrictUndefined
    folder = importlib.resources.files("tipcycle.render") / "templates"
    sources = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith((".j2", ".css"))}
    assert {"review.html.j2", "drawings.html.j2", "review.css"} <= set(sources)
    for name, source in sources.items():
        assert not re.search(r"\|\s*(safe|attr|xmlattr|tojson)\b|autoescape|Markup", source), name


@pytest.mark.parametrize("language", ["en", "nl"])
def test_page_is_accessible(language: str) -> None:
    """The page has a language, headings without skipped levels, unique ids and a label for each picture."""
    root = parse_page(review_page_html(make_review(worked_journal()), language))
    assert root.get("lang") == language
    levels = [int(heading.tag[1]) for heading in find_elements(root, "h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {element.get("aria-labelledby") for element in root.iter()} - {None} <= set(ids)
    for svg in find_elements(root, "svg"):
        assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and svg.get("aria-label"))
    scopes = [(header_cell.tag, header_cell.get("scope")) for header_cell in find_elements(root, "th")]
    assert scopes.count(("th", "col")) == 5
    assert scopes.count(("th", "rowgroup")) == 6


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def palettes() -> Iterator[Mapping[str, str]]:
    """Yield the colours of the page for light screens, dark screens and print."""
    source = (importlib.resources.files("tipcycle.render") / "templates" / "review.css").read_text("utf-8")
    for rule in re.findall(r":root \{(.*?)\}", source, re.DOTALL):
        yield dict(re.findall(r"--(\w+): (#[0-9a-f]+);", rule))


def test_text_colours_have_enough_contrast() -> None:
    """Each text colour has a contrast of at least 4.5:1 with each background, in every palette."""
    colour_sets = list(palettes())
    assert len(colour_sets) == 3
    for colours in colour_sets:
        for text_colour in ("ink", "soft", "accent"):
            for background in ("paper", "desk"):
                high, low = sorted((luminance(colours[text_colour]), luminance(colours[background])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (text_colour, background, colours)


# Page content


def tip_rows(root: Element) -> list[tuple[str, Element]]:
    """Return each tip of the table with its name. Swapped tips are included."""
    bodies = find_elements(find_elements(root, "table")[0], "tbody")
    return [(element_text(find_elements(body, "th")[0]), body) for body in bodies]


def assert_same_numbers(review: Review) -> None:
    """Assert that the page has the same numbers as the JSON and the Markdown of the review."""
    english = load_translator("en")
    document = json.loads(json_text(review_json(review, titled_catalogue(), english)))
    root, markdown = (
        parse_page(review_page_html(review)),
        " ".join(review_markdown(review, titled_catalogue(), english).split()),
    )
    page_rows = tip_rows(root)
    assert [name for name, _ in page_rows] == [f"{tip['tip']:02} {tip['title']}" for tip in document["tips"]]
    for (name, body), tip in zip(page_rows, document["tips"], strict=True):
        (count,) = [element_text(span) for span in find_elements(body, "span") if span.get("class") == "count"]
        assert f"{count} " in markdown[markdown.index(name) :][:200], (name, count)
        numbers = re.findall(r"\d+", count)
        if not tip["stands_since"] and tip["counted"]:
            assert {int(n) for n in numbers} <= {tip["did"], tip["counted"], len(tip["costly_weeks"])}
        (strip,) = [svg for svg in find_elements(body, "svg") if svg.get("class") == "strip"]
        assert strip_signs(strip).rstrip("?") == tip["weeks"].replace(".", "").rstrip("?"), name
        crossed = [bool(find_elements(svg, "path")) for svg in find_elements(body, "svg") if svg.get("class") == "box"]
        decided = [tip["outcome"] == decision for decision in ("keep", "adapt", "extend", "drop")]
        assert crossed == ([] if tip["outcome"] == "swapped" else decided)
        assert [element_text(quote) for quote in find_elements(body, "blockquote")] == [
            note["text"] for note in tip["notes"]
        ]
    plots = [svg for svg in find_elements(root, "svg") if svg.get("class") == "plot"]
    for plot, steps, key in zip(
        plots, (TEAM_SCALE, CUSTOMER_SCALE), ("team", "customers"), strict=bool(document["felt"])
    ):
        plot_steps = [part.split(": ", 1)[1].split(" (")[0] for part in plot.get("aria-label", "").split("; ")]
        ratings = [week[key] for week in document["felt"] if week[key]]
        assert plot_steps == [steps[rating - 1] for rating in ratings]
        heights = [float(circle.get("cy", "0")) for circle in find_elements(plot, "circle")]
        assert heights == [(5 - rating) * 22 + 11 for rating in ratings]
    quotes = [element_text(quote) for quote in find_elements(root, "blockquote")]
    assert [voice["text"] for voice in document["voices"]] == quotes[: len(document["voices"])]


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("today", [date(2026, 3, 13), date(2026, 4, 8), REVIEW_DATE], ids=str)
def test_page_has_the_same_numbers_as_other_formats(today: date, closed: bool, private: bool) -> None:
    """Counts, weeks, decisions, notes, voices and feelings equal those in the JSON and the Markdown."""
    assert_same_numbers(make_review(worked_journal(closed=closed), private=private, today=today))


def test_only_private_page_has_private_texts() -> None:
    """The private page has every private line, reason and answer, and marks the private lines."""
    for closed in (False, True):
        shared_page = review_page_html(make_review(worked_journal(closed=closed)))
        assert "SECRET" not in shared_page
        assert "for your eyes only" not in shared_page.lower()
        private_page = parse_page(review_page_html(make_review(worked_journal(closed=closed), private=True)))
        assert [secret for secret in SECRETS if secret not in element_text(private_page)] == []
        assert [element_text(notice) for notice in find_elements(private_page, "aside")] == [
            "Private: everything is in here. For your eyes only."
        ]
        marked_quotes = [
            element_text(quote) for quote in find_elements(private_page, "figure") if " private" in element_text(quote)
        ]
        assert len(marked_quotes) == 3
        assert all("SECRET" in quote for quote in marked_quotes)


def test_open_review_has_empty_boxes_and_questions() -> None:
    """Before the close, the page has empty boxes and scales and two questions, but no outcomes."""
    root = parse_page(review_page_html(make_review(worked_journal())))
    boxes = [svg for svg in find_elements(root, "svg") if svg.get("class") == "box"]
    assert len(boxes) == 5 * 4 + 2 * 5 + 3 + 1
    assert {svg.get("aria-label") for svg in boxes} == {"empty box"}
    page_text = element_text(root)
    for expected in (
        "And how was it for you?",
        "When did it go well by itself",
        "I choose four. You choose the fifth: one of these, or an idea of your own.",
    ):
        assert expected in page_text
    assert "What stays" not in page_text


def test_closed_review_has_outcomes_and_lessons() -> None:
    """After the close, the page has one crossed box per tip and no scales or questions."""
    root = parse_page(review_page_html(make_review(worked_journal(closed=True))))
    page_text = element_text(root)
    crossed = [svg for svg in find_elements(root, "svg") if svg.get("aria-label") == "crossed"]
    assert len(crossed) == 5
    assert "What it taught us At once on Monday it works. Put off, it is gone." in page_text
    assert "3 tips stay" in page_text
    assert "And how was it for you?" not in page_text
    assert set(OUTCOME_LABELS.values()) - {"swapped"} <= {element_text(head) for head in find_elements(root, "th")}


# Injection


@pytest.mark.parametrize("closed", [False, True], ids=["open-private", "closed-shared"])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_payload_keeps_the_page_structure(payload: str, closed: bool) -> None:
    """The tags and attributes are those of a harmless review, and no unsafe character is left."""
    private = not closed
    page = hostile_page(payload, private=private, closed=closed)
    assert page_structure(page) == harmless_structure(private=private, closed=closed)
    assert sanitize(page, multiline=True) == page
    page.encode()


def harmless_structure(
    *,
    private: bool,
    closed: bool,
    cache: dict[tuple[bool, bool], list[object]] = {},  # noqa: B006
) -> list[object]:
    """Return the cached structure of the same page with a harmless text."""
    if (private, closed) not in cache:
        cache[private, closed] = list(page_structure(hostile_page("harmless", private=private, closed=closed)))
    return cache[private, closed]


@pytest.mark.parametrize("payload", [text for text in PAYLOADS.values() if len(text) < 1000 and text.strip()])
def test_payload_is_shown_as_text(payload: str) -> None:
    """The page shows the payload with its unsafe characters escaped."""
    hostile_text, harmless_text = (
        element_text(parse_page(hostile_page(text, private=True, closed=False))) for text in (payload, "harmless")
    )
    visible_payload = " ".join(sanitize(payload, multiline=True).split())
    hostile_text = " ".join(hostile_text.replace("\\u000a", " ").split())  # a title is always on one line
    assert hostile_text.count(visible_payload) >= harmless_text.count("harmless") >= 25


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40) | st.text(alphabet="<>&\"'=/{}%#-!`\x1b\u202e a", min_size=1))
def test_any_text_keeps_the_page_structure(text: str) -> None:
    """The structure is the same for any text, including HTML and template syntax."""
    user_text = f"x{text}x"  # not empty, so that the page has all its parts
    assert page_structure(hostile_page(user_text, private=True, closed=False)) == harmless_structure(
        private=True, closed=False
    )
