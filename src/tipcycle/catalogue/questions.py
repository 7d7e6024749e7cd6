"""Loader for the packaged open questions."""

import tomllib

from tipcycle.catalogue.loader import packaged_path
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.questions import Question


def load_questions() -> tuple[Question, ...]:
    """Return all packaged questions; empty if the file is missing."""
    path = packaged_path().with_name("questions.toml")
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(
        Question(entry["slug"], {code: entry[code] for code in LANGUAGES if code in entry})
        for entry in document["question"]
    )
