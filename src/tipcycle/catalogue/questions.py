"""The bank of questions, as shipped."""

import tomllib

from tipcycle.catalogue.loader import packaged_path
from tipcycle.core.questions import Question


def load_questions() -> tuple[Question, ...]:
    """Every question to take along into the week; none when the file is not there."""
    path = packaged_path().with_name("questions.toml")
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(Question(entry["slug"], {"en": entry["en"], "nl": entry["nl"]}) for entry in document["question"])
