"""The page in a browser: what axe-core says of it, that nothing leaves it, that it fits a phone and two sides of A4.

It takes a Chromium on this machine (`apt-get install chromium`); where there is none, these tests are skipped.
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
    """One Chromium for all of these tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(params=PAGES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A page on disk."""
    path = tmp_path / f"{request.param}.html"
    path.write_text(PAGES[request.param](), encoding="utf-8", newline="\n")
    return path


def opened(browser: Browser, file: Path, width: int, scheme: str = "light") -> tuple[Page, list[str]]:
    """The page at a width, and everything it asked for or said on the way."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    shown = context.new_page()
    heard: list[str] = []
    shown.on("request", lambda request: heard.append(request.url))
    shown.on("console", lambda message: heard.append(message.text))
    shown.on("dialog", lambda dialog: heard.append(dialog.message))
    shown.goto(file.as_uri())
    return shown, heard


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (LAPTOP, "light")])
def test_axe_finds_no_violation(browser: Browser, file: Path, width: int, scheme: str) -> None:
    """No rule of axe-core is broken, and what it cannot decide is only the contrast of words inside pictures."""
    shown, _ = opened(browser, file, width, scheme)
    shown.evaluate(AXE)
    found: dict[str, Any] = shown.evaluate("axe.run()")
    broken = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
    assert broken == []
    assert len(found["passes"]) > 30
    undecided = [(rule["id"], node["html"]) for rule in found["incomplete"] for node in rule["nodes"]]
    assert [(rule, html) for rule, html in undecided if rule != "color-contrast" or not html.startswith("<text")] == []
    shown.context.close()


@pytest.mark.parametrize("width", [320, 768, LAPTOP])
def test_nothing_leaves_the_page_and_nothing_sticks_out(browser: Browser, file: Path, width: int) -> None:
    """The browser asks for the file and for nothing else, no script runs, and nobody has to scroll sideways."""
    shown, heard = opened(browser, file, width)
    assert heard == [file.as_uri()]
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.context.close()


def on_paper(browser: Browser, file: Path) -> list[str]:
    """The text of each printed page."""
    pypdf = pytest.importorskip("pypdf")
    shown, _ = opened(browser, file, LAPTOP, "dark")
    data = shown.pdf(prefer_css_page_size=True)
    shown.context.close()
    printed = pypdf.PdfReader(io.BytesIO(data)).pages
    for side in printed:
        assert [round(float(length)) for length in side.mediabox[2:]] == [595, 842]
    return [" ".join(side.extract_text().split()) for side in printed]


@pytest.mark.parametrize("name", ["open-en", "closed-en", "private-nl", "practices-nl"])
def test_it_prints_as_one_sheet(browser: Browser, tmp_path: Path, name: str) -> None:
    """A4, two sides: what lies on the table, and on the back how the leader saw it; a private one says so on both."""
    file = tmp_path / "review.html"
    file.write_text(PAGES[name](), encoding="utf-8", newline="\n")
    front, back = on_paper(browser, file)
    saw = {"en": "How I saw it", "nl": "Zo zag ik het"}[name[-2:]]
    assert saw not in front
    assert saw in back
    for side in (front, back):
        assert ("Alleen voor jou" in side) == (name == "private-nl")


def test_a_long_private_review_says_so_on_every_page(browser: Browser, tmp_path: Path) -> None:
    """However many pages it takes, each begins with the notice."""
    file = tmp_path / "review.html"
    file.write_text(hostile_page("word " * 400, private=True, closed=False), encoding="utf-8", newline="\n")
    sides = on_paper(browser, file)
    assert len(sides) > 3
    assert all(side.startswith("Private: everything is in here.") for side in sides)
