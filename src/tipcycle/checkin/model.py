"""What the check-in asks and what is said; no terminal in here."""

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from tipcycle.locales import Words

Given = Mapping[int, str]
"""Each answered tip with its answer: `did`, `costly`, `missed`, `none` or `built`."""


class Asked(Struct, frozen=True):
    """One tip: its question this week, and the keys that answer it."""

    tip: int
    question: str
    moment: str
    """The if-then line, or the manager's own plan."""
    keys: Mapping[str, str]
    """Key to answer. `n` always means no."""
    enter: str | None
    """What Enter says: None leaves the tip out."""


def key_labels(asked: Asked, words: Words, *, kept: bool = False) -> list[str]:
    """The keys that answer for a tip, as they are shown; `kept` when it has an answer that Enter leaves."""
    _ = words.text
    labels = {
        "did": _("[y] yes"),
        "costly": _("[!] yes, though it cost something"),
        "missed": _("[n] no"),
        "none": _("[-] no occasion"),
        "built": _("[s] finished: it stands"),
    }
    shown = [label for answer, label in labels.items() if answer in asked.keys.values()]
    if kept:
        return [*shown, _("[Enter] leave it so")]
    return [*shown, _("[Enter] yes") if asked.enter == "did" else _("[Enter] I do not remember")]


class Option(Struct, frozen=True):
    """One answer to a thing more: its key, and what it means for the week."""

    key: str
    """`Enter` is the one that only goes on."""
    label: str
    off: bool = False
    """The week does not count."""
    swap: int | None = None
    """The tip that the manager would rather swap."""


class Extra(Struct, frozen=True):
    """One thing more, asked after the five: a choice by key, or a line to write."""

    text: str
    options: tuple[Option, ...] = ()
    plan_for: int | None = None
    """The tip that a written line becomes the plan of."""
    plan: str = ""
    """What the plan is now."""

    def option(self, key: str) -> Option | None:
        """The answer that this key gives."""
        return next((option for option in self.options if option.key == key), None)


class Sheet(Struct, frozen=True):
    """One week, ready to be asked about."""

    title: str
    where: str
    heading: str
    """What is asked of all of them."""
    dates: str
    """The days within the heading, where the week is not the present one."""
    asked: tuple[Asked, ...]
    feelings: bool
    """Whether how it felt can still be said."""
    team: tuple[str, ...]
    customers: tuple[str, ...]
    """Five words each, from 1 to 5."""
    notes: tuple[str, ...]
    """What was noted during the week."""
    last_question: str | None
    extras: Callable[[Given], tuple[Extra, ...]] = field(default=lambda given: ())
    again: bool = False
    """Whether this week was looked back on before."""
    given: Given = field(default_factory=dict)
    """What was answered then; it stays unless another answer is given."""
    felt: tuple[int | None, int | None] = (None, None)
    """How it felt then, in the team and with customers."""


class Said(Struct, frozen=True):
    """What was said of a week."""

    given: Given = field(default_factory=dict)
    team: int | None = None
    customers: int | None = None
    voice: str = ""
    by: str = ""
    share: bool = False
    reply: str = ""
    plan: tuple[int, str] | None = None
    off: bool = False
    swap: int | None = None
    """A tip that the manager would rather swap."""


def answered(said: Said, extra: Extra, answer: str) -> Said:
    """What was said, with the answer to a thing more: a key, or the line that becomes the plan.

    Nothing, a key that is no answer, and the plan as it is leave it as it was.
    """
    if extra.plan_for is not None:
        plan = answer.strip()
        return replace(said, plan=(extra.plan_for, plan)) if plan not in ("", extra.plan.strip()) else said
    option = extra.option(answer)
    return replace(said, off=option.off, swap=option.swap or said.swap) if option is not None else said


class Five(Struct, frozen=True):
    """The first screen: one key for each tip, and the cursor moves by itself."""

    asked: tuple[Asked, ...]
    given: Mapping[int, str | None] = field(default_factory=dict)
    """Tips that had their turn; None for "I do not remember"."""
    at: int = 0

    @property
    def done(self) -> bool:
        """Whether every tip had its turn."""
        return self.at >= len(self.asked)

    @property
    def current(self) -> Asked | None:
        """The tip under the cursor."""
        return None if self.done else self.asked[self.at]

    @property
    def answers(self) -> dict[int, str]:
        """The tips that have an answer."""
        return {tip: answer for tip, answer in self.given.items() if answer is not None}

    def press(self, key: str) -> "Five":
        """After a key; one that answers nothing changes nothing."""
        if key == "up":
            return replace(self, at=max(0, self.at - 1))
        asked = self.current
        if asked is None:
            return self
        if key == "down":
            return replace(self, at=min(len(self.asked) - 1, self.at + 1))
        if key == "enter":
            kept = self.given.get(asked.tip) or asked.enter
            return Five(self.asked, {**self.given, asked.tip: kept}, self.at + 1)
        if key in asked.keys:
            return Five(self.asked, {**self.given, asked.tip: asked.keys[key]}, self.at + 1)
        return self


class Feel(Struct, frozen=True):
    """The second screen: two keys."""

    team: int | None = None
    customers: int | None = None
    at: int = 0
    """0 the team, 1 customers, 2 done."""

    @property
    def done(self) -> bool:
        """Whether both had their turn."""
        return self.at >= 2

    def press(self, key: str) -> "Feel":
        """After a key; Enter leaves one as it is."""
        if key == "up":
            return replace(self, at=max(0, self.at - 1))
        if self.done or (key != "enter" and key not in ("1", "2", "3", "4", "5")):
            return self
        if self.at == 0:
            return replace(self, team=self.team if key == "enter" else int(key), at=1)
        return replace(self, customers=self.customers if key == "enter" else int(key), at=2)
