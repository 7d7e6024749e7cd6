"""What every command works with: the world, the journal, the catalogue, the two ways out."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tipcycle.cli.environment import Environment
from tipcycle.cli.output import Messages, Output
from tipcycle.cli.response_cache import MAX_ENTRIES, CacheKey, fingerprint, serialize_entry
from tipcycle.core.commands.profile import current_profile
from tipcycle.core.errors import ExitCode, NewerFormatError
from tipcycle.core.events import WEEKDAYS, Journal, Profile
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.projection import Cycles
from tipcycle.core.questions import Question
from tipcycle.core.schedule import FRIDAY
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator, load_translator
from tipcycle.render.text_layout import DisplayOptions
from tipcycle.storage.atomic_files import file_mode, write_cache_file
from tipcycle.storage.paths import file_path
from tipcycle.storage.store import LoadedJournal, Outcome, Store

if TYPE_CHECKING:
    import click


class AppContext:
    """One run of tipcycle."""

    def __init__(self, environment: Environment, output: Output, cache_key: CacheKey | None = None) -> None:
        self.environment = environment
        self.output = output
        self.has_saved = False
        """Whether something was saved in this run."""
        self.argv: tuple[str, ...] = ()
        """The command line of this run, where a hint repeats it."""
        self.run_command_line: Callable[..., int] | None = None
        """Run another command line in this process; set by `cli.main`, used by the demo."""
        self._cache_key = cache_key
        self._initial_fingerprint = fingerprint(str(environment.paths.home))[0] if cache_key else ""

    @cached_property
    def store(self) -> Store:
        """The journal's files."""
        return Store(self.environment.paths, self.environment.today, self.environment.now)

    @cached_property
    def loaded_journal(self) -> LoadedJournal:
        """The journal as it was when this run first looked."""
        return self.store.load()

    @cached_property
    def cycles(self) -> Cycles:
        """Its cycles, oldest first."""
        return Cycles(self.loaded_journal.journal)

    @cached_property
    def profile(self) -> Profile:
        """Who the manager is."""
        return current_profile(self.loaded_journal.journal)

    @property
    def checkin_weekday(self) -> int:
        """The check-in day; Monday is 0."""
        return WEEKDAYS.index(self.profile.day) if self.profile.day else FRIDAY

    @cached_property
    def translator(self) -> Translator:
        """The language: what was asked for, else the profile's, else the locale's, else English."""
        return load_translator(self.environment.language or self.profile.language or self.environment.locale_language)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The 101 tips and the manager's own."""
        from tipcycle.catalogue.loader import load_catalogue, load_packaged, merge_own_tips

        packaged = load_packaged().catalogue
        own = self.environment.paths.own_tips
        return merge_own_tips(packaged, load_catalogue(own, is_own=True).catalogue) if file_mode(own) else packaged

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The bank of questions to take along."""
        from tipcycle.catalogue.questions import load_questions

        return load_questions()

    @cached_property
    def messages(self) -> Messages:
        """Where messages go."""
        return Messages(self.environment)

    @property
    def display(self) -> DisplayOptions:
        """How screens look here."""
        return DisplayOptions(self.environment.width, self.environment.plain)

    def save(self, edit: Callable[[Journal], Outcome]) -> Outcome:
        """Makes a change last; what was loaded before is read anew when it is needed again."""
        self.store.require_complete(self.loaded_journal)  # what leads to this edit was decided on it
        outcome = self.store.save(edit)
        self.has_saved = True
        self.invalidate()
        return outcome

    def store_in_cache(self, extent: str) -> None:
        """Keeps what was shown for when the same is asked again: only where something was saved on this machine.

        An answer that came with a message is not kept, and one that cannot be written is no loss.
        """
        key, self._cache_key = self._cache_key, None  # what follows a key is no part of it
        places, text = self.environment.paths, "".join(self.output.captured)
        if key is None or self.output.muted or not self.messages.nothing_written or not file_mode(places.state):
            return
        entry = serialize_entry(key, str(places.home), self._initial_fingerprint, extent, text)
        if entry is not None:
            data = entry.encode("utf-8", "backslashreplace")
            write_cache_file(Path(key.path), data, cache=places.cache, max_files=MAX_ENTRIES)

    def invalidate(self) -> None:
        """What was loaded before is read anew when it is needed again."""
        for name in ("loaded_journal", "cycles", "profile"):
            self.__dict__.pop(name, None)

    @property
    def unreadable_journal(self) -> str | None:
        """What of the journal cannot be opened, and why, when no cycle is known for it: it is there all the same."""
        if self.cycles:
            return None
        unreadable = [problem for problem in self.loaded_journal.file_problems if problem.code == "unreadable"]
        return (
            f"{file_path(self.environment.paths, unreadable[0].file)} ({unreadable[0].detail})" if unreadable else None
        )

    def warn_unreadable_journal(self, path: str) -> None:
        """A word on a journal that is there and cannot be opened."""
        _ = self.translator.gettext
        self.messages.warn(
            _("your journal is there, but it cannot be read: {path}").format(path=path),
            _("nothing is lost; see whether the disk is there, and who may read the folder"),
        )

    def warn_unsupported_language(self) -> None:
        """A word on a language in the environment that tipcycle does not speak; only where one looks for it."""
        _ = self.translator.gettext
        if self.environment.unsupported_language:
            self.messages.warn(
                _("TIPCYCLE_LANG names a language that tipcycle does not speak: {language}").format(
                    language=self.environment.unsupported_language
                ),
                _("choose from: {choices}").format(choices=", ".join(LANGUAGES)),
            )

    def finish_read(self) -> ExitCode:
        """The exit code of a read command, with a word when something had to be left out."""
        self._warn_newer_format()
        if not self.loaded_journal.error_count:
            return ExitCode.OK
        if self.unreadable_journal is not None:
            self.warn_unreadable_journal(self.unreadable_journal)
            return ExitCode.PARTIAL
        _ = self.translator.gettext
        message = self.translator.ngettext(
            "one thing in your journal could not be read and is left out here",
            "{n} things in your journal could not be read and are left out here",
            self.loaded_journal.error_count,
        )
        self.messages.warn(message, _("tipcycle journal check shows what is wrong and what to do"))
        return ExitCode.PARTIAL

    def _warn_newer_format(self) -> None:
        """A word on files that can only be read here, as a write to them would say it."""
        for file, number in self.loaded_journal.newer_files:
            from tipcycle.cli.error_messages import error_message  # a file of a newer tipcycle is rare

            message = error_message(NewerFormatError(file, number), self.translator, Catalogue())
            self.messages.warn(message.text, message.hint)


def get_app_context(ctx: "click.Context") -> AppContext:
    """The session that a command runs in."""
    context = ctx.find_root().obj
    assert isinstance(context, AppContext)
    return context
