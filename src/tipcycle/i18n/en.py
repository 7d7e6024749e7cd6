"""English."""

from tipcycle.i18n.base import Hotkeys, Language

_SHOW_TIP, _SEARCH_TIPS, _PRINT_REVIEW = "tips show", "tips search", "review --format pdf"


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


LANGUAGE = Language(
    code="en",
    command_suggestions={
        "show": _SHOW_TIP, "read": _SHOW_TIP, "search": _SEARCH_TIPS, "find": _SEARCH_TIPS, "share": "voices share",
        "suggest": "tips suggest", "star": "tips star", "list": "tips", "start": "pick", "begin": "pick",
        "print": _PRINT_REVIEW, "pdf": _PRINT_REVIEW, "sheet": _PRINT_REVIEW, "wall": "voices wall", "voice": "voices",
        "export": "journal export", "backup": "journal backups", "backups": "journal backups",
        "restore": "journal restore", "merge": "journal merge", "edit": "journal edit", "check": "journal check",
        "history": "journal history", "where": "journal where", "done": "checkin", "settings": "profile",
        "config": "profile", "report": "review", "skip": "pause", "holiday": "pause", "vacation": "pause",
        "reminder": "remind", "random": "tips random",
    },
    hotkeys=Hotkeys(
        yes="y", no="n",
        away="a", fill_in="f", go_on="n",
        all="b", propose="p", read="r", done="d", monday="m", now="n",
        built="s", hardly="h", look="g", swap="s",
        keep="k", adapt="a", extend="r", drop="l",
    ),
    yes_words=("y", "yes"),
    no_words=("n", "no"),
    decimal_sign=".",
    this_week=("this week", "that week"),
    ordinal=_ordinal,
    ordinal_suffixes=("st", "nd", "rd", "th"),
    month_can_come_first=True,
    relative_days={"today": 0, "tomorrow": 1, "yesterday": -1},
    relative_weeks={"this": 0, "last": -1, "next": 1},
    weekday_directions={"coming": True, "past": False},
    week_words=("week", "wk"),
    range_words=("to", "until", "till", "through"),
    inflectional_suffixes=frozenset(("s", "es", "ed", "d", "e", "y", "ies", "ied", "ying", "ing", "ings", "er", "ers")),
    stop_words=frozenset(
        """a about am an and are as at be by can do does for from get have how i if in into is it its me my of on or our
        should so that the their them they this to too us we what when where which who why will with you your""".split()  # noqa: SIM905
    ),
    if_then_pattern=r"If \S.*, then \S.*|(?:When|If) \S.*, I'll \S.*",
    occasion_pattern=(
        r"\bat least once\b"
        r"|\b(?:if|whenever) (?:it|one|that|there|any|they)\b.*\b(?:came|arose|was|were|happened|turned)\b"
    ),
    non_verbs=frozenset(
        """a an the this that these those one two three five ten no not never always only just more less better
        your you my our we i he she it they his her their its who what when where why how if for with without from to
        in on at by of about and or but every each all any some is are""".split()  # noqa: SIM905 - easier to read than a list
    ),
    non_verb_pattern=r"\w*[aeiouy]\w*ing",
)  # fmt: skip
