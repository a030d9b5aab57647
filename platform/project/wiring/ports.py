"""Questions asked up, and their answers."""

from billing_usage.allowance import may_send
from booking.reactions.citizens_identity import certify_usager, usager_of_civil_key, usagers_of_contact
from booking.reactions.members import actor_of_account, admit, request_access
from booking.reactions.site import languages, obligations
from foundation import ports
from sso.accounts import platform_sessions
from sso.contacts.prove import ask_code_for, code_proves
from sso.grants.rights import rights_of
from sso.machines.tokens import machine_of_token
from tenants.commands.review_memberships import review_memberships
from tenants.hub.status import papers_status
from tenants.queries.communes import commune_of_code, communes_named
from tenants.queries.hosts import open_tenant_of_host
from tenants.queries.tenants import open_tenant_by_id, open_tenants


def join_ports() -> None:
    ports.tenant_by_id.answered_by(open_tenant_by_id)
    ports.tenant_of_host.answered_by(open_tenant_of_host)
    ports.open_tenants.answered_by(open_tenants)
    ports.communes_named.answered_by(communes_named)
    ports.commune_of_code.answered_by(commune_of_code)
    ports.obligations.answered_by(obligations)
    ports.languages.answered_by(languages)
    ports.actor_of_account.answered_by(actor_of_account)
    ports.admit.answered_by(admit)
    ports.request_access.answered_by(request_access)
    ports.review_memberships.answered_by(review_memberships)
    ports.sign_in_stands.answered_by(platform_sessions.stands)
    ports.ask_code_for.answered_by(ask_code_for)
    ports.code_proves.answered_by(code_proves)
    ports.usagers_of_contact.answered_by(usagers_of_contact)
    ports.usager_of_civil_key.answered_by(usager_of_civil_key)
    ports.certify_usager.answered_by(certify_usager)
    ports.machine_of_token.answered_by(machine_of_token)
    ports.machine_rights.answered_by(rights_of)
    ports.may_send.answered_by(may_send)
    ports.papers_status.answered_by(papers_status)
