"""Record a reflection."""

from tipcycle.core.errors import InvalidOptionValueError
from tipcycle.core.events import REFLECTION_QUESTION_COUNT, Change, Reflection


def record_reflection(answers: str) -> Change:
    """Eight answers, as they were given."""
    cleaned = answers.strip().lower().replace("j", "y").replace("-", "?")
    if len(cleaned) != REFLECTION_QUESTION_COUNT or set(cleaned) - set("yn?"):
        raise InvalidOptionValueError("--answers", answers, metavar="yyn?nnyy")
    return Change(None, (Reflection(answers=cleaned),))
