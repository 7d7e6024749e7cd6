"""What the check-in asks and what is said; no terminal in here.

What the full screen and the conversation line by line both say.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.core.cycle import COSTLY, DID, MISSED, NONE, OPEN
from tipcycle.i18n import Translator
from tipcycle.render.labels import STATUS_WORDS

TipStatuses = Mapping[int, str]
"""Each answered tip with its answer: `did`, `costly`, `missed`, `none` or `built`."""


class TipQuestion(Struct, frozen=True):
    """One tip: its question this week, and the keys that answer it."""

    tip: int
    text: str
    plan: str
    """The if-then line, or the manager's own plan."""
    keys: Mapping[str, str]
    """Key to answer. `n` always means no."""
    default_status: str | None
    """What Enter says: None leaves the tip out."""


def key_labels(tip_question: TipQuestion, translator: Translator, *, has_status: bool = False) -> list[str]:
    """The keys that answer for a tip, as they are shown; `kept` when it has an answer that Enter leaves."""
    _ = translator.gettext
    labels = {
        "did": _("[y] yes"),
        "costly": _("[!] yes, though it cost something"),
        "missed": _("[n] no"),
        "none": _("[-] no occasion"),
        "built": _("[s] finished: it stands"),
    }
    shown = [label for answer, label in labels.items() if answer in tip_question.keys.values()]
    if has_status:
        return [*shown, _("[Enter] leave it so")]
    return [*shown, _("[Enter] yes") if tip_question.default_status == "did" else _("[Enter] I do not remember")]


class FollowUpOption(Struct, frozen=True):
    """One answer to a thing more: its key, and what it means for the week."""

    key: str
    """`Enter` is the one that only goes on."""
    label: str
    off: bool = False
    """The week does not count."""
    swap_tip: int | None = None
    """The tip that the manager would rather swap."""


class FollowUpQuestion(Struct, frozen=True):
    """One thing more, asked after the five: a choice by key, or a line to write."""

    text: str
    options: tuple[FollowUpOption, ...] = ()
    plan_tip: int | None = None
    """The tip that a written line becomes the plan of."""
    current_plan: str = ""
    """What the plan is now."""

    def option_for(self, key: str) -> FollowUpOption | None:
        """The answer that this key gives."""
        return next((option for option in self.options if option.key == key), None)


class CheckinForm(Struct, frozen=True):
    """One week, ready to be asked about."""

    title: str
    period: str
    prompt: str
    """What is asked of all of them."""
    dates: str
    """The days within the heading, where the week is not the present one."""
    questions: tuple[TipQuestion, ...]
    asks_feelings: bool
    """Whether how it felt can still be said."""
    team_scale: tuple[str, ...]
    customers_scale: tuple[str, ...]
    """Five words each, from 1 to 5."""
    notes: tuple[str, ...]
    """What was noted during the week."""
    previous_question: str | None
    follow_ups: Callable[[TipStatuses], tuple[FollowUpQuestion, ...]] = field(default=lambda given: ())
    is_repeat: bool = False
    """Whether this week was looked back on before."""
    previous_statuses: TipStatuses = field(default_factory=dict)
    """What was answered then; it stays unless another answer is given."""
    previous_feelings: tuple[int | None, int | None] = (None, None)
    """How it felt then, in the team and with customers."""


class CheckinInput(Struct, frozen=True):
    """What was said of a week."""

    statuses: TipStatuses = field(default_factory=dict)
    team: int | None = None
    customers: int | None = None
    voice: str = ""
    by: str = ""
    share: bool = False
    answer: str = ""
    plan: tuple[int, str] | None = None
    off: bool = False
    swap_tip: int | None = None
    """A tip that the manager would rather swap."""


def apply_follow_up(checkin_input: CheckinInput, follow_up: FollowUpQuestion, response: str) -> CheckinInput:
    """What was said, with the answer to a thing more: a key, or the line that becomes the plan.

    Nothing, a key that is no answer, and the plan as it is leave it as it was.
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
    """The first screen: one key for each tip, and the cursor moves by itself."""

    questions: tuple[TipQuestion, ...]
    responses: Mapping[int, str | None] = field(default_factory=dict)
    """Tips that had their turn; None for "I do not remember"."""
    position: int = 0

    @property
    def is_done(self) -> bool:
        """Whether every tip had its turn."""
        return self.position >= len(self.questions)

    @property
    def current_question(self) -> TipQuestion | None:
        """The tip under the cursor."""
        return None if self.is_done else self.questions[self.position]

    @property
    def statuses(self) -> dict[int, str]:
        """The tips that have an answer."""
        return {tip: answer for tip, answer in self.responses.items() if answer is not None}

    def press(self, key: str) -> "TipQuestionsState":
        """After a key; one that answers nothing changes nothing."""
        if key == "up":
            return replace(self, position=max(0, self.position - 1))
        asked = self.current_question
        if asked is None:
            return self
        if key == "down":
            return replace(self, position=min(len(self.questions) - 1, self.position + 1))
        if key == "enter":
            kept = self.responses.get(asked.tip) or asked.default_status
            return TipQuestionsState(self.questions, {**self.responses, asked.tip: kept}, self.position + 1)
        if key in asked.keys:
            return TipQuestionsState(self.questions, {**self.responses, asked.tip: asked.keys[key]}, self.position + 1)
        return self


class FeelingsState(Struct, frozen=True):
    """The second screen: two keys."""

    team: int | None = None
    customers: int | None = None
    position: int = 0
    """0 the team, 1 customers, 2 done."""

    @property
    def is_done(self) -> bool:
        """Whether both had their turn."""
        return self.position >= 2

    def press(self, key: str) -> "FeelingsState":
        """After a key; Enter leaves one as it is."""
        if key == "up":
            return replace(self, position=max(0, self.position - 1))
        if self.is_done or (key != "enter" and key not in ("1", "2", "3", "4", "5")):
            return self
        if self.position == 0:
            return replace(self, team=self.team if key == "enter" else int(key), position=1)
        return replace(self, customers=self.customers if key == "enter" else int(key), position=2)


_STATUS_BY_NAME = {"did": DID, "costly": COSTLY, "missed": MISSED, "none": NONE, None: OPEN}


def status_labels(translator: Translator) -> dict[str | None, str]:
    """What stands behind a tip once it is answered."""
    _ = translator.gettext
    return {
        "built": _("stands"),
        **{answer: translator.gettext(STATUS_WORDS[status]) for answer, status in _STATUS_BY_NAME.items()},
    }


def feelings_question(translator: Translator) -> str:
    """The question before the two scales."""
    _ = translator.gettext
    return _("How did the week feel? A 3 is an ordinary week, and that is fine.")


def feelings_notice(translator: Translator) -> str:
    """Where the two answers can be read by others."""
    _ = translator.gettext
    return _("These two stand on the back of the sheet for your team.")


def feelings_skipped(translator: Translator) -> str:
    """Why the two scales are left out."""
    _ = translator.gettext
    return _("How it felt I no longer ask: that is too long ago.")
