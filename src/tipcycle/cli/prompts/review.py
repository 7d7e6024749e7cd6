"""The questions before a review: summary sentence, remarks to share, name and team. Saves the answers."""

from msgspec import Struct, field

from tipcycle.cli.context import AppContext
from tipcycle.core.commands.profile import set_profile
from tipcycle.core.commands.sharing import update_review
from tipcycle.core.cycle import Cycle, Remark
from tipcycle.core.events import Profile
from tipcycle.render.labels import quote_text

MAX_QUOTE_LENGTH = 70


class ReviewInput(Struct, frozen=True):
    """The answers. Nothing in it is saved yet."""

    profile: Profile = field(default_factory=Profile)
    summary: str | None = None
    shared: dict[str, bool] = field(default_factory=dict)
    """New sharing state by remark id, for the remarks that changed."""


def prepare_review(context: AppContext, cycle: Cycle, *, private: bool, is_printout: bool) -> None:
    """Ask for the summary, the remarks to share and, for a printout, name and team. Save the answers."""
    review_input = _ask_review_input(context, cycle, private=private, is_printout=is_printout)
    _save_profile(context, review_input.profile)
    if review_input.summary is not None or review_input.shared:
        context.save(
            lambda journal: update_review(
                journal, cycle.number, summary=review_input.summary, sharing=review_input.shared
            )
        )


def ask_name_and_team(context: AppContext) -> None:
    """Ask for name and team if neither is known, and save them."""
    profile = context.profile
    if profile.name is None and profile.team is None:
        _save_profile(context, _ask_profile(context))


def _save_profile(context: AppContext, profile: Profile) -> None:
    if profile != Profile():
        context.save(lambda journal: set_profile(profile))


def _ask_review_input(context: AppContext, cycle: Cycle, *, private: bool, is_printout: bool) -> ReviewInput:
    summary = _ask_summary(context, cycle)
    shared = {} if private else _ask_shared_remarks(context, cycle.remarks)
    saved_profile = context.profile
    profile = (
        _ask_profile(context)
        if is_printout and saved_profile.name is None and saved_profile.team is None
        else Profile()
    )
    context.messages.print()
    return ReviewInput(profile, summary, shared)


def _ask_summary(context: AppContext, cycle: Cycle) -> str | None:
    """Ask for the summary sentence. Return None if it does not change."""
    _ = context.translator.gettext
    print_message, ask = context.messages.print, context.messages.ask
    print_message(_("In one sentence: how was this cycle? It's printed at the top, before any figure."))
    if cycle.summary:
        print_message(f"  {quote_text(cycle.summary)}")
        line = ask(_("Another sentence, or Enter keeps this one: ")).strip()
    else:
        line = ask(_("(optional) ")).strip()
    return line or None


def _ask_shared_remarks(context: AppContext, remarks: tuple[Remark, ...]) -> dict[str, bool]:
    """Ask which remarks to share. Return the new state by id, for the remarks that changed."""
    if not remarks:
        return {}
    _ = context.translator.gettext
    print_message, ask = context.messages.print, context.messages.ask
    shared = {remark.id: remark.shared for remark in remarks}
    print_message()
    print_message(_("Print this?"))
    while True:
        for number, remark in enumerate(remarks, 1):
            text = (
                remark.text if len(remark.text) <= MAX_QUOTE_LENGTH else remark.text[:MAX_QUOTE_LENGTH].rstrip() + " …"
            )
            print_message(f"  {number:>2} [{'x' if shared[remark.id] else ' '}] {quote_text(text)}")
        parts = ask(_("Numbers change from yes to no and back; Enter is done: ")).replace(",", " ").split()
        if not parts:
            break
        for part in parts:
            if part.isascii() and part.isdigit() and len(part) < 6 and 1 <= int(part) <= len(remarks):
                id = remarks[int(part) - 1].id
                shared[id] = not shared[id]
            else:
                print_message(_("There is no line with this number: {word}").format(word=part))
    return {remark.id: shared[remark.id] for remark in remarks if shared[remark.id] != remark.shared}


def _ask_profile(context: AppContext) -> Profile:
    """Ask for name and team and return them as a profile."""
    _ = context.translator.gettext
    ask = context.messages.ask
    context.messages.print()
    name = ask(_("Your name, for the sheet? (optional) ")).strip()
    team = ask(_("Your team? (optional) ")).strip()
    return Profile(name=name or None, team=team or None)
