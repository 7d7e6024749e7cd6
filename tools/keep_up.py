"""Documents that are partly made: `update` writes what is stale, `check` only says so."""

from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def keep_up(pages: Iterable[Path], renewed: Callable[[str], str], task: str) -> int:
    """Holds each page against `renewed` of its text and names those that differ; 1 when `check` found one."""
    stale = 0
    for path in pages:
        before = path.read_text(encoding="utf-8")
        now = renewed(before)
        if now == before:
            continue
        stale += 1
        if task == "update":
            path.write_text(now, encoding="utf-8")
        print(f"{'renewed' if task == 'update' else 'stale'}: {path.relative_to(ROOT)}")
    return 1 if stale and task == "check" else 0
