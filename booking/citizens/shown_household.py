"""The appointments and the accesses of those a citizen proved to be, as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext

from booking.citizens.shown_week import name_of
from booking.models import Participation, Usager
from booking.queries.file_access import SeenBy
from booking.queries.said import as_said
from booking.vocabulary import RdvStatus
from foundation.web.components.typography import NO_BREAK


@dataclass(frozen=True, slots=True)
class RdvLine:
    """`who` is empty when there is only one person; `status` when the rdv is past and nobody said what became of it."""

    starts_at: datetime
    zone: ZoneInfo
    motif: str
    place: str
    who: str
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class AccessLine:
    at: datetime
    what: str
    role: str
    where: str
    who: str


def rdv_lines(
    participations: Sequence[Participation], names: Mapping[UUID, str], *, past: bool
) -> list[RdvLine]:
    return [_rdv_line(each, names, past) for each in participations]


def access_lines(accesses: Sequence[SeenBy], names: Mapping[UUID, str]) -> list[AccessLine]:
    return [
        AccessLine(
            at=each.at,
            what=str(each.action.label),
            role=each.role,
            where=", ".join([*each.services, *each.organisations]),
            who=names.get(each.usager_id, ""),
        )
        for each in accesses
    ]


def names_in(usagers: Sequence[Usager]) -> dict[UUID, str]:
    """« Zoé M. », enough among people of one household; nothing for somebody alone."""
    if len(usagers) < 2:
        return {}
    return {each.pk: f"{each.first_name}{NO_BREAK}{each.last_name[:1]}." for each in usagers}


def enumeration(names: Sequence[str]) -> str:
    """« Léo M., Paul M. et Zoé M. »"""
    *others, last = names or [""]
    if not others:
        return last
    return gettext("%(others)s et %(last)s") % {"others": ", ".join(others), "last": last}


def _rdv_line(participation: Participation, names: Mapping[UUID, str], past: bool) -> RdvLine:
    rdv = participation.rdv
    # A session cancelled as a whole is cancelled for each.
    status = rdv.status if rdv.is_cancelled else participation.status
    return RdvLine(
        starts_at=rdv.starts_at,
        zone=ZoneInfo(rdv.organisation.time_zone),
        motif=as_said(rdv.motif).name,
        place=name_of(rdv.motif, rdv.lieu),
        who=names.get(participation.usager_id, ""),
        status="" if past and status == RdvStatus.SCHEDULED else status,
        url=reverse("citizens:rdv", args=[participation.link_token]),
    )
