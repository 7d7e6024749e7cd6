"""The index of the packaged catalogue: equal to the TOML file, and ignored if it does not match."""

import shutil
from pathlib import Path

import pytest

from tipcycle.catalogue import loader
from tipcycle.catalogue.loader import (
    INDEX_FILE_NAME,
    build_catalogue,
    encode_index,
    load_packaged,
    packaged_path,
    read_document,
    read_index,
)
from tipcycle.core.tips import Catalogue


@pytest.fixture
def packaged_tips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Load a copy of the packaged catalogue with a new index; return its path."""
    path = Path(shutil.copy(packaged_path(), tmp_path))
    path.with_name(INDEX_FILE_NAME).write_bytes(encode_index(path.read_bytes(), build_packaged_catalogue()))
    monkeypatch.setattr(loader, "packaged_path", lambda: path)
    return path


def build_packaged_catalogue() -> Catalogue:
    return build_catalogue(read_document(packaged_path())[0])


def test_index_contains_all_tips(packaged_tips: Path) -> None:
    """All 101 tips are equal to those in the TOML file."""
    catalogue = read_index(packaged_tips.read_bytes(), packaged_tips.with_name(INDEX_FILE_NAME))
    assert catalogue == build_packaged_catalogue()
    assert catalogue is not None
    assert len(catalogue.tips) == 101


def test_matching_index_is_loaded(packaged_tips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the index matches, the TOML file is not parsed."""
    monkeypatch.setattr(loader, "try_loads", lambda *_: pytest.fail("parsed"))
    assert load_packaged().catalogue == load_index(packaged_tips)


def load_index(path: Path) -> Catalogue | None:
    return read_index(path.read_bytes(), path.with_name(INDEX_FILE_NAME))


def test_index_of_another_file_is_ignored(packaged_tips: Path) -> None:
    """After a change of the TOML file, the index is ignored."""
    packaged_tips.write_text(
        packaged_tips.read_text("utf-8").replace("first_step_minutes = 15", "first_step_minutes = 14"), "utf-8"
    )
    assert load_index(packaged_tips) is None
    assert load_packaged().catalogue != build_packaged_catalogue()
    assert len(load_packaged().catalogue.tips) == 101


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d[:-1],
        lambda d: d[:8],
        lambda d: b"",
        lambda d: d[:8] + b"\x93\x01\x02\x03",
        lambda d: d.replace(b"customer", b"cusdomer", 1),
    ],
)
def test_damaged_index_is_ignored(damage: "object", packaged_tips: Path) -> None:
    """A truncated or modified index is ignored."""
    path = packaged_tips.with_name(INDEX_FILE_NAME)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert load_index(packaged_tips) is None
    assert load_packaged().catalogue == build_packaged_catalogue()
