"""The documents lead to each other, and the guide leads to every command."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tools.docgen.commands import iter_commands

from tests.parametrize import in_each_language
from tipcycle.cli.help import DUTCH_ALIASES

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])

DEFAULT_SUBCOMMANDS = {"tips list": "tips", "voices list": "voices"}
"""Commands that are typed without it."""


def guide_text(language: str) -> str:
    """All that the guide says in a language, on one line."""
    return " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted((GUIDE / language).glob("*.md")))


def command_names(command: str, language: str) -> set[str]:
    """How a command may be typed in a guide of this language."""
    first, *rest = command.split()
    verbs = {dutch for dutch, english in DUTCH_ALIASES.items() if english == first and language == "nl"}
    return {" ".join([name, *rest]) for name in {first, *verbs}} | {DEFAULT_SUBCOMMANDS.get(command, command)}


@in_each_language
def test_every_command_is_in_the_guide(language: str) -> None:
    """Whoever reads the guide meets each command once, under its name or its Dutch verb."""
    said = guide_text(language)
    missing = [
        command
        for command, _ in iter_commands()
        if not any(re.search(rf"tipcycle {name}(?![\w-])", said) for name in command_names(command, language))
    ]
    assert missing == [], f"write `$ tipcycle …` into docs/guide/{language} for each, and run make docs"


def test_the_guide_has_the_same_chapters_in_both_languages() -> None:
    """The contents name every chapter, side by side."""
    contents = (GUIDE / "README.md").read_text("utf-8")
    rows = re.findall(r"\(en/(\d\d)-[^)]+\) \| \[[^]]+\]\(nl/(\d\d)-", contents)
    chapters = [path.name[:2] for path in sorted((GUIDE / "en").glob("*.md"))]
    assert rows == [(number, number) for number in chapters]
    assert [path.name[:2] for path in sorted((GUIDE / "nl").glob("*.md"))] == chapters


# The links.


def strip_code(text: str) -> str:
    """A document without its blocks of code and its words of code."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


def links_in(text: str) -> list[str]:
    """What a document points at, pictures included."""
    return re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", strip_code(text))


def anchors_in(text: str) -> set[str]:
    """The places in a document that can be pointed at, as the forges name them."""
    return set(_iter_anchors(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)))


def _iter_anchors(text: str) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for title in re.findall(r"^#{1,6} +(.+?) *#*$", text, flags=re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title).replace("`", "").lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        yield f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1


def broken_links(path: Path) -> Iterator[str]:
    """The links of a document that lead nowhere. Addresses on the web are not followed."""
    for link in links_in(path.read_text("utf-8")):
        parts = urlsplit(link)
        if parts.scheme:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if (
            not target.exists()
            or not target.is_relative_to(ROOT)
            or (
                parts.fragment
                and (target.suffix != ".md" or parts.fragment not in anchors_in(target.read_text("utf-8")))
            )
        ):
            yield link


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    """Each file that a document points at is there, and each heading in it."""
    assert list(broken_links(path)) == []


def test_every_document_can_be_reached_from_the_first() -> None:
    """Whoever begins at the README and follows links meets every page under docs/, and those beside it."""
    reached, todo = set[Path](), [ROOT / "README.md"]
    while todo:
        path = todo.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        todo += [
            (path.parent / urlsplit(link).path).resolve() if urlsplit(link).path else path
            for link in links_in(path.read_text("utf-8"))
            if not urlsplit(link).scheme
        ]
    alone = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS if path not in reached]
    assert [name for name in alone if not name.startswith(".github/")] == []


def docstrings_in(source: str) -> Iterator[str]:
    """Every text in a module that stands by itself: of the module, a class, a function, a constant."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def test_a_docstring_sends_a_reader_to_a_document_that_is_there() -> None:
    """Whoever looks for a rule is sent to a page of this repository, by its whole path, or to none."""
    sent = {
        (path.relative_to(ROOT).as_posix(), name)
        for folder in ("src", "tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for text in docstrings_in(path.read_text("utf-8"))
        for name in re.findall(r"(?<![\w/`.-])(?<!\]\()[\w/.-]+\.md\b", text)
    }
    assert {(path, name) for path, name in sent if not (ROOT / name).is_file()} == set(), "say the rule itself instead"


def test_a_docstring_names_sections_of_the_rules_that_are_there() -> None:
    """`docs/rules.md §2, §10` and `§4–7` are headings of that page."""
    there = set(re.findall(r"^## (\d+)\. ", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE))
    named = {
        (path.relative_to(ROOT).as_posix(), number)
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for text in docstrings_in(path.read_text("utf-8"))
        for sections in re.findall(r"docs/rules\.md,? ((?:§[\d–]+(?:, | and )?)+)", text)
        for number in re.findall(r"\d+", sections)
    }
    assert len(named) > 40
    assert {(path, number) for path, number in named if number not in there} == set()


def test_the_check_sees_what_a_reader_sees() -> None:
    """Links and headings, but for those in code; a heading twice has two names."""
    there = "# A title: `code`, and [more](x.md)!\n\n```\n# none\n```\n\n# Twice\n\n# Twice\n"
    assert anchors_in(there) == {"a-title-code-and-more", "twice", "twice-1"}
    text = "[a](there.md#none) ![b](gone.svg) `[c](gone.md)` [d](https://tipcycle.test/x#y) [e](#nowhere)\n"
    assert links_in(text) == ["there.md#none", "gone.svg", "https://tipcycle.test/x#y", "#nowhere"]
