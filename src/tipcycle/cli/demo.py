"""The year that `tipcycle demo` plays: the data of six cycles of a fictional manager, and their command lines.

Status letters follow docs/rules.md §2, one letter a week for each tip. In addition, `B` is a did that finishes a build
tip, and a space is a week without an answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct, field

from tipcycle.core.cycle import Status

DEMO_START = date(2026, 1, 5)

LocalizedQuote = dict[str, tuple[str, str]]
"""Text and speaker by language."""


class DemoCycle(Struct, frozen=True, kw_only=True):
    """The data of one cycle."""

    starts: date
    status_letters: dict[int, str]
    """Status letters by tip, in the order of the pick. The first tips may be extended from the previous cycle."""
    team: str
    customers: str
    voices: dict[int, LocalizedQuote] = field(default_factory=dict)
    """The voices by week, from 1. All are shared: at once, or later by a command in `extra_commands`."""
    spiral_places: dict[int, str] = field(default_factory=dict)
    """Places on the spiral of the voices, by week."""
    notes: dict[int, LocalizedQuote] = field(default_factory=dict)
    running: dict[str, str] = field(default_factory=dict)
    pause: tuple[int, int] | None = None
    swap: tuple[int, int, int, dict[str, str]] | None = None
    """Week, old tip, new tip, and reason by language."""
    extra_commands: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """An additional command after the check-in, by week and language."""
    summary: dict[str, str]
    decision_letters: str
    """One letter for each of the five tips at the end: keep, adapt, extend or drop."""

    @property
    def five(self) -> tuple[int, ...]:
        """The five tips at the end of the cycle."""
        return tuple(tip for tip in self.status_letters if not (self.swap and tip == self.swap[1]))


def _untranslated(*words: str) -> dict[str, tuple[str, ...]]:
    """Return a command line that is the same in both languages."""
    return {"en": words, "nl": words}


DEMO_CYCLES = (
    DemoCycle(
        starts=DEMO_START,
        status_letters={5: "DDDDMDDD", 13: "DMDDDDMD", 33: "NDNCNNDD", 34: "DDMBDDDD", 42: "MMDDDMDM"},
        team="33344444",
        customers="23343434",
        voices={
            3: {
                "en": ("You are the first who rings before I had to get angry.", "a customer"),
                "nl": ("U bent de eerste die belt zonder dat ik eerst boos moest worden.", "een klant"),
            },
            6: {
                "en": ("By the silence I can hear that somebody has rung three times.", "a planner"),
                "nl": ("Aan de stilte hoor ik dat iemand al drie keer heeft gebeld.", "een planner"),
            },
        },
        notes={
            4: {
                "en": ("That form is gone, and nobody has missed it.", "the front desk"),
                "nl": ("Dat formulier is weg en niemand heeft het gemist.", "de balie"),
            }
        },
        running={"en": "the breakdown service", "nl": "de storingsdienst"},
        extra_commands={
            5: {
                "en": ("sentence", "With us nobody has to tell their story twice."),
                "nl": ("sentence", "Bij ons hoeft niemand zijn verhaal twee keer te vertellen."),
            },
            6: _untranslated("voices", "share", "last"),
        },
        summary={
            "en": "It grew calmer at the desk, and not because there were fewer customers.",
            "nl": "Het werd rustiger aan de balie, en niet omdat er minder klanten kwamen.",
        },
        decision_letters="kkkke",
    ),
    DemoCycle(
        starts=date(2026, 3, 2),
        status_letters={42: "MDDDDDDDD", 18: "DDDDMDDDD", 53: "NDNCDNDND", 71: "DMDDBDDDD", 73: "DDMDDDDDD"},
        team="344344434",
        customers="343334343",
        voices={
            5: {
                "en": ("Here you know my file already. Last year that was different.", "a customer at the desk"),
                "nl": ("Hier kennen jullie mijn dossier al. Dat was vorig jaar wel anders.", "een klant aan de balie"),
            }
        },
        extra_commands={
            4: _untranslated("momentum"),
            6: _untranslated("pulse", "--guess", "4", "--own", "4"),
            7: _untranslated("pulse", "--others", "3,2,3,4,2,3"),
        },
        summary={
            "en": "We say sorry sooner, and nobody has died of it.",
            "nl": "We zeggen sneller sorry, en daar is niemand slechter van geworden.",
        },
        decision_letters="kkkkk",
    ),
    DemoCycle(
        starts=date(2026, 5, 4),
        status_letters={23: "DDDDDDMDD", 59: "MDDMDDDDD", 38: "DDBDDDDDD", 16: "DNDDNDDND", 83: "MM", 84: "  DDDMDDD"},
        team="343444444",
        customers="333434443",
        voices={
            4: {
                "en": ("Now I just decide it. I used to wait until Thursday.", "a fitter"),
                "nl": ("Nu beslis ik het gewoon. Vroeger wachtte ik tot donderdag.", "een monteur"),
            }
        },
        spiral_places={4: "culture"},
        extra_commands={8: _untranslated("reflect", "--answers", "nynyy?yy")},
        swap=(
            3,
            83,
            84,
            {
                "en": "nobody here keeps a score to guess",
                "nl": "bij ons houdt niemand een cijfer bij om te raden",
            },
        ),
        summary={
            "en": "Less mine, more theirs.",
            "nl": "Minder van mij, meer van hen.",
        },
        decision_letters="kkkka",
    ),
    DemoCycle(
        starts=date(2026, 7, 6),
        status_letters={10: "DDD   DMD", 43: "DDB   DDD", 2: "DND   NDD", 68: "MDD   MMD", 96: "DDB   DDD"},
        team="333   344",
        customers="333   334",
        pause=(4, 6),
        voices={
            8: {
                "en": ("May I just finish this puzzle?", "a visitor in the waiting room"),
                "nl": ("Mag ik deze puzzel nog even afmaken?", "een bezoeker in de wachtruimte"),
            }
        },
        summary={
            "en": "Summer. It ran on by itself, and that was the point.",
            "nl": "Zomer. Het liep vanzelf door, en dat was de bedoeling.",
        },
        decision_letters="kkkek",
    ),
    DemoCycle(
        starts=date(2026, 9, 7),
        status_letters={68: "DDDDDMDD", 62: "DDDMDDDD", 22: "DDMDBDDD", 52: "NDNNDDND", 72: "DDDDDDDM"},
        team="44434444",
        customers="34334444",
        voices={
            6: {
                "en": ("You told me before I found out. I will stay.", "a customer"),
                "nl": ("Jullie zeiden het voor ik het zelf merkte. Ik blijf.", "een klant"),
            }
        },
        spiral_places={6: "loyalty"},
        extra_commands={
            7: _untranslated("sentence", "--together", "2026-10-21"),
            8: _untranslated("pulse", "--own", "4", "--others", "4,3,4,4,3,4,5"),
        },
        summary={
            "en": "We have a sentence now, and it is in the way at the right moments.",
            "nl": "We hebben nu een zin, en hij zit op de goede momenten in de weg.",
        },
        decision_letters="kkkkk",
    ),
    DemoCycle(
        starts=date(2026, 11, 2),
        status_letters={20: "DDDDDDDDM", 89: "DMDDDDDDD", 57: "DDNDDNDDD", 75: "DDDBDDDDD", 100: "DDDDDDDDD"},
        team="444454445",
        customers="344444545",
        voices={
            5: {
                "en": ("I sent my sister to you.", "a customer"),
                "nl": ("Ik heb mijn zus naar jullie gestuurd.", "een klant"),
            }
        },
        spiral_places={5: "reputation"},
        extra_commands={9: _untranslated("momentum", "--spiral")},
        summary={
            "en": "A year. I would not want to go back.",
            "nl": "Een jaar. Ik zou niet terug willen.",
        },
        decision_letters="kkkkk",
    ),
)


DemoStep = tuple[date, list[str]]

FRIDAY_OFFSET = timedelta(days=4)
_STATUS_FLAGS = {"B": "--built"} | {status.letter: f"--{status}" for status in Status}
_DECISION_FLAGS = {"k": "--keep", "a": "--adapt", "e": "--extend", "d": "--drop"}


def demo_steps(language: str) -> Iterator[DemoStep]:
    """Yield the command lines of the year, each with its date."""
    yield DEMO_START, ["tips", "show", "42"]
    extended_tips: set[int] = set()
    for cycle in DEMO_CYCLES:
        yield from _cycle_steps(cycle, extended_tips, language)
        extended_tips = {tip for tip, letter in zip(cycle.five, cycle.decision_letters, strict=True) if letter == "e"}
    last_day = DEMO_CYCLES[-1].starts + timedelta(weeks=len(DEMO_CYCLES[-1].team), days=-1)
    yield last_day, ["status"]
    yield last_day, ["undo", "--yes"]
    yield last_day, _close_args(DEMO_CYCLES[-1])
    yield last_day, ["voices", "wall", "--format", "markdown", "--output", "-"]
    yield last_day, []


def _cycle_steps(cycle: DemoCycle, extended_tips: set[int], language: str) -> Iterator[DemoStep]:
    """Yield the command lines of one cycle, each with its date."""
    starting_tips = [tip for tip, weeks in cycle.status_letters.items() if not weeks.startswith(" ")]
    picked = [str(tip) for tip in starting_tips if tip not in extended_tips]
    running = ["--running", cycle.running[language]] if language in cycle.running else []
    yield cycle.starts, ["pick", *picked, *running]
    if cycle.starts == DEMO_START:
        yield cycle.starts, []
    for week in range(1, len(cycle.team) + 1):
        monday = cycle.starts + timedelta(weeks=week - 1)
        if cycle.swap and week == cycle.swap[0]:
            _, old_tip, new_tip, reasons = cycle.swap
            yield monday, ["swap", str(old_tip), str(new_tip), "--because", reasons[language]]
        if cycle.pause and week == cycle.pause[0]:
            pause_end = cycle.starts + timedelta(weeks=cycle.pause[1] - 1)
            yield monday, ["pause", monday.isoformat(), pause_end.isoformat()]
        if week in cycle.notes:
            text, role = cycle.notes[week][language]
            yield monday + timedelta(days=1), ["note", text, "--by", role, "--share"]
        if cycle.pause is None or not cycle.pause[0] <= week <= cycle.pause[1]:
            yield monday + FRIDAY_OFFSET, _checkin_args(cycle, week, language)
        if week in cycle.extra_commands:
            yield monday + FRIDAY_OFFSET, list(cycle.extra_commands[week][language])
    friday = cycle.starts + timedelta(weeks=len(cycle.team) - 1) + FRIDAY_OFFSET
    yield friday, ["review", "--words", cycle.summary[language]]
    yield friday + timedelta(days=2), _close_args(cycle)


def _checkin_args(cycle: DemoCycle, week: int, language: str) -> list[str]:
    flags = _tip_flags(
        ((tip, weeks[week - 1 : week].strip()) for tip, weeks in cycle.status_letters.items()), _STATUS_FLAGS
    )
    flags += ["--team", cycle.team[week - 1], "--customers", cycle.customers[week - 1]]
    if week in cycle.voices:
        text, role = cycle.voices[week][language]
        flags += ["--voice", text, "--by", role]
        flags += ["--heard", cycle.spiral_places[week]] if week in cycle.spiral_places else []
        flags += ["--share"] if "share" not in cycle.extra_commands.get(week, {}).get(language, ()) else []
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
