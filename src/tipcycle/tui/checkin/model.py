"""Form, input and screen states of the check-in, and the texts that the full screen and the prompts share.

Pure: no terminal.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.core.cycle import Status
from tipcycle.core.events import PrivateTexts
from tipcycle.i18n import Translator

TipStatus = Status | Literal["built"]
"""The answer for a tip: the status of its week, or `built` for a build tip that was done and finished."""
TipStatuses = Mapping[int, TipStatus]
"""Status of each answered tip."""


class TipQuestion(Struct, frozen=True):
    """The question about one tip, and the keys that answer it."""

    tip: int
    text: str
    plan: str
    """The if-then line, or the manager's own plan."""
    keys: Mapping[str, TipStatus]
    """Status by key. `n` always means no."""
    default_status: TipStatus | None
    """The status that Enter sets; None leaves the tip unanswered."""


def key_labels(tip_question: TipQuestion, translator: Translator, *, has_status: bool = False) -> list[str]:
    """Return the labels of the keys that answer for a tip.

    With `has_status` the tip has an answer already, and Enter keeps it.
    """
    _ = translator.gettext
    labels: dict[TipStatus, str] = {
        Status.DID: _("[y] yes"),
        Status.COSTLY: _("[!] yes, though it cost something"),
        Status.MISSED: _("[n] no"),
        Status.NO_OCCASION: _("[-] no occasion"),
        "built": _("[s] done for good"),
    }
    answer_labels = [label for answer, label in labels.items() if answer in tip_question.keys.values()]
    if has_status:
        return [*answer_labels, _("[Enter] leave it so")]
    return [
        *answer_labels,
        _("[Enter] yes") if tip_question.default_status is Status.DID else _("[Enter] I do not remember"),
    ]


class FollowUpOption(Struct, frozen=True):
    """An answer to a follow-up question."""

    key: str
    """The key of the answer. `Enter` continues without a change."""
    label: str
    off: bool = False
    """True if this answer makes the week a week off."""
    swap_tip: int | None = None
    """The tip that the manager wants to swap."""


class FollowUpQuestion(Struct, frozen=True):
    """A question after the tips: a choice by key, or a line of text."""

    text: str
    options: tuple[FollowUpOption, ...] = ()
    plan_tip: int | None = None
    """The tip whose plan the line replaces; None for a choice by key."""
    current_plan: str = ""
    """The present plan of that tip."""

    def option_for(self, key: str) -> FollowUpOption | None:
        """Return the option of a key, or None."""
        return next((option for option in self.options if option.key == key), None)


class TextQuestion(Struct, frozen=True):
    """A question that a private text answers."""

    name: str
    """The name of the text in `PrivateTexts`."""
    intro: str
    """A line before the question; may be empty."""
    question: str


class CheckinForm(Struct, frozen=True):
    """The questions about one week."""

    title: str
    period: str
    prompt: str
    """The introduction to the questions about the tips."""
    dates: str
    """The part of `prompt` with the dates; empty for the current week."""
    questions: tuple[TipQuestion, ...]
    asks_feelings: bool
    """False if it is too late to enter feelings for this week."""
    team_scale: tuple[str, ...]
    customers_scale: tuple[str, ...]
    """Both scales have five labels, from 1 to 5."""
    notes: tuple[str, ...]
    """The notes that were made during the week."""
    text_questions: tuple[TextQuestion, ...]
    follow_ups: Callable[[TipStatuses], tuple[FollowUpQuestion, ...]] = field(default=lambda statuses: ())
    repeat_notice: str = ""
    """The notice that the week has a check-in already; empty if it has none."""
    previous_statuses: TipStatuses = field(default_factory=dict)
    """The statuses from the earlier check-in. They stay valid unless they are changed."""
    previous_feelings: tuple[int | None, int | None] = (None, None)
    """The feelings from the earlier check-in: in the team, with customers."""


class CheckinInput(PrivateTexts, frozen=True):
    """The input for one week."""

    statuses: TipStatuses = field(default_factory=dict)
    team: int | None = None
    customers: int | None = None
    voice: str = ""
    by: str = ""
    share: bool = False
    plan: tuple[int, str] | None = None
    off: bool = False
    swap_tip: int | None = None
    """A tip that the manager wants to swap."""


def apply_follow_up(checkin_input: CheckinInput, follow_up: FollowUpQuestion, response: str) -> CheckinInput:
    """Return the input with the response to a follow-up question: a key, or the text of the new plan.

    An empty response, an unknown key and an unchanged plan change nothing.
    """
    if follow_up.plan_tip is not None:
        plan = response.strip()
        return (
            replace(checkin_input, plan=(follow_up.plan_tip, plan))
            if plan not in ("", follow_up.current_plan.strip())
            else checkin_input
        )
    option = follow_up.option_for(response)
    return (
        replace(checkin_input, off=option.off, swap_tip=option.swap_tip or checkin_input.swap_tip)
        if option is not None
        else checkin_input
    )


class TipQuestionsState(Struct, frozen=True):
    """The state of the screen with the tips. Each answer takes one key and advances the cursor."""

    questions: tuple[TipQuestion, ...]
    responses: Mapping[int, TipStatus | None] = field(default_factory=dict)
    """The tips that were passed, with their status; None for "I do not remember"."""
    position: int = 0

    @property
    def is_done(self) -> bool:
        """True once all tips were passed."""
        return self.position >= len(self.questions)

    @property
    def current_question(self) -> TipQuestion | None:
        """The question under the cursor; None at the end."""
        return None if self.is_done else self.questions[self.position]

    @property
    def statuses(self) -> dict[int, TipStatus]:
        """The tips that have a status."""
        return {tip: answer for tip, answer in self.responses.items() if answer is not None}

    def press(self, key: str) -> "TipQuestionsState":
        """Return the state after a key. A key without a meaning returns the same object."""
        if key == "up":
            return replace(self, position=max(0, self.position - 1))
        question = self.current_question
        if question is None:
            return self
        if key == "down":
            return replace(self, position=min(len(self.questions) - 1, self.position + 1))
        if key == "enter":
            status = self.responses.get(question.tip) or question.default_status
            return TipQuestionsState(self.questions, {**self.responses, question.tip: status}, self.position + 1)
        if key in question.keys:
            return TipQuestionsState(
                self.questions, {**self.responses, question.tip: question.keys[key]}, self.position + 1
            )
        return self


class FeelingsState(Struct, frozen=True):
    """The state of the screen with the two feelings. Each takes one key."""

    team: int | None = None
    customers: int | None = None
    position: int = 0
    """0 for the team, 1 for customers, 2 at the end."""

    @property
    def is_done(self) -> bool:
        """True once both feelings were passed."""
        return self.position >= 2

    def press(self, key: str) -> "FeelingsState":
        """Return the state after a key. Enter keeps the present value."""
        if key == "up":
            return replace(self, position=max(0, self.position - 1))
        if self.is_done or (key != "enter" and key not in ("1", "2", "3", "4", "5")):
            return self
        if self.position == 0:
            return replace(self, team=self.team if key == "enter" else int(key), position=1)
        return replace(self, customers=self.customers if key == "enter" else int(key), position=2)


def status_label(status: TipStatus | None, translator: Translator) -> str:
    """Return the label of a status, as shown beside an answered tip. None is an answer without a status."""
    _ = translator.gettext
    if status is None:
        return translator.gettext(Status.UNANSWERED.word)
    return _("done for good") if status == "built" else translator.gettext(status.word)


def feelings_question(translator: Translator) -> str:
    """Return the question above the two scales."""
    _ = translator.gettext
    return _("How did the week feel? A 3 is an ordinary week, and that is fine.")


def feelings_notice(translator: Translator) -> str:
    """Return the notice that the two feelings appear on the sheet for the team."""
    _ = translator.gettext
    return _("These two are printed on the back of your team's sheet.")


def feelings_skipped(translator: Translator) -> str:
    """Return the reason why the two scales are left out."""
    _ = translator.gettext
    return _("How it felt I no longer ask: that is too long ago.")
