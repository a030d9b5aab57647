"""One appointment as a calendar file (RFC 5545, RFC 5546): on the citizen's page and attached to e-mails."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from booking.models import Participation, Rdv
from booking.vocabulary import CANCELLED

PRODUCER = "-//RDV Service Public//FR"


def calendar_of(participation: Participation, *, link: str, host: str, now: datetime) -> bytes:
    """`link` is the appointment's own page, `host` the administration's: with the id it names the event for ever.

    The same UID and a higher SEQUENCE make a calendar replace or remove what it knows. Reads rdv, motif and lieu.
    """
    cancelled = participation.status in CANCELLED or participation.rdv.is_cancelled
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(participation.rdv, link, host, now, cancelled))
    return calendar.to_ical()


def _event(rdv: Rdv, link: str, host: str, now: datetime, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{rdv.pk}@{host}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", rdv.sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("dtstart", rdv.starts_at.astimezone(UTC))
    event.add("dtend", rdv.ends_at.astimezone(UTC))
    event.add("summary", rdv.motif.name)
    event.add("location", _where(rdv))
    event.add("description", _description(rdv, link, cancelled))
    event.add("url", link)
    return event


def _where(rdv: Rdv) -> str:
    if rdv.lieu is None:
        return rdv.motif.get_modalite_display()
    return f"{rdv.lieu.name}, {rdv.lieu.address}"


def _description(rdv: Rdv, link: str, cancelled: bool) -> str:
    if cancelled:
        return f"Ce rendez-vous est annulé.\n{link}"
    to_bring = f"À apporter :\n{rdv.motif.to_bring.strip()}" if rdv.motif.to_bring.strip() else ""
    said = [to_bring, rdv.motif.instructions.strip(), f"Voir ou annuler ce rendez-vous : {link}"]
    return "\n\n".join(part for part in said if part)
