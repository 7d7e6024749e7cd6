"""One vocabulary for the conversations in tests, in a pseudo-terminal and in a Textual app.

A test names the fields that it answers. The driver finds out which question is on the screen and skips the others,
so that another question in the program does not change the tests that do not care about it.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Self

Field = int | str
"""The number of a tip, or the name of a field of `CheckinInput`. `OTHER` is a question of another kind."""
OTHER = "other"
MAX_QUESTIONS = 40


class Conversation(ABC):
    """A check-in that runs. Each method waits for the next question before it returns."""

    yes = "y"
    """The key for yes in the language of the conversation."""

    @property
    @abstractmethod
    def field(self) -> Field | None:
        """The field that is asked now; None once the conversation has ended."""

    @property
    @abstractmethod
    def screen_text(self) -> str:
        """The text that the user sees."""

    @abstractmethod
    def send(self, value: str) -> None:
        """Give an answer to the question on the screen. An empty one skips the question."""

    def to(self, field: Field) -> Self:
        """Skip the questions before this field."""
        asked: list[Field] = []
        while (current := self.field) != field:
            if current is None or len(asked) > MAX_QUESTIONS:
                raise AssertionError(f"{field!r} was not asked, only {asked}:\n{self.screen_text}")
            asked.append(current)
            self.send("")
        return self

    def answer(self, field: Field, value: object) -> Self:
        """Go to a field and answer it. True is the key for yes."""
        self.to(field).send(self.yes if value is True else str(value))
        return self

    def skip(self, field: Field) -> Self:
        """Go to a field and leave it empty."""
        return self.answer(field, "")

    def answer_all(self, answers: Mapping[Field, object] | None = None, *, tips: str | None = None) -> Self:
        """Answer every question up to the end. Questions that are not in `answers` are skipped.

        `tips` is the answer for the tips that are not in `answers`; without it, they are skipped too.
        """
        left = dict(answers or {})
        for _ in range(MAX_QUESTIONS):
            if (current := self.field) is None:
                break
            value = left.pop(current, (tips or "") if isinstance(current, int) else "")
            self.send(self.yes if value is True else str(value))
        assert not left, f"{list(left)} were not asked:\n{self.screen_text}"
        return self
