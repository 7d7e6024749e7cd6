"""What every command works with: the world, the journal, the catalogue, the two ways out."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from tipcycle.cli.diagnostics import Diagnostics
from tipcycle.cli.output import Output
from tipcycle.cli.recall import MOST, Asking, kept_as, state_of
from tipcycle.cli.world import World
from tipcycle.core.blocks import WEEKDAYS, Journal, Profile
from tipcycle.core.calendar import FRIDAY
from tipcycle.core.cycles import Cycles
from tipcycle.core.edits.personal import profile_of
from tipcycle.core.errors import Exit, Newer
from tipcycle.core.languages import LANGUAGES
from tipcycle.core.questions import Question
from tipcycle.core.tips import Catalogue
from tipcycle.journal.names import path_of
from tipcycle.journal.reader import mode_of
from tipcycle.journal.store import Loaded, Outcome, Store
from tipcycle.journal.writer import put_aside
from tipcycle.locales import Words, load_words
from tipcycle.views.look import Look


class Session:
    """One run of tipcycle."""

    def __init__(self, world: World, output: Output, asking: Asking | None = None) -> None:
        self.world = world
        self.output = output
        self.saved = False
        """Whether something was saved in this run."""
        self.typed: tuple[str, ...] = ()
        """The command line of this run, where a hint repeats it."""
        self._asking = asking
        self._before = state_of(str(world.places.home))[0] if asking else ""

    @cached_property
    def store(self) -> Store:
        """The journal's files."""
        return Store(self.world.places, self.world.today, self.world.now)

    @cached_property
    def loaded(self) -> Loaded:
        """The journal as it was when this run first looked."""
        return self.store.load()

    @cached_property
    def cycles(self) -> Cycles:
        """Its cycles, oldest first."""
        return Cycles(self.loaded.journal)

    @cached_property
    def profile(self) -> Profile:
        """Who the manager is."""
        return profile_of(self.loaded.journal)

    @property
    def weekday(self) -> int:
        """The check-in day; Monday is 0."""
        return WEEKDAYS.index(self.profile.day) if self.profile.day else FRIDAY

    @cached_property
    def words(self) -> Words:
        """The language: what was asked for, else the profile's, else the locale's, else English."""
        return load_words(self.world.language or self.profile.language or self.world.locale)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The 101 tips and the manager's own."""
        from tipcycle.catalogue.load import load_catalogue, load_packaged, merge

        known = load_packaged().catalogue
        own = self.world.places.own_tips
        return merge(known, load_catalogue(own, own=True).catalogue) if mode_of(own) else known

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The bank of questions to take along."""
        from tipcycle.catalogue.questions import load_questions

        return load_questions()

    @cached_property
    def diagnostics(self) -> Diagnostics:
        """Where messages go."""
        return Diagnostics(self.world)

    @property
    def look(self) -> Look:
        """How screens look here."""
        return Look(self.world.width, self.world.plain)

    def save(self, edit: Callable[[Journal], Outcome]) -> Outcome:
        """Makes a change last; what was loaded before is read anew when it is needed again."""
        self.store.refuse_partial(self.loaded)  # what leads to this edit was decided on it
        outcome = self.store.save(edit)
        self.saved = True
        self.forget()
        return outcome

    def keep_answer(self, extent: str) -> None:
        """Keeps what was shown for when the same is asked again: only where something was saved on this machine.

        An answer that came with a message is not kept, and one that cannot be written is no loss.
        """
        asking, self._asking = self._asking, None  # what follows a key is no part of it
        places, text = self.world.places, "".join(self.output.told)
        if asking is None or self.output.silent or not self.diagnostics.silent or not mode_of(places.state):
            return
        whole = kept_as(asking, str(places.home), self._before, extent, text)
        if whole is not None:
            data = whole.encode("utf-8", "backslashreplace")
            put_aside(Path(asking.file), data, cache=places.cache, most=MOST)

    def forget(self) -> None:
        """What was loaded before is read anew when it is needed again."""
        for name in ("loaded", "cycles", "profile"):
            self.__dict__.pop(name, None)

    @property
    def barred(self) -> str | None:
        """What of the journal cannot be opened, and why, when no cycle is known for it: it is there all the same."""
        if self.cycles:
            return None
        shut = [problem for problem in self.loaded.loose if problem.what == "unreadable"]
        return f"{path_of(self.world.places, shut[0].file)} ({shut[0].detail})" if shut else None

    def say_barred(self, path: str) -> None:
        """A word on a journal that is there and cannot be opened."""
        _ = self.words.text
        self.diagnostics.warn(
            _("your journal is there, but it cannot be read: {path}").format(path=path),
            _("nothing is lost; see whether the disk is there, and who may read the folder"),
        )

    def say_strange_language(self) -> None:
        """A word on a language in the environment that tipcycle does not speak; only where one looks for it."""
        _ = self.words.text
        if self.world.strange:
            self.diagnostics.warn(
                _("TIPCYCLE_LANG names a language that tipcycle does not speak: {language}").format(
                    language=self.world.strange
                ),
                _("choose from: {choices}").format(choices=", ".join(LANGUAGES)),
            )

    def read_exit(self) -> Exit:
        """The exit code of a read command, with a word when something had to be left out."""
        self._say_newer()
        if not self.loaded.hidden:
            return Exit.OK
        if self.barred is not None:
            self.say_barred(self.barred)
            return Exit.IN_PART
        _ = self.words.text
        said = self.words.many(
            "one thing in your journal could not be read and is left out here",
            "{n} things in your journal could not be read and are left out here",
            self.loaded.hidden,
        )
        self.diagnostics.warn(said, _("tipcycle journal check shows what is wrong and what to do"))
        return Exit.IN_PART

    def _say_newer(self) -> None:
        """A word on files that can only be read here, as a write to them would say it."""
        for file, number in self.loaded.newer:
            from tipcycle.cli.sentences import sentence  # a file of a newer tipcycle is rare

            said = sentence(Newer(file, number), self.words, Catalogue())
            self.diagnostics.warn(said.text, said.hint)
