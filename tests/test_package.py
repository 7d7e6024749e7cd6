"""Source distribution and wheel: contents, metadata, dependencies, and a run outside the checkout."""

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
import recipes

import tipcycle
from tipcycle.render.card import WHEEL_NAME

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def dist_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution and the wheel; return their folder."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture
def wheel(dist_folder: Path) -> Path:
    """Return the path of the wheel."""
    (path,) = dist_folder.glob("*.whl")
    return path


def test_sdist_contents(dist_folder: Path) -> None:
    """The source distribution contains code, catalogue, tests, tools and documents, and no generated files."""
    (sdist,) = dist_folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for name in (
        "Makefile", "requirements.lock", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE",
        "LICENSE-catalogue", "data/tips.toml", "docs/architecture.md", "docs/reference/commands.md",
        "src/tipcycle/i18n/locales/nl/LC_MESSAGES/tipcycle.po", "tests/test_package.py", "tools/build_hook.py",
    ):  # fmt: skip
        assert name in names
    assert [name for name in names if name.endswith((".pyc", ".mo", ".index")) or "_cache/" in name] == []


def test_wheel_metadata(wheel: Path) -> None:
    """The metadata contains the name, version, Python versions, languages and licences."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = HeaderParser().parsestr(archive.read(name).decode())
        licence_files = [name for name in archive.namelist() if "/licenses/" in name]
    assert (metadata["Name"], metadata["Version"], metadata["Requires-Python"]) == (
        "tipcycle",
        tipcycle.__version__,
        ">=3.11",
    )
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0 AND OFL-1.1"
    assert len(metadata.get_all("License-File", [])) == len(licence_files) == 3
    assert metadata["Summary"]
    assert metadata["Keywords"]
    classifiers = metadata.get_all("Classifier", [])
    for version in ("3.11", "3.12", "3.13"):
        assert f"Programming Language :: Python :: {version}" in classifiers
    for language in ("Dutch", "English"):
        assert f"Natural Language :: {language}" in classifiers
    assert [classifier for classifier in classifiers if classifier.startswith("Operating System")] == [
        "Operating System :: POSIX :: Linux"  # the platform that README.md lists as tested
    ]


def test_documents_name_the_wheel(wheel: Path) -> None:
    """README and the invitation name the file that is built, because no package index has tipcycle."""
    assert wheel.name == WHEEL_NAME
    assert WHEEL_NAME in (ROOT / "README.md").read_text("utf-8")
    assert f"## {tipcycle.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_recipes_are_filled_in(dist_folder: Path, tmp_path: Path) -> None:
    """Each recipe has the version, the address and the checksum of its file, and no placeholder is left."""
    version = tipcycle.__version__
    archive, sdist = f"tipcycle-{version}-windows-x64.zip", f"tipcycle-{version}.tar.gz"
    (tmp_path / archive).write_bytes(b"a folder with the program")
    (tmp_path / sdist).write_bytes((dist_folder / sdist).read_bytes())
    values = recipes.release_values(tmp_path, "https://example.org", "https://example.org/files/")
    for name in recipes.RECIPES:
        file = sdist if name.endswith(".rb") else archive
        text = recipes.fill_in((ROOT / "packaging" / name).read_text("utf-8"), values)
        assert text is not None
        assert f"https://example.org/files/{file}" in text
        assert hashlib.sha256((tmp_path / file).read_bytes()).hexdigest() in text
        assert not re.search(r"(?<!#)\{\w+\}", text)
    scoop = json.loads(recipes.fill_in((ROOT / "packaging/scoop.json").read_text("utf-8"), values) or "")
    assert (scoop["version"], scoop["bin"]) == (version, "tipcycle.exe")
    (tmp_path / archive).unlink()
    values = recipes.release_values(tmp_path, "https://example.org", "https://example.org")
    assert recipes.fill_in((ROOT / "packaging/scoop.json").read_text("utf-8"), values) is None


def test_dependencies_are_explained_and_bounded() -> None:
    """Each dependency is explained in docs/decisions/01-libraries.md, and runtime dependencies have an upper bound."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime, development = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    rows = re.findall(r"^\| (.*?) \|", (ROOT / "docs/decisions/01-libraries.md").read_text("utf-8"), re.MULTILINE)
    explained = set(re.findall(r"[\w-]+", " ".join(rows)))
    requirements = [*runtime, *development, *project["build-system"]["requires"]]
    assert {re.split(r"[<>=\[ ]", requirement)[0] for requirement in requirements} - explained == set()
    versions = [requirement.partition(";")[0] for requirement in runtime]  # without the marker of a platform
    assert [version for version in versions if not re.search(r">=[\d.]+,<[\d.]+$", version)] == []


def test_wheel_contents(wheel: Path) -> None:
    """The wheel contains the program, its data and licences; no message sources and no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    for required_name in (
        "tipcycle/py.typed",
        "tipcycle/data/tips.toml",
        "tipcycle/data/tips.index",
        "tipcycle/data/questions.toml",
        "tipcycle/i18n/locales/nl/LC_MESSAGES/tipcycle.mo",
    ):
        assert required_name in names
    unexpected = [
        name
        for name in names
        if not name.startswith(("tipcycle/", f"tipcycle-{tipcycle.__version__}.dist-info/"))
        or name.endswith((".po", ".pyc"))
        or "test" in Path(name).name.removesuffix(".py").split("_")
    ]
    assert not unexpected
    assert f"tipcycle-{tipcycle.__version__}.dist-info/licenses/LICENSE-catalogue" in names


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tips", "show", "34"], "34"),
        (["--lang", "nl", "tips", "show", "34"], "Laat de balie een regel schrappen"),
        (["--version"], f"tipcycle {tipcycle.__version__}"),
        (["tips", "check"], "tips.toml"),
        (["help"], "tipcycle"),
    ],
    ids=["card", "dutch", "version", "lint", "help"],
)
def test_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path, words: list[str], expected: str) -> None:
    """An unpacked wheel with its dependencies runs without other files."""
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    script = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from tipcycle.__main__ import main; main()"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "TIPCYCLE_HOME": str(tmp_path / "journal"),
        "LANG": "C.UTF-8",
    }
    result = subprocess.run(
        [sys.executable, "-S", "-c", script, *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert expected in result.stdout
