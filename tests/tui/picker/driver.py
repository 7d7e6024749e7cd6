"""A small catalogue with fixed texts, and a driver that presses keys in the picker."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from textual.pilot import Pilot

from tests.conversation import Field
from tests.tui.screen import ScreenConversation, screen_text
from tipcycle.core.tips import Catalogue, ChangeForm, Example, Theme, ThemeText, Tip, TipKind, TipText
from tipcycle.i18n import Translator, load_translator
from tipcycle.tui.picker.app import PickerApp
from tipcycle.tui.picker.confirm import ConfirmScreen
from tipcycle.tui.picker.filter import ListEntry, TipFilter
from tipcycle.tui.picker.model import PickerData, PickerResult, PickerState, Proposal
from tipcycle.tui.picker.screen import PickerScreen

MONDAY, THURSDAY = date(2026, 2, 23), date(2026, 2, 26)
EN, NL = load_translator("en"), load_translator("nl")

_TIPS: tuple[tuple[int, str, TipKind, ChangeForm, int, str, str], ...] = (
    (
        1,
        "lead",
        TipKind.RITUAL,
        ChangeForm.IMPROVE,
        20,
        "Walk to the desk each morning",
        "Loop elke ochtend langs de balie",
    ),
    (
        2,
        "lead",
        TipKind.REFLEX,
        ChangeForm.TRANSITION,
        10,
        "Say aloud what it does to customers",
        "Zeg hardop wat een klant merkt",
    ),
    (3, "lead", TipKind.BUILD, ChangeForm.RENEW, 30, "Scrap one form", "Schrap één formulier"),
    (
        4,
        "lead",
        TipKind.RITUAL,
        ChangeForm.IMPROVE,
        60,
        "Thank whoever bent a rule for a customer this week",
        "Bedank wie afweek",
    ),
    (
        5,
        "listen",
        TipKind.RITUAL,
        ChangeForm.TRANSITION,
        15,
        "[b]Ask[/b] one table what hurts",
        "Vraag één tafel wat er schuurt",
    ),
    (6, "listen", TipKind.REFLEX, ChangeForm.IMPROVE, 5, "Wait three breaths", "Haal drie keer adem"),
    (
        7,
        "listen",
        TipKind.BUILD,
        ChangeForm.INNOVATE,
        45,
        "Let two customers rewrite a letter",
        "Laat twee klanten een brief herschrijven",
    ),
    (8, "small", TipKind.RITUAL, ChangeForm.IMPROVE, 10, "Ring one unhappy customer", "Bel één ontevreden klant"),
    (
        9,
        "small",
        TipKind.REFLEX,
        ChangeForm.RENEW,
        10,
        "Carry the parcel to the door",
        "Draag het pakje tot aan de deur",
    ),
    (
        10,
        "small",
        TipKind.BUILD,
        ChangeForm.IMPROVE,
        30,
        "Put a chair where people wait",
        "Zet een stoel waar mensen wachten",
    ),
)


def _text(title: str, language: str, kind: TipKind) -> TipText:
    nl = language == "nl"
    return TipText(
        title=title,
        what="Doe het één keer per week, zelf." if nl else "Do it once a week, yourself.",
        why="Wie het ziet, gelooft het." if nl else "Who sees it, believes it.",
        steps=("Zet het in je agenda.", "Begin klein.") if nl else ("Put it in your diary.", "Begin small."),
        if_then="Als het maandag is, dan begin ik." if nl else "If it is Monday, then I begin.",
        check="Deed je het deze week?" if nl else "Did you do it this week?",
        check_after=("Staat het nog?" if nl else "Does it still stand?") if kind is TipKind.BUILD else None,
        signal="Een klant zegt er iets van." if nl else "A customer mentions it.",
        pitfall="Maak er geen show van." if nl else "Do not make a show of it.",
    )


def _tip(number: int, theme: str, kind: TipKind, form: ChangeForm, minutes: int, en: str, nl: str) -> Tip:
    example = Example(
        who="A shop", text={"en": "They do it."}, url="https://example.org/a/long/page/about/it", source="press"
    )
    return Tip(
        id=number,
        slug=f"tip-{number}",
        theme=theme,
        form=form,
        kind=kind,
        first_step_minutes=10 if number % 2 else 5,
        weekly_minutes=minutes,
        scope="self",
        spiral="culture",
        seeds=(),
        related=(),
        texts={"en": _text(en, "en", kind), "nl": _text(nl, "nl", kind)},
        example=example if number == 1 else None,
    )


def _theme(slug: str, order: int, en: tuple[str, str, str], nl: tuple[str, str, str]) -> Theme:
    texts = {
        language: ThemeText(name=name, line=line, question=question)
        for language, (name, line, question) in (("en", en), ("nl", nl))
    }
    return Theme(slug=slug, order=order, seeds=(), texts=texts)


CATALOGUE = Catalogue(
    themes=(
        _theme(
            "lead",
            1,
            ("Lead as a person", "People go by what you do.", "How can they tell that you mean it?"),
            ("Voorgaan als mens", "Mensen kijken naar wat je doet.", "Waaraan merken ze dat je het meent?"),
        ),
        _theme(
            "listen",
            2,
            ("Listen first", "Most answers are in the house.", "Whose sentence did you finish?"),
            ("Eerst luisteren", "De meeste antwoorden zijn in huis.", "Wiens zin heb jij afgemaakt?"),
        ),
        _theme(
            "small",
            3,
            ("Small and human", "Small enough for today.", "Which small thing would be missed?"),
            ("Klein en menselijk", "Klein genoeg voor vandaag.", "Welk klein ding zouden ze missen?"),
        ),
    ),
    tips={
        **{row[0]: _tip(*row) for row in _TIPS},
        201: _tip(201, "own", TipKind.RITUAL, ChangeForm.RENEW, 10, "Feed the office cat", "Geef de kat eten"),
    },
)
"""Ten tips in three themes, and one own tip."""


def propose(round_: int, stars: frozenset[int]) -> tuple[Proposal, ...]:
    """Return five proposals: the starred tips, then tips that depend on the round."""
    order = [*sorted(stars), *((n + 4 * round_ - 1) % 10 + 1 for n in (1, 3, 5, 7, 9))]
    return tuple(Proposal(tip, f"because of round {round_}") for tip in dict.fromkeys(order))[:5]


def picker_data(**overrides: Any) -> PickerData:
    """Return the data of the picker on a Monday, with every tip pickable. `overrides` replaces fields."""
    defaults: dict[str, Any] = {
        "catalogue": CATALOGUE,
        "pickable": frozenset(CATALOGUE.tips),
        "today": MONDAY,
        "propose": propose,
    }
    return PickerData(**{**defaults, **overrides})


class ScreenPick(ScreenConversation):
    """The picker on a terminal without a display. Use it as a context manager.

    The fields are `tips`, `moments`, `running`, `ask`, `start` and `begin`.
    """

    app: PickerApp

    def __init__(
        self,
        data: PickerData | None = None,
        translator: Translator = EN,
        *,
        size: tuple[int, int] = (80, 24),
        **options: Any,
    ) -> None:
        super().__init__(PickerApp(data or picker_data(), translator, **options), size, translator.language)

    @property
    def result(self) -> PickerResult | None:
        """The result of the picker."""
        return self.app.return_value

    @property
    def state(self) -> PickerState:
        """The tips that are chosen now."""
        picker_screen = self.app.screen_stack[0]
        assert isinstance(picker_screen, PickerScreen)
        return picker_screen.state

    @property
    def field(self) -> Field | None:
        """The question that has the cursor."""
        if self.app._exit:
            return None
        match self.app.screen:
            case PickerScreen():
                return "tips"
            case ConfirmScreen(focused=focused) if focused is not None and focused.id is not None:
                return {"five": "moments"}.get(focused.id, focused.id)
        raise AssertionError(f"no question is asked:\n{self.screen_text}")

    def send(self, value: str) -> None:
        """Answer a question: the numbers of tips, a text, or the key of the start."""
        match self.field:
            case "tips":
                for tip in value.split():
                    self.find(int(tip)).press("space")
                self.press("d")
            case "running" | "ask":
                self.press(*value, "enter")
            case _:
                self.press(*([value] if value else []), "enter")

    def find(self, tip: int) -> Self:
        """Move the cursor to a tip."""
        return self.press("slash", *str(tip), "enter", "escape")

    def star(self, tip: int) -> Self:
        """Give a tip a star."""
        return self.find(tip).press("s")

    def confirm(self, *tips: int) -> Self:
        """Choose these tips, or five that the picker proposes, and go to the last page."""
        if not tips:
            self.press("p")
        self.send(" ".join(map(str, tips)))
        return self

    def change_moment(self, tip: int, text: str) -> Self:
        """Write another moment for one of the five."""
        position = self.state.five.index(tip)
        self.to("moments").press("home", *["down"] * position, "space", "ctrl+u", *text, "enter")
        return self

    def begin(self, **answers: object) -> PickerResult:
        """Answer the last page and begin. Return the result."""
        self.answer_all(dict(answers))
        assert self.result is not None
        return self.result


PilotScript = Callable[[Pilot[PickerResult]], Awaitable[None]]


@dataclass(frozen=True)
class PickerRun:
    """The state of the picker after the keys, just before the screen closes."""

    screen: str
    """The text of the screen."""
    state: PickerState
    tip_filter: TipFilter
    current_entry: ListEntry | None
    """The entry under the cursor."""
    cursor_row: int
    """The index of the row under the cursor."""
    listed: tuple[int, ...]
    """The numbers of the listed tips."""
    is_reading: bool
    result: PickerResult | None
    interrupted: bool
    exited: bool
    """True if the picker has closed."""
    svg: str

    @property
    def current_tip(self) -> int | None:
        """The number of the tip under the cursor, or None."""
        return self.current_entry.tip.id if self.current_entry and self.current_entry.tip else None

    @property
    def chosen(self) -> tuple[int, ...]:
        """The chosen tips, without the extended ones."""
        return self.state.chosen


def run_keys(
    *keys: str,
    data: PickerData | None = None,
    translator: Translator = EN,
    size: tuple[int, int] = (80, 24),
    script: PilotScript | None = None,
    **options: Any,
) -> PickerRun:
    """Press keys in the picker, then run `script`. Return the state at that moment.

    The key `"type:word"` types the letters of a word.
    """
    app = PickerApp(data or picker_data(), translator, **options)
    runs: list[PickerRun] = []

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in keys:
                if key.startswith("type:"):
                    await pilot.press(*("space" if letter == " " else letter for letter in key[5:]))
                else:
                    await pilot.press(key)
            await pilot.pause()
            if script is not None:
                await script(pilot)
                await pilot.pause()
            runs.append(_picker_run(app))

    asyncio.run(play())
    return runs[0]


def _picker_run(app: PickerApp) -> PickerRun:
    picker_screen = app.screen_stack[0]
    assert isinstance(picker_screen, PickerScreen)
    return PickerRun(
        screen=screen_text(app),
        state=picker_screen.state,
        tip_filter=picker_screen.tip_filter,
        current_entry=picker_screen.tip_list.current_entry,
        cursor_row=picker_screen.tip_list.cursor_row,
        listed=tuple(entry.tip.id for entry in picker_screen.tip_list.entries if entry.tip),
        is_reading=picker_screen.is_reading,
        result=app.return_value,
        interrupted=app.return_value is not None and app.return_value.interrupted,
        exited=app._exit,
        svg=app.export_screenshot(title="tipcycle"),
    )
