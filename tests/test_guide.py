"""Links between the documents work, and the guide covers all commands."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from docgen.commands import iter_commands

from tests.parametrize import in_each_language
from tipcycle.i18n import load_language
from tipcycle.i18n.command_line import to_language

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.md")])

DEFAULT_SUBCOMMANDS = {"tips list": "tips", "voices list": "voices"}
"""Commands that run without their second word."""


def guide_text(language: str) -> str:
    """Return the text of all chapters in a language, on one line."""
    return " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted((GUIDE / language).glob("*.md")))


def command_names(command: str, language: str) -> set[str]:
    """Return the names under which a command can appear in the guide of a language."""
    languages = [load_language(language), load_language("en")]
    names = {command, DEFAULT_SUBCOMMANDS.get(command, command)}
    return {" ".join(to_language(name.split(), each)) for name in names for each in languages}


@in_each_language
def test_guide_contains_all_commands(language: str) -> None:
    """The guide contains each command, under its English name or its Dutch verb."""
    text = guide_text(language)
    missing = [
        command
        for command, _ in iter_commands()
        if not any(re.search(rf"tipcycle {name}(?![\w-])", text) for name in command_names(command, language))
    ]
    assert missing == [], f"write `$ tipcycle …` into docs/guide/{language} for each, and run make docs"


def test_guide_has_the_same_chapters_in_both_languages() -> None:
    """The table of contents lists each chapter in both languages, side by side."""
    contents = (GUIDE / "README.md").read_text("utf-8")
    rows = re.findall(r"\(en/(\d\d)-[^)]+\) \| \[[^]]+\]\(nl/(\d\d)-", contents)
    chapters = [path.name[:2] for path in sorted((GUIDE / "en").glob("*.md"))]
    assert rows == [(number, number) for number in chapters]
    assert [path.name[:2] for path in sorted((GUIDE / "nl").glob("*.md"))] == chapters


# Links.


def strip_code(text: str) -> str:
    """Return a document without code blocks and inline code."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


def links_in(text: str) -> list[str]:
    """Return the targets of all links and pictures in a document."""
    return re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", strip_code(text))


def anchors_in(text: str) -> set[str]:
    """Return the anchors of all headings in a document, as GitHub generates them."""
    return set(_iter_anchors(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)))


def _iter_anchors(text: str) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for title in re.findall(r"^#{1,6} +(.+?) *#*$", text, flags=re.MULTILINE):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", title).replace("`", "").lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        yield f"{name}-{counts[name]}" if counts[name] else name
        counts[name] += 1


def broken_links(path: Path) -> Iterator[str]:
    """Yield the broken links of a document. Web addresses are not checked."""
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
def test_document_has_no_broken_links(path: Path) -> None:
    """The file and the heading that a link refers to exist."""
    assert list(broken_links(path)) == []


def test_all_documents_are_reachable_from_the_readme() -> None:
    reached, pending = set[Path](), [ROOT / "README.md"]
    while pending:
        path = pending.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        pending += [
            (path.parent / urlsplit(link).path).resolve() if urlsplit(link).path else path
            for link in links_in(path.read_text("utf-8"))
            if not urlsplit(link).scheme
        ]
    unreachable = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS if path not in reached]
    assert [name for name in unreachable if not name.startswith(".github/")] == []


def docstrings_in(source: str) -> Iterator[str]:
    """Yield all docstrings of a module, those of attributes and constants included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def test_documents_in_docstrings_exist() -> None:
    """A document in a docstring is given by its full path and exists."""
    references = {
        (path.relative_to(ROOT).as_posix(), name)
        for folder in ("src", "tests", "tools")
        for path in (ROOT / folder).rglob("*.py")
        for text in docstrings_in(path.read_text("utf-8"))
        for name in re.findall(r"(?<![\w/`.-])(?<!\]\()[\w/.-]+\.md\b", text)
    }
    assert {(path, name) for path, name in references if not (ROOT / name).is_file()} == set(), (
        "say the rule itself instead"
    )


def test_rule_sections_in_docstrings_exist() -> None:
    """The sections in `docs/rules.md §2, §10` and `§4–7` are headings of that document."""
    sections_in_rules = set(re.findall(r"^## (\d+)\. ", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE))
    references = {
        (path.relative_to(ROOT).as_posix(), number)
        for folder in ("src", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for text in docstrings_in(path.read_text("utf-8"))
        for sections in re.findall(r"docs/rules\.md,? ((?:§[\d–]+(?:, | and )?)+)", text)
        for number in re.findall(r"\d+", sections)
    }
    assert len(references) > 40
    assert {(path, number) for path, number in references if number not in sections_in_rules} == set()


def test_links_and_anchors_in_code_are_ignored() -> None:
    """Links and headings in code are ignored; the second of two equal headings gets a suffix."""
    headings = "# A title: `code`, and [more](x.md)!\n\n```\n# none\n```\n\n# Twice\n\n# Twice\n"
    assert anchors_in(headings) == {"a-title-code-and-more", "twice", "twice-1"}
    links = "[a](there.md#none) ![b](gone.svg) `[c](gone.md)` [d](https://tipcycle.test/x#y) [e](#nowhere)\n"
    assert links_in(links) == ["there.md#none", "gone.svg", "https://tipcycle.test/x#y", "#nowhere"]
