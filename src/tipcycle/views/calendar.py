"""The appointments of a cycle as an iCalendar file (RFC 5545): nothing of what the manager wrote is in it.

Each appointment keeps its UID whenever the file is made again, and a later file outranks an earlier one, so that a
second import mends what is there and doubles nothing.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from tipcycle.core.agenda import Agenda, LookBack
from tipcycle.locales import Words

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event, Timezone

LASTS = timedelta(minutes=15)
FIVE_BEFORE = timedelta(minutes=-5)
DAY_BEFORE_AT_NINE = timedelta(hours=-15)
"""From the midnight that an all-day event begins with."""


def calendar_ics(facts: Agenda, at: time, zone: str | None, made: datetime, words: Words) -> bytes:
    """The file: a check-in at `at` on each of its days, and the day of the review.

    `zone` is the name of a time zone; without one, or with one that is not known here, the times are floating: they
    follow the clock of whoever shows them. `made` is the instant (UTC) at which the file is made.
    """
    from icalendar import Calendar

    _ = words.text
    known = known_zone(zone)
    found = Calendar()
    found.add("prodid", f"-//tipcycle//tipcycle//{words.language.upper()}")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", _("tipcycle, cycle {n}").format(n=facts.cycle.number))
    if zone and known and zone != "UTC":
        first, last = date(facts.cycle.starts.year, 1, 1), date(facts.review_on.year + 1, 1, 1)
        found.add_component(_timezone(zone, known, first, last))
    for look in facts.checkins:
        _add(found, _checkin(facts, look, datetime.combine(look.on, at, known), words), made)
    _add(found, _review(facts, words), made)
    data: bytes = found.to_ical()
    return data


def known_zone(name: str | None) -> tzinfo | None:
    """The time zone of this name; None where this machine does not know it.

    >>> str(known_zone("Europe/Brussels")), known_zone("Middle/Earth"), known_zone("CET-1CEST")
    ('Europe/Brussels', None, None)
    """
    from zoneinfo import ZoneInfo

    if not name:
        return None
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a folder of zones, a path, a name nobody knows
        return None


def _checkin(facts: Agenda, look: LookBack, begins: datetime, words: Words) -> "Event":
    from icalendar import Event

    _ = words.text
    event = Event()
    event.add("uid", f"{facts.cycle.starts}-{look.week}@tipcycle")
    event.add("dtstart", begins)
    event.add("duration", LASTS)
    told = _("Check-in, {nth} week of {weeks}").format(nth=words.nth(look.number), weeks=len(facts.cycle.weeks))
    event.add("summary", told)
    event.add("description", _("A minute and a half, in the terminal: tipcycle checkin"))
    event.add_component(_alarm(FIVE_BEFORE, told))
    return event


def _review(facts: Agenda, words: Words) -> "Event":
    from icalendar import Event

    _ = words.text
    event = Event()
    event.add("uid", f"{facts.cycle.starts}-review@tipcycle")
    event.add("dtstart", facts.review_on)
    event.add("dtend", facts.review_on + timedelta(days=1))
    event.add("summary", _("Review with the team, cycle {n}").format(n=facts.cycle.number))
    sheet = _("One sheet on the table: tipcycle review --format pdf")
    event.add("description", "\n".join((sheet, _("After the conversation: tipcycle close"))))
    event.add("transp", "TRANSPARENT")
    event.add_component(
        _alarm(DAY_BEFORE_AT_NINE, _("Tomorrow you look back with your team. The sheet can be printed."))
    )
    return event


def _alarm(before: timedelta, told: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", told)
    return alarm


def _add(found: "Calendar", event: "Event", made: datetime) -> None:
    """An event with its place in time: which of two files that tell of it is the later one.

    The sequence counts minutes, not changes: a calendar in which somebody moved the event has counted on by itself,
    and would refuse a number that is lower than its own.
    """
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int(made.timestamp()) // 60)
    found.add_component(event)


def _timezone(name: str, zone: tzinfo, first: date, last: date) -> "Timezone":
    """What a calendar needs to know of a time zone between two dates: each change of its offset, told in the wall
    clock time that it ends, as RFC 5545 (3.6.5) has it. The generator of the library tells the onset of summer time in
    the new time, an hour late.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    found = Timezone()
    found.add("tzid", name)
    begin = datetime.combine(first, time(), UTC)
    for instant in (begin, *_changes(zone, begin, datetime.combine(last, time(), UTC))):
        now = instant.astimezone(zone)
        before = now if instant == begin else (instant - timedelta(seconds=1)).astimezone(zone)
        part = TimezoneDaylight() if now.dst() else TimezoneStandard()
        was, is_ = before.utcoffset() or timedelta(0), now.utcoffset() or timedelta(0)
        part.add("dtstart", (instant + was).replace(tzinfo=None))
        part.add("tzoffsetfrom", was)
        part.add("tzoffsetto", is_)
        part.add("tzname", now.tzname() or name)
        found.add_component(part)
    return found


def _changes(zone: tzinfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants (UTC, to the second) at which the offset of a zone changes."""

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(zone).utcoffset()

    day = first
    while day < last:
        following = day + timedelta(days=1)
        if offset(day) != offset(following):
            low, high = day, following
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            yield high
        day = following
