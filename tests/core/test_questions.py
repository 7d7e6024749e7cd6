"""The packaged questions, and the choice of a question for each week."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from tests.journal_builder import fold_cycle
from tipcycle.catalogue.questions import load_questions
from tipcycle.core.questions import Question, question_for_week
from tipcycle.core.weeks import Week

QUESTIONS = load_questions()
LANGUAGES = ("en", "nl")
MAX_LENGTH = 110
RUN_LENGTH = 6


def split_words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.lower())


def test_at_least_sixty_questions_have_unique_slugs() -> None:
    """Six cycles of nine weeks use 54 questions."""
    assert len(QUESTIONS) >= 60
    assert max(Counter(question.slug for question in QUESTIONS).values()) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", question.slug) for question in QUESTIONS)


ONE_SENTENCE = rf"(?=[A-ZÀ-Ý])(?!.*[.!] )[^?\n]{{,{MAX_LENGTH - 2}}}[^?\s]\?"
"""One sentence that begins with a capital and ends with its only question mark."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_question_is_one_sentence_in_each_language(language: str) -> None:
    assert [question.slug for question in QUESTIONS if question.text(language) != question.texts[language]] == []
    assert [text for question in QUESTIONS if not re.fullmatch(ONE_SENTENCE, text := question.texts[language])] == []


def test_question_never_asks_why_not() -> None:
    """Questions ask about what works, never for an excuse."""
    excuses = {"en": r"\bwhy (not|did(n't| not))\b", "nl": r"\bwaarom\b.*\bniet\b"}
    texts = [(language, question.texts[language]) for question in QUESTIONS for language in LANGUAGES]
    assert [text for language, text in texts if re.search(excuses[language], text.lower())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_are_similar(language: str) -> None:
    """No text occurs twice, and no two questions share six consecutive words."""
    assert max(Counter(question.texts[language] for question in QUESTIONS).values()) == 1
    slug_by_run: dict[tuple[str, ...], str] = {}
    for question in QUESTIONS:
        words = split_words(question.texts[language])
        for start in range(len(words) - RUN_LENGTH + 1):
            run = tuple(words[start : start + RUN_LENGTH])
            assert slug_by_run.setdefault(run, question.slug) == question.slug, run


def test_missing_language_falls_back_to_other_language() -> None:
    assert Question("x", {"en": "What?"}).text("nl") == "What?"


@pytest.mark.parametrize("starts", ["2026-03-02", "2026-05-04", "2027-01-04", "2031-03-03"])
def test_each_week_of_cycle_has_different_question(starts: str) -> None:
    cycle = fold_cycle(starts=starts)
    chosen_questions = [question_for_week(QUESTIONS, cycle, week) for week in cycle.weeks]
    assert None not in chosen_questions
    assert len({question.slug for question in chosen_questions if question}) == len(cycle.weeks)


def test_questions_depend_on_start_of_cycle() -> None:
    """Cycles with the same start always have the same questions."""
    first, second = fold_cycle(starts="2026-03-02"), fold_cycle(starts="2026-05-04")
    questions_by_cycle = [
        [question_for_week(QUESTIONS, cycle, week) for week in cycle.weeks] for cycle in (first, second, first)
    ]
    assert questions_by_cycle[0] == questions_by_cycle[2]
    assert questions_by_cycle[0] != questions_by_cycle[1]


def test_no_question_outside_cycle_or_without_questions() -> None:
    cycle = fold_cycle()
    assert question_for_week(QUESTIONS, cycle, Week(cycle.starts).plus(-1)) is None
    assert question_for_week(QUESTIONS, cycle, Week.of(cycle.ends + timedelta(days=1))) is None
    assert question_for_week((), cycle, Week(cycle.starts)) is None
