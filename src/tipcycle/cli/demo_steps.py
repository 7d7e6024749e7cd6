"""The year of the demo as command lines, each with the day it is typed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from tipcycle.cli.demo_year import FIRST_MONDAY, YEAR, Round

Step = tuple[date, list[str]]

FRIDAY = timedelta(days=4)
_ANSWERS = {"D": "--did", "C": "--costly", "M": "--missed", "N": "--none", "B": "--built"}
_OUTCOMES = {"k": "--keep", "a": "--adapt", "e": "--extend", "d": "--drop"}


def steps(language: str) -> Iterator[Step]:
    """The whole year: each command line, and the day it is typed."""
    yield FIRST_MONDAY, ["tips", "show", "42"]
    taken: set[int] = set()
    for round_ in YEAR:
        yield from _round(round_, taken, language)
        taken = {tip for tip, letter in zip(round_.five, round_.close, strict=True) if letter == "e"}
    last = YEAR[-1].starts + timedelta(weeks=len(YEAR[-1].team), days=-1)
    yield last, ["status"]
    yield last, ["undo", "--yes"]
    yield last, _close(YEAR[-1])
    yield last, ["voices", "wall", "--format", "markdown", "--output", "-"]
    yield last, []


def _round(round_: Round, taken: set[int], language: str) -> Iterator[Step]:
    first = [tip for tip, weeks in round_.weeks.items() if not weeks.startswith(" ")]
    chosen = [str(tip) for tip in first if tip not in taken]
    running = ["--running", round_.running[language]] if language in round_.running else []
    yield round_.starts, ["pick", *chosen, *running]
    if round_.starts == FIRST_MONDAY:
        yield round_.starts, []
    for number in range(1, len(round_.team) + 1):
        monday = round_.starts + timedelta(weeks=number - 1)
        if round_.swap and number == round_.swap[0]:
            _, old, new, why = round_.swap
            yield monday, ["swap", str(old), str(new), "--because", why[language]]
        if round_.pause and number == round_.pause[0]:
            last = round_.starts + timedelta(weeks=round_.pause[1] - 1)
            yield monday, ["pause", monday.isoformat(), last.isoformat()]
        if number in round_.notes:
            text, role = round_.notes[number][language]
            yield monday + timedelta(days=1), ["note", text, "--by", role, "--share"]
        if round_.pause is None or not round_.pause[0] <= number <= round_.pause[1]:
            yield monday + FRIDAY, _checkin(round_, number, language)
        if number in round_.also:
            yield monday + FRIDAY, list(round_.also[number][language])
    friday = round_.starts + timedelta(weeks=len(round_.team) - 1) + FRIDAY
    yield friday, ["review", "--words", round_.words[language]]
    yield friday + timedelta(days=2), _close(round_)


def _checkin(round_: Round, number: int, language: str) -> list[str]:
    flags = _flags(((tip, weeks[number - 1 : number].strip()) for tip, weeks in round_.weeks.items()), _ANSWERS)
    flags += ["--team", round_.team[number - 1], "--customers", round_.customers[number - 1]]
    if number in round_.voices:
        text, role = round_.voices[number][language]
        flags += ["--voice", text, "--by", role]
        flags += ["--heard", round_.heard[number]] if number in round_.heard else []
        flags += ["--share"] if "share" not in round_.also.get(number, {}).get(language, ()) else []
    return ["checkin", *flags]


def _close(round_: Round) -> list[str]:
    return ["close", *_flags(zip(round_.five, round_.close, strict=True), _OUTCOMES)]


def _flags(said: Iterable[tuple[int, str]], flags: Mapping[str, str]) -> list[str]:
    """The flag of each letter with the tips of which it was said; a tip without a letter is left out."""
    given: dict[str, list[str]] = {}
    for tip, letter in said:
        if letter:
            given.setdefault(flags[letter], []).append(f"{tip:02}")
    return [part for flag, tips in given.items() for part in (flag, ",".join(tips))]
