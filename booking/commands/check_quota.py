"""How many rdvs of one motif one person may have: known by phone or e-mail, whatever name was typed."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from booking.availability.limits import Quota
from booking.availability.wall_clock import local_day
from booking.commands.usagers import Identity
from booking.models import Motif, Participation, Rdv, Usager
from booking.vocabulary import CANCELLED
from foundation.actors import Actor
from foundation.errors import Refusal


class QuotaReached(Refusal):
    code = "quota-atteint"
    sentence = _(
        "Vous avez déjà pris le nombre de rendez-vous possible pour ce motif. "
        "S’il vous en faut un autre, téléphonez : un agent peut le prendre avec vous."
    )


def check_quota(
    motif: Motif, identity: Identity, *, starts_at: datetime, by: Actor, apart_from: UUID | None = None
) -> None:
    """Inside the booking's transaction, after its other locks: bookings of such a motif then follow one another.
    `identity` is of who answers for the person received: their proches count with them.

    Binds citizens, not agents. Raises QuotaReached.
    """
    if not _binds(motif, by) or not (identity.phone or identity.email):
        return
    contact = Q()
    if identity.phone:
        contact |= Q(usager__phone=identity.phone) | Q(usager__responsible__phone=identity.phone)
    if identity.email:
        contact |= Q(usager__email__iexact=identity.email)
        contact |= Q(usager__responsible__email__iexact=identity.email)
    lock_quota(motif, by)
    quota = Quota(motif.quota_per_person["count"], motif.quota_per_person.get("days"))
    rows = Participation.objects.filter(contact, rdv__motif=motif).exclude(status__in=CANCELLED)
    if quota.days is not None:
        run = timedelta(days=quota.days + 1)
        rows = rows.filter(rdv__starts_at__range=(starts_at - run, starts_at + run))
    if apart_from:
        rows = rows.exclude(rdv=apart_from)
    zone = ZoneInfo(motif.organisation.time_zone)
    taken = [local_day(start, zone) for start in rows.values_list("rdv__starts_at", flat=True)]
    if not quota.allows(local_day(starts_at, zone), taken):
        raise QuotaReached


def check_quota_again(rdv: Rdv, *, starts_at: datetime, by: Actor) -> None:
    """As `check_quota`, of those who have this rdv already: it moves there, or comes back."""
    if not _binds(rdv.motif, by):
        return
    for usager in Usager.objects.filter(participations__rdv=rdv).select_related("responsible"):
        answers = Identity.answering_for(usager)
        check_quota(rdv.motif, answers, starts_at=starts_at, by=by, apart_from=rdv.pk)


def lock_quota(motif: Motif, by: Actor) -> None:
    """Before anybody's own row is locked. Nothing where there is no quota."""
    if _binds(motif, by):
        # Its own statement: what follows then sees everything that was written before the lock was given.
        list(Motif.objects.select_for_update(no_key=True).filter(pk=motif.pk).values_list("pk"))


def _binds(motif: Motif, by: Actor) -> bool:
    return not by.is_agent and bool(motif.quota_per_person)
