"""The wheel: what is in it, and that it works away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import tipcycle

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    """Code, catalogue, questions, compiled messages, templates and licences; no source of messages, no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "tipcycle/py.typed",
        "tipcycle/data/tips.toml",
        "tipcycle/data/tips.index",
        "tipcycle/data/questions.toml",
        "tipcycle/locales/nl/LC_MESSAGES/tipcycle.mo",
    ):
        assert needed in names
    strange = [
        name
        for name in names
        if not name.startswith(("tipcycle/", f"tipcycle-{tipcycle.__version__}.dist-info/"))
        or name.endswith((".po", ".pyc"))
        or "test" in Path(name).name.removesuffix(".py").split("_")
    ]
    assert not strange
    assert f"tipcycle-{tipcycle.__version__}.dist-info/licenses/LICENSE-catalogue" in names


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["tips", "show", "34"], "34"),
        (["--lang", "nl", "tips", "show", "34"], "Laat de balie één regel schrappen"),
        (["--version"], f"tipcycle {tipcycle.__version__}"),
        (["tips", "check"], "tips.toml"),
        (["help"], "tipcycle"),
    ],
    ids=["card", "dutch", "version", "lint", "help"],
)
def test_the_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path, words: list[str], told: str) -> None:
    """Unpacked into an empty folder, beside nothing but its dependencies, it finds everything that it brings along."""
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    start = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from tipcycle.__main__ import main; main()"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "TIPCYCLE_HOME": str(tmp_path / "journal"),
        "LANG": "C.UTF-8",
    }
    ran = subprocess.run(
        [sys.executable, "-S", "-c", start, *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert told in ran.stdout
