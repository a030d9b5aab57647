"""An rdv in the words of the agents' pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from booking.agents.addresses import cancel_url, rdv_url
from booking.agents.shown_booking import answering_for, booking_lines
from booking.models import Rdv
from booking.policies import may_record_presence
from booking.queries.agent_rdvs import agendas_of, zone_of
from booking.queries.desk import key_of
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import RdvStatus
from foundation.actors import Actor
from foundation.courier.addresses import is_mobile
from foundation.web.components.typography import date_heure, heure, telephone


def who(rdv: Rdv) -> str:
    if rdv.is_session:
        return rdv.title or "Séance collective"
    return ", ".join(str(each.usager) for each in rdv.participations.all())


def received_by(rdv: Rdv) -> str:
    return ", ".join(str(each.agent or each.title) for each in agendas_of(rdv))


def agenda_keys(rdv: Rdv) -> set[str]:
    return {key_of(each) for each in agendas_of(rdv)}


def shown_status(rdv: Rdv, now: datetime) -> str:
    """ "To be filled in" is not stored: it is to come, and past."""
    return "to_fill" if rdv.status == RdvStatus.SCHEDULED and rdv.ends_at <= now else rdv.status


def channels(rdv: Rdv, now: datetime) -> list[str]:
    """How the people can still be told about it; nothing is sent once an rdv has begun."""
    if rdv.starts_at <= now or not rdv.motif.is_notified:
        return []
    readers = [reader_of(each.usager) for each in rdv.participations.all()]
    by_mail = any(reader.email for reader in readers)
    by_sms = any(reader.phone and is_mobile(reader.phone) for reader in readers)
    return [word for word, true in (("courriel", by_mail), ("SMS", by_sms)) if true]


@dataclass(frozen=True, slots=True)
class Actions:
    """What the buttons offer; the commands decide again. `begun` words them: nothing that has begun is "to come"."""

    honoured: bool
    no_show: bool
    undo: bool
    cancel: bool
    begun: bool

    def __bool__(self) -> bool:
        return self.honoured or self.no_show or self.undo or self.cancel


def actions_on(rdv: Rdv, by: Actor, now: datetime) -> Actions:
    zone, waits = zone_of(rdv), rdv.status == RdvStatus.SCHEDULED
    has_come = now.astimezone(zone).date() >= rdv.starts_at.astimezone(zone).date()
    return Actions(
        honoured=waits and has_come and may_record_presence(by, rdv, RdvStatus.HONOURED, now),
        no_show=waits and may_record_presence(by, rdv, RdvStatus.NO_SHOW, now),
        undo=not waits and may_record_presence(by, rdv, RdvStatus.SCHEDULED, now),
        cancel=waits,
        begun=rdv.starts_at <= now,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    rdv: Rdv
    start: datetime
    people: str
    agents: str
    status: str
    actions: Actions
    url: str
    cancel_url: str
    anchor: str
    # Where the form that notes an outcome comes back to.
    after: str

    @property
    def precision(self) -> str:
        """What a button is about, for those who hear it alone."""
        return f"le rendez-vous de {heure(self.start)}, {self.people}"


def rows(rdvs: Sequence[Rdv], *, by: Actor, now: datetime, back: str, leaving: bool = False) -> list[Row]:
    """`leaving`: a line leaves the list once its outcome is noted; the page then says which one in `fait`."""
    return [_row(rdv, by, now, back, leaving) for rdv in rdvs]


def _row(rdv: Rdv, by: Actor, now: datetime, back: str, leaving: bool) -> Row:
    anchor, actions = f"rdv-{rdv.pk}", actions_on(rdv, by, now)
    done = f"{back}{'&' if '?' in back else '?'}fait={rdv.pk}"
    return Row(
        rdv=rdv,
        start=rdv.starts_at.astimezone(zone_of(rdv)),
        people=who(rdv),
        agents=received_by(rdv),
        status=shown_status(rdv, now),
        # Once begun, what matters is whether the person came; cancelling stays on the rdv's own page.
        actions=replace(actions, cancel=actions.cancel and rdv.starts_at > now),
        url=rdv_url(rdv, retour=back),
        cancel_url=cancel_url(rdv, retour=f"{back}#{anchor}"),
        anchor=anchor,
        after=done if leaving else f"{back}#{anchor}",
    )


def sheet(rdv: Rdv, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Context of every page about one rdv."""
    return {
        "rdv": rdv,
        "lignes": _facts(rdv),
        "titre": rdv.title or rdv.motif.name,
        "duree": rdv.ends_at - rdv.starts_at,
        "debut": rdv.starts_at.astimezone(zone_of(rdv)),
        "qui": who(rdv),
        "statut": shown_status(rdv, now),
        "actions": actions_on(rdv, by, now),
        "moyens": channels(rdv, now),
    }


def _to_dial(phones: Sequence[str]) -> SafeString:
    return format_html_join(", ", '<a href="tel:{}">{}</a>', ((phone, telephone(phone)) for phone in phones))


def _why(rdv: Rdv) -> str:
    """As those who cancelled said it."""
    said = [each for each in rdv.participations.all() if each.cancel_reason and rdv.is_cancelled]
    return ", ".join(str(each.get_cancel_reason_display()) for each in said)


def _facts(rdv: Rdv) -> list[tuple[str, str]]:
    """Lines without a value are not shown."""
    zone = zone_of(rdv)
    people = [reader_of(each.usager) for each in rdv.participations.all()]
    people = list({reader.pk: reader for reader in people}.values())
    return [
        ("Avec", received_by(rdv)),
        ("Façon de recevoir", rdv.motif.get_modalite_display()),
        ("Contact", answering_for(rdv.participations.all())),
        ("Téléphone", _to_dial([usager.phone for usager in people if usager.phone])),
        ("Adresse électronique", ", ".join(usager.email for usager in people if usager.email)),
        *booking_lines(rdv),
        ("Pris par", f"{rdv.get_created_by_display()}, le {date_heure(rdv.created_at, zone)}"),
        ("Annulé le", date_heure(rdv.cancelled_at, zone) if rdv.cancelled_at else ""),
        ("Raison donnée", _why(rdv)),
    ]
