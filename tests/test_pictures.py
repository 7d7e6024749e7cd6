"""The pictures in the documents show the program as it is now."""

from pathlib import Path

import pictures
import pytest


def test_every_picture_is_what_the_program_shows_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made anew, each picture is the one that lies there."""
    there = pictures.PICTURES
    monkeypatch.setattr(pictures, "PICTURES", tmp_path)
    pictures.main()
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in there.glob("*.svg"))
    stale = [name for name in made if (tmp_path / name).read_bytes() != (there / name).read_bytes()]
    assert stale == [], "run: make docs"
