"""Content of the home screen, which `tipcycle` without arguments shows.

It shows the day, one tip, the five tips, one voice and the next step. It must not show a figure or a verdict.
"""

from tipcycle.core.cycle import Remark, Status
from tipcycle.core.momentum.strength import TipRecord
from tipcycle.core.status import HomeReport
from tipcycle.core.tips import Catalogue, TipKind, quickest_tip
from tipcycle.core.touchstone import TouchstoneState
from tipcycle.core.weeks import Week
from tipcycle.i18n import Translator
from tipcycle.render.labels import (
    kind_label,
    legend_phrases,
    quote_text,
    status_signs,
    status_words,
    tenure_statuses,
    tip_number,
    tip_title,
    touchstone_text,
)
from tipcycle.render.sanitize import sanitize
from tipcycle.render.text_layout import (
    DisplayOptions,
    StyledLine,
    cell_width,
    flow_phrases,
    header_lines,
    pad_cells,
    wrap_long_lines,
    wrap_styled,
)


def heading_line(text: str, display: DisplayOptions) -> StyledLine:
    """Return a dim heading: in capitals on a screen, with a colon in plain output."""
    return [(f"{text.capitalize()}:" if display.plain else display.margin + text.upper(), "dim")]


def key_lines(text: str, display: DisplayOptions) -> list[StyledLine]:
    """Return a line of keys and their actions, broken only between keys."""
    rows = flow_phrases(text.split("   "), display.text_width - len(display.margin))
    return [[(display.margin + row, "")] for row in rows]


def command_lines(commands: list[tuple[str, str]], display: DisplayOptions) -> list[StyledLine]:
    """Return commands or keys with descriptions: in two columns if they fit, otherwise one below the other."""
    if display.plain:
        return [[(f"{command}: {description}", "")] for command, description in commands]
    command_width = max(cell_width(command) for command, _ in commands) + 3
    if (
        len(display.margin) + command_width + max(cell_width(description) for _, description in commands)
        > display.width
    ):
        return [
            line
            for command, description in commands
            for line in (
                [(display.margin + command, "accent")],
                *wrap_styled(description, display.text_width, subsequent_indent=display.margin * 2),
            )
        ]
    return [
        [(display.margin, ""), (pad_cells(command, command_width), "accent"), (description, "")]
        for command, description in commands
    ]


def welcome_back_lines(
    report: HomeReport, translator: Translator, display: DisplayOptions, *, interactive: bool
) -> list[StyledLine]:
    """Return the greeting after empty weeks, with three ways to continue. Requires `report.empty_weeks`."""
    _ = translator.gettext
    message = translator.ngettext(
        "Welcome back. One week stayed empty. Nobody has to explain that.",
        "Welcome back. {n} weeks stayed empty. Nobody has to explain that.",
        len(report.empty_weeks),
    )
    first_week, last_week = report.empty_weeks[0], report.empty_weeks[-1]
    away_label, here_label, continue_label = (
        _("I was away: these weeks do not count"),
        _("I was here: I fill in what I remember"),
        _("never mind: I just go on today"),
    )
    if interactive:
        hotkeys = translator.facts.hotkeys
        key_labels = [f"[{key}]" for key in (hotkeys.away, hotkeys.fill_in, hotkeys.go_on)]
        rows = [*zip(key_labels, (away_label, here_label, continue_label), strict=True), ("[q]", _("later"))]
    else:
        rows = [
            (f"{translator.command('pause')} {first_week} {last_week}", away_label),
            (translator.command(f"checkin --week {first_week}"), here_label),
            (translator.command("checkin"), continue_label),
        ]
    return [
        *wrap_styled(message, display.text_width, subsequent_indent=display.margin),
        [],
        *command_lines(rows, display),
    ]


def next_step_lines(
    report: HomeReport, translator: Translator, display: DisplayOptions, *, interactive: bool
) -> list[StyledLine]:
    """Return the next step, or the message that there is nothing to do."""
    _ = translator.gettext
    if report.situation == "back":
        return []
    if report.situation == "closed":
        return _intro_and_commands(
            _("This cycle is complete. Time for five new ones."),
            [(translator.command("pick"), _("choose the next five"))],
            display,
        )
    due_weeks = report.status.due_weeks
    checkin_commands = [_checkin_command(due_weeks, translator)] if due_weeks else []
    if report.situation in ("last-week", "ended"):
        review_command = (translator.command("review"), _("one sheet, empty where your team has something to say"))
        close_command = (translator.command("close"), _("after the talk: what do you keep, what do you let go"))
        return _intro_and_commands(
            _("Time to look at it together."), [*checkin_commands, review_command, close_command], display
        )
    if checkin_commands and interactive:
        return key_lines(_("[Enter] {what}   [q] later").format(what=checkin_commands[0][1]), display)
    if checkin_commands:
        return command_lines(checkin_commands, display)
    if report.next_checkin_day is not None:
        message = _("Until {day} there is nothing to fill in here.").format(
            day=translator.weekday_name(report.next_checkin_day)
        )
        return wrap_styled(message, display.text_width, subsequent_indent=display.margin)
    return wrap_styled(_("Nothing to fill in today."), display.text_width, subsequent_indent=display.margin)


def _intro_and_commands(intro: str, commands: list[tuple[str, str]], display: DisplayOptions) -> list[StyledLine]:
    return [
        *wrap_styled(intro, display.text_width, subsequent_indent=display.margin),
        [],
        *command_lines(commands, display),
    ]


def _checkin_command(due_weeks: tuple[Week, ...], translator: Translator) -> tuple[str, str]:
    """Return the command that checks in for the oldest due week, and its description."""
    _ = translator.gettext
    week = due_weeks[0]
    command = translator.command("checkin" if len(due_weeks) == 1 else f"checkin --week {week}")
    span = translator.date_range(week.monday, week.sunday)
    return command, _("look back on {span}, a minute and a half").format(span=span)


_MAX_TITLE_WIDTH = 60


def tip_of_the_day_lines(
    tip: int, report: HomeReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    """Return today's tip with its planned moment. A build that stands shows its follow-up question instead."""
    _ = translator.gettext
    catalogue_tip = catalogue.tips.get(tip)
    record = next(record for record in report.status.records if record.tip == tip)
    prefix = f"{display.margin}{tip_number(tip)}  "
    indent = " " * len(prefix)
    lines = [
        heading_line(_("today"), display),
        *wrap_styled(
            tip_title(tip, catalogue, translator),
            display.text_width,
            subsequent_indent=indent,
            initial_indent=prefix,
            style="bold",
        ),
    ]
    if catalogue_tip is None:
        return lines
    text = catalogue_tip.text(translator.language)
    cycle = report.status.cycle
    moment = cycle.plans.get(tip, text.if_then) if cycle else text.if_then
    if record.is_built and text.check_after:
        moment = text.check_after
    return [*lines, *wrap_styled(sanitize(moment), display.text_width, subsequent_indent=indent)]


def first_step_lines(
    report: HomeReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    """Return the quickest first step among the picked tips, to do before the cycle starts. Empty without one."""
    tip = quickest_tip(catalogue.tips[record.tip] for record in report.status.records if record.tip in catalogue.tips)
    if tip is None:
        return []
    intro = translator.ngettext(
        "If you do not want to wait: one minute is enough.",
        "If you do not want to wait: {n} minutes are enough.",
        tip.first_step_minutes,
    )
    prefix = f"{display.margin}{tip_number(tip.id)}  "
    step = sanitize(tip.text(translator.language).steps[0])
    return [
        *wrap_styled(intro, display.text_width, subsequent_indent=display.margin),
        *wrap_styled(step, display.text_width, subsequent_indent=" " * len(prefix), initial_indent=prefix),
    ]


def five_lines(
    report: HomeReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    """Return the five tips with their weekdays and, once the cycle has begun, their weeks.

    After an absence the weeks are hidden.
    """
    if display.plain:
        return _five_plain(report, catalogue, translator)
    return (
        _five_stacked(report, catalogue, translator, display)
        if display.narrow
        else _five_columns(report, catalogue, translator, display)
    )


def _five_plain(report: HomeReport, catalogue: Catalogue, translator: Translator) -> list[StyledLine]:
    lines: list[StyledLine] = []
    for record in _active_records(report):
        labels = [tip_title(record.tip, catalogue, translator), _weekday_label(record, report, translator)]
        label = ", ".join(part for part in labels if part)
        weeks = status_words(record.statuses, translator) if _shows_weeks(report) else ""
        lines.append([(f"{tip_number(record.tip)} {label}" + (f": {weeks}" if weeks else ""), "")])
    return lines


def _five_stacked(
    report: HomeReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    lines: list[StyledLine] = []
    for record in _active_records(report):
        prefix = f"{display.margin}{tip_number(record.tip)}  "
        indent = " " * len(prefix)
        lines += wrap_styled(
            tip_title(record.tip, catalogue, translator),
            display.text_width,
            subsequent_indent=indent,
            initial_indent=prefix,
        )
        weeks = [status_signs(record.statuses)] if _shows_weeks(report) else []
        details = "  ".join([*weeks, _weekday_label(record, report, translator, short=True)]).strip()
        lines += [[(indent + details, "dim")]] if details else []
    return lines


def _five_columns(
    report: HomeReport, catalogue: Catalogue, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    records = _active_records(report)
    is_planned = report.status.state == "planned"
    days = [
        kind_label(record.kind, translator) if is_planned else _weekday_label(record, report, translator)
        for record in records
    ]
    signs_by_tip = [status_signs(record.statuses) if _shows_weeks(report) else "" for record in records]
    day_width = max(map(cell_width, days), default=0)
    right_width = day_width + 2 + max(map(cell_width, signs_by_tip), default=0)
    numbers = [tip_number(record.tip) for record in records]
    number_width = max(map(len, numbers), default=0) + 2
    title_width = max(20, min(_MAX_TITLE_WIDTH, display.width - len(display.margin) - number_width - 2 - right_width))
    lines: list[StyledLine] = []
    for record, tip_label, day, signs in zip(records, numbers, days, signs_by_tip, strict=True):
        title = tip_title(record.tip, catalogue, translator)
        rows = wrap_styled(
            title,
            title_width + number_width,
            subsequent_indent=" " * number_width,
            initial_indent=pad_cells(tip_label, number_width),
        )
        for n, row in enumerate(rows):
            left_column = pad_cells(display.margin + row[0][0], len(display.margin) + number_width + title_width + 2)
            right_columns = [(pad_cells(day, day_width + 2), "dim"), (signs, "")] if n == 0 else []
            lines.append([(left_column, ""), *right_columns])
    return lines


def _active_records(report: HomeReport) -> list[TipRecord]:
    return [record for record in report.status.records if record.is_active]


def _shows_weeks(report: HomeReport) -> bool:
    """Return True if the cycle has begun. After an absence, return False to avoid showing the empty weeks."""
    return report.status.state != "planned" and report.situation != "back"


def _weekday_label(record: TipRecord, report: HomeReport, translator: Translator, *, short: bool = False) -> str:
    _ = translator.gettext
    if record.kind is TipKind.BUILD and record.is_built:
        return _("done for good")
    day = report.weekdays_by_tip.get(record.tip)
    if day is None:
        return ""
    weekday_date = Week.of(report.status.today).day(day)
    return translator.weekday_abbr(weekday_date) if short else translator.weekday_name(weekday_date)


def legend_lines(report: HomeReport, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    """Return the legend of the signs. Empty after the first cycle, and where no signs are shown."""
    cycle = report.status.cycle
    if display.plain or report.situation == "back" or cycle is None or cycle.number > 1:
        return []
    strips = (tenure_statuses(record) for record in _active_records(report))
    begun = ([status for status in strip if status is not Status.NOT_STARTED] for strip in strips)
    phrases = legend_phrases(begun, translator)
    rows = [
        wrap_long_lines(display.margin + row, display.width)
        for row in flow_phrases(phrases, display.text_width - len(display.margin))
    ]
    return [[], *([(line, "dim")] for row in rows for line in row.split("\n"))] if phrases else []


def intro_lines(report: HomeReport, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    """Return the introduction: one sentence per line if all of them fit, otherwise one paragraph."""
    _ = translator.gettext
    day = translator.weekday_name(report.checkin_day)
    sentences = [
        _("Five tips out of 101, for two months. On {day} you look back for a moment.").format(day=day),
        _("Then one sheet of paper for a good talk, and you choose five new ones."),
        _("What you write stays on this machine."),
    ]
    if any(cell_width(display.margin + line) > display.text_width for line in sentences):
        sentences = [" ".join(sentences)]
    return [
        row for line in sentences for row in wrap_styled(line, display.text_width, subsequent_indent=display.margin)
    ]


def first_command_lines(translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    """Return the commands for a first start where no key can be pressed."""
    _ = translator.gettext
    return command_lines(
        [(translator.command("tips"), _("leaf through the tips")), (translator.command("pick"), _("choose five"))],
        display,
    )


def theme_menu_lines(catalogue: Catalogue, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    """Return the menu of themes, each with its question, and the keys that select one."""
    _ = translator.gettext
    texts = [theme.text(translator.language) for theme in catalogue.themes]
    lines = [
        *wrap_styled(_("Which question makes you sit up?"), display.text_width, subsequent_indent=display.margin),
        [],
    ]
    name_width = max((cell_width(sanitize(text.name)) for text in texts), default=0) + 2
    question_width = max((cell_width(sanitize(text.question)) for text in texts), default=0)
    fits_in_columns = len(display.margin) + 4 + name_width + question_width <= display.width
    for position, text in enumerate(texts, 1):
        number_column = f"{display.margin}{position:>2}  "
        prefix = number_column + pad_cells(sanitize(text.name), name_width) if fits_in_columns else number_column
        lines += wrap_styled(
            sanitize(text.question), display.width, subsequent_indent=" " * cell_width(prefix), initial_indent=prefix
        )
    keys = _("[1-{n}] open that door   [{b}] browse them all   [{v}] propose five   [q] later").format(
        n=len(texts), b=translator.facts.hotkeys.all, v=translator.facts.hotkeys.propose
    )
    return [*lines, [], *key_lines(keys, display)]


def home_lines(
    report: HomeReport,
    catalogue: Catalogue,
    translator: Translator,
    display: DisplayOptions,
    *,
    interactive: bool = False,
) -> list[StyledLine]:
    """Return the whole home screen. With `interactive`, it offers keys instead of commands."""
    lines: list[StyledLine] = [[], *_home_header(report, translator, display), []]
    if report.situation == "first":
        commands = (
            theme_menu_lines(catalogue, translator, display)
            if interactive
            else first_command_lines(translator, display)
        )
        return [*lines, *intro_lines(report, translator, display), [], *commands, []]
    if report.touchstone is not None:
        lines += [*_touchstone_lines(report.touchstone, translator, display), []]
    if report.situation == "back":
        lines += [*welcome_back_lines(report, translator, display, interactive=interactive), []]
    if report.todays_tip is not None:
        lines += [*tip_of_the_day_lines(report.todays_tip, report, catalogue, translator, display), []]
    elif report.situation == "planned":
        lines += [*first_step_lines(report, catalogue, translator, display), []]
    if report.status.state != "closed":
        lines += [*five_lines(report, catalogue, translator, display), *legend_lines(report, translator, display), []]
    if report.voice is not None:
        lines += [*_voice_lines(report.voice, report, translator, display), []]
    return [*lines, *next_step_lines(report, translator, display, interactive=interactive), []]


def _home_header(report: HomeReport, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    today = translator.full_date(report.status.today)
    if display.narrow:
        today = f"{translator.weekday_abbr(report.status.today)} {translator.long_date(report.status.today)}"
    position = _cycle_position(report, translator, display)
    if not position:
        return [[(display.margin, ""), (today, "bold")]]
    if display.plain:
        return [[(f"{today}, {position}.", "")]]
    return header_lines(display.margin + today, position, display.width, style="bold")


def _cycle_position(report: HomeReport, translator: Translator, display: DisplayOptions) -> str:
    """Return the cycle and its current week; empty if there is no cycle."""
    _ = translator.gettext
    status_report = report.status
    if status_report.cycle is None:
        return ""
    number = status_report.cycle.number
    if status_report.state == "planned":
        start_text = translator.long_date(
            status_report.cycle.starts, with_year=status_report.cycle.starts.year != status_report.today.year
        )
        return _("cycle {n} begins on {day}").format(n=number, day=start_text)
    if status_report.state == "closed":
        return _("cycle {n} is closed").format(n=number)
    if status_report.state == "ended" or status_report.week_number is None:
        return _("cycle {n} has ended").format(n=number)
    ordinal = translator.ordinal(status_report.week_number)
    if status_report.week_number == len(status_report.cycle.weeks):
        return _("cycle {n}, {nth} and last week").format(n=number, nth=ordinal)
    if display.narrow:
        return _("cycle {n}, {nth} week").format(n=number, nth=ordinal)
    return _("cycle {n}, {nth} week, until {day}").format(
        n=number, nth=ordinal, day=translator.long_date(status_report.cycle.ends)
    )


def _touchstone_lines(touchstone: TouchstoneState, translator: Translator, display: DisplayOptions) -> list[StyledLine]:
    _ = translator.gettext
    text = touchstone_text(sanitize(touchstone.text), translator, provisional=touchstone.is_provisional)
    return wrap_styled(text, display.text_width, subsequent_indent=display.margin, style="bold")


def _voice_lines(
    voice: Remark, report: HomeReport, translator: Translator, display: DisplayOptions
) -> list[StyledLine]:
    _ = translator.gettext
    day = translator.long_date(voice.on, with_year=voice.on.year != report.status.today.year)
    attribution = ", ".join(part for part in (sanitize(voice.by or ""), day) if part)
    heading = _("heard earlier") if report.is_old_voice else _("heard")
    lines = [
        heading_line(heading, display),
        *wrap_styled(quote_text(voice.text), display.text_width, subsequent_indent=display.margin),
    ]
    rows = [row[0][0] for row in wrap_styled(attribution, display.text_width - len(display.margin))]
    return [
        *lines,
        *([(" " * (0 if display.plain else display.text_width - cell_width(row)) + row, "dim")] for row in rows),
    ]
