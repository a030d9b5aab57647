"""One SMS for the rdvs that one telephone is reminded of on one day: each keeps a receipt, one of them leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.models import Participation, Receipt, Usager
from booking.queries.usager_contacts import reader_of
from booking.vocabulary import MessageKind, ReceiptState
from foundation.courier.channels import Channel
from foundation.database.unit import unit_of_work

# Before the id of the participation whose message tells this one too, in the receipt's `reason`.
WITH = "avec-"

type Keys = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Together:
    """`lead` receives the message, which tells the rdvs of `others` too."""

    lead: Participation
    others: Sequence[Participation]


@unit_of_work
def gather_household(
    mine: Participation, household: Sequence[Participation], *, keys: Keys, now: datetime
) -> Together | None:
    """`household` is in time order, `mine` included; `keys` are those of their receipts. None once `mine` is told.

    Whoever's turn it is, asked again or side by side, the same one leads: the message leaves under one key.
    """
    _one_at_a_time(household)
    known = {receipt.key: receipt for receipt in Receipt.objects.filter(key__in=keys.values())}
    own = known.get(keys[mine.pk])
    if own and own.state != ReceiptState.QUEUED:
        return None
    untold = [each for each in household if keys[each.pk] not in known]
    lead = _lead(mine, own, household) if own else untold[0]
    if own and lead is mine and own.reason:
        # Who was to be told with it comes no more.
        Receipt.objects.filter(pk=own.pk).update(reason="")
    new = [each for each in untold if each is not lead]
    Receipt.objects.bulk_create(_draft(each, lead, keys[each.pk], now) for each in new)
    followers = {key for key, receipt in known.items() if receipt.reason == _with(lead)}
    followers |= {keys[each.pk] for each in new}
    return Together(lead, [each for each in household if each is not lead and keys[each.pk] in followers])


@unit_of_work
def tell_with(receipt: Receipt, others: Sequence[Participation], *, keys: Keys) -> None:
    """What became of the one message became of each. It was counted once: the others have no parts, and are in no
    arm of a comparison.
    """
    Receipt.objects.filter(key__in=[keys[each.pk] for each in others], state=ReceiptState.QUEUED).update(
        state=receipt.state,
        carrier=receipt.carrier,
        carrier_id=receipt.carrier_id,
        sent_at=receipt.sent_at,
        done_at=receipt.done_at,
    )


def _one_at_a_time(household: Sequence[Participation]) -> None:
    people = {each.usager_id for each in household}
    list(Usager.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))


def _lead(mine: Participation, own: Receipt, household: Sequence[Participation]) -> Participation:
    return next((each for each in household if own.reason == _with(each)), mine)


def _with(lead: Participation) -> str:
    return f"{WITH}{lead.pk}"


def _draft(person: Participation, lead: Participation, key: str, now: datetime) -> Receipt:
    return Receipt(
        key=key,
        kind=MessageKind.REMINDER,
        channel=Channel.SMS,
        rdv=person.rdv,
        usager=person.usager,
        contact=reader_of(person.usager).phone,
        reason=_with(lead),
        created_at=now,
    )
