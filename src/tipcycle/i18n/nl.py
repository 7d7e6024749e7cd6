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
        "card": "kaartjes",
        "calendar": "agenda",
        "journal": "logboek",
        "voices": "uitspraken",
        "sentence": "kompaszin",
        "pulse": "peiling",
        "reflect": "reflectie",
        "profile": "profiel",
        "help": "hulp",
    },
    command_synonyms={
        "check-in": "checkin", "stand": "status", "kaart": "card", "kaartje": "card", "kalender": "calendar",
        "dagboek": "journal", "stemmen": "voices", "uitspraak": "voices", "zin": "sentence", "polsslag": "pulse",
        "kiezen": "pick", "noteren": "note", "notitie": "note", "ruilen": "swap", "terugblikken": "review",
        "terugkijken": "checkin", "rond-af": "close", "afsluiten": "close", "pauzeren": "pause",
    },
    subcommand_names={
        "tips": {
            "list": "lijst", "show": "toon", "random": "willekeurig", "search": "zoek", "suggest": "voorstel",
            "star": "ster", "unstar": "geen-ster", "add": "toevoegen", "check": "nakijken",
        },
        "journal": {
            "where": "waar", "check": "nakijken", "history": "geschiedenis", "backups": "versies",
            "restore": "terugzetten", "export": "exporteren", "merge": "samenvoegen", "edit": "bewerken",
        },
        "voices": {
            "list": "lijst", "add": "toevoegen", "wall": "muur", "share": "delen", "unshare": "niet-delen",
        },
    },
    subcommand_synonyms={
        "tips": {
            "tonen": "show", "lees": "show", "lezen": "show", "zoeken": "search", "voorstellen": "suggest",
            "controleer": "check", "controleren": "check", "voeg-toe": "add",
        },
        "journal": {
            "controleer": "check", "controleren": "check", "reservekopie": "backups", "herstel": "restore",
            "herstellen": "restore", "exporteer": "export", "bewerk": "edit",
        },
        "voices": {"deel": "share", "voeg-toe": "add"},
    },
    option_names={
        "--help": "--hulp", "--plain": "--eenvoudig", "--home": "--map",
        "--ask": "--mag-vragen", "--of": "--van",
        "--running": "--loopt-door", "--did": "--gedaan", "--costly": "--met-moeite", "--missed": "--gemist",
        "--none": "--niet-voorgekomen", "--built": "--klaar", "--customers": "--klanten", "--note": "--notitie",
        "--voice": "--uitspraak", "--by": "--wie", "--heard": "--gehoord", "--share": "--delen",
        "--answer": "--antwoord", "--format": "--formaat", "--output": "--opslaan", "--open": "--openen",
        "--force": "--vervangen", "--paper": "--papier", "--words": "--woorden", "--private": "--prive",
        "--year": "--jaar", "--explain": "--uitleg", "--spiral": "--spiraal", "--because": "--omdat",
        "--keep": "--houden", "--adapt": "--bijschaven", "--extend": "--nog-een-ronde", "--drop": "--loslaten",
        "--by-hand": "--telt-mee", "--lesson": "--les", "--alive": "--leeft", "--lapsed": "--weggezakt",
        "--yes": "--ja", "--invite": "--uitnodiging", "--time": "--tijd", "--theme": "--thema", "--form": "--vorm",
        "--kind": "--soort", "--starred": "--met-ster", "--new": "--nieuw", "--file": "--bestand", "--from": "--vanuit",
        "--cycle": "--ronde", "--search": "--zoek", "--together": "--samen", "--guess": "--schatting",
        "--own": "--zelf", "--others": "--anderen", "--answers": "--antwoorden", "--show": "--toon",
        "--name": "--naam", "--language": "--taal", "--day": "--dag", "--at": "--om", "--off": "--uit",
        "--notify": "--melding",
    },
    value_names={
        "--heard": {
            "culture": "cultuur", "experience": "beleving", "loyalty": "trouw", "reputation": "goede-naam",
        },
        "--form": {
            "improve": "verbeteren", "renew": "vernieuwen", "transition": "transitie", "innovate": "innovatie",
        },
        "--kind": {"ritual": "wekelijks", "reflex": "reflex", "build": "eenmalig"},
        "--theme": {
            "lead": "voorgaan", "listen": "luisteren", "compass": "kompas", "room": "ruimte", "small": "klein",
            "candour": "eerlijk", "bridges": "bruggen", "tech": "techniek", "behind": "cijfers",
            "both": "verkennen",
        },
        "--format": {"screen": "scherm", "archive": "archief"},
    },
    command_suggestions={
        "toon": _SHOW_TIP, "lees": _SHOW_TIP, "zoek": _SEARCH_TIPS, "zoeken": _SEARCH_TIPS,
        "deel": _SHARE_VOICE, "delen": _SHARE_VOICE,
        "lijst": "tips", "willekeurig": "tips random", "voorstel": "tips suggest", "ster": "tips star",
        "druk": _PRINT_REVIEW, "afdruk": _PRINT_REVIEW, "afdrukken": _PRINT_REVIEW, "blad": _PRINT_REVIEW,
        "muur": "voices wall", "gedaan": "checkin", "instellingen": "profile", "rapport": "review",
        "verslag": "review", "vakantie": "pause", "verlof": "pause", "overslaan": "pause", "herinnering": "remind",
        "exporteer": "journal export", "reservekopie": "journal backups",
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
