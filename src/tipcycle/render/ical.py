"""The appointments of a cycle as an iCalendar file (RFC 5545): nothing of what the manager wrote is in it.

Each appointment keeps its UID whenever the file is made again, and a later file outranks an earlier one, so that a
second import mends what is there and doubles nothing.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from tipcycle.core.schedule import Agenda, CheckinAppointment
from tipcycle.i18n import Translator

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event, Timezone

CHECKIN_DURATION = timedelta(minutes=15)
CHECKIN_ALARM = timedelta(minutes=-5)
REVIEW_ALARM = timedelta(hours=-15)
"""From the midnight that an all-day event begins with."""


def calendar_ics(
    agenda: Agenda, checkin_time: time, zone_name: str | None, created: datetime, translator: Translator
) -> bytes:
    """The file: a check-in at `at` on each of its days, and the day of the review.

    `zone` is the name of a time zone; without one, or with one that is not known here, the times are floating: they
    follow the clock of whoever shows them. `made` is the instant (UTC) at which the file is made.
    """
    from icalendar import Calendar

    _ = translator.gettext
    time_zone = find_zone(zone_name)
    calendar = Calendar()
    calendar.add("prodid", f"-//tipcycle//tipcycle//{translator.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _("tipcycle, cycle {n}").format(n=agenda.cycle.number))
    if zone_name and time_zone and zone_name != "UTC":
        first, last = date(agenda.cycle.starts.year, 1, 1), date(agenda.review_on.year + 1, 1, 1)
        calendar.add_component(_timezone_component(zone_name, time_zone, first, last))
    for appointment in agenda.checkins:
        _add_event(
            calendar,
            _checkin_event(agenda, appointment, datetime.combine(appointment.on, checkin_time, time_zone), translator),
            created,
        )
    _add_event(calendar, _review_event(agenda, translator), created)
    data: bytes = calendar.to_ical()
    return data


def find_zone(name: str | None) -> tzinfo | None:
    """The time zone of this name; None where this machine does not know it.

    >>> str(find_zone("Europe/Brussels")), find_zone("Middle/Earth"), find_zone("CET-1CEST")
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


def _checkin_event(agenda: Agenda, appointment: CheckinAppointment, start: datetime, translator: Translator) -> "Event":
    from icalendar import Event

    _ = translator.gettext
    event = Event()
    event.add("uid", f"{agenda.cycle.starts}-{appointment.week}@tipcycle")
    event.add("dtstart", start)
    event.add("duration", CHECKIN_DURATION)
    title = _("Check-in, {nth} week of {weeks}").format(
        nth=translator.ordinal(appointment.week_number), weeks=len(agenda.cycle.weeks)
    )
    event.add("summary", title)
    event.add("description", _("A minute and a half, in the terminal: tipcycle checkin"))
    event.add_component(_alarm(CHECKIN_ALARM, title))
    return event


def _review_event(agenda: Agenda, translator: Translator) -> "Event":
    from icalendar import Event

    _ = translator.gettext
    event = Event()
    event.add("uid", f"{agenda.cycle.starts}-review@tipcycle")
    event.add("dtstart", agenda.review_on)
    event.add("dtend", agenda.review_on + timedelta(days=1))
    event.add("summary", _("Review with the team, cycle {n}").format(n=agenda.cycle.number))
    review_hint = _("One sheet on the table: tipcycle review --format pdf")
    event.add("description", "\n".join((review_hint, _("After the conversation: tipcycle close"))))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(REVIEW_ALARM, _("Tomorrow you look back with your team. The sheet can be printed.")))
    return event


def _alarm(offset: timedelta, text: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", offset)
    alarm.add("description", text)
    return alarm


def _add_event(calendar: "Calendar", event: "Event", created: datetime) -> None:
    """An event with its place in time: which of two files that tell of it is the later one.

    The sequence counts minutes, not changes: a calendar in which somebody moved the event has counted on by itself,
    and would refuse a number that is lower than its own.
    """
    event.add("dtstamp", created.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int(created.timestamp()) // 60)
    calendar.add_component(event)


def _timezone_component(name: str, zone: tzinfo, first: date, last: date) -> "Timezone":
    """What a calendar needs to know of a time zone between two dates: each change of its offset, told in the wall
    clock time that it ends, as RFC 5545 (3.6.5) has it. The generator of the library tells the onset of summer time in
    the new time, an hour late.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    component = Timezone()
    component.add("tzid", name)
    begin = datetime.combine(first, time(), UTC)
    for instant in (begin, *_offset_changes(zone, begin, datetime.combine(last, time(), UTC))):
        local = instant.astimezone(zone)
        local_before = local if instant == begin else (instant - timedelta(seconds=1)).astimezone(zone)
        observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
        old_offset, new_offset = local_before.utcoffset() or timedelta(0), local.utcoffset() or timedelta(0)
        observance.add("dtstart", (instant + old_offset).replace(tzinfo=None))
        observance.add("tzoffsetfrom", old_offset)
        observance.add("tzoffsetto", new_offset)
        observance.add("tzname", local.tzname() or name)
        component.add_component(observance)
    return component


def _offset_changes(zone: tzinfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants (UTC, to the second) at which the offset of a zone changes."""

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(zone).utcoffset()

    day = first
    while day < last:
        next_day = day + timedelta(days=1)
        if offset(day) != offset(next_day):
            low, high = day, next_day
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            yield high
        day = next_day
