"""The message and the hint of an error of `core.errors`, translated and filled in.

Must not print. `cli.main` prints the messages of errors that no command handles.
"""

from datetime import date
from string import Formatter
from typing import Any

from msgspec import Struct

from tipcycle.core.errors import NOT_AVAILABLE, TipcycleError
from tipcycle.core.messages import PluralMessage
from tipcycle.core.tips import Catalogue
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import numbered_title, tip_number
from tipcycle.render.shell_quoting import quote_argument


class ErrorMessage(Struct, frozen=True):
    """The text of an error and a hint on what to do."""

    text: str
    hint: str = ""


def error_message(error: TipcycleError, translator: Translator, catalogue: Catalogue) -> ErrorMessage:
    """Return the message for an error."""
    formatter = _FieldFormatter(error, translator, catalogue)
    return ErrorMessage(formatter.text(error.message), formatter.text(error.hint))


class _FieldFormatter(Formatter):
    """Fills the fields of an error into its texts, each in the usual form of its type.

    A format spec selects another form: `{deadline}` is `Friday 13 March`, `{deadline:short}` is `13 March`.
    """

    def __init__(self, error: TipcycleError, translator: Translator, catalogue: Catalogue) -> None:
        self._error = error
        self._translator = translator
        self._catalogue = catalogue

    def text(self, template: str | PluralMessage) -> str:
        """Return the translation of a template with the fields of the error."""
        translator = self._translator
        text = translator.gettext(template) if isinstance(template, str) else translator.ngettext(*template)
        return self.vformat(text, (), {})

    def get_value(self, key: int | str, args: object, kwargs: object) -> Any:
        return getattr(self._error, str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        translator = self._translator
        match value, format_spec:
            case str(), "text":
                return self.text(value)
            case str(), "argument":
                return quote_argument(value)
            case str(), _ if value == NOT_AVAILABLE:
                return translator.gettext(value)
            case str(), "":
                return self._own_word(value)
            case Week(), _:
                return translator.long_date(value.monday, with_year=format_spec == "year")
            case date(), "short":
                return translator.long_date(value)
            case date(), _:
                return translator.full_date(value)
            case (date() as first, date() as last), _:
                return translator.date_range(first, last, with_year=True)
            case int(), "title":
                return numbered_title(value, self._catalogue, translator)
            case tuple(), "titles":
                return "; ".join(numbered_title(tip, self._catalogue, translator) for tip in value)
            case tuple(), "values":
                return ", ".join(translator.value(str(self.get_value("option", (), {})), item) for item in value)
            case tuple(), "comma":
                return ", ".join(map(self._own_word, value))
            case tuple(), "spaced":
                return " ".join(map(self._own_word, value))
            case tuple(), _:
                return translator.join(
                    self._own_word(item) if isinstance(item, str) else tip_number(item) for item in value
                )
        return format(value, format_spec)

    def _own_word(self, text: str) -> str:
        """Return a command line or the name of an option in the language of the run, and any other text as it is."""
        if text.startswith("tipcycle "):
            return self._translator.command(text.removeprefix("tipcycle "))
        return self._translator.option(text)
