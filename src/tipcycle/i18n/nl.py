"""Dutch."""

from tipcycle.i18n.base import Hotkeys, Language

_SHOW_TIP, _SEARCH_TIPS, _SHARE_VOICE, _PRINT_REVIEW = (
    "tips show",
    "tips search",
    "voices share",
    "review --format pdf",
)


def _ordinal(number: int) -> str:
    return f"{number}e"


LANGUAGE = Language(
    code="nl",
    command_names={
        "pick": "kies",
        "note": "noteer",
        "review": "terugblik",
        "close": "afronden",
        "swap": "ruil",
        "pause": "pauze",
        "undo": "ongedaan",
        "remind": "herinner",
        "nudge": "seintje",
    },
    command_synonyms={
        "check-in": "checkin", "stand": "status", "kaart": "card", "kaartje": "card", "kaartjes": "card",
        "kalender": "calendar", "agenda": "calendar", "logboek": "journal", "dagboek": "journal",
        "uitspraken": "voices", "stemmen": "voices", "kompaszin": "sentence", "zin": "sentence", "polsslag": "pulse",
        "peiling": "pulse", "reflectie": "reflect", "profiel": "profile", "hulp": "help",
    },
    command_suggestions={
        "toon": _SHOW_TIP, "lees": _SHOW_TIP, "zoek": _SEARCH_TIPS, "zoeken": _SEARCH_TIPS,
        "deel": _SHARE_VOICE, "delen": _SHARE_VOICE,
        "lijst": "tips", "willekeurig": "tips random", "voorstel": "tips suggest", "ster": "tips star",
        "druk": _PRINT_REVIEW, "afdruk": _PRINT_REVIEW, "afdrukken": _PRINT_REVIEW, "blad": _PRINT_REVIEW,
        "muur": "voices wall",
        "uitspraak": "voices", "exporteer": "journal export", "reservekopie": "journal backups",
        "herstel": "journal restore", "geschiedenis": "journal history",
    },
    hotkeys=Hotkeys(
        yes="j", no="n",
        away="v", fill_in="i", go_on="l",
        all="b", propose="v", read="l", done="k", monday="m", now="n",
        built="s", hardly="p", look="z", swap="r",
        keep="h", adapt="b", extend="n", drop="l",
    ),
    yes_words=("j", "ja"),
    no_words=("n", "nee"),
    decimal_sign=",",
    this_week=("deze week", "die week"),
    ordinal=_ordinal,
    ordinal_suffixes=("e", "de", "ste"),
    relative_days={"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2},
    relative_weeks={"deze": 0, "vorige": -1, "afgelopen": -1, "volgende": 1, "komende": 1},
    weekday_directions={"komende": True, "aanstaande": True, "afgelopen": False},
    week_words=("week", "wk"),
    range_words=("t/m", "tot", "tot en met"),
    inflectional_suffixes=frozenset(
        "en n t te ten de den end ende ene je jes tje tjes ingen".split()  # noqa: SIM905 - easier to read than a list
    ),
    stop_words=frozenset(
        """aan al als bij dat de deze die dit doe doen een en er geen hebben heeft het hoe ik in is je jij kan maak
        maken me met mijn moet na naar niet of om onder ons onze op over te tegen tot uit van voor waar wat we wie wij
        word worden zich zijn zo""".split()  # noqa: SIM905
    ),
    if_then_pattern=r"Als \S.*, dan \S.*",
    occasion_pattern=(
        r"\b(?:minstens|ten minste|op zijn minst) (?:[eé][eé]n keer|1 keer|eens)\b"
        r"|\b(?:als|wanneer|indien) (?:het|dat|die|er)\b"
        r".*\b(?:voordeed|voordeden|voorkwam|voorviel|kwam|was|waren|gebeurde)\b"
    ),
    non_verbs=frozenset(
        """de het een één eén dit dat deze die twee drie vijf tien geen niet nooit altijd alleen eerst meer minder beter
        je jij jouw jullie mijn ik wij we hij ze ons onze hun wie wat wanneer waar waarom hoe als voor met zonder van
        naar in op aan bij om te over en of maar elke elk iedere ieder alle""".split()  # noqa: SIM905 - easier to read than a list
    ),
    length_ratio=(0.7, 1.4),
)  # fmt: skip
