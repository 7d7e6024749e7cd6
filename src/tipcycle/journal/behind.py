"""Adding behind what is there: the old bytes stay the beginning of the file. Who adds reads the result back."""

from collections.abc import Iterable

from tipcycle.core.errors import CannotEncode, TooLarge
from tipcycle.journal.parts import MOST_BYTES, decoded, parsed
from tipcycle.journal.toml_out import format_block


def behind(old: bytes, text: str, name: str) -> bytes:
    """The old bytes, and this text on lines of its own behind them.

    CannotEncode for a text that has no place in UTF-8, TooLarge for more than is read of a file.

    >>> behind(b"# mine", "x = 1\\n", "journal.toml")
    b'# mine\\nx = 1\\n'
    """
    try:
        added = text.encode("utf-8")
    except UnicodeEncodeError:
        raise CannotEncode from None
    new = old + (b"" if old.endswith(b"\n") or not old else b"\n") + added
    if len(new) > MOST_BYTES:
        raise TooLarge(name)
    return new


def standing_in_the_way(old: bytes, kinds: Iterable[str]) -> str:
    """The name of the person's own that keeps blocks of these kinds from being read back."""
    text, _ = decoded(old, "")
    different = list(dict.fromkeys(kinds))
    return next(
        (each for each in different if isinstance(parsed(text + format_block(each, {})), Exception)), different[0]
    )
