"""One appointment as its holder sees it: of the person, a masked name and contact."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.citizens.shown_contact import call_line, messages_line
from booking.citizens.shown_people import counted
from booking.citizens.shown_week import address_of, name_of
from booking.models import Motif, Participation, Usager
from booking.policies import (
    is_in_a_name,
    is_moved_online,
    may_cancel_online,
    may_change_who_comes,
    may_move_online,
    may_undo_cancel,
)
from booking.queries.pieces import pieces_for
from booking.queries.presence import may_say_it_comes
from booking.queries.said import as_said
from booking.queries.sessions import family_of
from booking.queries.usager_contacts import reader_of
from booking.queries.video import video_of
from booking.vocabulary import CANCELLED, PAPERS_TO_CHECK, UNDO_FOR, CancelReason, Modalite, RdvStatus
from foundation.tenancy import current
from foundation.web.components.typography import NO_BREAK

# Long enough to read the page that follows the booking; afterwards the message has left.
FRESH = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class ShownRdv:
    participation: Participation
    now: datetime

    @property
    def motif(self) -> Motif:
        return self.participation.rdv.motif

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.participation.rdv.organisation.time_zone)

    @property
    def is_cancelled(self) -> bool:
        return self.participation.status in CANCELLED or self.participation.rdv.is_cancelled

    @property
    def is_past(self) -> bool:
        return self.participation.rdv.starts_at <= self.now

    @property
    def is_to_come(self) -> bool:
        return not self.is_cancelled and not self.is_past

    @property
    def may_change_who_comes(self) -> bool:
        return may_change_who_comes(self.participation, self.now) and not is_in_a_name(self.motif)

    @property
    def minutes(self) -> int:
        """As it was booked: longer for several people, whatever the motif has become."""
        rdv = self.participation.rdv
        return int((rdv.ends_at - rdv.starts_at).total_seconds() // 60)

    @property
    def name(self) -> str:
        """A session has its own."""
        return self.participation.rdv.title or as_said(self.motif).name

    @property
    def people(self) -> str:
        """« 3 documents »; empty for a motif that is always for one."""
        rdv = self.participation.rdv
        return counted(rdv.motif, rdv.people) if rdv.motif.people and not rdv.is_session else ""

    @property
    def to_check(self) -> bool:
        """The hub of identity papers could not be asked about a number: the counter will."""
        return PAPERS_TO_CHECK in self.participation.answers

    @property
    def title(self) -> str:
        if self.is_cancelled:
            return _("Rendez-vous annulé")
        return _("Votre rendez-vous") if self.is_past else _("Rendez-vous confirmé")

    @property
    def who(self) -> str:
        """Enough to tell the people of a household apart, too little for whoever finds the link."""
        return _short_name(self.participation.usager)

    @property
    def everybody(self) -> str:
        """With those enrolled together in a session."""
        enrolled = family_of(self.participation) if self.participation.rdv.is_session else []
        return ", ".join(_short_name(each.usager) for each in enrolled or [self.participation])

    @property
    def phone(self) -> str:
        rdv = self.participation.rdv
        return (rdv.lieu.phone if rdv.lieu else "") or rdv.organisation.phone or current().phone

    @property
    def is_fresh(self) -> bool:
        return self.now - self.participation.rdv.created_at < FRESH

    @property
    def asks_presence(self) -> bool:
        """Not of who has just booked, and has only to read."""
        return not self.is_fresh and may_say_it_comes(self.participation, self.now)

    @property
    def says_it_comes(self) -> bool:
        return self.is_to_come and self.participation.confirmed_at is not None

    @property
    def cancel_before(self) -> datetime:
        return self.participation.rdv.starts_at - timedelta(seconds=self.motif.cancel_limit_s)

    @property
    def move_before(self) -> datetime:
        return self.participation.rdv.starts_at - timedelta(seconds=self.motif.move_limit_s)

    @property
    def may_take_back(self) -> bool:
        return may_undo_cancel(self.participation, self.now)

    @property
    def may_say_why(self) -> bool:
        place = self.participation
        return place.status == RdvStatus.CANCELLED_BY_USAGER and not (place.cancel_reason or self.is_past)

    @property
    def take_back_before(self) -> datetime | None:
        cancelled_at = self.participation.rdv.cancelled_at
        return cancelled_at + UNDO_FOR if cancelled_at else None

    @property
    def is_moved_online(self) -> bool:
        """Whether there is a page to move it, in time or too late."""
        return is_moved_online(self.participation.rdv)

    @property
    def address(self) -> str:
        """By phone, the number that will be called; nothing of it once there is no call to wait for."""
        rdv = self.participation.rdv
        if rdv.lieu or rdv.motif.modalite != Modalite.PHONE:
            return address_of(rdv.motif, rdv.lieu)
        return call_line(reader_of(self.participation.usager)) if self.is_to_come else ""

    @property
    def video(self) -> str:
        """Until the end: it has often begun when people come to look for it."""
        rdv = self.participation.rdv
        return "" if self.is_cancelled or rdv.ends_at <= self.now else video_of(rdv)

    @property
    def contact(self) -> str:
        if not self.participation.rdv.motif.is_notified:
            return ""
        return messages_line(reader_of(self.participation.usager), is_first=self.is_fresh)

    def context(self) -> dict[str, Any]:
        rdv, token = self.participation.rdv, self.participation.link_token
        motif = as_said(rdv.motif)
        return {
            "rdv": rdv,
            "motif": motif,
            "vu": self,
            "lieu": name_of(rdv.motif, rdv.lieu),
            "adresse": self.address,
            "statut": "cancelled" if self.is_cancelled else "" if self.is_past else RdvStatus.SCHEDULED.value,
            "a_apporter": pieces_for(motif, self.participation.answers),
            "annulable": may_cancel_online(self.participation, self.now),
            "deplacable": may_move_online(self.participation, self.now),
            "url": reverse("citizens:rdv", args=[token]),
            "url_qui": reverse("citizens:who-comes", args=[token]) if self.may_change_who_comes else "",
            "url_presence": reverse("citizens:presence", args=[token]),
            "url_annuler": reverse("citizens:annuler", args=[token]),
            "url_pourquoi": reverse("citizens:pourquoi", args=[token]),
            "raisons": CancelReason.choices,
            "url_reprendre": reverse("citizens:reprendre", args=[token]),
            "url_deplacer": reverse("citizens:deplacer", args=[token]),
            "url_agenda": reverse("citizens:calendar", args=[token]),
        }


def _short_name(usager: Usager) -> str:
    return f"{usager.first_name}{NO_BREAK}{usager.last_name[:1]}."
