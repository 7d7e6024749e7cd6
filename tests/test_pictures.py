"""The pictures in the documents are up to date."""

from pathlib import Path

import pictures
import pytest


def test_pictures_are_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each picture equals a newly generated one. `make docs` updates the pictures."""
    pictures_folder = pictures.PICTURES
    monkeypatch.setattr(pictures, "PICTURES", tmp_path)
    pictures.main()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in pictures_folder.glob("*.svg"))
    stale = [name for name in names if (tmp_path / name).read_bytes() != (pictures_folder / name).read_bytes()]
    assert stale == [], "run: make docs"
