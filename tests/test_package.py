"""The package: what is in the source and in the wheel, what it says of itself, and that it works away from here."""

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

import tipcycle

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def dist_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packed source, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture
def wheel(dist_folder: Path) -> Path:
    """A freshly built wheel."""
    (found,) = dist_folder.glob("*.whl")
    return found


def test_the_source_holds_all_that_it_takes_to_develop(dist_folder: Path) -> None:
    """Code, catalogue, tests, tools and documents; nothing that is made from them."""
    (packed,) = dist_folder.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for needed in (
        "Makefile", "requirements.lock", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE",
        "LICENSE-catalogue", "data/tips.toml", "docs/architecture.md", "docs/reference/commands.md",
        "src/tipcycle/i18n/locales/nl/LC_MESSAGES/tipcycle.po", "tests/test_package.py", "tools/build_hook.py",
    ):  # fmt: skip
        assert needed in names
    assert [name for name in names if name.endswith((".pyc", ".mo", ".index")) or "_cache/" in name] == []


def test_the_package_says_what_it_is(wheel: Path) -> None:
    """For whom, in which languages, on which Pythons, and under which licences, with their texts."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        said = HeaderParser().parsestr(archive.read(name).decode())
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert (said["Name"], said["Version"], said["Requires-Python"]) == ("tipcycle", tipcycle.__version__, ">=3.11")
    assert said["License-Expression"] == "MIT AND CC-BY-4.0 AND OFL-1.1"
    assert len(said.get_all("License-File", [])) == len(licences) == 3
    assert said["Summary"]
    assert said["Keywords"]
    classified = said.get_all("Classifier", [])
    for version in ("3.11", "3.12", "3.13"):
        assert f"Programming Language :: Python :: {version}" in classified
    for language in ("Dutch", "English"):
        assert f"Natural Language :: {language}" in classified
    assert [each for each in classified if each.startswith("Operating System")] == [
        "Operating System :: POSIX :: Linux"  # what README says was tested
    ]


def test_every_library_has_its_reason() -> None:
    """Each one that is asked for has a line in the decisions, and those that run with tipcycle have an upper bound."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    running, developing = project["project"]["dependencies"], project["dependency-groups"]["dev"]
    rows = re.findall(r"^\| (.*?) \|", (ROOT / "docs/decisions/01-libraries.md").read_text("utf-8"), re.MULTILINE)
    reasoned = set(re.findall(r"[\w-]+", " ".join(rows)))
    asked = [*running, *developing, *project["build-system"]["requires"]]
    assert {re.split(r"[<>=\[ ]", each)[0] for each in asked} - reasoned == set()
    assert [each for each in running if not re.search(r">=[\d.]+,<[\d.]+$", each)] == []


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    """Code, catalogue, questions, compiled messages, templates and licences; no source of messages, no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "tipcycle/py.typed",
        "tipcycle/data/tips.toml",
        "tipcycle/data/tips.index",
        "tipcycle/data/questions.toml",
        "tipcycle/i18n/locales/nl/LC_MESSAGES/tipcycle.mo",
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
