"""A review as Markdown: hostile text stays text (docs/reliability.md, T23), read by another parser."""

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

PLACES = ("{}", "> {}  \n> *who*", "- {}", "- {} (who)", "**label:** {}", "word\n{}", "> *{}, 24 March*", "→ keep: {}")
"""How a review puts text down, and the worst that can stand before it."""


def tokens(markdown: str) -> list[Token]:
    """All tokens in reading order, those inside a line included."""
    found: list[Token] = []
    for token in PARSER.parse(markdown):
        found += token.children if token.type == "inline" and token.children else [token]
    return found


def shape(markdown: str) -> list[str]:
    """What the parser sees, without the words: neighbouring texts as one."""
    kinds = [token.type for token in tokens(markdown)]
    return [kind for n, kind in enumerate(kinds) if kind != "text" or n == 0 or kinds[n - 1] != "text"]


def text(markdown: str) -> str:
    """All words that a reader sees."""
    return "".join(token.content if token.type == "text" else "\n" for token in tokens(markdown))


@pytest.mark.parametrize("place", PLACES)
def test_a_payload_stays_text(place: str) -> None:
    """Wherever it is put, the parser sees the words and nothing else: no link, HTML, heading, list, code, table."""
    meant = shape(place.format("word"))
    written = {payload: place.format(escape_markdown(payload)) for payload in PAYLOADS.values()}
    assert [each for each in written.values() if shape(each) != meant] == []
    assert [each for payload, each in written.items() if sanitize(payload).strip() not in text(each)] == []


@given(st.text(alphabet=st.sampled_from("ab1.)-+*_#>`~|[]()<>!&\\ =:/w@\t\n$")), st.sampled_from(PLACES))
def test_any_text_stays_text(payload: str, place: str) -> None:
    """The same for every mixture of Markdown's own signs."""
    shown = sanitize(payload).strip()
    written = place.format(escape_markdown(payload or "a"))
    if shown:
        assert shape(written) == shape(place.format("word"))
        assert shown in text(written)


def test_no_address_becomes_a_link_by_itself() -> None:
    """What a chat or a wiki would turn into a link without being asked stands escaped: http:, www., name@host."""
    address = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp):|www\.|(?<!\\)@")
    assert [payload for payload in PAYLOADS.values() if address.search(escape_markdown(payload))] == []


def with_text_everywhere(payload: str) -> Journal:
    """The closed cycle of the scenes, with this text in every place where people write."""
    told = make_journal(cycle_file(EXAMPLE_CYCLE + EXAMPLE_CLOSE), global_blocks="[[profile]]\nteam = 'x'\n")
    file = told.cycle_files[0]

    def written(event: Event) -> Event:
        names = {"text", "by", "because", "running", "answer"} & set(event.payload.__struct_fields__)
        given = {name: payload for name in names if getattr(event.payload, name)}
        return replace(event, payload=replace(event.payload, **given))

    own = replace(told.global_events[0], payload=Profile(team=payload))
    return Journal((own,), (replace(file, events=tuple(map(written, file.events))),))


def reviewed(payload: str, *, private: bool, on: str = "2026-05-04") -> str:
    """The Markdown of that cycle."""
    told = with_text_everywhere(payload)
    profile = told.global_events[0].payload
    assert isinstance(profile, Profile)
    facts = build_review(Cycles(told), 0, CATALOGUE.kind_of, profile, date.fromisoformat(on), private=private)
    return review_markdown(facts, CATALOGUE, load_translator("en"))


@pytest.mark.parametrize("private", [False, True], ids=["for-the-table", "private"])
def test_a_whole_review_with_a_payload_everywhere(private: bool) -> None:
    """A payload in every line people write leaves the review the shape of a harmless one."""
    benign = reviewed("harmless", private=private)
    meant, places = shape(benign), text(benign).count("harmless")
    assert places == (13 if private else 8)
    hostile = {payload: reviewed(payload, private=private) for payload in PAYLOADS.values()}
    assert [payload for payload, each in hostile.items() if shape(each) != meant] == []
    assert [payload for payload, each in hostile.items() if text(each).count(sanitize(payload).strip()) < places] == []


def test_a_review_is_one_document_of_headings_quotes_lists_and_a_table() -> None:
    """What the parser sees of a harmless review is what is meant, and every line ends in a line feed."""
    written = reviewed("word", private=True)
    kinds = {token.type for token in tokens(written)}
    assert {"heading_open", "blockquote_open", "bullet_list_open", "table_open", "strong_open"} <= kinds
    assert not {kind for kind in kinds if kind.startswith(("link", "html", "code", "fence", "ordered"))}
    assert written.endswith("\n")
    assert "\r" not in written


def test_the_weeks_of_a_tip_that_came_in_later_stay_in_place() -> None:
    """A tip that was swapped in has its signs under those of the others, and one that left has none after it."""
    rows = re.findall(r"^([●◆○–‖·\u00a0]{9})  ", text(reviewed("word", private=False)), re.MULTILINE)
    assert [row.replace("\u00a0", " ") for row in rows] == [
        "●●●●○‖●●●", "●–●●–‖●◆●", "●●●●●‖●●●", "   ●●‖●○●", "●○○●○‖○●○", "···      ",
    ]  # fmt: skip
