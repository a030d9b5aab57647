"""Who missed several rdvs is asked for more than a name: a code, or a call. Never a ban: an agent books for anybody."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from booking.commands.usagers import Identity, namesakes
from booking.models import Motif, Usager
from booking.queries.no_shows import no_shows_of
from booking.queries.usager_contacts import reader_of
from foundation.actors import Actor, ActorKind
from foundation.courier.addresses import national
from foundation.errors import Refusal
from foundation.tenancy import current

PHONE = "phone"


class ConfirmationAsked(Refusal):
    """With `by_code` when a code is enough."""

    code = "confirmation-demandee"
    sentence = _(
        "Pour ce rendez-vous, confirmez d’abord que c’est bien vous : nous vous envoyons un code, puis vous "
        "choisissez votre créneau. Vous pouvez aussi téléphoner : un agent prend le rendez-vous avec vous."
    )
    sentence_with_number = _(
        "Pour ce rendez-vous, confirmez d’abord que c’est bien vous : nous vous envoyons un code, puis vous "
        "choisissez votre créneau. Vous pouvez aussi téléphoner au {number} : un agent prend le rendez-vous avec vous."
    )
    by_phone = _("Pour ce rendez-vous, téléphonez : un agent le prend avec vous.")
    by_phone_with_number = _("Pour ce rendez-vous, téléphonez au {number} : un agent le prend avec vous.")


def check_no_shows(motif: Motif, identity: Identity, *, by: Actor, now: datetime) -> None:
    """Binds citizens, for motifs that say so. `identity` is of who answers for the person received. `by` has an id
    when a code proved a contact: then it is not asked again.

    Raises ConfirmationAsked.
    """
    rule = motif.presence.get("after_no_shows")
    if not rule or by.kind is not ActorKind.USAGER:
        return
    people = [usager.pk for usager in namesakes(identity)]
    if not people or no_shows_of(people, months=rule["months"], now=now) < rule["count"]:
        return
    if rule.get("ask") == PHONE:
        raise ConfirmationAsked(_told(motif, by_code=False), by_code=False)
    if not _proved(identity, by):
        raise ConfirmationAsked(_told(motif, by_code=True), by_code=True)


def _proved(identity: Identity, by: Actor) -> bool:
    found = Usager.objects.select_related("responsible").filter(pk=by.id).first() if by.id else None
    if found is None:
        return False
    known = reader_of(found)
    same_phone = bool(identity.phone) and known.phone == identity.phone
    return same_phone or (bool(identity.email) and known.email.lower() == identity.email.lower())


def _told(motif: Motif, *, by_code: bool) -> str:
    phone = motif.organisation.phone or current().phone
    asked = ConfirmationAsked
    if not phone:
        return gettext(asked.sentence if by_code else asked.by_phone)
    known = asked.sentence_with_number if by_code else asked.by_phone_with_number
    return gettext(known).format(number=national(phone))
