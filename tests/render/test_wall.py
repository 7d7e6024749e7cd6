"""The wall of voices, as a self-contained page and as Markdown: shared voices only."""

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
from tipcycle.render.wall import Wall, build_wall, wall_html, wall_markdown

REMARKS_TOML = """
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
AGREED_TOUCHSTONE = TouchstoneState("Nobody tells their story twice.", date(2026, 3, 2), date(2026, 3, 19))


def make_wall(
    journal: Journal | None = None,
    *,
    language: str = "en",
    touchstone: TouchstoneState | None = AGREED_TOUCHSTONE,
    team: str = "team Service",
) -> Wall:
    """Return the wall with the voices of a journal."""
    journal = journal or make_journal(cycle_file(with_pick(REMARKS_TOML)))
    voices = all_voices(journal, Cycles(journal))
    return build_wall(voices, touchstone, replace(PROFILE, team=team), load_translator(language))


def tag_structure(page: str) -> "list[tuple[str, tuple[str, ...]]]":
    """Return every tag with the names of its attributes, in document order."""
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return [(str(element.tag), tuple(sorted(element.keys()))) for element in root.iter()]


def visible_text(page: str) -> str:
    """Return the text of the page body, on one line."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    body = next(root.iter("body"))
    return " ".join("".join(body.itertext()).split())


def test_wall_shows_the_newest_voice_first() -> None:
    """Each voice has its role and its month. The team and the touchstone are at the top."""
    text = visible_text(wall_html(make_wall()))
    positions = [
        text.index(expected)
        for expected in (
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
    assert positions == sorted(positions)
    assert text.count("April 2026") == 1


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("render_wall", [wall_html, wall_markdown], ids=["html", "markdown"])
def test_wall_has_no_private_texts(render_wall: object, language: str) -> None:
    """The wall gets every voice, but leaves out private voices, their roles and the name of the manager."""
    text = render_wall(make_wall(language=language))  # type: ignore[operator]
    assert "SECRET" not in text
    assert "sister" in text


def test_wall_shows_only_an_agreed_touchstone() -> None:
    provisional = replace(AGREED_TOUCHSTONE, agreed_on=None)
    for touchstone in (provisional, None):
        assert "story twice" not in wall_html(make_wall(touchstone=touchstone))
        assert "story twice" not in wall_markdown(make_wall(touchstone=touchstone))


def test_wall_page_is_self_contained() -> None:
    """The page has no scripts, links, requests or forms, and its content security policy forbids them."""
    page = wall_html(make_wall(language="nl"))
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    tags = {tag for tag, _ in tag_structure(page)}
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "main", "figure", "blockquote",
        "figcaption", "footer",
    }  # fmt: skip
    assert not re.search(r"https?:|url\(|@import|src=|href=| on\w+=", page)
    assert page.endswith("</html>\n")
    assert "\r" not in page
    for rule in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem"):
        assert rule in page


def test_wall_templates_do_not_turn_escaping_off() -> None:
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


def wall_with_payload(payload: str) -> Wall:
    """Return the wall with this payload in every text that users write."""
    journal = make_journal(cycle_file(with_pick(REMARKS_TOML)))
    file = journal.cycle_files[0]

    def inject(event: object) -> object:
        event_payload = event.payload  # type: ignore[attr-defined]
        values = {name: payload for name in ("text", "by") if getattr(event_payload, name, None)}
        return replace(event, payload=replace(event_payload, **values))  # type: ignore[type-var]

    hostile_journal = Journal((), (replace(file, events=tuple(map(inject, file.events))),))  # type: ignore[arg-type]
    return make_wall(hostile_journal, touchstone=replace(AGREED_TOUCHSTONE, text=payload), team=payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_stays_text(payload: str) -> None:
    """The tags and attributes are those of a harmless wall, and no control character is left."""
    page, harmless = wall_html(wall_with_payload(payload)), wall_html(wall_with_payload("harmless"))
    assert tag_structure(page) == tag_structure(harmless)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)
    if payload.isprintable() and payload.isascii():
        assert visible_text(page).count(" ".join(payload.split())) == visible_text(harmless).count("harmless")
    markdown = wall_markdown(wall_with_payload(payload))
    assert not re.search(r"(?<!\\)<|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", markdown)
    assert len(markdown.splitlines()) == len(wall_markdown(wall_with_payload("harmless")).splitlines())


@st.composite
def journals(draw: st.DrawFn) -> tuple[Journal, set[str]]:
    """Draw voices and notes that are shared and unshared in any order. Return the texts that are shared in the end."""
    parts, sharing_by_id = [], {}
    for n in range(draw(st.integers(1, 8))):
        kind, shared = draw(st.sampled_from(["voice", "note"])), draw(st.booleans())
        parts.append(f'[[{kind}]]\nid = "i{n}"\ntext = "said{n}x"\nby = "role{n}x"\nshared = {str(shared).lower()}')
        sharing_by_id[f"i{n}"] = shared
    for n in range(draw(st.integers(0, 8))):
        target, shared = draw(st.sampled_from(sorted(sharing_by_id))), draw(st.booleans())
        parts.append(f'[[share]]\nid = "s{n}"\nof = "{target}"\nshared = {str(shared).lower()}')
        sharing_by_id[target] = shared
    return make_journal(cycle_file(with_pick(*parts))), {
        f"said{id[1:]}x" for id, shared in sharing_by_id.items() if shared
    }


@settings(max_examples=100, deadline=None)
@given(journals())
def test_latest_share_decides(sample: tuple[Journal, set[str]]) -> None:
    """Both formats show exactly the remarks that are shared now."""
    journal, shared = sample
    for render_wall in (wall_html, wall_markdown):
        page = render_wall(make_wall(journal))
        assert set(re.findall(r"said\dx", page)) == shared
        assert set(re.findall(r"role\dx", page)) == {text.replace("said", "role") for text in shared}
    assert {record.remark.text for record in shared_voices(all_voices(journal, Cycles(journal)))} == shared


# The command


@pytest.mark.parametrize(
    ("options", "file_name", "first_text"),
    [
        ("", "voices-wall.html", "<!DOCTYPE html>"),
        ("--format markdown", "voices-wall.md", "# What we heard"),
        ("--output my.html", "my.html", "<!DOCTYPE html>"),
        ("--output my.md", "my.md", "# What we heard"),
    ],
)
def test_wall_command_writes_a_file(
    options: str,
    file_name: str,
    first_text: str,
    home: Path,
    tipcycle: TipcycleRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The default path is in the current folder. The file has no private texts."""
    example_cycle(home)
    monkeypatch.chdir(tmp_path)
    result = tipcycle(f"voices wall {options}", on="2026-05-03")
    assert (result.exit_code, result.stdout) == (0, "")
    assert file_name in result.stderr
    text = (tmp_path / file_name).read_text("utf-8")
    assert text.startswith(first_text)
    assert "You are the first who rings" in text
    assert "SECRET" not in text


def test_existing_file_is_overwritten_only_with_force(
    home: Path, tipcycle: TipcycleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of the journal are never overwritten."""
    example_cycle(home)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices-wall.html").write_text("mine", "utf-8")
    journal_before = file_contents(home)
    assert tipcycle("voices wall", on="2026-05-03").exit_code == 1
    assert (tmp_path / "voices-wall.html").read_text("utf-8") == "mine"
    assert tipcycle("voices wall --force", on="2026-05-03").exit_code == 0
    assert (tmp_path / "voices-wall.html").read_text("utf-8") != "mine"
    cycle_path = home / "cycles" / "2026-03-02.toml"
    assert tipcycle(["voices", "wall", "--force", "--output", str(cycle_path)], on="2026-05-03").exit_code == 1
    assert file_contents(home) == journal_before


def test_wall_without_shared_voices_is_not_written(
    home: Path, tipcycle: TipcycleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error message names the command that shares a voice."""
    example_cycle(home)
    monkeypatch.chdir(tmp_path)
    for voice_text in ("You are the first", "That form is gone"):
        text = (home / "cycles" / "2026-03-02.toml").read_text("utf-8")
        id = re.findall(r'id = "([^"]+)"', text[: text.index(voice_text)])[-1]
        assert tipcycle(["voices", "unshare", id], on="2026-05-03").exit_code == 0
    result = tipcycle("voices wall", on="2026-05-03")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "tipcycle voices share" in result.stderr
    assert list(tmp_path.glob("voices-wall*")) == []


def test_unknown_format_is_an_error(home: Path, tipcycle: TipcycleRunner) -> None:
    example_cycle(home)
    result = tipcycle("voices wall --format pdf --output -", on="2026-05-03")
    assert result.exit_code == 2
    assert "markdown" in result.stderr
