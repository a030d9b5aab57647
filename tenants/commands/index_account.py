"""Reactions: which accounts work where, copied from what each administration says of its agents."""

from booking.events import AgentAdmitted, AgentRemoved
from foundation.outbox.wiring import Envelope
from foundation.tenancy import current, in_public
from tenants.models import AccountIndex


def index_account(event: AgentAdmitted, envelope: Envelope) -> None:
    tenant_id = current().id
    with in_public():
        AccountIndex.objects.get_or_create(account_id=event.account_id, tenant_id=tenant_id)


def unindex_account(event: AgentRemoved, envelope: Envelope) -> None:
    if event.account_id is None:
        return
    tenant_id = current().id
    with in_public():
        AccountIndex.objects.filter(account_id=event.account_id, tenant_id=tenant_id).delete()
