"""Record a reflection."""

from collections.abc import Sequence

from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.core.events import REFLECTION_QUESTION_COUNT, Change, Reflection


def record_reflection(
    answers: str, *, yes_letters: Sequence[str] = ("y",), no_letters: Sequence[str] = ("n",)
) -> Change:
    """Return the reflection to record. Each letter for yes counts as `y`, each for no as `n`, and `-` as `?`.

    Raises `InvalidOptionValueError` unless there are exactly eight answers.
    """
    normal_forms = {**dict.fromkeys(yes_letters, "y"), **dict.fromkeys(no_letters, "n"), "-": "?"}
    cleaned = "".join(normal_forms.get(letter, letter) for letter in answers.strip().lower())
    if len(cleaned) != REFLECTION_QUESTION_COUNT or set(cleaned) - set("yn?"):
        raise InvalidOptionValueError("--answers", answers, metavar="yyn?nnyy")
    return Change(None, (Reflection(answers=cleaned),))
