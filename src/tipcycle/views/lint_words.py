"""What `tips check` says: a sentence for each rule that a catalogue can break (docs/rules.md §12)."""

from tipcycle.locales import Words


def lint_sentence(rule: str, detail: str, words: Words) -> str:
    """The sentence for a broken rule; `detail` is the value or number that matters.

    `file.missing` has none: at the edge it is a refusal, or no trouble at all.
    """
    _ = words.text
    first, _space, rest = detail.partition(" ")
    known = {
        "file.unreadable": _("the file cannot be opened: {detail}"),
        "file.too-large": _("the file is larger than tipcycle reads"),
        "file.encoding": _("the file is not plain text in UTF-8; the trouble is on line {detail}"),
        "file.toml": _("the file cannot be read; the trouble is on line {detail}"),
        "file.long-key": _("a key in the file has too many parts"),
        "schema.format": _("this format is not known here: {detail}"),
        "schema.missing": _("this is missing"),
        "schema.unknown": _("tipcycle does not know this key"),
        "schema.type": _("this should be of another sort: {detail}"),
        "schema.empty": _("this is empty"),
        "schema.control": _("this holds characters that are not text"),
        "schema.range": _("this number does not fit here: {detail}"),
        "schema.slug": _("a short name has small letters, digits and hyphens only: {detail}"),
        "schema.url": _("an address begins with https:// or http://: {detail}"),
        "schema.no-language": _("the tip has no text in any language"),
        "L1.id": _("this number stands here twice: {detail}"),
        "L1.own": _("tips of your own are numbered from 201 on, not: {detail}"),
        "L1.range": _("the catalogue is numbered from 1 to 101, not: {detail}"),
        "L1.gap": _("a number is missing here"),
        "L1.slug": _("this short name is taken: {detail}"),
        "L1.theme": _("this theme stands here twice: {detail}"),
        "L1.themes": _("a catalogue has ten themes, not: {detail}"),
        "L1.order": _("two themes have the same place: {detail}"),
        "L2.list": _("this is not one of the words that may stand here: {detail}"),
        "L2.theme": _("there is no such theme: {detail}"),
        "L3.language": _("the text in this language is missing"),
        "L3.field": _("this is missing in one language"),
        "L3.steps": _("a tip has three to five steps, not: {detail}"),
        "L3.steps-differ": _("both languages need the same number of steps; they have {detail}"),
        "L4.words": _("a title has nine words at most, not: {detail}"),
        "L4.length": _("a title has sixty characters at most, not: {detail}"),
        "L4.stop": _("a title ends without a full stop"),
        "L4.verb": _("a title begins with what you do, not with: {detail}"),
        "L4.first": _("too many titles begin with the same word: {first}, {rest} times"),
        "L5.body": _("a tip has 160 words at most in a language, not: {detail}"),
        "L5.lead": _("what and why have sixty words together at most, not: {detail}"),
        "L5.ratio": _("one language is much longer than the other: {detail}"),
        "L6.check": _("the weekly question ends with a question mark"),
        "L6.if-then": _('this reads "If …, then …", in Dutch "Als …, dan …"'),
        "L7.whole": _("minutes are whole numbers, not: {detail}"),
        "L7.first": _("the first step takes fifteen minutes at most, not: {detail}"),
        "L7.weekly": _("a week takes sixty minutes at most, not: {detail}"),
        "L8.none": _("the tip rests on no idea: seeds is empty"),
        "L8.unknown": _("there is no such idea: {detail}"),
        "L9.unknown": _("there is no such related tip: {detail}"),
        "L9.one-way": _("related goes both ways; it is missing in tip {detail}"),
        "L9.self": _("a tip is not related to itself"),
        "L10.url": _("an example needs its address"),
        "L10.source": _("an example needs its source"),
        "L10.company": _("a company is named only in an example: {detail}"),
        "L11.placeholder": _("this was left to be filled in: {detail}"),
        "L12.title": _("this title is much like that of tip {first}"),
        "L12.what": _("this text is much like that of tip {first}"),
        "L12.run": _("eight words in a row stand in tip {first} too: {rest}"),
        "L13.missing": _("a tip that is made once needs the question for once it stands"),
        "L13.extra": _("only a tip that is made once has a question for once it stands"),
        "L14.occasion": _('the question of this tip says "at least once", or allows for no occasion'),
    }
    return known[rule].format(detail=detail, first=first, rest=rest)
