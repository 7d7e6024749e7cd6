"""What is said when the command line itself is wrong."""

from tipcycle.cli.sentences import Sentence
from tipcycle.core.errors import Refused
from tipcycle.core.errors import typed as e
from tipcycle.core.tips import Catalogue, Kind
from tipcycle.locales import Words
from tipcycle.views.labels import number, numbers, titled


def said(error: Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """The sentence for a refusal of `core.errors.typed`; None for any other."""
    return _value(error, words) or _flag(error, words) or _tips(error, words, catalogue)


def _value(error: Refused, words: Words) -> Sentence | None:
    """A week, a date, a number, a text."""
    _ = words.text
    match error:
        case e.NotAWeek(word):
            return Sentence(
                _("this is not a week: {word}").format(word=word),
                _("write 2026-W10, week 10, 2026-03-06, 6 March, monday, this, last or next"),
            )
        case e.NotADate(word):
            return Sentence(
                _("this is not a date: {word}").format(word=word),
                _("write 2026-03-06, 6 March, monday, today or tomorrow"),
            )
        case e.TwoDates(word, first, second):
            return Sentence(
                _("this can be two dates: {word}").format(word=word),
                _("write {first} for {said_first}, or {second} for {said_second}").format(
                    first=first.isoformat(),
                    said_first=words.day(first),
                    second=second.isoformat(),
                    said_second=words.day(second),
                ),
            )
        case e.TwoWeeks(word, week, counted):
            return Sentence(
                _("this can be two weeks of your cycle: {word}").format(word=word),
                _(
                    "write {week} for the week of {day}, or {counted} if you count from the start of your cycle:"
                    " that of {counted_day}"
                ).format(
                    week=week,
                    day=words.day(week.monday),
                    counted=counted,
                    counted_day=words.day(counted.monday),
                ),
            )
        case e.NotATime(word):
            return Sentence(_("this is not a time of day: {word}").format(word=word), _("write it as 16:00"))
        case e.NotAWeekday(word):
            return Sentence(
                _("this is not a day of the week: {word}").format(word=word), _("tipcycle profile --day friday")
            )
        case e.OutOfScale(given):
            return Sentence(_("a week is felt from 1 to 5, not: {given}").format(given=given))
        case e.NotAPair(word, flag):
            return Sentence(
                _("this needs a tip and a text: {word}").format(word=word),
                _('write {flag} 42="your words"').format(flag=flag),
            )
        case e.EmptyText(flag):
            return Sentence(_("a few words are needed here: {flag}").format(flag=flag))
        case e.CannotEncode():
            return Sentence(_("this text holds characters that no file can keep"), _("type it anew"))
        case e.BackwardsPause():
            return Sentence(_("this pause ends before it begins"), _("tipcycle pause FROM TO"))
    return None


def _flag(error: Refused, words: Words) -> Sentence | None:
    """A command, its flags and its words."""
    _ = words.text
    match error:
        case e.FlagWithoutValue(flag, takes):
            example = _example(takes, words)
            return Sentence(
                _("this needs a value: {flag}").format(flag=flag),
                f"{flag} {example}" if example else _("tipcycle help"),
            )
        case e.BadFlag(flag, given, choices, takes):
            return Sentence(
                _("{flag} does not take this: {given}").format(flag=flag, given=given), _taken(choices, takes, words)
            )
        case e.UnknownFlag(flag, flags, command):
            return Sentence(_("there is no such flag: {flag}").format(flag=flag), _meant(flags, command, words))
        case e.UnknownCommand(word, commands, instead, group):
            return Sentence(
                _("there is no such command: {word}").format(word=word), instead or _meant(commands, group, words)
            )
        case e.UnexpectedWords(extra, joined):
            return Sentence(
                _("this is more than the command takes: {words}").format(words=" ".join(extra)),
                _("put commas between: {flag}").format(flag=joined) if joined else "",
            )
        case e.LooseWords(flag, loose, takes):
            return Sentence(
                _("it is not clear which of these words belong to {flag}: {words}").format(
                    flag=flag, words=" ".join(loose)
                ),
                _("put quotation marks around a text of several words: {flag} {example}").format(
                    flag=flag, example=_example(takes, words)
                ),
            )
        case e.MissingFlags(flags):
            return Sentence(
                _("there is no terminal to ask on; these are missing: {flags}").format(flags=", ".join(flags)),
                _("add --help to see them all"),
            )
        case e.MissingWords(name, command, what):
            return _missing(name, command, what, words)
        case e.OtherKind(ending, kind, name):
            return Sentence(
                _("a {kind} file cannot be called .{ending}: no program would open it").format(
                    kind=kind, ending=ending
                ),
                _("call it {name}").format(name=name),
            )
        case e.NotOnScreen():
            return Sentence(
                _("a terminal cannot show this"),
                _("--output FILE writes it, --open shows it; or send it on with a pipe"),
            )
    return None


def _meant(candidates: tuple[str, ...], command: str, words: Words) -> str:
    _ = words.text
    if candidates:
        return _("did you mean {these}?").format(these=", ".join(candidates))
    if command:
        return _("{command} --help shows them").format(command=command)
    return _("tipcycle help shows them all")


def _example(takes: str, words: Words) -> str:
    """A value of the sort that the help calls so; empty for one that has none."""
    _ = words.text
    return {
        "N": "42",
        "N,N": "5,13",
        "1-5": "4",
        "N=TEXT": _('42="your words"'),
        "TEXT": _('"your words"'),
        "ROLE": _('"a customer"'),
        "WEEK": "2026-W10",
        "DATE": "2026-03-06",
        "HH:MM": "16:00",
    }.get(takes, "")


def _taken(choices: tuple[str, ...], takes: str, words: Words) -> str:
    _ = words.text
    if choices:
        return _("choose from: {choices}").format(choices=", ".join(choices))
    return {"1-5": _("a number from 1 to 5"), "N": _("a whole number"), "yyn?nnyy": f"--answers {_('yyn?nnyy')}"}.get(
        takes, ""
    )


def _missing(name: str, command: str, what: str, words: Words) -> Sentence:
    """What to say, with an example of it."""
    _ = words.text
    if name == "note":
        return Sentence(_("say what you want to keep"), f"{command} " + _('"what was said" --by "a customer"'))
    if name == "swap":
        return Sentence(_("say which tip goes and which one comes"), f"{command} 42 53 --because " + _('"why"'))
    if name == "pause":
        return Sentence(_("say which weeks are off"), f"{command} 2026-04-06 2026-04-12")
    return Sentence(
        _("this is missing: {what}").format(what=what), _("{command} --help shows how").format(command=command)
    )


def _tips(error: Refused, words: Words, catalogue: Catalogue) -> Sentence | None:
    """Which tips, and what was said of each."""
    _ = words.text
    match error:
        case e.UnknownTip(word, nearest):
            hint = _("tipcycle tips search WORD finds one")
            if nearest:
                meant = "; ".join(titled(tip, catalogue, words) for tip in nearest)
                hint = _("did you mean {tips}?").format(tips=meant)
            return Sentence(_("there is no such tip: {word}").format(word=word), hint)
        case e.TipTwice(tip):
            return Sentence(_("this tip is named twice: {tip}").format(tip=number(tip)))
        case e.WrongCount(given, needed, extended):
            return _wrong_count(given, needed, extended, words)
        case e.TwoAnswers(tip):
            return Sentence(_("this tip was given two answers: {tip}").format(tip=titled(tip, catalogue, words)))
        case e.AnswerDoesNotFit(tip, kind, answer):
            if answer == "built":
                text = _("only a tip that is made once can stand, and this one is for {often}: {tip}")
            else:
                text = _("only a tip that waits for its occasion can have none, and this one is for {often}: {tip}")
            return Sentence(
                text.format(often=_often(kind, words), tip=titled(tip, catalogue, words)),
                _("use --did, --costly or --missed, or leave it out"),
            )
        case e.NoDecision(tips):
            return Sentence(
                _("these tips still need a decision: {tips}").format(tips=words.listed(numbers(tips))),
                _("--keep, --adapt, --extend or --drop, each with numbers like 05,13"),
            )
        case e.ByHandAlone(tips):
            return Sentence(
                _("--by-hand goes with --keep or --adapt, and these have neither: {tips}").format(
                    tips=words.listed(numbers(tips))
                )
            )
    return None


def _wrong_count(given: int, needed: int, extended: tuple[int, ...], words: Words) -> Sentence:
    _ = words.text
    if not extended:
        return Sentence(
            _("a cycle has five tips, no more and no less; you named: {given}").format(given=given),
            _("tipcycle tips suggest proposes five") if given < needed else "",
        )
    seated = words.listed(numbers(extended))
    if not needed:
        return Sentence(
            _("all five places are taken by tips that go on: {tips}").format(tips=seated),
            _("tipcycle pick, without numbers"),
        )
    asked = words.many(
        "one more tip is needed beside {tips}, and {given} were named",
        "{n} more tips are needed beside {tips}, and {given} were named",
        needed,
    )
    return Sentence(asked.format(tips=seated, given=given))


def _often(kind: Kind, words: Words) -> str:
    _ = words.text
    return {
        Kind.RITUAL: _("every week"),
        Kind.REFLEX: _("when the occasion arises"),
        Kind.BUILD: _("making once"),
    }[kind]
