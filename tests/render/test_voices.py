"""The wall of voices: one page that needs nothing else, and Markdown; nothing private ever hangs there."""

import importlib.resources
import re
from datetime import date
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.cli.scenarios import example_cycle, file_contents
from tests.conftest import TipcycleRunner
from tests.journal_builder import cycle_file, make_journal, with_pick
from tipcycle.core.events import Journal, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.core.voices import all_voices, shared_voices
from tipcycle.i18n import load_translator
from tipcycle.render.voices import Wall, build_wall, wall_html, wall_markdown

SHARED = """
[[voice]]  # 2026-03-06
text = "You rang before I was angry."
by = "a customer"
week = "2026-W10"
shared = true

[[voice]]  # 2026-04-03
text = "SECRET tired and short on the phone"
by = "SECRET role"

[[note]]  # 2026-04-10
text = "That form is gone."
by = "the front desk"
tip = 34
shared = true

[[voice]]  # 2026-04-20
text = "I sent my sister to you, and she has sent her neighbour, who never says a good word of anybody."
week = "2026-W13"
shared = true
"""
PROFILE = Profile(name="SECRET manager", team="team Service")
TOGETHER = TouchstoneState("Nobody tells their story twice.", date(2026, 3, 2), date(2026, 3, 19))


def hung(
    told: Journal | None = None,
    *,
    language: str = "en",
    sentence: TouchstoneState | None = TOGETHER,
    team: str = "team Service",
) -> Wall:
    told = told or make_journal(cycle_file(with_pick(SHARED)))
    voices = all_voices(told, Cycles(told))
    return build_wall(voices, sentence, replace(PROFILE, team=team), load_translator(language))


def parsed(page: str) -> "list[tuple[str, tuple[str, ...]]]":
    """Every tag with its attributes, as a browser reads them."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return [(str(found.tag), tuple(sorted(found.keys()))) for found in root.iter()]


def read(page: str) -> str:
    """What can be read on it."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    body = next(root.iter("body"))
    return " ".join("".join(body.itertext()).split())


def test_what_hangs_there() -> None:
    """Newest first, each with the role and the month it was heard in; the team and the sentence above."""
    text = read(wall_html(hung()))
    places = [
        text.index(said)
        for said in (
            "What we heard",
            "team Service",
            "Nobody tells their story twice.",
            "I sent my sister",
            "March 2026",
            "That form is gone.",
            "the front desk, April 2026",
            "You rang before I was angry.",
            "a customer, March 2026",
        )
    ]
    assert places == sorted(places)
    assert text.count("April 2026") == 1


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("form", [wall_html, wall_markdown], ids=["html", "markdown"])
def test_nothing_private_hangs_there(form: object, language: str) -> None:
    """Neither a private voice nor who said it, nor the manager's name, though every voice is handed over."""
    text = form(hung(language=language))  # type: ignore[operator]
    assert "SECRET" not in text
    assert "sister" in text


def test_a_sentence_hangs_only_when_it_was_written_together() -> None:
    """A provisional sentence is one person's and stays off the wall."""
    alone = replace(TOGETHER, agreed_on=None)
    for sentence in (alone, None):
        assert "story twice" not in wall_html(hung(sentence=sentence))
        assert "story twice" not in wall_markdown(hung(sentence=sentence))


def test_the_page_needs_nothing_else() -> None:
    """No script, no link, no request, no form; a policy that forbids them; the language and the screens are named."""
    page = wall_html(hung(language="nl"))
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    tags = {tag for tag, _ in parsed(page)}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "main", "figure", "blockquote",
        "figcaption", "footer",
    }  # fmt: skip
    assert not re.search(r"https?:|url\(|@import|src=|href=| on\w+=", page)
    assert page.endswith("</html>\n")
    assert "\r" not in page
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem"):
        assert rule in page


def test_the_templates_escape_everything() -> None:
    """No template of the wall switches the escaping off."""
    folder = importlib.resources.files("tipcycle.render") / "templates"
    for name in ("wall.html.j2", "wall.css"):
        source = (folder / name).read_text("utf-8")
        assert not re.search(r"\|\s*(safe|attr|xmlattr|tojson)\b|autoescape|Markup", source)


PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><h1>x",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt; &amp;",
    "\x1b[31mred\x1b]0;title\x07",
    "‮drow",
    "--><!--",
    "</blockquote></figure></main>",
)


def with_text(payload: str) -> Wall:
    """The wall with this text in every place where people write."""
    told = make_journal(cycle_file(with_pick(SHARED)))
    file = told.cycle_files[0]

    def written(block: object) -> object:
        body = block.payload  # type: ignore[attr-defined]
        given = {name: payload for name in ("text", "by") if getattr(body, name, None)}
        return replace(block, payload=replace(body, **given))  # type: ignore[type-var]

    hostile = Journal((), (replace(file, events=tuple(map(written, file.events))),))  # type: ignore[arg-type]
    return hung(hostile, sentence=replace(TOGETHER, text=payload), team=payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text(payload: str) -> None:
    """The same tags and attributes as with harmless words, and nothing that steers a screen."""
    page, harmless = wall_html(with_text(payload)), wall_html(with_text("harmless"))
    assert parsed(page) == parsed(harmless)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)
    if payload.isprintable() and payload.isascii():
        assert read(page).count(" ".join(payload.split())) == read(harmless).count("harmless")
    markdown = wall_markdown(with_text(payload))
    assert not re.search(r"(?<!\\)<|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", markdown)
    assert len(markdown.splitlines()) == len(wall_markdown(with_text("harmless")).splitlines())


@st.composite
def marked(draw: st.DrawFn) -> tuple[Journal, set[str]]:
    """Voices and notes, shared and unshared in any order, and the marks of those that are shared in the end."""
    parts, now = [], {}
    for n in range(draw(st.integers(1, 8))):
        kind, shared = draw(st.sampled_from(["voice", "note"])), draw(st.booleans())
        parts.append(f'[[{kind}]]\nid = "i{n}"\ntext = "said{n}x"\nby = "role{n}x"\nshared = {str(shared).lower()}')
        now[f"i{n}"] = shared
    for n in range(draw(st.integers(0, 8))):
        target, shared = draw(st.sampled_from(sorted(now))), draw(st.booleans())
        parts.append(f'[[share]]\nid = "s{n}"\nof = "{target}"\nshared = {str(shared).lower()}')
        now[target] = shared
    return make_journal(cycle_file(with_pick(*parts))), {f"said{id[1:]}x" for id, shared in now.items() if shared}


@settings(max_examples=100, deadline=None)
@given(marked())
def test_the_latest_word_on_sharing_decides(told: tuple[Journal, set[str]]) -> None:
    """Whatever was shared and unshared before, exactly the lines that are shared now hang there, in both formats."""
    book, shared = told
    for form in (wall_html, wall_markdown):
        page = form(hung(book))
        assert set(re.findall(r"said\dx", page)) == shared
        assert set(re.findall(r"role\dx", page)) == {mark.replace("said", "role") for mark in shared}
    assert {heard.remark.text for heard in shared_voices(all_voices(book, Cycles(book)))} == shared


# The command


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        ("", "voices-wall.html", "<!DOCTYPE html>"),
        ("--format markdown", "voices-wall.md", "# What we heard"),
        ("--output my.html", "my.html", "<!DOCTYPE html>"),
        ("--output my.md", "my.md", "# What we heard"),
    ],
)
def test_the_file_is_written(
    words: str,
    name: str,
    begins: str,
    home: Path,
    tipcycle: TipcycleRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is asked for, else beside where somebody works; what it holds is for everybody."""
    example_cycle(home)
    monkeypatch.chdir(tmp_path)
    ran = tipcycle(f"voices wall {words}", on="2026-05-03")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert name in ran.stderr
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith(begins)
    assert "You are the first who rings" in text
    assert "SECRET" not in text


def test_a_file_that_is_there_stays(
    home: Path, tipcycle: TipcycleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only --force goes over it, and nothing goes over the journal itself."""
    example_cycle(home)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices-wall.html").write_text("mine", "utf-8")
    before = file_contents(home)
    assert tipcycle("voices wall", on="2026-05-03").exit_code == 1
    assert (tmp_path / "voices-wall.html").read_text("utf-8") == "mine"
    assert tipcycle("voices wall --force", on="2026-05-03").exit_code == 0
    assert (tmp_path / "voices-wall.html").read_text("utf-8") != "mine"
    own = home / "cycles" / "2026-03-02.toml"
    assert tipcycle(["voices", "wall", "--force", "--output", str(own)], on="2026-05-03").exit_code == 1
    assert file_contents(home) == before


def test_an_empty_wall_is_not_written(
    home: Path, tipcycle: TipcycleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a shared voice there is no page, and the way to one is said."""
    example_cycle(home)
    monkeypatch.chdir(tmp_path)
    for line in ("You are the first", "That form is gone"):
        text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8")
        id = re.findall(r'id = "([^"]+)"', text[: text.index(line)])[-1]
        assert tipcycle(["voices", "unshare", id], on="2026-05-03").exit_code == 0
    ran = tipcycle("voices wall", on="2026-05-03")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "tipcycle voices share" in ran.stderr
    assert list(tmp_path.glob("voices-wall*")) == []


def test_another_format_is_refused(home: Path, tipcycle: TipcycleRunner) -> None:
    """Only html and markdown, and it says so."""
    example_cycle(home)
    ran = tipcycle("voices wall --format pdf --output -", on="2026-05-03")
    assert ran.exit_code == 2
    assert "markdown" in ran.stderr
