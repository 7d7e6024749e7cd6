"""The appointments of a cycle as an iCalendar file (RFC 5545). It contains no text that the manager wrote.

The UID of an appointment is stable and its sequence number grows with time, so that importing a newer file updates
the appointments instead of duplicating them. An appointment that is no longer needed is written as cancelled.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from operator import attrgetter
from typing import TYPE_CHECKING

from tipcycle.core.schedule import Agenda, CheckinAppointment
from tipcycle.i18n import Translator

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event, Timezone

CHECKIN_DURATION = timedelta(minutes=15)
CHECKIN_ALARM = timedelta(minutes=-5)
REVIEW_ALARM = timedelta(hours=-15)
"""Offset from midnight at the start of the all-day event."""


def calendar_ics(
    agenda: Agenda, checkin_time: time, zone_name: str | None, created: datetime, translator: Translator
) -> bytes:
    """Return the file: a check-in at `checkin_time` on each check-in day, and the day of the review.

    `zone_name` is the name of a time zone. Without it, or if it is unknown, the times are floating: each calendar shows
    them in its own time zone. `created` is the time at which the file is created.
    """
    from icalendar import vText

    _ = translator.gettext
    time_zone = find_zone(zone_name)
    calendar = _new_calendar(translator)
    # without vText the library writes the comma of a non-standard property without its backslash
    calendar.add("x-wr-calname", vText(_("tipcycle, cycle {n}").format(n=agenda.cycle.number)))
    if zone_name and time_zone:
        first_day, last_day = date(agenda.cycle.starts.year, 1, 1), date(agenda.review_on.year + 1, 1, 1)
        calendar.add_component(_timezone_component(zone_name, time_zone, first_day, last_day))
    for listed in filter(None, (agenda.previous, agenda)):
        for appointment in sorted((*listed.checkins, *listed.cancelled), key=attrgetter("on")):
            start = datetime.combine(appointment.on, checkin_time, time_zone)
            event = _checkin_event(listed, appointment, start, translator)
            _add_event(calendar, _cancelled(event) if appointment in listed.cancelled else event, created)
        review = _review_event(listed, translator)
        _add_event(calendar, _cancelled(review) if listed.is_closed else review, created)
    data: bytes = calendar.to_ical()
    return data


def review_ics(agenda: Agenda, created: datetime, translator: Translator) -> bytes:
    """Return the file for the team: only the day of the review. `created` is the time at which it is created."""
    calendar = _new_calendar(translator)
    _add_event(calendar, _all_day_review(agenda, translator), created)
    data: bytes = calendar.to_ical()
    return data


def _new_calendar(translator: Translator) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//tipcycle//tipcycle//{translator.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")  # Outlook asks no one to accept it
    return calendar


def find_zone(name: str | None) -> tzinfo | None:
    """Return the time zone with this name, or None if it is unknown on this machine.

    UTC counts as unknown: a container or a server is set to it, whatever the zone of the person who uses it.

    >>> str(find_zone("Europe/Brussels")), find_zone("Middle/Earth"), find_zone("CET-1CEST"), find_zone("UTC")
    ('Europe/Brussels', None, None, None)
    """
    from zoneinfo import ZoneInfo

    if not name or name.removeprefix("Etc/") == "UTC":
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # the name of a zone directory, a path, or an unknown name
        return None


def _checkin_event(agenda: Agenda, appointment: CheckinAppointment, start: datetime, translator: Translator) -> "Event":
    from icalendar import Event

    _ = translator.gettext
    event = Event()
    event.add("uid", _uid(agenda, str(appointment.week)))
    event.add("dtstart", start)
    event.add("duration", CHECKIN_DURATION)
    title = _("tipcycle check-in, {nth} week of {weeks}").format(
        nth=translator.ordinal(appointment.week_number), weeks=len(agenda.cycle.weeks)
    )
    event.add("summary", title)
    event.add("description", _("A minute and a half, in the terminal: tipcycle checkin"))
    event.add_component(_alarm(CHECKIN_ALARM, title))
    return event


def _uid(agenda: Agenda, name: str) -> str:
    return f"{agenda.cycle.starts}-{name}-{agenda.cycle.key}@tipcycle"


def _cancelled(event: "Event") -> "Event":
    """Return the event as cancelled, without its alarm. It replaces the event of an earlier file."""
    event.subcomponents.clear()
    event["transp"] = "TRANSPARENT"
    event.add("status", "CANCELLED")
    return event


def _all_day_review(agenda: Agenda, translator: Translator) -> "Event":
    from icalendar import Event

    _ = translator.gettext
    event = Event()
    event.add("uid", _uid(agenda, "review"))
    event.add("dtstart", agenda.review_on)
    event.add("dtend", agenda.review_on + timedelta(days=1))
    event.add("summary", _("Review with the team, cycle {n}").format(n=agenda.cycle.number))
    event.add("transp", "TRANSPARENT")
    return event


def _review_event(agenda: Agenda, translator: Translator) -> "Event":
    _ = translator.gettext
    event = _all_day_review(agenda, translator)
    review_hint = _("One sheet on the table: tipcycle review --format pdf")
    event.add("description", "\n".join((review_hint, _("After the conversation: tipcycle close"))))
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
    """Add an event with its timestamp and a sequence number, which tells a calendar which version is newer.

    The sequence number counts minutes since the epoch, not changes. A calendar increases the number when the user moves
    an event, and rejects a lower one.
    """
    event.add("dtstamp", created.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int(created.timestamp()) // 60)
    calendar.add_component(event)


def _timezone_component(name: str, zone: tzinfo, first_day: date, last_day: date) -> "Timezone":
    """Return a VTIMEZONE component with each change of the UTC offset between two dates.

    Each onset is in the local time before the change (RFC 5545, 3.6.5). The generator of the icalendar library uses the
    time after it, which puts the start of summer time an hour late.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    component = Timezone()
    component.add("tzid", name)
    start = datetime.combine(first_day, time(), UTC)
    for instant in (start, *_offset_changes(zone, start, datetime.combine(last_day, time(), UTC))):
        local_time = instant.astimezone(zone)
        local_time_before = local_time if instant == start else (instant - timedelta(seconds=1)).astimezone(zone)
        observance = TimezoneDaylight() if local_time.dst() else TimezoneStandard()
        old_offset, new_offset = local_time_before.utcoffset() or timedelta(0), local_time.utcoffset() or timedelta(0)
        observance.add("dtstart", (instant + old_offset).replace(tzinfo=None))
        observance.add("tzoffsetfrom", old_offset)
        observance.add("tzoffsetto", new_offset)
        observance.add("tzname", local_time.tzname() or name)
        component.add_component(observance)
    return component


def _offset_changes(zone: tzinfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield each instant (UTC, to the second) at which the offset of a zone changes."""

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(zone).utcoffset()

    day = start
    while day < end:
        next_day = day + timedelta(days=1)
        if offset(day) != offset(next_day):
            low, high = day, next_day
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low).total_seconds() // 2)
                low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
            yield high
        day = next_day
