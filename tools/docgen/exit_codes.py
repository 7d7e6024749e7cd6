"""Reference of the exit codes and of the errors that cause them."""

from docgen.commands import iter_commands
from docgen.exit_code_analysis import UNIVERSAL_EXITS, exit_codes_of
from docgen.field_docs import class_summary, field_docs
from docgen.markdown import table
from tipcycle.core.errors import ExitCode, TipcycleError


def exit_codes_table() -> str:
    """Return a table of the exit codes, their meanings and the commands that return them."""
    codes_by_command = {name: exit_codes_of(callback) for name, callback in iter_commands()}
    rows = []
    for code in ExitCode:
        command_names = [f"`{name}`" for name, command_codes in codes_by_command.items() if code in command_codes]
        given_by = "every command" if code in UNIVERSAL_EXITS else ", ".join(command_names)
        rows.append((str(int(code)), field_docs(ExitCode)[code.name], given_by))
    return table(("code", "means", "given by"), rows)


def errors_table() -> str:
    """Return a table of the errors, ordered by exit code and name."""
    errors = sorted(_concrete_errors(), key=lambda error_type: (error_type.exit_code, error_type.__name__))
    return table(
        ("code", "error", "when"),
        [(str(int(error.exit_code)), error.__name__, class_summary(error)) for error in errors],
    )


def _concrete_errors(base: type[TipcycleError] = TipcycleError) -> list[type[TipcycleError]]:
    """Return the error classes without subclasses; only these are raised."""
    subclasses = base.__subclasses__()
    return [subclass for child in subclasses for subclass in _concrete_errors(child)] if subclasses else [base]
