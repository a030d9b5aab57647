"""« Effacer mes données » (GDPR art. 17): the rdvs that were stay in the figures, of nobody. Nothing takes it back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from booking.commands.again import begin_again
from booking.commands.leave_file_attente import leave_file_attente
from booking.events import UsagerErased
from booking.models import FileAttente, Invitation, Participation, Rdv, Receipt, Usager
from booking.queries.files_attente import LIVE
from booking.queries.my_rdvs import expected
from booking.vocabulary import ReceiptState
from foundation.database.unit import unit_of_work
from foundation.errors import NotFound, Refusal
from foundation.outbox.events import publish
from foundation.refs import new_token

FIRST_NAME, LAST_NAME = "Usager", "effacé"


class RdvToCome(Refusal):
    code = "rdv-a-venir"
    sentence = _(
        "Un rendez-vous est à venir. Annulez-le d’abord, ou attendez qu’il soit passé : "
        "vous pourrez ensuite effacer vos données."
    )


@begin_again
@unit_of_work
def erase_usagers(usager_ids: Collection[UUID], *, among: Collection[UUID], now: datetime) -> None:
    """Those of `usager_ids`, and the proches they answer for; `among`: whom the person who asks may erase.

    Erasing twice is erasing once. Raises NotFound, RdvToCome.
    """
    if not usager_ids or not set(usager_ids) <= set(among):
        raise NotFound
    # Times kept for them first: that locks agendas, which come before anything else.
    people = Usager.objects.filter(Q(pk__in=usager_ids) | Q(responsible__in=usager_ids))
    for place in FileAttente.objects.filter(usager__in=people, state__in=LIVE):
        leave_file_attente(place, now=now)
    rows = people.filter(erased_at=None).order_by("pk").select_for_update(of=("self",))
    ids = [each.pk for each in rows]
    if expected(ids, now=now).exists():
        raise RdvToCome
    _erase_around(ids, now)
    _erase(ids, now)
    for usager_id in ids:
        publish(UsagerErased(usager_id=usager_id))


def _erase(ids: Sequence[UUID], now: datetime) -> None:
    Usager.referents.through.objects.filter(usager__in=ids).delete()
    Usager.objects.filter(pk__in=ids).update(
        first_name=FIRST_NAME,
        last_name=LAST_NAME,
        email="",
        phone="",
        birth_date=None,
        civil_key="",
        certified_at=None,
        responsible=None,
        address="",
        commune_code="",
        erased_at=now,
    )


def _erase_around(ids: Sequence[UUID], now: datetime) -> None:
    """What their rdvs and their messages say of them; the links they were sent open nothing any more."""
    Rdv.objects.filter(participations__usager__in=ids).exclude(address="").update(address="")
    places = list(Participation.objects.filter(usager__in=ids))
    for place in places:
        place.answers, place.papers, place.prescriber = {}, [], {}
        place.link_token = new_token()
    Participation.objects.bulk_update(places, ["answers", "papers", "prescriber", "link_token"])
    receipts = Receipt.objects.filter(usager__in=ids)
    receipts.filter(state=ReceiptState.QUEUED).update(
        state=ReceiptState.DROPPED, reason="efface", done_at=now
    )
    receipts.update(contact="", text="")
    Invitation.objects.filter(usager__in=ids).update(purpose="")
    Invitation.objects.filter(usager__in=ids, revoked_at=None).update(revoked_at=now)
