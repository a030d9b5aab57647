"""One appointment as a calendar file (RFC 5545, RFC 5546): on the citizen's page and attached to e-mails.

The same UID and a higher SEQUENCE make a calendar replace or remove what it knows. Times are in UTC: a block of
time zone would add three kilobytes.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from booking.models import Participation, Rdv
from booking.queries.pieces import pieces_for
from booking.queries.said import as_said, as_told
from booking.queries.video import video_of
from booking.vocabulary import CANCELLED, Modalite

PRODUCER = "-//RDV Service Public//FR"


def calendar_of(participation: Participation, *, link: str, now: datetime) -> bytes:
    """For the citizen; `link` is the appointment's own page. Reads rdv, motif, lieu and usager."""
    rdv = participation.rdv
    cancelled = participation.status in CANCELLED or rdv.is_cancelled
    # Two people of a household may come to one session, and one of them leave: each has their own event.
    uid = participation.pk if rdv.is_session else rdv.pk
    event = _event(rdv, uid, link, now, cancelled, _to_know(participation, link))
    if rdv.address:
        event["location"] = vText(rdv.address)
    return calendar_file([event], cancelled=cancelled)


def calendar_for_agent(rdv: Rdv, *, link: str, cancelled: bool, now: datetime) -> bytes:
    """Nobody is named, nor where they live: an agent's calendar is often read by others."""
    event = _event(rdv, rdv.pk, link, now, cancelled, link)
    return calendar_file([event], cancelled=cancelled)


def calendar_file(events: Iterable[Event], *, cancelled: bool, zones_since: date | None = None) -> bytes:
    """`zones_since`: the first day of events that are not in UTC."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    for event in events:
        calendar.add_component(event)
    if zones_since:
        calendar.add_missing_timezones(first_date=zones_since)
    return calendar.to_ical()


def _event(rdv: Rdv, uid: UUID, link: str, now: datetime, cancelled: bool, said: str) -> Event:
    event = Event()
    # Without a host: an administration that changes its address keeps its rdvs (RFC 7986 §5.3).
    event.add("uid", str(uid))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", rdv.sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("dtstart", rdv.starts_at.astimezone(UTC))
    event.add("dtend", rdv.ends_at.astimezone(UTC))
    event.add("summary", _title(rdv))
    event.add("location", _where(rdv))
    event.add("description", f"{_('Ce rendez-vous est annulé.')}\n{link}" if cancelled else said)
    event.add("url", link)
    return event


def _title(rdv: Rdv) -> str:
    motif = as_told(rdv.motif)
    return motif.name if motif.is_discreet else rdv.title or motif.name


def _where(rdv: Rdv) -> str:
    if rdv.lieu is not None and rdv.motif.modalite == Modalite.ON_SITE:
        return f"{rdv.lieu.name}, {rdv.lieu.address}"
    return video_of(rdv) or rdv.motif.get_modalite_display()


def _to_know(participation: Participation, link: str) -> str:
    rdv, usager = participation.rdv, participation.usager
    motif = as_said(rdv.motif)
    video, pieces = video_of(rdv), pieces_for(motif, participation.answers)
    summons = motif.is_convocation
    see = _("Voir ce rendez-vous : %(link)s") if summons else _("Voir ou annuler ce rendez-vous : %(link)s")
    said = [
        _("Pour %(name)s") % {"name": usager} if usager.responsible_id else "",
        motif.obligations.strip() if summons else "",
        _("Rejoindre la visioconférence : %(link)s") % {"link": video} if video else "",
        "\n".join([_("À apporter :"), *pieces]) if pieces else "",
        motif.instructions.strip(),
        see % {"link": link},
    ]
    return "\n\n".join(part for part in said if part)
