"""The format of completions for each shell. Text from a file is never shell code, and never markup.

Typer's classes read the command line; these write the answer. A shell expands some of it (zsh evaluates it twice), so
candidates consist of letters, digits and a few harmless signs, and any other candidate is left out. In a description
for zsh, characters that a shell expands are replaced by similar ones.
"""

import re

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class
from typer import _completion_classes as typer_classes  # Typer has no public API for it

from tipcycle.i18n import all_languages
from tipcycle.i18n.command_line import to_english, to_language
from tipcycle.render.sanitize import sanitize

_SAFE_CANDIDATE = re.compile(r"[\w.,=/@+-]*")
_ZSH_SIMILAR = str.maketrans({"\\": "\u29f5", "$": "\uff04", "`": "\u2018", "'": "\u2019", '"': "\u201d"})


def _description(item: CompletionItem) -> str:
    """Return the description on one line, without control characters."""
    return sanitize(" ".join((item.help or "").split()))


class _SafeCandidates(ShellComplete):
    """Offers words in the language of the run, and leaves out each candidate that a shell could expand."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return the candidates that no shell expands. An English word is offered if no translation begins like it."""
        args = to_english(args, all_languages())
        words = self._translated_words(args, "-" if incomplete.startswith("-") else "")
        items = [item for item in words.values() if item.value.startswith(incomplete)]
        items += [item for item in super().get_completions(args, incomplete) if words.get(item.value) not in items]
        return [item for item in items if _SAFE_CANDIDATE.fullmatch(str(item.value))]

    def _translated_words(self, args: list[str], incomplete: str) -> dict[str, CompletionItem]:
        """Return the items that have a translation, translated, by their English word."""
        facts = self.ctx_args["obj"].translator.facts
        if not facts.option_names:  # English: none has
            return {}
        items = super().get_completions(args, incomplete)
        translated = ((item, to_language([*args, item.value], facts)[-1]) for item in items)
        return {
            item.value: CompletionItem(word, item.type, item.help) for item, word in translated if word != item.value
        }


class Bash(_SafeCandidates, typer_classes.BashComplete):
    """Writes one candidate on each line."""


class Zsh(_SafeCandidates, typer_classes.ZshComplete):
    """Writes a call of `_arguments`, which zsh evaluates."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return the candidate and its description, each in double quotes."""
        description = _description(item).translate(_ZSH_SIMILAR).replace(":", r"\\:")
        return f'"{item.value}":"{description}"' if description else f'"{item.value}"'


class Fish(_SafeCandidates, typer_classes.FishComplete):
    """Writes a candidate, a tab and a description on each line."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return the candidate and its description with a tab between them."""
        description = _description(item)
        return f"{item.value}\t{description}" if description else str(item.value)


class PowerShell(_SafeCandidates, typer_classes.PowerShellComplete):
    """Writes a candidate, three colons and a description on each line."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return the candidate and its description. PowerShell refuses an empty description."""
        return f"{item.value}:::{re.sub(':{3,}', '::', _description(item)) or ' '}"


def register_formats() -> None:
    """Make click use these classes."""
    for name, format in (
        ("bash", Bash),
        ("zsh", Zsh),
        ("fish", Fish),
        ("powershell", PowerShell),
        ("pwsh", PowerShell),
    ):
        add_completion_class(format, name)
