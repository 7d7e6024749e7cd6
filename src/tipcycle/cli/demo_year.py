"""The year that `tipcycle demo` plays: six cycles of one invented manager.

Weeks are written as in docs/rules.md §2, one character a week for each tip; `B` is a did that makes a build stand, a
blank is no answer. Data only; `cli.demo_steps` makes command lines of it.
"""

from datetime import date

from msgspec import Struct, field

FIRST_MONDAY = date(2026, 1, 5)

Said = dict[str, tuple[str, str]]
"""By language: what was said, and who said it."""


class Round(Struct, frozen=True, kw_only=True):
    """One cycle of the year."""

    starts: date
    weeks: dict[int, str]
    """Each tip with its weeks, in the order of the pick; the first ones may be extended from the cycle before."""
    team: str
    customers: str
    voices: dict[int, Said] = field(default_factory=dict)
    """By week, from 1. All of them may go on paper; `also` says of one so only afterwards."""
    heard: dict[int, str] = field(default_factory=dict)
    """Where on the spiral the voice of a week was heard."""
    notes: dict[int, Said] = field(default_factory=dict)
    running: dict[str, str] = field(default_factory=dict)
    pause: tuple[int, int] | None = None
    swap: tuple[int, int, int, dict[str, str]] | None = None
    """In which week, the old tip, the new one, why."""
    also: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """By week and language one command more, after the check-in: the practices around the loop."""
    words: dict[str, str]
    close: str
    """For each tip still among the five one letter: keep, adapt, extend, drop."""

    @property
    def five(self) -> tuple[int, ...]:
        """The tips at the end of the cycle."""
        return tuple(tip for tip in self.weeks if not (self.swap and tip == self.swap[1]))


def _same(*words: str) -> dict[str, tuple[str, ...]]:
    """A command that holds no words of a language."""
    return {"en": words, "nl": words}


YEAR = (
    Round(
        starts=FIRST_MONDAY,
        weeks={5: "DDDDMDDD", 13: "DMDDDDMD", 33: "NDNCNNDD", 34: "DDMBDDDD", 42: "MMDDDMDM"},
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
        also={
            5: {
                "en": ("sentence", "With us nobody has to tell their story twice."),
                "nl": ("sentence", "Bij ons hoeft niemand zijn verhaal twee keer te vertellen."),
            },
            6: _same("voices", "share", "last"),
        },
        words={
            "en": "It grew calmer at the desk, and not because there were fewer customers.",
            "nl": "Het werd rustiger aan de balie, en niet omdat er minder klanten kwamen.",
        },
        close="kkkke",
    ),
    Round(
        starts=date(2026, 3, 2),
        weeks={42: "MDDDDDDDD", 18: "DDDDMDDDD", 53: "NDNCDNDND", 71: "DMDDBDDDD", 73: "DDMDDDDDD"},
        team="344344434",
        customers="343334343",
        voices={
            5: {
                "en": ("Here you know my file already. Last year that was different.", "a customer at the desk"),
                "nl": ("Hier kennen jullie mijn dossier al. Dat was vorig jaar wel anders.", "een klant aan de balie"),
            }
        },
        also={
            4: _same("momentum"),
            6: _same("pulse", "--guess", "4", "--own", "4"),
            7: _same("pulse", "--others", "3,2,3,4,2,3"),
        },
        words={
            "en": "We say sorry sooner, and nobody has died of it.",
            "nl": "We zeggen sneller sorry, en daar is niemand slechter van geworden.",
        },
        close="kkkkk",
    ),
    Round(
        starts=date(2026, 5, 4),
        weeks={23: "DDDDDDMDD", 59: "MDDMDDDDD", 38: "DDBDDDDDD", 16: "DNDDNDDND", 83: "MM", 84: "  DDDMDDD"},
        team="343444444",
        customers="333434443",
        voices={
            4: {
                "en": ("Now I just decide it. I used to wait until Thursday.", "a fitter"),
                "nl": ("Nu beslis ik het gewoon. Vroeger wachtte ik tot donderdag.", "een monteur"),
            }
        },
        heard={4: "culture"},
        also={8: _same("reflect", "--answers", "nynyy?yy")},
        swap=(
            3,
            83,
            84,
            {
                "en": "nobody here keeps a score to guess",
                "nl": "bij ons houdt niemand een cijfer bij om te raden",
            },
        ),
        words={
            "en": "Less mine, more theirs.",
            "nl": "Minder van mij, meer van hen.",
        },
        close="kkkka",
    ),
    Round(
        starts=date(2026, 7, 6),
        weeks={10: "DDD   DMD", 43: "DDB   DDD", 2: "DND   NDD", 68: "MDD   MMD", 96: "DDB   DDD"},
        team="333   344",
        customers="333   334",
        pause=(4, 6),
        voices={
            8: {
                "en": ("May I just finish this puzzle?", "a visitor in the waiting room"),
                "nl": ("Mag ik deze puzzel nog even afmaken?", "een bezoeker in de wachtruimte"),
            }
        },
        words={
            "en": "Summer. It ran on by itself, and that was the point.",
            "nl": "Zomer. Het liep vanzelf door, en dat was de bedoeling.",
        },
        close="kkkek",
    ),
    Round(
        starts=date(2026, 9, 7),
        weeks={68: "DDDDDMDD", 62: "DDDMDDDD", 22: "DDMDBDDD", 52: "NDNNDDND", 72: "DDDDDDDM"},
        team="44434444",
        customers="34334444",
        voices={
            6: {
                "en": ("You told me before I found out. I will stay.", "a customer"),
                "nl": ("Jullie zeiden het voor ik het zelf merkte. Ik blijf.", "een klant"),
            }
        },
        heard={6: "loyalty"},
        also={
            7: _same("sentence", "--together", "2026-10-21"),
            8: _same("pulse", "--own", "4", "--others", "4,3,4,4,3,4,5"),
        },
        words={
            "en": "We have a sentence now, and it is in the way at the right moments.",
            "nl": "We hebben nu een zin, en hij zit op de goede momenten in de weg.",
        },
        close="kkkkk",
    ),
    Round(
        starts=date(2026, 11, 2),
        weeks={20: "DDDDDDDDM", 89: "DMDDDDDDD", 57: "DDNDDNDDD", 75: "DDDBDDDDD", 100: "DDDDDDDDD"},
        team="444454445",
        customers="344444545",
        voices={
            5: {
                "en": ("I sent my sister to you.", "a customer"),
                "nl": ("Ik heb mijn zus naar jullie gestuurd.", "een klant"),
            }
        },
        heard={5: "reputation"},
        also={9: _same("momentum", "--spiral")},
        words={
            "en": "A year. I would not want to go back.",
            "nl": "Een jaar. Ik zou niet terug willen.",
        },
        close="kkkkk",
    ),
)
