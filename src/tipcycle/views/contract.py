"""The JSON contract (design.md §4): every document that a command gives, field by field, and what each field means.

`porcelain` builds the documents and is checked against these types. The reference is made from them, and a test holds
what the commands really give against them. Fields may be added, never removed or renamed; unknown is null.
"""

from typing import Annotated, Any, TypedDict

from tipcycle.core.blocks import Spiral, Weekday
from tipcycle.core.cycle import State
from tipcycle.core.momentum.reading import Direction, Fact, Verdict
from tipcycle.core.momentum.strength import Word as Strength
from tipcycle.core.problems import Level
from tipcycle.core.pulse import Word as Rooms
from tipcycle.core.review import Outcome
from tipcycle.core.tips import Form, Kind

Date = Annotated[str, "date"]
"""`2026-03-02`"""
Week = Annotated[str, "week"]
"""`2026-W10`, a calendar week from Monday to Sunday (ISO 8601)."""
Instant = Annotated[str, "instant"]
"""`2026-03-06T16:05:00Z`, always UTC."""
Id = Annotated[str, "id"]
"""Sixteen signs by which a block is known in every copy of a journal."""
Tip = Annotated[int, "tip"]
"""The number of a tip: 1–101 in the catalogue, from 201 on the manager's own."""
Path = Annotated[str, "path"]
"""Where a file or folder lies on this machine."""
Table = Annotated[dict[str, Any], "table"]
"""Keys and values just as they stand in the file; see the [file format](file-format.md)."""


class Cycle(TypedDict):
    """One cycle."""

    id: Date
    """Its first Monday, which also names its file."""
    number: int
    """Which cycle it is, from 1; a cycle that was taken back has none, and its number is used again."""
    starts: Date
    """Its first Monday."""
    ends: Date
    """Its last Sunday."""
    weeks: int
    """How many weeks it has, 8 or 9."""
    week: int | None
    """Which week of the cycle today is in, from 1; null outside the cycle."""
    state: State
    """Planned before its first Monday, ended after its last Sunday, closed once somebody closed it."""


class TipOfCycle(TypedDict):
    """One tip of a cycle, with its weeks."""

    tip: Tip
    """Which tip."""
    title: str
    """Its title, in the language of the run."""
    kind: Kind | None
    """Done every week, when it arises, or once; null for a tip that no file knows any more."""
    strength: float
    """How firmly it stands, from 0 to 1: a week done adds a quarter of what is missing, a miss takes an eighth."""
    state: Strength
    """The word for the strength: firm from 0.75, rooted from 0.85."""
    holds: bool
    """Whether it is firm, stands because it is made once, or was done each time it arose."""
    did: int
    """Weeks done in this cycle, costly ones included."""
    counted: int
    """Weeks of this cycle with a yes or a no."""
    weeks: str
    """One character a week: `D` did, `C` did though it cost something, `M` missed, `N` no occasion, `P` a week off,
    `?` not answered, `.` not begun or not among the five."""
    active: bool
    """Whether it is among the five; false for a tip that was swapped out."""


class Status(TypedDict):
    """The cycle picked last."""

    today: Date
    """The day of this run."""
    cycle: Cycle | None
    """The cycle picked last; null before the first pick."""
    due: list[Week]
    """The weeks that wait for a check-in, the oldest first."""
    tips: list[TipOfCycle]
    """The five in the order of their places, then those that were swapped out."""


class Applied(TypedDict):
    """How often tips were done, over the last six weeks that can be judged."""

    did: int
    """Times done, costly ones included."""
    missed: int
    """Times not done."""
    share: float | None
    """Did ÷ (did + missed); null under 8 answers."""
    before: float | None
    """The same over the six weeks before; null under 4 answers."""


class Feeling(TypedDict):
    """How those weeks felt, as the manager sees it."""

    mean: float | None
    """The mean of the answers from 1 to 5; null under 3 answers."""
    before: float | None
    """The same over the six weeks before; null under 2 answers."""


class Felt(TypedDict):
    """How those weeks felt. The two are never added up."""

    team: Feeling
    """In the team."""
    customers: Feeling
    """With customers."""


class Rhythm(TypedDict):
    """How regularly somebody looked back. No streak."""

    on_time: int
    """How many of these weeks had a check-in within two weeks of their Sunday."""
    counted: int
    """Out of how many weeks, at most the last 8."""


class Reach(TypedDict):
    """What stays."""

    implemented: int
    """Tips that became normal, each counted once."""
    by_hand: int
    """Those among them that count only because the manager said so."""
    known_alive: int
    """Implemented, less those that faded away."""
    cycles_closed: int
    """How many cycles were closed."""
    pace: float | None
    """Implemented in a year at this pace; null before the first close."""
    target: int
    """How many in a year the loop aims at."""
    next_milestone: int | None
    """The next of 5, 10, 30, 50 and 101; null past the last."""


class Directions(TypedDict):
    """Where each figure is going."""

    applied: Direction | None
    """What was done; 0.05 makes a direction, null where there is nothing to compare."""
    team: Direction | None
    """How it felt in the team; half a point makes a direction."""
    customers: Direction | None
    """How it felt with customers; half a point makes a direction."""


class Momentum(TypedDict):
    """What was done, how it felt, what stays, and one reading. Never one number."""

    today: Date
    """The day of this run."""
    cycle: Cycle | None
    """The cycle begun last; null before the first Monday."""
    applied: Applied
    """What was done."""
    felt: Felt
    """How it felt."""
    rhythm: Rhythm
    """How regularly somebody looked back."""
    reach: Reach
    """What stays."""
    verdict: Verdict
    """The reading, by its id; `too_early` while one of the three facts is unknown."""
    close_calls: list[Fact]
    """The facts that stand so near their line that the reading could flip."""
    directions: Directions
    """Where each figure is going."""
    window: list[Week]
    """The weeks that went in, at most six, the oldest first."""
    tips: list[TipOfCycle]
    """The tips of that cycle."""


class Turn(TypedDict):
    """One turn of the spiral: side by side, without a claim of effect."""

    place: Spiral
    """Which turn: `culture`, `experience`, `loyalty` or `reputation`."""
    aimed: int
    """How many implemented tips aim there."""
    heard: int
    """How many voices were heard there."""


class MomentumAndSpiral(Momentum):
    """The same, and the spiral."""

    spiral: list[Turn]
    """The four turns in their order; only with `--spiral`."""


class Example(TypedDict):
    """Where somebody does it."""

    who: str
    """The organisation."""
    text: str
    """What they do, in the language of the run or else the other."""
    url: str
    """Where it was read."""
    source: str
    """What sort of source that is: `own`, `interview`, `press` or `book`."""


class TipCard(TypedDict):
    """One tip of the catalogue or of the manager's own, in the language of the run."""

    tip: Tip
    """Its number."""
    slug: str
    """Its short name."""
    theme: str
    """The short name of its theme."""
    form: Form
    """The form of change it asks for."""
    mode: str
    """`run` for improve and renew, `explore` for transition and innovate."""
    kind: Kind
    """Done every week, when it arises, or once."""
    title: str
    """Its title."""
    what: str
    """What you do."""
    why: str
    """Why it helps."""
    steps: list[str]
    """How, step by step."""
    if_then: str
    """The moment: If …, then …"""
    check: str
    """The weekly question."""
    check_after: str | None
    """The weekly question once it stands; null but for what is made once."""
    signal: str
    """What a customer notices."""
    pitfall: str
    """The trap."""
    example: Example | None
    """Where somebody does it; null where none is known."""
    first_step_minutes: int
    """How long the first step takes."""
    weekly_minutes: int
    """How long it takes a week."""
    scope: str
    """Whom it touches: `self`, `team` or `across`."""
    spiral: Spiral
    """Where on the spiral it aims: `culture`, `experience`, `loyalty` or `reputation`."""
    related: list[Tip]
    """Tips that go with it."""
    starred: bool
    """Whether it has a star."""
    picked_in: list[int]
    """The numbers of the cycles in which it had a place."""


class Tips(TypedDict):
    """Tips, in the order in which the screen shows them."""

    tips: list[TipCard]
    """The tips."""


class SuggestedTip(TipCard):
    """A tip that is proposed."""

    because: str
    """Why it is proposed, in the language of the run."""


class Suggestions(TypedDict):
    """Tips that fit together."""

    tips: list[SuggestedTip]
    """As many as were asked for, five when nobody says."""


class Line(TypedDict):
    """A voice or a note."""

    id: Id
    """Its id, by which it is shared."""
    at: Instant
    """When it was written down."""
    text: str
    """The words."""
    by: str | None
    """Who said them, as a role."""
    tip: Tip | None
    """The tip it is about."""
    cycle: int | None
    """The number of its cycle; null for what belongs to none."""
    shared: bool
    """Whether it may go on paper."""
    week: Week | None
    """The week it is about."""
    heard: Spiral | None
    """Where on the spiral it was heard: `culture`, `experience`, `loyalty` or `reputation`."""


class Voices(TypedDict):
    """What was heard, private lines included: for the manager's own eyes."""

    voices: list[Line]
    """The voices that were asked for, in the order in which they were heard."""


class Tally(TypedDict):
    """One cycle's pulse."""

    cycle: int | None
    """The number of the cycle; null before the first."""
    on: Date
    """The day of its latest answer."""
    guess: int | None
    """What the manager thought that colleagues would say, 1–5."""
    own: int | None
    """What the manager said, 1–5."""
    answers: int
    """How many slips there were."""
    median: float | None
    """Of the slips; null under five, and where it is held back."""
    gap: float | None
    """The manager's own answer less the median."""
    word: Rooms | None
    """One room below a gap of one, two realities from one on, in either direction."""
    held_back: bool
    """Whether tallies stand side by side that would give a few people's answers away, so that none is shown."""


class Pulse(TypedDict):
    """Two realities or one room. Slips are kept as counts, and no count leaves the journal."""

    pulse: list[Tally]
    """One for each cycle that has one, the oldest first."""


class Reflected(TypedDict):
    """What eight plain answers say."""

    on: Date
    """The day."""
    answers: str
    """The eight answers: `y`, `n` or `?`."""
    working: int
    """Whether the way of working changes: yes minus no, of three."""
    thinking: int
    """Whether the way of thinking changes: yes minus no, of three."""
    forms: list[Form]
    """The form of change at hand; two or four where a fact is a tie."""
    runs: bool | None
    """Whether the daily work keeps running; null for "I do not know"."""
    explores: bool | None
    """Whether something new is being explored; null for "I do not know"."""


class Reflections(TypedDict):
    """Every reflection."""

    reflections: list[Reflected]
    """The oldest first."""


class Touchstone(TypedDict):
    """A sentence to hold choices against."""

    text: str
    """The sentence."""
    since: Date
    """The day it was set."""
    together: Date | None
    """The day it was written together."""
    provisional: bool
    """Whether it was not yet written together."""


class Sentence(TypedDict):
    """The touchstone sentence."""

    sentence: Touchstone | None
    """The one that holds now; null when there is none."""
    history: list[Touchstone]
    """All there were, the oldest first."""


class ProfileFields(TypedDict):
    """Who the manager is. All of it is optional."""

    name: str | None
    """The name, for the printouts."""
    team: str | None
    """The team, for the printouts."""
    language: str | None
    """`en` or `nl`; null when the machine's own language is used."""
    day: Weekday | None
    """The check-in day, `monday` … `sunday`; null for Friday."""


class Profile(TypedDict):
    """The profile."""

    profile: ProfileFields
    """Who the manager is."""


class Where(TypedDict):
    """Where everything lies. A path is given whether or not something is there."""

    home: Path
    """The folder of the journal."""
    journal: Path
    """What belongs to no cycle."""
    cycles: list[Path]
    """The files of the cycles, the oldest first."""
    tips: Path
    """The manager's own tips."""
    state: Path
    """Lock and backups."""
    cache: Path
    """What may be thrown away."""


class Problem(TypedDict):
    """One thing to know about a file."""

    level: Level
    """An error forbids writing to the file; a remark is odd and harmless."""
    file: str
    """The file, below the folder of the journal."""
    line: int | None
    """The line of the block's header; null for the file as a whole."""
    message: str
    """What is wrong, in the language of the run."""
    hint: str
    """What to do; empty when there is nothing to do."""


class Check(TypedDict):
    """What is wrong or odd in the journal."""

    problems: list[Problem]
    """By file and line."""


class WrittenBlock(TypedDict):
    """A block of an entry."""

    id: Id
    """Its id in the file."""
    kind: str
    """Its kind, as in the [file format](file-format.md): `pick`, `checkin` …"""


class Written(TypedDict):
    """What one command wrote."""

    at: Instant
    """When."""
    on: Date
    """The day it was entered."""
    cycle: int | None
    """The number of the cycle; null for what belongs to none, and for a cycle that was taken back."""
    undone: bool
    """Whether it was taken back."""
    blocks: list[WrittenBlock]
    """The blocks it consists of."""


class History(TypedDict):
    """Every entry, what was taken back included."""

    entries: list[Written]
    """The oldest first."""


class Backup(TypedDict):
    """An earlier state of a file."""

    file: str
    """The file, below the folder of the journal."""
    number: int
    """The number by which `journal restore` brings it back."""
    written: Instant
    """When it was written."""
    size: int
    """Its length in bytes."""
    blocks: int
    """How many blocks can be read in it."""
    readable: bool
    """Whether all of it can be read."""
    longer: bool
    """Whether it is longer than what replaced it."""
    path: Path
    """Where it lies."""


class Backups(TypedDict):
    """The earlier states of the files."""

    backups: list[Backup]
    """By file, the newest first."""


class ReviewedTip(TipOfCycle):
    """One tip of a cycle, with what may be read about it."""

    notes: list[Line]
    """Its notes; without `--private` those that may go on paper."""
    costly_weeks: list[Week]
    """The weeks in which it was done though it cost something."""
    stands_since: Date | None
    """Since when a thing that is made once stands; null while it does not."""
    outcome: Outcome | None
    """What became of it; null before the close."""
    lesson: str | None
    """What it taught, written at the close."""
    swapped_for: Tip | None
    """The tip that it made place for, or that made place for it."""
    because: str | None
    """Why it was swapped."""


class FeltWeek(TypedDict):
    """How one week felt."""

    week: Week
    """The week."""
    team: int | None
    """In the team, 1–5."""
    customers: int | None
    """With customers, 1–5."""


class Pause(TypedDict):
    """Weeks off, with the reason."""

    weeks: list[Week]
    """The weeks."""
    because: str | None
    """Why."""


class Answer(TypedDict):
    """An answer to the question of the week before."""

    week: Week
    """The week it was given in."""
    text: str
    """The answer."""


class CostlyMoment(TypedDict):
    """A time when it cost something."""

    tip: Tip
    """Which tip."""
    week: Week
    """In which week."""
    on: Date
    """The day it was answered, at the latest the Sunday of its week."""
    notes: list[str]
    """What may be read about it."""


class Reading(TypedDict):
    """The reading, for the back of the sheet."""

    verdict: Verdict
    """By its id, as in `momentum`."""
    close_calls: list[Fact]
    """The facts that stand near their line."""


class NextFive(TypedDict):
    """The places of the next five; the last one is the team's."""

    seated: list[Tip]
    """Tips with a place already."""
    free: int
    """How many places are still empty."""
    suggested: list[Tip]
    """From which the team may take one."""
    picked: bool
    """Whether all five are known already."""


class YearBox(TypedDict):
    """One cycle of a year of six."""

    cycle: int | None
    """Its number; null for one that was not picked yet."""
    stayed: int
    """How many of its tips stay."""
    extended: int
    """How many went on for another round."""
    making: int
    """How many are still under way."""


class Review(TypedDict):
    """Everything a review prints; with `--private` what is for the manager alone as well."""

    today: Date
    """The day of this run."""
    private: bool
    """Whether private lines are in here."""
    name: str | None
    """The manager's name."""
    team: str | None
    """The team's name."""
    cycle: Cycle | None
    """The cycle; null before the first Monday, and everything else is empty then."""
    words: str | None
    """The manager's own sentence on the cycle."""
    running: str | None
    """What had to keep running meanwhile."""
    voices: list[Line]
    """What was heard; without `--private` what may go on paper."""
    notes: list[Line]
    """Notes that belong to no tip."""
    tips: list[ReviewedTip]
    """The five, then those that were swapped out."""
    felt: list[FeltWeek]
    """How each answered week felt."""
    paused: list[Week]
    """The weeks off."""
    pauses: list[Pause]
    """The same with their reasons; empty without `--private`."""
    answers: list[Answer]
    """Answers to the weekly question; empty without `--private`."""
    stayed: list[Tip]
    """The tips of this cycle that stay since its close."""
    board: list[int]
    """How many tips each closed cycle brought, up to this one."""
    extended: list[Tip]
    """The tips that go on for another round."""
    sentence: str | None
    """The touchstone sentence that held then."""
    provisional: bool
    """Whether that was not yet written together."""
    voiced: list[Week]
    """The weeks with a voice that may be read here."""
    costly: list[CostlyMoment]
    """The times when it cost something."""
    reading: Reading | None
    """The reading at the end of the cycle, or today."""
    next_five: NextFive | None
    """The places of the next five."""
    year: list[YearBox]
    """The six cycles of the year that this one belongs to."""
    implemented: int
    """Tips that became normal up to this cycle, each counted once."""
    pulse: list[Tally]
    """Of this cycle and those before it the last six with five slips or more, the oldest first."""
    spiral: list[Turn]
    """The four turns up to this cycle; without `--private` of the voices that may go on paper. Empty while nothing
    aimed or nothing was heard."""


class StoredBlock(TypedDict):
    """A block as it stands in a file."""

    kind: str
    """Its kind: `pick`, `checkin` …, also one that tipcycle does not know."""
    undone: bool
    """Whether it was taken back."""
    values: Table
    """Its keys and values."""


class StoredJournal(TypedDict):
    """The file `journal.toml`."""

    blocks: list[StoredBlock]
    """Its blocks, the oldest first."""


class StoredCycle(TypedDict):
    """The file of a cycle."""

    id: Date
    """The first Monday, by which the file is named."""
    number: int | None
    """Its number; null for one that was taken back or cannot be read."""
    starts: Date
    """The first Monday."""
    ends: Date | None
    """The last Sunday."""
    weeks: int | None
    """How many weeks it has."""
    anchor: Date | None
    """The Monday from which the chain of cycles counts."""
    five: list[Tip]
    """The five now, or at the close."""
    closed_on: Date | None
    """The day it was closed."""
    blocks: list[StoredBlock]
    """Its blocks, the oldest first."""


class Export(TypedDict):
    """A whole journal."""

    profile: ProfileFields
    """Who the manager is."""
    journal: StoredJournal
    """What belongs to no cycle."""
    cycles: list[StoredCycle]
    """The cycles, the oldest first."""
    own_tips: list[Table]
    """The manager's own tips."""
    unread: int
    """How many things could not be read and are left out."""


DOCUMENTS: dict[str, type] = {
    "status --json": Status,
    "momentum --json": Momentum,
    "momentum --spiral --json": MomentumAndSpiral,
    "review --format json": Review,
    "tips list --json": Tips,
    "tips show --json": Tips,
    "tips search --json": Tips,
    "tips suggest --json": Suggestions,
    "voices --json": Voices,
    "voices list --json": Voices,
    "sentence --json": Sentence,
    "pulse --json": Pulse,
    "reflect --json": Reflections,
    "profile --json": Profile,
    "journal where --json": Where,
    "journal check --json": Check,
    "journal history --json": History,
    "journal backups --json": Backups,
    "journal export --format json": Export,
}
"""Every command that gives JSON, and the document it gives."""
