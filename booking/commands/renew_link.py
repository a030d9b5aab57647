"""Another link for one participant: whoever holds the old one opens nothing any more."""

from datetime import datetime

from django.utils.crypto import salted_hmac

from booking.commands.record_file_access import record_file_access
from booking.events import LinkRenewed
from booking.models import Participation, Rdv
from booking.vocabulary import FileAccess
from foundation.actors import Actor
from foundation.database.unit import unit_of_work
from foundation.errors import Forbidden
from foundation.outbox.events import publish
from foundation.refs import new_token


def link_mark(participation: Participation) -> str:
    """Of the link that a form was made for: it says which one, and does not open it."""
    digest = salted_hmac("booking.renew_link", participation.link_token, algorithm="sha256")
    return digest.hexdigest()[:16]


@unit_of_work
def renew_link(participation: Participation, *, mark: str, by: Actor, now: datetime) -> Participation:
    """By an agent: a link that was lost, or given to somebody. `mark` is the `link_mark` of the one to revoke: asked
    twice, one link is renewed once. Raises Forbidden.
    """
    if not by.is_agent:
        raise Forbidden
    rdv = Rdv.objects.select_for_update(no_key=True).get(pk=participation.rdv_id)
    place = rdv.participations.get(pk=participation.pk)
    if mark != link_mark(place):
        return place
    place.link_token = new_token()
    place.save(update_fields=["link_token"])
    # Calendars hold the link: they learn the new one by a higher sequence.
    rdv.sequence += 1
    rdv.save(update_fields=["sequence"])
    record_file_access([place.usager_id], FileAccess.CHANGED, by=by, now=now, rdv_id=rdv.pk)
    publish(LinkRenewed(rdv_id=rdv.pk, participation_id=place.pk, by_agent=by.agent_id))
    return place
