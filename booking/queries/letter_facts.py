"""What a letter tells: who, what, when, where, what to do. Dates are in the organisation's own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext

from booking.models import MessageSettings, Motif, Participation
from booking.policies import may_cancel_online
from booking.queries.agent_rdvs import zone_of
from booking.queries.people import counted
from booking.queries.pieces import pieces_for
from booking.queries.said import as_told
from booking.queries.usager_contacts import reader_of
from booking.queries.video import video_link
from booking.vocabulary import BookableBy, Modalite, RdvStatus
from foundation.courier.addresses import masked_phone
from foundation.languages import in_this_language
from foundation.tenancy import CurrentTenant, current
from foundation.web.components.typography import NO_BREAK
from foundation.web.skins.accent import AccentTokens
from foundation.web.skins.letters import letter_accent

MAINLAND = "Europe/Paris"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`lettre` in the templates. An empty text or None is not told."""

    participation: Participation
    # Everybody of the household whom this one letter is for.
    people: str
    administration: str
    short_name: str
    host: str
    motif: Motif
    starts_at: datetime
    duration: timedelta
    is_mainland: bool
    # False by phone, by video, at home: `place` then says how.
    at_lieu: bool
    place: str
    # Of the lieu, or where an agent comes.
    address: str
    access: str
    # The number we call for an rdv by phone, masked: the letter may have gone to a mistyped address.
    called_at: str
    video: str
    phone: str
    link: str
    # None when the limit has passed: one calls.
    cancel_before: datetime | None
    cancelled_by_service: bool
    # Where to book the same motif again; empty when citizens cannot.
    again: str
    reply_to: str
    accent: AccentTokens
    # Where to cancel at once.
    cancel_link: str = ""
    # First name of the proche whom the letter is about, when it is read by who answers for them.
    for_whom: str = ""
    # « 3 documents »; empty for one.
    count: str = ""
    # What to bring, by what was answered.
    pieces: Sequence[str] = ()
    # A convocation: neither cancelled nor moved by the person; `obligations` is what the law asks of them.
    is_summons: bool = False
    obligations: str = ""


def facts_of(
    participation: Participation,
    *,
    settings: MessageSettings,
    now: datetime,
    household: Sequence[Participation] = (),
) -> Facts:
    rdv, tenant = participation.rdv, current()
    motif, link = as_told(rdv.motif), tenant.url(f"/r/{participation.link_token}/")
    zone = zone_of(rdv)
    limit = rdv.starts_at - timedelta(seconds=rdv.motif.cancel_limit_s)
    host = str(urlsplit(tenant.url("/")).hostname)
    # By phone or by video, the place is the agent's: nobody must go there.
    lieu = rdv.lieu if rdv.motif.modalite == Modalite.ON_SITE else None
    return Facts(
        participation=participation,
        people=_in_words([str(each.usager) for each in household or [participation]]),
        for_whom=_for_whom(participation, household),
        count=counted(rdv),
        administration=tenant.name,
        short_name=tenant.short_name,
        host=host,
        motif=motif,
        pieces=pieces_for(motif, participation.answers),
        is_summons=rdv.motif.is_convocation,
        obligations=motif.obligations if rdv.motif.is_convocation else "",
        starts_at=rdv.starts_at.astimezone(zone),
        duration=rdv.ends_at - rdv.starts_at,
        is_mainland=zone.key == MAINLAND,
        at_lieu=lieu is not None,
        place=lieu.name if lieu else str(Modalite(rdv.motif.modalite).label),
        address=lieu.address if lieu else rdv.address,
        access=lieu.access if lieu else "",
        called_at=_called_at(participation),
        video=video_link(rdv, settings.video_pattern),
        phone=(rdv.lieu.phone if rdv.lieu else "") or rdv.organisation.phone or tenant.phone,
        link=in_this_language(link),
        cancel_link=in_this_language(f"{link}annuler/"),
        cancel_before=limit.astimezone(zone) if may_cancel_online(participation, now) else None,
        cancelled_by_service=participation.status == RdvStatus.CANCELLED_BY_SERVICE,
        again=_again(rdv.motif, tenant),
        reply_to=settings.reply_to,
        accent=letter_accent(tenant, host),
    )


def _in_words(names: Sequence[str]) -> str:
    """« Zoé Martin, Léo Martin et Ana Martin »"""
    *first, last = names
    return gettext("%(others)s et %(last)s") % {"others": ", ".join(first), "last": last} if first else last


def _for_whom(participation: Participation, household: Sequence[Participation]) -> str:
    alone = len(household) < 2 and participation.usager.responsible_id is not None
    return participation.usager.first_name if alone else ""


def _called_at(participation: Participation) -> str:
    by_phone = participation.rdv.motif.modalite == Modalite.PHONE
    number = reader_of(participation.usager).phone if by_phone else ""
    return masked_phone(number).replace(" ", NO_BREAK) if number else ""


def _again(motif: Motif, tenant: CurrentTenant) -> str:
    # Its address says its name.
    if motif.is_discreet:
        return ""
    online = motif.is_published and motif.bookable_by == BookableBy.EVERYONE
    return in_this_language(tenant.url(f"/rdv/{motif.slug}/")) if online else ""
