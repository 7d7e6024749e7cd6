"""What is kept from a TOML parser, because it would hang or harm."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcycle.core.safe_toml import MAX_KEY_PARTS, KeyTooLongError, error_line, try_loads

PARTS = ".".join(["a"] * (MAX_KEY_PARTS + 1))

HIDDEN = {
    "a key": f"{PARTS} = 1",
    "a header": f"[{PARTS}]",
    "a header of blocks": f"[[{PARTS}]]",
    "in an inline table": f"x = {{ {PARTS} = 1 }}",
    "with spaces": PARTS.replace(".", " . ") + " = 1",
    "of quoted parts": ".".join(['"a.b"', "'c'"] * MAX_KEY_PARTS) + " = 1",
    "after quotation marks in a text": f'x = """ " """\n{PARTS} = 1 # "',
    "after a literal text": f"x = ''' ' '''\n{PARTS} = 1 # '",
    "after an escaped mark": f'x = "\\""\n{PARTS} = 1 # "',
    "after five marks": f'x = """a"""""\n{PARTS} = 1 # "',
    "in quotes behind a comment": f"# '''\n{PARTS} = 1 # '''",
}
FINE = {
    "in a comment": f"x = 1 # {PARTS}",
    "in a text": f'x = "{PARTS}"',
    "in a literal": f"x = '{PARTS}'",
    "in a long text": f'x = """\n{PARTS}\n"""',
    "in a long literal": f"x = '''\n{PARTS}\n'''",
    "one fewer": f"{PARTS[2:]} = 1",
    "many fractions": "x = [" + ", ".join(["1.5"] * 40) + "]",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_long_key(text: str) -> None:
    """A key of more parts than anybody writes never reaches the parser, wherever it hides."""

    def never(_: str) -> dict[str, object]:
        raise AssertionError("parsed")

    assert isinstance(try_loads(never, text), KeyTooLongError)


@pytest.mark.parametrize("text", FINE.values(), ids=FINE.keys())
def test_no_key(text: str) -> None:
    """What only looks like a long key is parsed."""
    assert try_loads(tomllib.loads, text) == tomllib.loads(text)


@pytest.mark.parametrize("error", [ValueError, RecursionError, OverflowError, MemoryError])
def test_whatever_the_parser_raises(error: type[Exception]) -> None:
    """All that a parser is known to raise comes back as a value."""

    def raising(_: str) -> dict[str, object]:
        raise error

    assert isinstance(try_loads(raising, ""), error)


def test_lone_surrogate() -> None:
    """Bytes that were no UTF-8 are told apart from a mistake in the text."""
    assert isinstance(try_loads(tomllib.loads, 'x = "\udce9"'), UnicodeError)


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("a = 1\nb = [1,\n", 2), ('a = "x\n', 1), ("a = 1", None)]
)
def test_where_it_stopped(text: str, line: int | None) -> None:
    """The line of the mistake is known, also when it is that the text ends too early."""
    found = try_loads(tomllib.loads, text)
    assert (error_line(found, text) if isinstance(found, Exception) else None) == line


@given(st.text(st.sampled_from("ab.\"'#\\\n[]{}=, "), max_size=60))
def test_any_text(text: str) -> None:
    """No text raises, and what parses is what the parser says."""
    found = try_loads(tomllib.loads, text)
    if not isinstance(found, Exception):
        assert found == tomllib.loads(text)
