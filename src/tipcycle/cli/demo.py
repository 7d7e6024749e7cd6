"""The year that `tipcycle demo` plays: the data of six cycles of a fictional manager, and their command lines.

Status letters follow docs/rules.md §2, one letter a week for each tip. In addition, `B` is a did that finishes a build
tip, and a space is a week without an answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct, field

from tipcycle.core.cycle import Status
from tipcycle.i18n import N_, Translator

DEMO_START = date(2026, 1, 5)

Quote = tuple[str, str]
"""Text and speaker."""


class DemoCycle(Struct, frozen=True, kw_only=True):
    """The data of one cycle. Its texts are messages."""

    starts: date
    status_letters: dict[int, str]
    """Status letters by tip, in the order of the pick. The first tips may be extended from the previous cycle."""
    team: str
    customers: str
    voices: dict[int, Quote] = field(default_factory=dict)
    """The voices by week, from 1. All are shared: at once, or later by a command in `extra_commands`."""
    spiral_places: dict[int, str] = field(default_factory=dict)
    """Places on the spiral of the voices, by week."""
    notes: dict[int, Quote] = field(default_factory=dict)
    running: str = ""
    pause: tuple[int, int] | None = None
    swap: tuple[int, int, int, str] | None = None
    """Week, old tip, new tip, and reason."""
    touchstone: tuple[int, str] | None = None
    """Week and text."""
    extra_commands: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """An additional command after the check-in, by week."""
    summary: str
    decision_letters: str
    """One letter for each of the five tips at the end: keep, adapt, extend or drop."""

    @property
    def five(self) -> tuple[int, ...]:
        """The five tips at the end of the cycle."""
        return tuple(tip for tip in self.status_letters if not (self.swap and tip == self.swap[1]))


DEMO_CYCLES = (
    DemoCycle(
        starts=DEMO_START,
        status_letters={5: "DDDDMDDD", 13: "DMDDDDMD", 33: "NDNCNNDD", 34: "DDMBDDDD", 42: "MMDDDMDM"},
        team="33344444",
        customers="23343434",
        voices={
            3: (N_("You are the first who rings before I had to get angry."), N_("a customer")),
            6: (N_("By the silence I can hear that somebody has rung three times."), N_("a planner")),
        },
        notes={4: (N_("That form is gone, and nobody has missed it."), N_("the front desk"))},
        running=N_("the breakdown service"),
        touchstone=(5, N_("With us nobody has to tell their story twice.")),
        extra_commands={6: ("voices", "share", "last")},
        summary=N_("It grew calmer at the desk, and not because there were fewer customers."),
        decision_letters="kkkke",
    ),
    DemoCycle(
        starts=date(2026, 3, 2),
        status_letters={42: "MDDDDDDDD", 18: "DDDDMDDDD", 53: "NDNCDNDND", 71: "DMDDBDDDD", 73: "DDMDDDDDD"},
        team="344344434",
        customers="343334343",
        voices={5: (N_("Here you know my file already. Last year that was different."), N_("a customer at the desk"))},
        extra_commands={
            4: ("momentum",),
            6: ("pulse", "--guess", "4", "--own", "4"),
            7: ("pulse", "--others", "3,2,3,4,2,3"),
        },
        summary=N_("We say sorry sooner, and nobody has died of it."),
        decision_letters="kkkkk",
    ),
    DemoCycle(
        starts=date(2026, 5, 4),
        status_letters={23: "DDDDDDMDD", 59: "MDDMDDDDD", 38: "DDBDDDDDD", 16: "DNDDNDDND", 83: "MM", 84: "  DDDMDDD"},
        team="343444444",
        customers="333434443",
        voices={4: (N_("Now I just decide it. I used to wait until Thursday."), N_("a fitter"))},
        spiral_places={4: "culture"},
        extra_commands={8: ("reflect", "--answers", "nynyy?yy")},
        swap=(
            3,
            83,
            84,
            N_("nobody here keeps a score to guess"),
        ),
        summary=N_("Less mine, more theirs."),
        decision_letters="kkkka",
    ),
    DemoCycle(
        starts=date(2026, 7, 6),
        status_letters={10: "DDD   DMD", 43: "DDB   DDD", 2: "DND   NDD", 68: "MDD   MMD", 96: "DDD   DDD"},
        team="333   344",
        customers="333   334",
        pause=(4, 6),
        voices={8: (N_("May I just finish this puzzle?"), N_("a visitor in the waiting room"))},
        summary=N_("Summer. It ran on by itself, and that was the point."),
        decision_letters="kkkek",
    ),
    DemoCycle(
        starts=date(2026, 9, 7),
        status_letters={68: "DDDDDMDD", 62: "DDDMDDDD", 22: "DDMDBDDD", 52: "NDNNDDND", 72: "DDDDDDDM"},
        team="44434444",
        customers="34334444",
        voices={6: (N_("You told me before I found out. I will stay."), N_("a customer"))},
        spiral_places={6: "loyalty"},
        extra_commands={
            7: ("sentence", "--together", "2026-10-21"),
            8: ("pulse", "--own", "4", "--others", "4,3,4,4,3,4,5"),
        },
        summary=N_("We have a sentence now, and it is in the way at the right moments."),
        decision_letters="kkkkk",
    ),
    DemoCycle(
        starts=date(2026, 11, 2),
        status_letters={20: "DDDDDDDDM", 89: "DMDDDDDDD", 57: "DDNDDNDDD", 75: "DDDBDDDDD", 100: "DDDDDDDDD"},
        team="444454445",
        customers="344444545",
        voices={5: (N_("I sent my sister to you."), N_("a customer"))},
        spiral_places={5: "reputation"},
        extra_commands={9: ("momentum", "--spiral")},
        summary=N_("A year. I would not want to go back."),
        decision_letters="kkkkk",
    ),
)


DemoStep = tuple[date, list[str]]

FRIDAY_OFFSET = timedelta(days=4)
_STATUS_FLAGS = {"B": "--built"} | {status.letter: f"--{status}" for status in Status}
_DECISION_FLAGS = {"k": "--keep", "a": "--adapt", "e": "--extend", "d": "--drop"}


def demo_steps(translator: Translator) -> Iterator[DemoStep]:
    """Yield the command lines of the year, each with its date."""
    yield DEMO_START, ["tips", "show", "42"]
    extended_tips: set[int] = set()
    for cycle in DEMO_CYCLES:
        yield from _cycle_steps(cycle, extended_tips, translator)
        extended_tips = {tip for tip, letter in zip(cycle.five, cycle.decision_letters, strict=True) if letter == "e"}
    last_day = DEMO_CYCLES[-1].starts + timedelta(weeks=len(DEMO_CYCLES[-1].team), days=-1)
    yield last_day, ["status"]
    yield last_day, ["undo", "--yes"]
    yield last_day, _close_args(DEMO_CYCLES[-1])
    yield last_day, ["voices", "wall", "--format", "markdown", "--output", "-"]
    yield last_day, []


def _cycle_steps(cycle: DemoCycle, extended_tips: set[int], translator: Translator) -> Iterator[DemoStep]:
    """Yield the command lines of one cycle, each with its date."""
    _ = translator.gettext
    starting_tips = [tip for tip, weeks in cycle.status_letters.items() if not weeks.startswith(" ")]
    picked = [str(tip) for tip in starting_tips if tip not in extended_tips]
    running = ["--running", _(cycle.running)] if cycle.running else []
    yield cycle.starts, ["pick", *picked, *running]
    if cycle.starts == DEMO_START:
        yield cycle.starts, []
    for week in range(1, len(cycle.team) + 1):
        monday = cycle.starts + timedelta(weeks=week - 1)
        if cycle.swap and week == cycle.swap[0]:
            _week, old_tip, new_tip, reason = cycle.swap
            yield monday, ["swap", str(old_tip), str(new_tip), "--because", _(reason)]
        if cycle.pause and week == cycle.pause[0]:
            pause_end = cycle.starts + timedelta(weeks=cycle.pause[1] - 1)
            yield monday, ["pause", monday.isoformat(), pause_end.isoformat()]
        if week in cycle.notes:
            text, role = cycle.notes[week]
            yield monday + timedelta(days=1), ["note", _(text), "--by", _(role), "--share"]
        if cycle.pause is None or not cycle.pause[0] <= week <= cycle.pause[1]:
            yield monday + FRIDAY_OFFSET, _checkin_args(cycle, week, translator)
        if cycle.touchstone and week == cycle.touchstone[0]:
            yield monday + FRIDAY_OFFSET, ["sentence", _(cycle.touchstone[1])]
        if week in cycle.extra_commands:
            yield monday + FRIDAY_OFFSET, list(cycle.extra_commands[week])
    friday = cycle.starts + timedelta(weeks=len(cycle.team) - 1) + FRIDAY_OFFSET
    yield friday, ["review", "--words", _(cycle.summary)]
    yield friday + timedelta(days=2), _close_args(cycle)


def _checkin_args(cycle: DemoCycle, week: int, translator: Translator) -> list[str]:
    flags = _tip_flags(
        ((tip, weeks[week - 1 : week].strip()) for tip, weeks in cycle.status_letters.items()), _STATUS_FLAGS
    )
    flags += ["--team", cycle.team[week - 1], "--customers", cycle.customers[week - 1]]
    if week in cycle.voices:
        text, role = cycle.voices[week]
        flags += ["--voice", translator.gettext(text), "--by", translator.gettext(role)]
        flags += ["--heard", cycle.spiral_places[week]] if week in cycle.spiral_places else []
        flags += ["--share"] if "share" not in cycle.extra_commands.get(week, ()) else []
    return ["checkin", *flags]


def _close_args(cycle: DemoCycle) -> list[str]:
    return ["close", *_tip_flags(zip(cycle.five, cycle.decision_letters, strict=True), _DECISION_FLAGS)]


def _tip_flags(letters: Iterable[tuple[int, str]], flag_names: Mapping[str, str]) -> list[str]:
    """Return options with the tips of each letter. Tips without a letter are left out."""
    tips_by_flag: dict[str, list[str]] = {}
    for tip, letter in letters:
        if letter:
            tips_by_flag.setdefault(flag_names[letter], []).append(f"{tip:02}")
    return [part for flag, tips in tips_by_flag.items() for part in (flag, ",".join(tips))]
