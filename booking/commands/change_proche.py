"""The people somebody answers for: a child, a parent. They have no contact of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from booking.commands.again import begin_again
from booking.commands.leave_file_attente import leave_file_attente
from booking.commands.usagers import check_proches
from booking.models import FileAttente, Usager
from booking.queries.files_attente import LIVE
from booking.queries.my_rdvs import expected
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound, Refusal


class AnsweredFor(Refusal):
    code = "proche-sans-proches"
    sentence = _(
        "Une autre personne s’occupe de vos rendez-vous ici. Elle seule peut ajouter un proche. Sinon, téléphonez."
    )


class ProcheExpected(Refusal):
    code = "proche-attendu"
    sentence = _("Ce proche a un rendez-vous à venir. Annulez-le d’abord, ou attendez qu’il soit passé.")


class ProcheCertified(Refusal):
    code = "proche-certifie"
    sentence = _("L’identité de ce proche a été vérifiée : elle ne se change plus ici.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcheIdentity:
    first_name: str
    last_name: str
    birth_date: date | None = None


@unit_of_work
def add_proche(responsible_id: UUID, identity: ProcheIdentity, *, now: datetime) -> Usager:
    """Asked twice, the same proche. Whoever somebody answers for answers for nobody.

    Raises AnsweredFor, TooManyProches, NotFound.
    """
    responsible = _lock(Usager.objects.filter(pk=responsible_id))
    if responsible.responsible_id:
        raise AnsweredFor
    proches = Usager.objects.filter(responsible=responsible, erased_at=None)
    known = proches.filter(first_name__iexact=identity.first_name, last_name__iexact=identity.last_name)
    same = known.filter(birth_date=identity.birth_date).first()
    if same:
        return same
    check_proches(responsible)
    return Usager.objects.create(
        first_name=identity.first_name,
        last_name=identity.last_name,
        birth_date=identity.birth_date,
        responsible=responsible,
        language=responsible.language,
        created_at=now,
    )


@unit_of_work
def change_proche(proche_id: UUID, identity: ProcheIdentity, *, of: Collection[UUID]) -> Usager:
    """`of`: those who answer for them. Raises NotFound, ProcheCertified."""
    proche = _lock_proche(proche_id, of)
    if proche.certified_at:
        raise ProcheCertified
    proche.first_name, proche.last_name = identity.first_name, identity.last_name
    proche.birth_date = identity.birth_date
    proche.save(update_fields=["first_name", "last_name", "birth_date"])
    return proche


@begin_again
@unit_of_work
def remove_proche(proche_id: UUID, *, of: Collection[UUID], now: datetime) -> None:
    """Nobody answers for them any more. Who never had an rdv is forgotten; a history stays, with the administration.

    Raises NotFound, ProcheExpected.
    """
    for place in FileAttente.objects.filter(usager=proche_id, usager__responsible__in=of, state__in=LIVE):
        leave_file_attente(place, now=now)
    proche = _lock_proche(proche_id, of)
    if expected([proche.pk], now=now).exists():
        raise ProcheExpected
    if proche.participations.exists() or proche.certified_at:
        proche.responsible = None
        proche.save(update_fields=["responsible"])
    else:
        proche.delete()


def _lock_proche(proche_id: UUID, of: Collection[UUID]) -> Usager:
    return _lock(Usager.objects.filter(pk=proche_id, responsible__in=of))


def _lock(rows: QuerySet[Usager]) -> Usager:
    usager = rows.filter(erased_at=None).select_for_update(of=("self",)).first()
    if usager is None:
        raise NotFound
    return usager
