"""Safe parsing of TOML: rejection of long keys, and errors returned as values."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.core.safe_toml import MAX_KEY_PARTS, KeyTooLongError, error_line, try_loads

LONG_KEY = ".".join(["a"] * (MAX_KEY_PARTS + 1))

LONG_KEY_TEXTS = {
    "a key": f"{LONG_KEY} = 1",
    "a header": f"[{LONG_KEY}]",
    "an array header": f"[[{LONG_KEY}]]",
    "in an inline table": f"x = {{ {LONG_KEY} = 1 }}",
    "with spaces": LONG_KEY.replace(".", " . ") + " = 1",
    "with quoted parts": ".".join(['"a.b"', "'c'"] * MAX_KEY_PARTS) + " = 1",
    "after quotes in a multi-line string": f'x = """ " """\n{LONG_KEY} = 1 # "',
    "after a multi-line literal string": f"x = ''' ' '''\n{LONG_KEY} = 1 # '",
    "after an escaped quote": f'x = "\\""\n{LONG_KEY} = 1 # "',
    "after five quotes": f'x = """a"""""\n{LONG_KEY} = 1 # "',
    "between quotes in comments": f"# '''\n{LONG_KEY} = 1 # '''",
}
ACCEPTED_TEXTS = {
    "in a comment": f"x = 1 # {LONG_KEY}",
    "in a string": f'x = "{LONG_KEY}"',
    "in a literal string": f"x = '{LONG_KEY}'",
    "in a multi-line string": f'x = """\n{LONG_KEY}\n"""',
    "in a multi-line literal string": f"x = '''\n{LONG_KEY}\n'''",
    "one part fewer": f"{LONG_KEY[2:]} = 1",
    "many decimal numbers": "x = [" + ", ".join(["1.5"] * 40) + "]",
}


@pytest.mark.parametrize("text", LONG_KEY_TEXTS.values(), ids=LONG_KEY_TEXTS.keys())
def test_long_key_is_rejected_before_parsing(text: str) -> None:
    def fail_loads(_: str) -> dict[str, object]:
        raise AssertionError("parsed")

    assert isinstance(try_loads(fail_loads, text), KeyTooLongError)


@pytest.mark.parametrize("text", ACCEPTED_TEXTS.values(), ids=ACCEPTED_TEXTS.keys())
def test_text_without_long_key_is_parsed(text: str) -> None:
    assert try_loads(tomllib.loads, text) == tomllib.loads(text)


@pytest.mark.parametrize("error", [ValueError, RecursionError, OverflowError, MemoryError])
def test_parser_error_is_returned(error: type[Exception]) -> None:
    def fail_loads(_: str) -> dict[str, object]:
        raise error

    assert isinstance(try_loads(fail_loads, ""), error)


def test_lone_surrogate_gives_unicode_error() -> None:
    """A lone surrogate represents a byte that is not UTF-8."""
    assert isinstance(try_loads(tomllib.loads, 'x = "\udce9"'), UnicodeError)


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("a = 1\nb = [1,\n", 2), ('a = "x\n', 1), ("a = 1", None)]
)
def test_error_line_is_line_of_mistake(text: str, line: int | None) -> None:
    """The line is also known if the text ends too early."""
    result = try_loads(tomllib.loads, text)
    assert (error_line(result, text) if isinstance(result, Exception) else None) == line


@given(st.text(st.sampled_from("ab.\"'#\\\n[]{}=, "), max_size=60))
def test_try_loads_never_raises(text: str) -> None:
    """A valid text gives the result of the parser."""
    result = try_loads(tomllib.loads, text)
    if not isinstance(result, Exception):
        assert result == tomllib.loads(text)
