"""The index of the shipped catalogue: the same tips, and never trusted over the text."""

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
    """A copy of the shipped catalogue with a fresh index, which is the one that is loaded."""
    path = Path(shutil.copy(packaged_path(), tmp_path))
    path.with_name(INDEX_FILE_NAME).write_bytes(encode_index(path.read_bytes(), build_packaged_catalogue()))
    monkeypatch.setattr(loader, "packaged_path", lambda: path)
    return path


def build_packaged_catalogue() -> Catalogue:
    return build_catalogue(read_document(packaged_path())[0])


def test_the_index_holds_every_tip(packaged_tips: Path) -> None:
    """All 101 tips and ten themes come back as they were read from the text."""
    found = read_index(packaged_tips.read_bytes(), packaged_tips.with_name(INDEX_FILE_NAME))
    assert found == build_packaged_catalogue()
    assert found is not None
    assert len(found.tips) == 101


def test_the_index_is_what_is_loaded(packaged_tips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it fits the text, the text is not parsed."""
    monkeypatch.setattr(loader, "try_loads", lambda *_: pytest.fail("parsed"))
    assert load_packaged().catalogue == load_index(packaged_tips)


def load_index(path: Path) -> Catalogue | None:
    return read_index(path.read_bytes(), path.with_name(INDEX_FILE_NAME))


def test_a_text_that_changed_is_read(packaged_tips: Path) -> None:
    """An index of another text is nothing, however alike they are."""
    packaged_tips.write_text(
        packaged_tips.read_text("utf-8").replace("first_step_minutes = 15", "first_step_minutes = 14"), "utf-8"
    )
    assert load_index(packaged_tips) is None
    assert load_packaged().catalogue != build_packaged_catalogue()
    assert len(load_packaged().catalogue.tips) == 101


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d[:-1],
        lambda d: d[:8],
        lambda d: b"",
        lambda d: d[:8] + b"\x93\x01\x02\x03",
        lambda d: d.replace(b"customer", b"cusdomer", 1),
    ],
)
def test_spoiled(spoil: "object", packaged_tips: Path) -> None:
    """Half an index is none, and neither is one in which a bit was turned."""
    path = packaged_tips.with_name(INDEX_FILE_NAME)
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert load_index(packaged_tips) is None
    assert load_packaged().catalogue == build_packaged_catalogue()
