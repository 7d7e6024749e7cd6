"""`AppContext`: the environment, journal, catalogue, translator and output that every command uses."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from tipcycle.cli.environment import Environment
from tipcycle.cli.output import Messages, Output
from tipcycle.core.commands.profile import current_profile
from tipcycle.core.diagnostics import Problem
from tipcycle.core.errors import NOT_AVAILABLE, ExitCode, NewerFormatError
from tipcycle.core.events import WEEKDAYS, Journal, Profile
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.projection import Cycles
from tipcycle.core.schedule import FRIDAY
from tipcycle.core.tips import Catalogue
from tipcycle.i18n import Translator, load_translator
from tipcycle.render.text_layout import DisplayOptions
from tipcycle.storage.atomic_files import file_mode
from tipcycle.storage.paths import OWN_TIPS_FILE, file_path
from tipcycle.storage.store import LoadedJournal, Outcome, Store

if TYPE_CHECKING:
    import click

    from tipcycle.core.questions import Question


class AppContext:
    """State of one run of tipcycle. The journal, catalogue and translator are loaded on first use."""

    def __init__(self, environment: Environment, output: Output) -> None:
        self.environment = environment
        self.output = output
        self.has_saved = False
        """True if something was saved in this run."""
        self.argv: tuple[str, ...] = ()
        """The command line of this run, for hints that repeat it."""
        self._newer_tips_format: int | None = None
        """Format of the own tips if a newer tipcycle wrote them. Known once the catalogue is loaded."""
        self.run_command_line: Callable[..., int] | None = None
        """Runs another command line in this process. Set by `cli.main` and used by the demo."""

    @cached_property
    def store(self) -> Store:
        """The store of the journal files."""
        return Store(self.environment.paths, self.environment.today, self.environment.now)

    @cached_property
    def loaded_journal(self) -> LoadedJournal:
        """The journal as it was on the first access or after the last save."""
        return self.store.load()

    @cached_property
    def cycles(self) -> Cycles:
        """The cycles of the journal, oldest first."""
        return Cycles(self.loaded_journal.journal)

    @cached_property
    def profile(self) -> Profile:
        """The profile of the manager."""
        return current_profile(self.loaded_journal.journal)

    @property
    def checkin_weekday(self) -> int:
        """The weekday of the check-in; Monday is 0."""
        return WEEKDAYS.index(self.profile.day) if self.profile.day else FRIDAY

    @cached_property
    def translator(self) -> Translator:
        """The translator for the first language that is set: `--lang`, `TIPCYCLE_LANG`, the profile, the locale."""
        return load_translator(self.environment.language or self.profile.language or self.environment.locale_language)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The packaged tips and the manager's own tips."""
        from tipcycle.catalogue.loader import load_catalogue, load_packaged, merge_own_tips

        packaged = load_packaged().catalogue
        own_path = self.environment.paths.own_tips
        if not file_mode(own_path):
            return packaged
        own = load_catalogue(own_path, is_own=True)
        self._newer_tips_format = own.newer_format
        return merge_own_tips(packaged, own.catalogue)

    @cached_property
    def questions(self) -> "tuple[Question, ...]":
        """The questions to take along into the week."""
        from tipcycle.catalogue.questions import load_questions

        return load_questions()

    @cached_property
    def messages(self) -> Messages:
        """The messages on stderr."""
        return Messages(self.environment)

    @property
    def display(self) -> DisplayOptions:
        """The width and style of the screens."""
        return DisplayOptions(self.environment.width, self.environment.plain)

    def save(self, edit: Callable[[Journal], Outcome]) -> Outcome:
        """Run `edit` on the current journal, save its change and return its outcome.

        Invalidates the loaded journal. Raises `DiskError` if a journal file could not be read.
        """
        self.store.require_complete(self.loaded_journal)  # the command decided on this data, so it must be complete
        outcome = self.store.save(edit)
        self.has_saved = True
        self.invalidate()
        return outcome

    def invalidate(self) -> None:
        """Discard the loaded journal, so that the next access reads it again."""
        for name in ("loaded_journal", "cycles", "profile"):
            self.__dict__.pop(name, None)

    @property
    def unreadable_journal(self) -> str | None:
        """The path of an unreadable journal file and the reason, if no cycle could be loaded; else None."""
        if self.cycles:
            return None
        unreadable = [problem for problem in self.loaded_journal.file_problems if problem.code == "unreadable"]
        if not unreadable:
            return None
        detail = unreadable[0].detail
        reason = self.translator.gettext(detail) if detail == NOT_AVAILABLE else detail
        return f"{file_path(self.environment.paths, unreadable[0].file)} ({reason})"

    def warn_unreadable_journal(self, path: str) -> None:
        """Warn that the journal exists but cannot be read."""
        _ = self.translator.gettext
        self.messages.warn(
            _("your journal is there, but it cannot be read: {path}").format(path=path),
            _("nothing is lost; see whether the disk is there, and who may read the folder"),
        )

    def warn_unsupported_language(self) -> None:
        """Warn if `TIPCYCLE_LANG` names an unsupported language."""
        _ = self.translator.gettext
        if self.environment.unsupported_language:
            self.messages.warn(
                _("TIPCYCLE_LANG names a language that tipcycle does not speak: {language}").format(
                    language=self.environment.unsupported_language
                ),
                _("choose from: {choices}").format(choices=", ".join(LANGUAGES)),
            )

    def finish_read(self) -> ExitCode:
        """Return the exit code of a read command. Warn if a part of the journal could not be read."""
        self._warn_newer_format()
        self._warn_slips()
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

    def _warn_slips(self) -> None:
        """Warn about what a slip in a manual edit probably left out. The exit code stays 0: the rest can be read."""
        slips = self.loaded_journal.slips
        if not slips:
            return
        self.warn_problems(slips[:1])
        if len(slips) > 1:
            _ = self.translator.gettext
            self.messages.print(
                _("tipcycle journal check shows all {n} things that are left out.").format(n=len(slips))
            )

    def warn_problems(self, problems: Iterable[Problem]) -> None:
        """Warn about each problem, with its file and line."""
        from tipcycle.render.diagnostics import problem_message  # imported only for the warning

        for problem in problems:
            place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
            message, hint = problem_message(problem, self.translator)
            self.messages.warn(f"{place}: {message}", hint)

    def _warn_newer_format(self) -> None:
        """Warn about files of a newer format, with the message of `NewerFormatError`."""
        newer_files = list(self.loaded_journal.newer_files)
        if self._newer_tips_format is not None:
            newer_files.append((OWN_TIPS_FILE, self._newer_tips_format))
        for file, version in newer_files:
            from tipcycle.cli.error_messages import error_message  # imported only for the warning

            message = error_message(NewerFormatError(file, version), self.translator, Catalogue())
            self.messages.warn(message.text, message.hint)


def get_app_context(ctx: "click.Context") -> AppContext:
    """Return the `AppContext` of the run that a click context belongs to."""
    context = ctx.find_root().obj
    assert isinstance(context, AppContext)
    return context
