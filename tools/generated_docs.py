"""Pages with generated parts: `update` writes the stale ones, `check` only lists them."""

from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def update_pages(pages: Iterable[Path], render: Callable[[str], str], mode: str) -> int:
    """Compare each page with its rendered text and list the differing ones.

    Returns 1 if `mode` is `check` and a page is stale, else 0.
    """
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
