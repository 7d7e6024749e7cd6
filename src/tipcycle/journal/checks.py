"""What `journal check` looks at beside the blocks: second copies that sync programs left, and earlier states to offer.

Reads only. Slower than a read needs to be, so nothing else asks for it.
"""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from tipcycle.core.errors import Refused
from tipcycle.core.problems import Problem
from tipcycle.core.standing import standing
from tipcycle.core.tips import TIPS_FORMAT
from tipcycle.journal.backups import generations
from tipcycle.journal.codec import parse
from tipcycle.journal.holdings import Offer, best_offer, good_ones
from tipcycle.journal.merge import plan
from tipcycle.journal.names import is_cycle, is_ours, path_of, second_copy_of
from tipcycle.journal.own_tips import tips_of
from tipcycle.journal.places import CYCLES, OWN_TIPS, Places
from tipcycle.journal.sources import read_sources
from tipcycle.journal.whole import names_of_all, present, read_whole

_WHOLE_FILE = frozenset(
    {"all-zero", "too-large", "not-utf8", "not-toml", "too-many", "long-key", "no-format", "no-header", "header"}
)
"""What an earlier state of the file can help against."""

_MOST_SHOWN = 50
"""So much of a line shows which one it is."""


def checked(places: Places, problems: Iterable[Problem]) -> list[Problem]:
    """These problems, the newest good backup offered where it helps, and what else there is to know."""
    every = [problem for problem in problems if second_copy_of(problem.file) is None]
    every += _tips(places)
    newer = {problem.file for problem in every if problem.what == "newer"}
    spoiled = {problem.file for problem in every if problem.level == "error" and problem.what in _WHOLE_FILE} - newer
    offers = {file: best_offer(places, file) for file in spoiled}
    found = []
    for problem in every:
        if problem.level == "error" and problem.file in newer:
            problem = replace(problem, what="newer-part")
        elif problem.level == "error" and problem.what in _WHOLE_FILE:
            problem = _offered(replace(problem, beside=_line(places, problem)), offers[problem.file])
        elif problem.what == "never-closed":
            problem = _offered(problem, best_offer(places, problem.file, closed=True))
        found.append(problem)
    copies = list(_second_copies(places))
    if not any(problem.what == "unreadable" for problem in every):
        found += _gone(places, {problem.original for problem in copies})
    return sorted([*found, *copies], key=lambda problem: (problem.file, problem.line or 0))


def _offered(problem: Problem, offer: Offer | None) -> Problem:
    return problem if offer is None else replace(problem, offer=offer.number, newer=offer.newer)


def _line(places: Places, problem: Problem) -> str:
    """How the line begins on which a file stops being readable; empty where no line is named."""
    if problem.what != "not-toml" or not problem.detail.isdecimal():
        return ""
    lines = (read_whole(places, problem.file) or b"").decode("utf-8", "replace").split("\n")
    number = int(problem.detail)
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN].rstrip() + "…"


def _gone(places: Places, moved: Container[str]) -> Iterator[Problem]:
    """Cycle files that are no longer there while earlier states of them are; `moved` lie beside their place.

    One in which nothing stood, and one of which every block is in another file, is not missed.
    """
    kept = sorted({generation.name for generation in generations(places) if is_cycle(generation.name)})
    names = [name for name in kept if is_ours(name) and name not in moved and not path_of(places, name).exists()]
    here: set[str] | None = None
    for name in names:
        generation, data, _ = next(good_ones(places, name), (None, b"", None))
        if generation is None:
            continue
        blocks = standing(parse(data, name).blocks)
        here = _ids(places) if here is None else here
        if any(block.id not in here for block in blocks):
            yield Problem("remark", name, None, "gone", offer=generation.number)


def _ids(places: Places) -> set[str]:
    """The ids of every block in every cycle file that is there."""
    files = present(places, [name for name in names_of_all(places) if is_cycle(name)])
    return {block.id for name, data in files.items() for block in parse(data, name).blocks}


def _tips(places: Places) -> Iterator[Problem]:
    """Whether the own tips can be read at all; what is in them is the catalogue's business (`tips check`)."""
    try:
        data = read_whole(places, OWN_TIPS)
    except Refused as refused:
        yield Problem("error", OWN_TIPS, None, "unreadable", getattr(refused, "reason", ""))
        return
    if data is None:
        return
    tips, format = tips_of(data)
    if format > TIPS_FORMAT:
        yield Problem("remark", OWN_TIPS, 1, "newer", str(format))
    elif data and not data.strip(b"\0"):
        yield Problem("error", OWN_TIPS, None, "all-zero")
    elif tips is None:
        yield Problem("error", OWN_TIPS, None, "not-toml")


def _second_copies(places: Places) -> Iterator[Problem]:
    """Files beside ours that look like second copies of them, and whether there is anything left to take from them."""
    for prefix, folder in (("", places.home), (f"{CYCLES}/", places.cycles)):
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError:
            continue
        for name in names:
            original = second_copy_of(prefix + name)
            if original is not None:
                what = "second-copy-done" if _all_here(places, folder / name) else "second-copy"
                yield Problem("remark", prefix + name, None, what, str(folder / name), original=original)


def _all_here(places: Places, path: Path) -> bool:
    try:
        sources = read_sources(path)
        merged = plan(present(places, {source.name for source in sources if source.name}), sources)
    except Refused:
        return False
    return not (merged.puts or merged.left)
