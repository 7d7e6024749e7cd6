"""The review as Markdown: hostile text stays text in another parser (docs/reliability.md, T23)."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal
from tipcycle.catalogue.loader import load_packaged
from tipcycle.core.events import Event, Journal, Profile
from tipcycle.core.projection import Cycles
from tipcycle.core.review import build_review
from tipcycle.i18n import load_translator
from tipcycle.render.review.markdown import escape_markdown, review_markdown
from tipcycle.render.sanitize import sanitize

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
CATALOGUE = load_packaged().catalogue

PAYLOADS = {
    "link": "[click](http://evil.example)",
    "image": "![x](http://evil.example/x.png)",
    "reference": "[a]: http://evil.example 'title'",
    "footnote": "[^1]: note",
    "autolink": "<http://evil.example>",
    "bare address": "see http://evil.example and HTTPS://evil.example",
    "www": "see www.evil.example for more",
    "mail": "write to a@evil.example or mailto:a@evil.example",
    "html": "<script>alert(1)</script>",
    "html block": "<div>",
    "comment": "<!-- gone",
    "entity": "&lt;b&gt; &#60; &amp;",
    "heading": "# big",
    "six": "###### small",
    "underline": "===",
    "rule": "---",
    "stars": "***",
    "rule of underscores": "___",
    "list": "- item",
    "plus": "+ item",
    "star": "* item",
    "ordered": "1. item",
    "ordered with bracket": "23) item",
    "task": "- [x] done",
    "quote": "> said",
    "code": "`rm -rf`",
    "fence": "```sh",
    "tildes": "~~~",
    "indented": "      code",
    "tabbed": "\tcode",
    "bold": "**b** __c__ *d* _e_",
    "struck": "~~gone~~",
    "table": "a | b",
    "table rule": "| --- | --- |",
    "backslash": "\\",
    "backslash at the end": "a \\",
    "escaped by the writer": "\\[x\\](y)",
    "formula": "$x$ and $$y$$",
    "line feeds": "one\n\n# two\n- three",
    "control": "\x1b[31mred\x1b[0m\r\u202e",
    "quotation": 'He said "yes" (loudly) – and left…',
    "braces": "{{ x }} {% y %} {n}",
    "mention": "@everyone #42",
    "spaces at the end": "a  ",
}

CONTEXTS = (
    "{}",
    "> {}  \n> *who*",
    "- {}",
    "- {} (who)",
    "**label:** {}",
    "word\n{}",
    "> *{}, 24 March*",
    "→ keep: {}",
)
"""The contexts in which a review places text, with the riskiest text before it."""


def parse_tokens(markdown: str) -> list[Token]:
    """Return all tokens in document order, including inline tokens."""
    result: list[Token] = []
    for token in PARSER.parse(markdown):
        result += token.children if token.type == "inline" and token.children else [token]
    return result


def token_types(markdown: str) -> list[str]:
    """Return the token types. Adjacent text tokens count as one."""
    kinds = [token.type for token in parse_tokens(markdown)]
    return [kind for n, kind in enumerate(kinds) if kind != "text" or n == 0 or kinds[n - 1] != "text"]


def visible_text(markdown: str) -> str:
    """Return all text that a reader sees."""
    return "".join(token.content if token.type == "text" else "\n" for token in parse_tokens(markdown))


@pytest.mark.parametrize("context", CONTEXTS)
def test_payload_stays_text(context: str) -> None:
    """In every context the parser finds only text: no link, HTML, heading, list, code or table."""
    expected = token_types(context.format("word"))
    markdown_by_payload = {payload: context.format(escape_markdown(payload)) for payload in PAYLOADS.values()}
    assert [markdown for markdown in markdown_by_payload.values() if token_types(markdown) != expected] == []
    assert [
        markdown
        for payload, markdown in markdown_by_payload.items()
        if sanitize(payload).strip() not in visible_text(markdown)
    ] == []


@given(st.text(alphabet=st.sampled_from("ab1.)-+*_#>`~|[]()<>!&\\ =:/w@\t\n$")), st.sampled_from(CONTEXTS))
def test_any_text_stays_text(payload: str, context: str) -> None:
    """Any combination of Markdown characters stays text."""
    visible_payload = sanitize(payload).strip()
    markdown = context.format(escape_markdown(payload or "a"))
    if visible_payload:
        assert token_types(markdown) == token_types(context.format("word"))
        assert visible_payload in visible_text(markdown)


def test_addresses_are_not_autolinked() -> None:
    """Addresses that chat programs and wikis link automatically are escaped: http:, www. and name@host."""
    address = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp):|www\.|(?<!\\)@")
    assert [payload for payload in PAYLOADS.values() if address.search(escape_markdown(payload))] == []


def inject_everywhere(payload: str) -> Journal:
    """Return the closed example cycle with this payload in every text that users write."""
    journal = make_journal(cycle_file(EXAMPLE_CYCLE + EXAMPLE_CLOSE), global_blocks="[[profile]]\nteam = 'x'\n")
    file = journal.cycle_files[0]

    def inject(event: Event) -> Event:
        names = {"text", "by", "because", "running", "answer"} & set(event.payload.__struct_fields__)
        values = {name: payload for name in names if getattr(event.payload, name)}
        return replace(event, payload=replace(event.payload, **values))

    profile_event = replace(journal.global_events[0], payload=Profile(team=payload))
    return Journal((profile_event,), (replace(file, events=tuple(map(inject, file.events))),))


def review_with_payload(payload: str, *, private: bool, today: str = "2026-05-04") -> str:
    """Return the Markdown review of that cycle."""
    journal = inject_everywhere(payload)
    profile = journal.global_events[0].payload
    assert isinstance(profile, Profile)
    review = build_review(Cycles(journal), 0, CATALOGUE.kind_of, profile, date.fromisoformat(today), private=private)
    return review_markdown(review, CATALOGUE, load_translator("en"))


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
def test_payload_everywhere_keeps_the_review_structure(private: bool) -> None:
    """The payload is visible in every place that has the harmless text."""
    harmless = review_with_payload("harmless", private=private)
    expected, occurrences = token_types(harmless), visible_text(harmless).count("harmless")
    assert occurrences == (13 if private else 8)
    reviews = {payload: review_with_payload(payload, private=private) for payload in PAYLOADS.values()}
    assert [payload for payload, markdown in reviews.items() if token_types(markdown) != expected] == []
    assert [
        payload
        for payload, markdown in reviews.items()
        if visible_text(markdown).count(sanitize(payload).strip()) < occurrences
    ] == []


def test_review_has_only_expected_markdown_elements() -> None:
    """A review has headings, quotes, lists and a table, but no links, HTML or code."""
    markdown = review_with_payload("word", private=True)
    kinds = {token.type for token in parse_tokens(markdown)}
    assert {"heading_open", "blockquote_open", "bullet_list_open", "table_open", "strong_open"} <= kinds
    assert not {kind for kind in kinds if kind.startswith(("link", "html", "code", "fence", "ordered"))}
    assert markdown.endswith("\n")
    assert "\r" not in markdown


def test_weeks_of_swapped_tips_are_aligned() -> None:
    """A tip that was swapped in or out has blanks for the weeks before or after."""
    rows = re.findall(r"^([●◆○–‖·\u00a0]{9})  ", visible_text(review_with_payload("word", private=False)), re.MULTILINE)
    assert [row.replace("\u00a0", " ") for row in rows] == [
        "●●●●○‖●●●", "●–●●–‖●◆●", "●●●●●‖●●●", "   ●●‖●○●", "●○○●○‖○●○", "···      ",
    ]  # fmt: skip
