"""One appointment as its holder sees it: of the person, a masked name and contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from booking.citizens.shown_week import address_of, name_of, pieces_of
from booking.models import Motif, Participation, Usager
from booking.policies import is_moved_online, may_cancel_online, may_move_online, may_undo_cancel
from booking.queries.presence import may_say_it_comes
from booking.queries.video import video_of
from booking.vocabulary import CANCELLED, UNDO_FOR, Modalite, RdvStatus
from foundation.courier.addresses import is_mobile, masked_email, masked_phone
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
    def title(self) -> str:
        if self.is_cancelled:
            return "Rendez-vous annulé"
        return "Votre rendez-vous" if self.is_past else "Rendez-vous confirmé"

    @property
    def who(self) -> str:
        """Enough to tell the people of a household apart, too little for whoever finds the link."""
        usager = self.participation.usager
        return f"{usager.first_name}{NO_BREAK}{usager.last_name[:1]}."

    @property
    def phone(self) -> str:
        rdv = self.participation.rdv
        return (rdv.lieu.phone if rdv.lieu else "") or rdv.organisation.phone or current().phone

    @property
    def asks_presence(self) -> bool:
        """Not of who has just booked, and has only to read."""
        fresh = self.now - self.participation.rdv.created_at < FRESH
        return not fresh and may_say_it_comes(self.participation, self.now)

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
        number = self.participation.usager.phone
        if not number or not self.is_to_come:
            return ""
        return f"Un agent vous appelle {_at_number(number)}."

    @property
    def video(self) -> str:
        """Until the end: it has often begun when people come to look for it."""
        rdv = self.participation.rdv
        return "" if self.is_cancelled or rdv.ends_at <= self.now else video_of(rdv)

    @property
    def contact(self) -> str:
        """Where the messages go, masked; empty when none can be sent."""
        ways = _ways(self.participation.usager)
        if self.now - self.participation.rdv.created_at < FRESH:
            return _sentence([f"un {how} sera envoyé {where}" for how, where in ways])
        return _sentence(
            [f"les messages de ce rendez-vous sont envoyés par {how} {where}" for how, where in ways]
        )

    def context(self) -> dict[str, Any]:
        rdv, token = self.participation.rdv, self.participation.link_token
        return {
            "rdv": rdv,
            "vu": self,
            "lieu": name_of(rdv.motif, rdv.lieu),
            "adresse": self.address,
            "statut": "cancelled" if self.is_cancelled else "" if self.is_past else RdvStatus.SCHEDULED.value,
            "a_apporter": pieces_of(rdv.motif),
            "annulable": may_cancel_online(self.participation, self.now),
            "deplacable": may_move_online(self.participation, self.now),
            "url": reverse("citizens:rdv", args=[token]),
            "url_presence": reverse("citizens:presence", args=[token]),
            "url_annuler": reverse("citizens:annuler", args=[token]),
            "url_reprendre": reverse("citizens:reprendre", args=[token]),
            "url_deplacer": reverse("citizens:deplacer", args=[token]),
            "url_agenda": reverse("citizens:calendar", args=[token]),
        }


def _ways(usager: Usager) -> list[tuple[str, str]]:
    """How, and where to, masked."""
    ways = []
    if usager.phone and is_mobile(usager.phone):
        ways.append(("SMS", _at_number(usager.phone)))
    if usager.email:
        ways.append(("courriel", f"à {masked_email(usager.email)}"))
    return ways


def _at_number(phone: str) -> str:
    return f"au {masked_phone(phone)}".replace(" ", NO_BREAK)


def _sentence(parts: Sequence[str]) -> str:
    text = ", et ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
