"""The exit codes, and every refusal that gives them."""

from tools.docgen.commands import iter_commands
from tools.docgen.exit_code_analysis import UNIVERSAL_EXITS, exit_codes_of
from tools.docgen.field_docs import class_summary, field_docs
from tools.docgen.markdown import table

from tipcycle.core.errors import ExitCode, TipcycleError


def exit_codes_table() -> str:
    """Each code with its meaning and the commands that can give it."""
    codes_by_command = {name: exit_codes_of(call) for name, call in iter_commands()}
    rows = []
    for code in ExitCode:
        names = [f"`{name}`" for name, command_codes in codes_by_command.items() if code in command_codes]
        by = "every command" if code in UNIVERSAL_EXITS else ", ".join(names)
        rows.append((str(int(code)), field_docs(ExitCode)[code.name], by))
    return table(("code", "means", "given by"), rows)


def errors_table() -> str:
    """Each refusal with the code that it gives, the lowest first."""
    errors = sorted(_concrete_errors(), key=lambda refusal: (refusal.exit_code, refusal.__name__))
    return table(
        ("code", "refusal", "when"),
        [(str(int(error.exit_code)), error.__name__, class_summary(error)) for error in errors],
    )


def _concrete_errors(base: type[TipcycleError] = TipcycleError) -> list[type[TipcycleError]]:
    """Every refusal that can be raised; those that others build on are none."""
    subclasses = base.__subclasses__()
    return [subclass for child in subclasses for subclass in _concrete_errors(child)] if subclasses else [base]
