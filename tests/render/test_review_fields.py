"""Completeness of the review, derived from the fields of `Review` and the table of formats.

Each field at any depth gets another value, one at a time, and each format must then show something else; a text must be
in the output. A new field without a value in the sample, without a place in a format, or with a leak fails here.
"""

import inspect
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args, get_origin

import pytest
from msgspec import Struct, to_builtins
from msgspec.structs import fields, replace
from pypdf import PdfReader

from tests.cli.scenarios import EXAMPLE_CLOSE, EXAMPLE_CYCLE
from tests.journal_builder import cycle_file, make_journal
from tests.render.review_pages import FULL_PRACTICES, make_review, titled_catalogue
from tipcycle.cli.output import render_rich
from tipcycle.core.cycle import Status
from tipcycle.core.events import SPIRAL_PLACES, PrivateTexts
from tipcycle.core.review import Review
from tipcycle.core.weeks import Week
from tipcycle.i18n import load_translator
from tipcycle.render.review import drawings
from tipcycle.render.review.content import ReviewContent, review_content
from tipcycle.render.review.formats import REVIEW_FORMATS
from tipcycle.render.text_layout import DisplayOptions

CATALOGUE = titled_catalogue()
TRANSLATOR = load_translator("en")
FORMS = [format.name for format in REVIEW_FORMATS] + [f"{f.name} terminal" for f in REVIEW_FORMATS if f.render_screen]
EXTRA_TOML = """
[[note]]  # 2026-04-30
text = "A note on no tip."
week = "2026-W17"
by = "the cook"
shared = true
[[note]]  # 2026-04-30
text = "A private note on no tip."
by = "the cook"
[[pause]]  # 2026-03-02
weeks = ["2026-W12"]
because = "A reason to pause."
[[voice]]  # 2026-04-30
text = "A voice at a place."
by = "a customer"
week = "2026-W18"
tip = 5
heard = "loyalty"
shared = true
[[checkin]]  # 2026-04-30
week = "2026-W17"
""" + "".join(f'{name} = "A text for {name}."\n' for name in PrivateTexts.__struct_fields__)
PRIVATE_FIELDS = {"pauses", *(f"texts.{name}" for name in PrivateTexts.__struct_fields__)}
"""The fields that are empty unless the review is private."""


@cache
def sample(*, private: bool, closed: bool) -> Review:
    """Return a review with a value in every field that its state and its reader allow."""
    text = EXAMPLE_CYCLE + EXTRA_TOML + (EXAMPLE_CLOSE if closed else "")
    review = make_review(make_journal(cycle_file(text)), private=private, is_provisional=True, **FULL_PRACTICES)
    assert review.verdict
    moments = tuple(
        replace(moment, texts=("It cost an evening.",) if closed else ()) for moment in review.costly_moments
    )
    return replace(review, verdict=replace(review.verdict, close_calls=("team",)), costly_moments=moments)


SAMPLES = {private: [sample(private=private, closed=closed) for closed in (True, False)] for private in (False, True)}


def render_form(review: Review, form: str) -> str:
    """Return the output of a form. For the PDF this is its content: the test of the templates completes it."""
    name, _, terminal = form.partition(" ")
    (format,) = (format for format in REVIEW_FORMATS if format.name == name)
    if terminal:
        assert format.render_screen
        screen = format.render_screen(review, CATALOGUE, TRANSLATOR, DisplayOptions(400))
        return render_rich([screen], width=400, color=False)
    if format.is_binary:
        return json.dumps(to_builtins(review_content(review, CATALOGUE, TRANSLATOR), enc_hook=str))
    output = format.render(review, CATALOGUE, TRANSLATOR, "a4")
    assert isinstance(output, str)
    return output


Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each value below a Struct or a tuple with its path, down to those that have no parts."""
    if isinstance(value, Struct) and not isinstance(value, Week):
        for field in fields(type(value)):
            yield from leaves(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, tuple | frozenset) and value:
        for n, item in enumerate(sorted(value) if isinstance(value, frozenset) else value):
            yield from leaves(item, (*path, n))
    else:
        yield path, value


def field_path(path: Path) -> str:
    """Return the path without positions: `voices.text`."""
    return ".".join(str(part) for part in path if isinstance(part, str))


def with_value(value: Any, path: Path, new: Any) -> Any:
    """Return the same value with another leaf."""
    if not path:
        return new
    head, *rest = path
    if isinstance(value, dict):
        return {**value, head: with_value(value[head], tuple(rest), new)}
    if isinstance(head, str):
        return replace(value, **{head: with_value(getattr(value, head), tuple(rest), new)})
    items = sorted(value) if isinstance(value, frozenset) else list(value)
    items[head] = with_value(items[head], tuple(rest), new)
    return type(value)(items)


def other_values(value: Any, path: str) -> list[Any]:
    """Return other values for a leaf."""
    match value:
        case bool():
            return [not value]
        case Status():
            return [status for status in Status if status is not value]
        case Enum():
            return [member for member in type(value) if member is not value]
        case Week():
            return [value.plus(1), value.plus(-1)]
        case int():
            return [value + 1, value - 1]
        case date():
            return [value + timedelta(days=40)]
        case Fraction():
            return [value + Fraction(1, 2), value - Fraction(1, 2)]
        case str() if value in SPIRAL_PLACES:
            return [place for place in SPIRAL_PLACES if place != value]
        case str() if literal_values(path):
            return [other for other in literal_values(path) if other != value]
        case str():
            return ["Qzcanary"]
        case _:
            return []


@cache
def literal_values(path: str) -> tuple[str, ...]:
    """Return the values of the `Literal` of a field; empty for another type."""
    return next((literal for known, literal in literal_fields(Review, "") if known == path), ())


def literal_fields(annotation: Any, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the path and the values of each field below a type that is a `Literal`."""
    if get_origin(annotation) is Literal:
        yield path, get_args(annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Struct) and annotation is not Week:
        for field in fields(annotation):
            yield from literal_fields(field.type, f"{path}.{field.name}".removeprefix("."))
    else:
        for part in get_args(annotation):
            yield from literal_fields(part, path)


def shows(path: str, form: str, *, private: bool) -> bool:
    """Return True if a form shows the field: its output changes with it, and contains it if it is a text."""
    for review in SAMPLES[private]:
        before = render_form(review, form)
        for leaf, value in leaves(review):
            if field_path(leaf) != path:
                continue
            for other in other_values(value, path):
                try:
                    after = render_form(with_value(review, leaf, other), form)
                except (ValueError, IndexError, KeyError, TypeError):  # the rest of the review contradicts this value
                    continue
                if after != before and (other != "Qzcanary" or other in after):
                    return True
    return False


def values_by_path(*, private: bool) -> dict[str, list[Any]]:
    """Return the values that each field has in the samples."""
    found: dict[str, list[Any]] = {}
    for review in SAMPLES[private]:
        for leaf, value in leaves(review):
            found.setdefault(field_path(leaf), []).append(value)
    return found


TERMINAL = frozenset(form for f in REVIEW_FORMATS if f.render_screen for form in (f.name, f"{f.name} terminal"))
TEXT = TERMINAL | {f.name for f in REVIEW_FORMATS if not (f.is_printout or f.is_for_programs)}
PEOPLE = TEXT | {f.name for f in REVIEW_FORMATS if f.is_printout}
ALL = frozenset(FORMS)
REMARK = r"(voices|tips\.notes|other_notes)\."
EXEMPTIONS: list[tuple[str, frozenset[str], str]] = [
    ("today", PEOPLE, "decides which weeks have begun"),
    ("name", TEXT, "a text names the team; the sheet names its owner"),
    (r"cycle\.weeks", TEXT, "the heading has the first and the last day; signs need no dates"),
    (
        REMARK + "(id|at|week|tip)",
        PEOPLE,
        "people get the speaker and the date, and a note below its tip",
    ),
    (REMARK + "on", frozenset({"json"}), "programs get the time of the entry"),
    (r"tips\.notes\.(on|by)", TEXT, "a note below its tip needs no source"),
    (REMARK + "shared", TEXT, "the notice covers the whole private review"),
    (REMARK + "(is_voice|spiral_place)", ALL, "decides the list, and the turn of the spiral that counts the voice"),
    (r"tips\.record\.all_statuses", ALL, "input of the strength"),
    (r"tips\.record\.strength", PEOPLE, "a review has no figure for a tip"),
    (r"tips\.record\.is_active", frozenset({"screen"}), "a sentence lists only the weeks that the tip was there"),
    (r"tips\.costly_weeks", PEOPLE, "people get their number, and the weeks as signs"),
    (r"costly_moments\.week", PEOPLE, "people get the date"),
    (r"verdict\.sides\..*", ALL, "chooses the words of the sentence"),
    ("weeks_with_voice", TEXT, "marks dots in the plots, which texts do not have"),
    ("paused_weeks", PEOPLE, "a private review shows the pauses with their reasons instead"),
    (r"year_slots\..*", TEXT, "the year is a drawing on the sheet"),
    (r"year_slots\.(number|starts|ends)", ALL, "the months place a cycle for people, its number for programs"),
    (r"(pulses|spiral_turns)\..*|implemented_per_cycle", TERMINAL, "the footer belongs to the sheet"),
    (r"spiral_turns\.running_count", ALL, "always 0 in a review; only `momentum` counts open cycles"),
    (r"pulses\.(on|is_withheld)", PEOPLE, "a pulse is named by its cycle, and a withheld one is left out"),
    (r"next_five\.is_picked", PEOPLE, "people see it from the places"),
]
"""Fields that a form does not show: pattern of the path, the forms, and the reason."""


def is_exempt(path: str, form: str) -> bool:
    return any(form in forms and re.fullmatch(pattern, path) for pattern, forms, _ in EXEMPTIONS)


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
def test_sample_has_a_value_in_each_field(private: bool) -> None:
    """Without a value here, no test can see that a format leaves the field out. Add one to the sample."""
    found = values_by_path(private=private)
    empty = {
        path
        for path, values in found.items()
        if not any(other_values(value, path) for value in values)
        and not any(other.startswith(f"{path}.") for other in found)
    }
    assert empty == NEVER_SET | (set() if private else PRIVATE_FIELDS)


NEVER_SET = {"tips.notes.spiral_place", "other_notes.spiral_place", "other_notes.tip"}
"""A note has no place on the spiral, and a note on a tip of the cycle stands below it."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
def test_form_shows_each_field(private: bool, form: str) -> None:
    """Each form shows each field, or a reason says why not."""
    missing = [
        path
        for path, values in values_by_path(private=private).items()
        if any(other_values(value, path) for value in values)
        and not is_exempt(path, form)
        and not shows(path, form, private=private)
    ]
    assert missing == []


def test_exemptions_are_needed() -> None:
    """Each exemption matches a field."""
    found = {**values_by_path(private=True), **values_by_path(private=False)}
    assert [pattern for pattern, _, _ in EXEMPTIONS if not any(re.fullmatch(pattern, path) for path in found)] == []


@pytest.mark.parametrize("template", ["review.html.j2", "review.typ", "private_review.typ"])
def test_template_uses_each_field_of_the_content(template: str) -> None:
    """Each template mentions each field of the content, itself or in a shared part."""
    folder = resources.files("tipcycle.render") / "templates"
    parts = [template, "drawings.html.j2"] if template.endswith("j2") else [template, "common.typ", "footer.typ"]
    text = "\n".join((folder / part).read_text("utf-8") for part in parts)
    text += inspect.getsource(drawings) if template.endswith("j2") else ""
    used = set(re.findall(r"(?:\.|attribute=\")([a-z_]+)", text))
    unused = {name for name in content_fields(ReviewContent) if name not in used}
    assert unused == TEMPLATE_EXEMPTIONS[template]


TYPST_EXEMPTIONS = {"headline", "team", "felt_weeks", "has_voices", "tip_count", "voice_count"}
"""The title of the document has the headline, the owner has the team, and bars and dots show the rest."""
TEMPLATE_EXEMPTIONS = {
    "review.html.j2": {
        "by", "has_note",  # shown with the date; no type of its own for a note
        "is_swapped", "outcome_label",  # shown as the text of the swap, and as a crossed box
    },
    "review.typ": TYPST_EXEMPTIONS | {
        "private_texts", "heading", "texts", "is_private",  # the sheet is for others
        "outcome_label",  # shown as a crossed box
        "weeks_off",  # shown as signs of the weeks
    },
    "private_review.typ": TYPST_EXEMPTIONS | {
        "by",  # shown with the date
        "decision_labels", "decisions", "is_swapped",  # shown in words
        "questions", "scales",  # for the team
        "placed_tips", "suggested_tips", "is_extended", "free_places", "places_text",  # chosen at the table
    },
}  # fmt: skip
"""Fields that a template leaves out."""


def content_fields(annotation: Any) -> Iterator[str]:
    """Yield the names of all fields of a Struct and of the Structs in it."""
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        for field in fields(annotation):
            yield field.name
            yield from content_fields(field.type)
    for part in get_args(annotation):
        yield from content_fields(part)


@pytest.mark.parametrize("private", [False, True], ids=["shared", "private"])
def test_pdf_shows_each_text(private: bool) -> None:
    """A distinct word in each text of the content is in the text of the PDF."""
    (pdf_format,) = (format for format in REVIEW_FORMATS if format.is_binary)
    expected, output = set(), ""
    for review in SAMPLES[private]:
        marked, words = review, []
        for n, (leaf, value) in enumerate(leaves(review)):
            path = field_path(leaf)
            is_text = other_values(value, path) == ["Qzcanary"] and not is_exempt(path, "pdf")
            is_text = is_text and (private or path != "tips.notes.by")  # the sheet has no room for it
            if is_text and not path.startswith("spiral_turns"):
                words.append((path, f"Qz{n}w"))
                marked = with_value(marked, leaf, f"Qz{n}w")
        data = pdf_format.render(marked, CATALOGUE, TRANSLATOR, "a4")
        assert isinstance(data, bytes)
        output = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).replace("\u200b", "")
        expected |= {path for path, word in words}
        expected -= {path for path, word in words if word in output}
    assert expected == set()


@pytest.mark.parametrize("form", FORMS)
def test_private_texts_are_only_in_the_private_review(form: str) -> None:
    """What only the manager may read is in each form with `--private` and in none without."""
    name = form.split()[0]
    (format,) = (format for format in REVIEW_FORMATS if format.name == name)
    for closed in (False, True):
        private, shared = (sample(private=private, closed=closed) for private in (True, False))
        shared_texts = {value for _, value in leaves(shared) if isinstance(value, str)}
        secrets = {
            value
            for path, value in leaves(private)
            if isinstance(value, str) and value not in shared_texts and field_path(path).endswith((".text", ".texts"))
        }
        secrets |= {pause.because or "" for pause in private.pauses} | {
            text for texts in private.texts.values() for _, text in texts
        }
        assert len(secrets) > 3
        outputs = []
        for review in (private, shared):
            output = format.render(review, CATALOGUE, TRANSLATOR, "a4")
            if isinstance(output, bytes):
                output = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(output)).pages)
            outputs.append(
                " ".join((output if form == name else render_form(review, form)).replace("\u200b", "").split())
            )
        with_private, without = outputs
        assert [text for text in secrets if text in without] == []
        plain = with_private.replace("\\", "")
        assert [text for text in secrets if text not in plain] == []
