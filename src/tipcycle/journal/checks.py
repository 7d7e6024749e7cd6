"""What `journal check` looks at beside the blocks: second copies that sync programs left, and earlier states to offer.

Reads only. Slower than a read needs to be, so nothing else asks for it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from tipcycle.core.errors import Refused
from tipcycle.core.problems import Problem
from tipcycle.journal.codec import FORMAT
from tipcycle.journal.holdings import newest_good
from tipcycle.journal.merge import plan
from tipcycle.journal.names import second_copy_of
from tipcycle.journal.own_tips import tips_of
from tipcycle.journal.places import OWN_TIPS, Places
from tipcycle.journal.sources import read_sources
from tipcycle.journal.whole import present, read_whole

_WHOLE_FILE = frozenset(
    {"all-zero", "too-large", "not-utf8", "not-toml", "too-many", "long-key", "no-format", "no-header", "header"}
)
"""What an earlier state of the file can help against."""


def checked(places: Places, problems: Iterable[Problem]) -> list[Problem]:
    """These problems, the newest good backup offered where it helps, and what else there is to know."""
    every = [problem for problem in problems if second_copy_of(problem.file) is None]
    every += _tips(places)
    newer = {problem.file for problem in every if problem.what == "newer"}
    spoiled = {problem.file for problem in every if problem.level == "error" and problem.what in _WHOLE_FILE} - newer
    offers = {file: newest_good(places, file) for file in spoiled}
    found = []
    for problem in every:
        if problem.level == "error" and problem.file in newer:
            problem = replace(problem, what="newer-part")
        elif problem.level == "error" and problem.what in _WHOLE_FILE:
            problem = replace(problem, offer=offers[problem.file])
        found.append(problem)
    return sorted([*found, *_second_copies(places)], key=lambda problem: (problem.file, problem.line or 0))


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
    if format > FORMAT:
        yield Problem("remark", OWN_TIPS, 1, "newer", str(format))
    elif data and not data.strip(b"\0"):
        yield Problem("error", OWN_TIPS, None, "all-zero")
    elif tips is None:
        yield Problem("error", OWN_TIPS, None, "not-toml")


def _second_copies(places: Places) -> Iterator[Problem]:
    """Files beside ours that look like second copies of them, and whether there is anything left to take from them."""
    for prefix, folder in (("", places.home), ("cycles/", places.cycles)):
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
