"""The index of the packaged catalogue: equal to the TOML file, and ignored if it cannot be read."""

import shutil
from pathlib import Path

import pytest

from tipcycle.catalogue import document, loader
from tipcycle.catalogue.document import read_document
from tipcycle.catalogue.loader import INDEX_FILE_NAME, build_catalogue, encode_index, load_packaged, packaged_path
from tipcycle.core.tips import Catalogue


@pytest.fixture
def packaged_tips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Load a copy of the packaged catalogue with a new index; return its path."""
    path = Path(shutil.copy(packaged_path(), tmp_path))
    path.with_name(INDEX_FILE_NAME).write_bytes(encode_index(build_packaged_catalogue()))
    monkeypatch.setattr(loader, "packaged_path", lambda: path)
    return path


def build_packaged_catalogue() -> Catalogue:
    return build_catalogue(read_document(packaged_path())[0])


def test_built_index_is_up_to_date() -> None:
    """The index beside the packaged tips has their content. `make` builds it after each change of the tips."""
    assert packaged_path().with_name(INDEX_FILE_NAME).read_bytes() == encode_index(build_packaged_catalogue())


def test_index_contains_all_tips(packaged_tips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All 101 tips are equal to those in the TOML file, which is not parsed."""
    expected = build_packaged_catalogue()
    monkeypatch.setattr(document, "try_loads", lambda *_: pytest.fail("parsed"))
    catalogue = load_packaged().catalogue
    assert catalogue == expected
    assert len(catalogue.tips) == 101


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-1], lambda d: d[:8], lambda d: b"", lambda d: d[:8] + b"\x93\x01\x02\x03"]
)
def test_damaged_index_is_ignored(damage: "object", packaged_tips: Path) -> None:
    """An index that cannot be decoded is ignored."""
    path = packaged_tips.with_name(INDEX_FILE_NAME)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert load_packaged().catalogue == build_packaged_catalogue()
