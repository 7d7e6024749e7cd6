"""The questions to take along: the bank that is shipped, and how a cycle deals it."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from tests.journal_builder import fold_cycle
from tipcycle.catalogue.questions import load_questions
from tipcycle.core.questions import Question, question_for_week
from tipcycle.core.weeks import Week

BANK = load_questions()
LANGUAGES = ("en", "nl")
LONGEST = 110
RUN = 6


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())


def test_there_are_sixty_at_least() -> None:
    """Six cycles of nine weeks take fifty-four; slugs name them once each."""
    assert len(BANK) >= 60
    assert max(Counter(question.slug for question in BANK).values()) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.slug) for question in BANK)


ONE_LINE = rf"(?=[A-ZÀ-Ý])(?!.*[.!] )[^?\n]{{,{LONGEST - 2}}}[^?\s]\?"
"""It begins with a capital, no sentence ends within it, and its only question mark is its last sign."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_one_line(language: str) -> None:
    """Both languages have it; it is one sentence that asks one thing and can be answered in a line."""
    assert [question.slug for question in BANK if question.text(language) != question.texts[language]] == []
    assert [text for each in BANK if not re.fullmatch(ONE_LINE, text := each.texts[language])] == []


def test_a_question_never_asks_why_not() -> None:
    """It asks what does work and who does it, never for an excuse."""
    excuses = {"en": r"\bwhy (not|did(n't| not))\b", "nl": r"\bwaarom\b.*\bniet\b"}
    texts = [(language, question.texts[language]) for question in BANK for language in LANGUAGES]
    assert [text for language, text in texts if re.search(excuses[language], text.lower())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_are_alike(language: str) -> None:
    """No text comes twice, and no two share a run of six words."""
    assert max(Counter(question.texts[language] for question in BANK).values()) == 1
    seen: dict[tuple[str, ...], str] = {}
    for question in BANK:
        said = words_of(question.texts[language])
        for at in range(len(said) - RUN + 1):
            run = tuple(said[at : at + RUN])
            assert seen.setdefault(run, question.slug) == question.slug, run


def test_a_language_that_is_missing_falls_back() -> None:
    """A question that has one language is asked in that one."""
    assert Question("x", {"en": "What?"}).text("nl") == "What?"


@pytest.mark.parametrize("starts", ["2026-03-02", "2026-05-04", "2027-01-04", "2031-03-03"])
def test_no_question_comes_twice_in_a_cycle(starts: str) -> None:
    """Every week of a cycle has one, each another."""
    found = fold_cycle(starts=starts)
    given = [question_for_week(BANK, found, week) for week in found.weeks]
    assert None not in given
    assert len({question.slug for question in given if question}) == len(found.weeks)


def test_cycles_are_dealt_anew() -> None:
    """Another first Monday deals another hand, and the same one always the same."""
    one, other = fold_cycle(starts="2026-03-02"), fold_cycle(starts="2026-05-04")
    hands = [[question_for_week(BANK, each, week) for week in each.weeks] for each in (one, other, one)]
    assert hands[0] == hands[2]
    assert hands[0] != hands[1]


def test_outside_the_cycle_there_is_none() -> None:
    """No question before the first week or after the last, and none without a bank."""
    found = fold_cycle()
    assert question_for_week(BANK, found, Week(found.starts).plus(-1)) is None
    assert question_for_week(BANK, found, Week.of(found.ends + timedelta(days=1))) is None
    assert question_for_week((), found, Week(found.starts)) is None
