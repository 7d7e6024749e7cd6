"""Record a reflection."""

from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.core.events import REFLECTION_QUESTION_COUNT, Change, Reflection


def record_reflection(answers: str) -> Change:
    """Return the reflection to record. The Dutch `j` counts as `y`, and `-` as `?`.

    Raises `InvalidOptionValueError` unless there are exactly eight answers.
    """
    cleaned = answers.strip().lower().replace("j", "y").replace("-", "?")
    if len(cleaned) != REFLECTION_QUESTION_COUNT or set(cleaned) - set("yn?"):
        raise InvalidOptionValueError("--answers", answers, metavar="yyn?nnyy")
    return Change(None, (Reflection(answers=cleaned),))
