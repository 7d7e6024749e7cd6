"""Documents that are partly made: `update` writes what is stale, `check` only says so."""

from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def update_pages(pages: Iterable[Path], render: Callable[[str], str], mode: str) -> int:
    """Holds each page against `renewed` of its text and names those that differ; 1 when `check` found one."""
    stale = 0
    for path in pages:
        old_text = path.read_text(encoding="utf-8")
        new_text = render(old_text)
        if new_text == old_text:
            continue
        stale += 1
        if mode == "update":
            path.write_text(new_text, encoding="utf-8")
        print(f"{'renewed' if mode == 'update' else 'stale'}: {path.relative_to(ROOT)}")
    return 1 if stale and mode == "check" else 0
