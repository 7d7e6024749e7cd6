"""The draft of a mail that invites the team to the review, with the day attached for their calendars.

Contains nothing that the manager wrote, except the name from the profile.
"""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from tipcycle.core.schedule import Agenda
from tipcycle.i18n import Translator
from tipcycle.render.ical import review_ics
from tipcycle.render.sanitize import sanitize


def review_mail(agenda: Agenda, name: str, created: datetime, translator: Translator) -> bytes:
    """Return the mail as an `.eml` file. `name` is the sender's name below the text; it may be empty."""
    _ = translator.gettext
    day = translator.full_date(agenda.review_on)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _("Looking back together on {day}").format(day=day)
    mail["X-Unsent"] = "1"  # Outlook opens the file as a draft
    paragraphs = (
        _("Hello all,"),
        _(
            "For two months I've been trying five small things for our customers. On {day} I'd like to look back on"
            " them with you: what did you notice, what should stay, and what do we try next?"
        ).format(day=day),
        _(
            "There'll be one sheet on the table, and you don't need to prepare anything. Do bring one moment with a"
            " customer that stayed with you."
        ),
        _("The day is attached for your calendar."),
        sanitize(name),
    )
    mail.set_content("\n\n".join(filter(None, paragraphs)) + "\n")
    mail.add_attachment(
        review_ics(agenda, created, translator),
        maintype="text",
        subtype="calendar",
        filename=f"tipcycle-{agenda.review_on}.ics",
        params={"method": "PUBLISH", "charset": "utf-8"},
    )
    return mail.as_bytes()
