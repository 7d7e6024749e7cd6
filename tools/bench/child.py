"""Measurements that a process can only make itself; prints the seconds.

It runs in the interpreter in which tipcycle is installed. `capture FILE PDF` saves the input that the program gives to
Typst for a review. `typst FILE` typesets that document and nothing else. `toml FOLDER` parses every file of a folder
once.
"""

import pickle
import sys
import tomllib
from pathlib import Path
from time import perf_counter
from typing import Any


def capture_typst_input(file: str, pdf: str) -> None:
    """Save the fonts and the document that the program passes to Typst for a review."""
    import typst

    from tipcycle.cli.main import run

    captured: dict[str, Any] = {}
    make_fonts, compile_document = typst.Fonts, typst.compile

    def fonts(*args: Any, **kwargs: Any) -> Any:
        captured["fonts"] = (args, kwargs)
        return make_fonts(*args, **kwargs)

    def compile(*args: Any, **kwargs: Any) -> Any:
        captured["document"] = (args, {key: value for key, value in kwargs.items() if key != "font_paths"})
        return compile_document(*args, **kwargs)

    typst.Fonts, typst.compile = fonts, compile  # type: ignore[assignment, misc]
    exit_code = run(["review", "--format", "pdf", "--output", pdf, "--force"])
    if exit_code != 0 or len(captured) != 2:
        raise SystemExit(f"the program did not hand a document to the typesetter: exit {exit_code}, {list(captured)}")
    Path(file).write_bytes(pickle.dumps(captured))


def time_typst(file: str) -> float:
    """Return the seconds for importing Typst, loading its fonts and typesetting the document."""
    captured: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = pickle.loads(Path(file).read_bytes())
    (font_list, font_names), ((document,), settings) = captured["fonts"], captured["document"]
    start = perf_counter()
    import typst

    typst.compile(document, font_paths=typst.Fonts(*font_list, **font_names), **settings)
    return perf_counter() - start


def time_toml(folder: str) -> float:
    """Return the seconds for parsing the files; reading them is not included."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.toml"))]
    start = perf_counter()
    for text in texts:
        tomllib.loads(text)
    return perf_counter() - start


if __name__ == "__main__":
    task, *args = sys.argv[1:]
    if task == "capture":
        capture_typst_input(*args)
    else:
        print({"typst": time_typst, "toml": time_toml}[task](*args))
