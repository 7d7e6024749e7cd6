"""Run by the interpreter that tipcycle is installed in: what only a process itself can time. Prints the seconds.

`capture FILE PDF` keeps what the program gives the typesetter for a review; `typst FILE` sets that very document with
nothing around it; `toml FOLDER` parses every file in a folder once.
"""

import pickle
import sys
import tomllib
from pathlib import Path
from time import perf_counter
from typing import Any


def capture_typst_input(file: str, pdf: str) -> None:
    import typst

    from tipcycle.cli.main import run

    seen: dict[str, Any] = {}
    make_fonts, typeset = typst.Fonts, typst.compile

    def fonts(*given: Any, **named: Any) -> Any:
        seen["fonts"] = (given, named)
        return make_fonts(*given, **named)

    def compile(*given: Any, **named: Any) -> Any:
        seen["document"] = (given, {key: value for key, value in named.items() if key != "font_paths"})
        return typeset(*given, **named)

    typst.Fonts, typst.compile = fonts, compile  # type: ignore[assignment, misc]
    code = run(["review", "--format", "pdf", "--output", pdf, "--force"])
    if code != 0 or len(seen) != 2:
        raise SystemExit(f"the program did not hand a document to the typesetter: exit {code}, {list(seen)}")
    Path(file).write_bytes(pickle.dumps(seen))


def time_typst(file: str) -> float:
    """The seconds that importing the typesetter, finding its fonts and setting the document take."""
    seen: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = pickle.loads(Path(file).read_bytes())
    (font_list, font_names), ((document,), settings) = seen["fonts"], seen["document"]
    start = perf_counter()
    import typst

    typst.compile(document, font_paths=typst.Fonts(*font_list, **font_names), **settings)
    return perf_counter() - start


def time_toml(folder: str) -> float:
    """The seconds that parsing takes; reading the files is not in it."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.toml"))]
    start = perf_counter()
    for text in texts:
        tomllib.loads(text)
    return perf_counter() - start


if __name__ == "__main__":
    task, *words = sys.argv[1:]
    if task == "capture":
        capture_typst_input(*words)
    else:
        print({"typst": time_typst, "toml": time_toml}[task](*words))
