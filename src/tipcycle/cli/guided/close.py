"""Rounding off by conversation, after the talk with the team."""

from tipcycle.cli.consent import says_yes, yes_or_no
from tipcycle.cli.session import Session
from tipcycle.core.edits.close import Decisions
from tipcycle.core.momentum.reach import reach, to_ask
from tipcycle.core.momentum.strength import Record, records
from tipcycle.views.labels import strip, titled

_KEYS = {
    "en": {"k": "keep", "a": "adapt", "r": "extend", "l": "drop"},
    "nl": {"h": "keep", "b": "adapt", "n": "extend", "l": "drop"},
}


def ask_decisions(session: Session) -> Decisions:
    """Asks what happens to each of the five, and whether up to three earlier tips are still alive."""
    words, say, ask = session.words, session.diagnostics.say, session.diagnostics.ask
    _ = words.text
    found: dict[str, list[int]] = {
        name: [] for name in ("keep", "adapt", "extend", "drop", "by_hand", "alive", "lapsed")
    }
    lessons: dict[int, str] = {}
    say(
        _(
            "Keep: it became normal. Adapt: it stays in another form. Another round: it takes one of the next five"
            " places. Let go: it may rest."
        )
    )
    for record in records(session.cycles, len(session.cycles) - 1, session.catalogue.kind, session.world.today):
        if not record.active:
            continue
        say()
        say(f"{titled(record.tip, session.catalogue, words)}   {strip(record.weeks)}")
        decision = _ask_decision(session)
        if decision in ("keep", "adapt") and not record.holds:
            decision = _another_round(session, record, decision)
            if decision in ("keep", "adapt"):
                found["by_hand"].append(record.tip)
        found[decision].append(record.tip)
        lesson = ask(_("What did it teach you? (may stay empty) ")).strip()
        if lesson:
            lessons[record.tip] = lesson
    for tip in to_ask(reach(session.cycles, session.catalogue.kind)):
        key = "again"
        while yes_or_no(key) is None and key.strip():
            key = ask(_("Still alive? {tip} [y/n, Enter skips] ").format(tip=titled(tip, session.catalogue, words)))
        if key.strip():
            found["alive" if yes_or_no(key) else "lapsed"].append(tip)
    return Decisions(lessons=lessons, **{name: tuple(tips) for name, tips in found.items()})


def _ask_decision(session: Session) -> str:
    _ = session.words.text
    keys = _KEYS[session.words.language]
    while True:
        key = session.diagnostics.ask(_("[k] keep   [a] adapt   [r] another round   [l] let go: ")).strip().lower()
        if key in keys:
            return keys[key]
        session.diagnostics.say(_("The keys here: {keys}.").format(keys=" ".join(f"[{each}]" for each in keys)))


def _another_round(session: Session, record: Record, decision: str) -> str:
    """Asks once about a tip that does not hold, and then records what the manager says."""
    _ = session.words.text
    said = session.words.many(
        "You did it {did} of {n} week; another round instead?",
        "You did it {did} of {n} weeks; another round instead?",
        record.counted,
    )
    question = f"{said.format(did=record.did)} {_('[y] another round   [Enter] no, it stays: ')}"
    while True:
        line = session.diagnostics.ask(question).strip().lower()
        if says_yes(line):
            return "extend"
        if line in ("", "n", "no", "nee"):
            return decision
