"""The index of the shipped catalogue: the same tips, and never trusted over the text."""

import shutil
from pathlib import Path

import pytest

from tipcycle.catalogue import load
from tipcycle.catalogue.build import build_catalogue
from tipcycle.catalogue.index import NAME, index_of, indexed
from tipcycle.catalogue.load import load_packaged, packaged_path, read_document
from tipcycle.core.tips import Catalogue


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped catalogue with a fresh index, which is the one that is loaded."""
    path = Path(shutil.copy(packaged_path(), tmp_path))
    path.with_name(NAME).write_bytes(index_of(path.read_bytes(), read()))
    monkeypatch.setattr(load, "packaged_path", lambda: path)
    return path


def read() -> Catalogue:
    return build_catalogue(read_document(packaged_path())[0])


def test_the_index_holds_every_tip(shipped: Path) -> None:
    """All 101 tips and ten themes come back as they were read from the text."""
    found = indexed(shipped.read_bytes(), shipped.with_name(NAME))
    assert found == read()
    assert found is not None
    assert len(found.tips) == 101


def test_the_index_is_what_is_loaded(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it fits the text, the text is not parsed."""
    monkeypatch.setattr(load, "guarded", lambda *_: pytest.fail("parsed"))
    assert load_packaged().catalogue == read_by_hand(shipped)


def read_by_hand(path: Path) -> Catalogue | None:
    return indexed(path.read_bytes(), path.with_name(NAME))


def test_a_text_that_changed_is_read(shipped: Path) -> None:
    """An index of another text is nothing, however alike they are."""
    shipped.write_text(
        shipped.read_text("utf-8").replace("first_step_minutes = 15", "first_step_minutes = 14"), "utf-8"
    )
    assert read_by_hand(shipped) is None
    assert load_packaged().catalogue != read()
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
def test_spoiled(spoil: "object", shipped: Path) -> None:
    """Half an index is none, and neither is one in which a bit was turned."""
    path = shipped.with_name(NAME)
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert read_by_hand(shipped) is None
    assert load_packaged().catalogue == read()
