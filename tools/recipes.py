"""Fill in the recipes for Homebrew, winget and scoop: the version, the addresses and the checksums of a release.

    python tools/recipes.py HOMEPAGE DOWNLOADS

Reads the built files from `dist/` and the recipes from `packaging/`, and writes the results to `dist/recipes/`.
HOMEPAGE is the address of the project, DOWNLOADS the folder that the files of this release are downloaded from. Leaves
out a recipe if the file that it installs was not built here.
"""

import hashlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import tipcycle

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ("tipcycle.rb", "scoop.json", "winget.yaml")


def release_values(dist: Path, homepage: str, downloads: str) -> Mapping[str, str]:
    """Return the values of the placeholders. A file that was not built has none."""
    version = tipcycle.__version__
    values = {"version": version, "homepage": homepage, "downloads": downloads.rstrip("/")}
    for key, name in (("sdist", f"tipcycle-{version}.tar.gz"), ("windows_zip", f"tipcycle-{version}-windows-x64.zip")):
        if (dist / name).is_file():
            values |= {key: name, f"{key}_sha256": hashlib.sha256((dist / name).read_bytes()).hexdigest()}
    return values


def fill_in(recipe: str, values: Mapping[str, str]) -> str | None:
    """Return the recipe with its placeholders filled in, or None if a value is missing."""
    needed = set(re.findall(r"(?<!#)\{(\w+)\}", recipe))
    if not needed <= set(values):
        return None
    return re.sub(r"(?<!#)\{(\w+)\}", lambda match: values[match[1]], recipe)


def main(homepage: str, downloads: str) -> int:
    """Write the recipes and return the exit code."""
    dist = ROOT / "dist"
    values = release_values(dist, homepage, downloads)
    target = dist / "recipes"
    target.mkdir(parents=True, exist_ok=True)
    for name in RECIPES:
        text = fill_in((ROOT / "packaging" / name).read_text("utf-8"), values)
        if text is None:
            print(f"left out, its file is not in dist/: {name}")
            continue
        (target / name).write_text(text, "utf-8")
        print(target / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 3 else __doc__)
