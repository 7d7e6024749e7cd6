"""The exit codes, and every refusal that gives them."""

from pages.commands import every_command
from pages.markdown import table
from pages.reach import ALWAYS, exits_of
from pages.told import summary, told
from tipcycle.core.errors import Exit, Refused


def codes() -> str:
    """Each code with its meaning and the commands that can give it."""
    given = {name: exits_of(call) for name, call in every_command()}
    rows = []
    for code in Exit:
        names = [f"`{name}`" for name, found in given.items() if code in found]
        by = "every command" if code in ALWAYS else ", ".join(names)
        rows.append((str(int(code)), told(Exit)[code.name], by))
    return table(("code", "means", "given by"), rows)


def refusals() -> str:
    """Each refusal with the code that it gives, the lowest first."""
    every = sorted(_every(), key=lambda refusal: (refusal.exit, refusal.__name__))
    return table(("code", "refusal", "when"), [(str(int(each.exit)), each.__name__, summary(each)) for each in every])


def _every(owner: type[Refused] = Refused) -> list[type[Refused]]:
    """Every refusal that can be raised; those that others build on are none."""
    below = owner.__subclasses__()
    return [each for child in below for each in _every(child)] if below else [owner]
