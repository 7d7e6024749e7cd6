"""The review page in Chromium: accessibility (axe-core), no requests, layout on phones and on A4 paper.

The tests are skipped if Chromium is not installed (`apt-get install chromium`).
"""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.render.review_pages import (
    FULL_PRACTICES,
    REVIEW_DATE,
    hostile_page,
    make_review,
    review_page_html,
    worked_journal,
)

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = Path(axe_playwright_python.__file__).parent.joinpath("axe.min.js").read_text("utf-8")
PHONE, LAPTOP = 390, 1280
PAGES = {
    "open-en": lambda: review_page_html(make_review(worked_journal(), is_provisional=True)),
    "open-nl": lambda: review_page_html(make_review(worked_journal()), "nl"),
    "closed-en": lambda: review_page_html(make_review(worked_journal(closed=True))),
    "private-nl": lambda: review_page_html(make_review(worked_journal(), private=True), "nl"),
    "practices-nl": lambda: review_page_html(make_review(worked_journal(), **FULL_PRACTICES), "nl"),
    "bare-en": lambda: review_page_html(
        make_review(worked_journal(), touchstone=None, today=REVIEW_DATE.replace(month=3, day=3))
    ),
    "hostile": lambda: hostile_page(
        "w" * 3_000 + " <script>alert(1)</script> https://evil.example", private=True, closed=False
    ),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all tests in this module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(params=PAGES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Write a page to disk and return its path."""
    path = tmp_path / f"{request.param}.html"
    path.write_text(PAGES[request.param](), encoding="utf-8", newline="\n")
    return path


def open_page(browser: Browser, file: Path, width: int, scheme: str = "light") -> tuple[Page, list[str]]:
    """Open a file at a width. Return the page and the list of its requests, console messages and dialogs."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    activity: list[str] = []
    page.on("request", lambda request: activity.append(request.url))
    page.on("console", lambda message: activity.append(message.text))
    page.on("dialog", lambda dialog: activity.append(dialog.message))
    page.goto(file.as_uri())
    return page, activity


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light")])
def test_axe_finds_no_violation(browser: Browser, file: Path, width: int, scheme: str) -> None:
    """axe-core leaves only the contrast of text inside pictures undecided."""
    page, _ = open_page(browser, file, width, scheme)
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate("axe.run()")
    violations = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in result["violations"]]
    assert violations == []
    assert len(result["passes"]) > 30
    undecided = [(rule["id"], node["html"]) for rule in result["incomplete"] for node in rule["nodes"]]
    assert [(rule, html) for rule, html in undecided if rule != "color-contrast" or not html.startswith("<text")] == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 768, LAPTOP])
def test_page_makes_no_requests_and_fits_its_width(browser: Browser, file: Path, width: int) -> None:
    """The browser loads only the file, runs no script and needs no horizontal scrolling."""
    page, activity = open_page(browser, file, width)
    assert activity == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def print_texts(browser: Browser, file: Path) -> list[str]:
    """Print the page. Return the text of each A4 page."""
    pypdf = pytest.importorskip("pypdf")
    page, _ = open_page(browser, file, LAPTOP, "dark")
    data = page.pdf(prefer_css_page_size=True)
    page.context.close()
    pdf_pages = pypdf.PdfReader(io.BytesIO(data)).pages
    for pdf_page in pdf_pages:
        assert [round(float(length)) for length in pdf_page.mediabox[2:]] == [595, 842]
    return [" ".join(pdf_page.extract_text().split()) for pdf_page in pdf_pages]


@pytest.mark.parametrize("name", ["open-en", "closed-en", "private-nl", "practices-nl"])
def test_page_prints_on_two_sides(browser: Browser, tmp_path: Path, name: str) -> None:
    """The view of the manager is only on the back. A private review has the notice on both sides."""
    file = tmp_path / "review.html"
    file.write_text(PAGES[name](), encoding="utf-8", newline="\n")
    front, back = print_texts(browser, file)
    manager_heading = {"en": "How I saw it", "nl": "Zo zag ik het"}[name[-2:]]
    assert manager_heading not in front
    assert manager_heading in back
    for side in (front, back):
        assert ("Alleen voor jou" in side) == (name == "private-nl")


def test_long_private_review_has_the_notice_on_every_page(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "review.html"
    file.write_text(hostile_page("word " * 400, private=True, closed=False), encoding="utf-8", newline="\n")
    pages = print_texts(browser, file)
    assert len(pages) > 3
    assert all(page.startswith("Private: everything is in here.") for page in pages)
