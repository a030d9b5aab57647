"""Questions a lower floor may ask a higher one. `project/wiring` gives the answers.

Each port is a typed attribute; calling one that nobody answered raises LookupError at once.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from foundation.actors import Actor
from foundation.machines import MachineIdentity
from foundation.papers import PapersAnswer
from foundation.people import Admission, Certification, CertifiedIdentity, KnownUsager, ProfessionalIdentity
from foundation.places import CommuneFound
from foundation.tenancy import CurrentTenant


class Port[**P, R]:
    def __init__(self, question: str) -> None:
        self.question = question
        self._answer: Callable[P, R] | None = None

    def answered_by(self, answer: Callable[P, R]) -> None:
        self._answer = answer

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        if self._answer is None:
            raise LookupError(f"port without an answer: {self.question}")
        return self._answer(*args, **kwargs)


# Of the administrations
tenant_by_id: Port[[int], CurrentTenant | None] = Port("which administration has this id and is open?")
tenant_of_host: Port[[str], CurrentTenant | None] = Port("which open administration has exactly this host?")
open_tenants: Port[[], Sequence[CurrentTenant]] = Port("which administrations are open, in a stable order?")

# Of the territory
communes_named: Port[[str], Sequence[CommuneFound]] = Port(
    "which communes have this name, its beginning, or this postal code, the likeliest first?"
)
commune_of_code: Port[[str], CommuneFound | None] = Port("which commune has this INSEE code?")

# Of the public site of the current tenant
obligations: Port[[], Sequence[tuple[str, str]]] = Port(
    "what must every page lead to by law: label and address?"
)

languages: Port[[], Mapping[str, str]] = Port("which languages may citizens read here: code and name?")

# Of the agents of the current tenant
actor_of_account: Port[[UUID], Actor | None] = Port("which agent of the current tenant has this account?")
admit: Port[[ProfessionalIdentity], Admission] = Port("may this person enter the current tenant as an agent?")
request_access: Port[[ProfessionalIdentity], Admission] = Port("record that this person asks to enter")
review_memberships: Port[[UUID, datetime], None] = Port(
    "restrict this account everywhere: another identity has it since then"
)

# Of the sign-in behind a session
sign_in_stands: Port[[UUID], bool] = Port("is this sign-in neither revoked nor expired?")

# Of an e-mail address or a mobile typed here: a code is sent, then answered; both may raise a Refusal
ask_code_for: Port[[str, str, str, datetime], UUID] = Port("send a code to this contact, for this browser")
code_proves: Port[[UUID, str, str, datetime], str] = Port("which contact does this code prove?")

# Of the usagers of the current tenant
usagers_of_contact: Port[[str, str], Sequence[KnownUsager]] = Port("who has this e-mail or this phone?")
usager_of_civil_key: Port[[str], KnownUsager | None] = Port("who is linked to this pseudonym?")
certify_usager: Port[[Sequence[UUID], CertifiedIdentity], Certification] = Port("link this civil identity")

# Of the programs that call the current tenant
machine_of_token: Port[[str], MachineIdentity | None] = Port(
    "whose token is it, made for the current tenant?"
)
machine_rights: Port[[UUID], frozenset[str] | None] = Port(
    "what did the current tenant grant to this program?"
)

# Of the budget of the current tenant
may_send: Port[[str], bool] = Port("may the current tenant still send on this channel?")

# Of the national hub of identity papers
papers_status: Port[[Sequence[str]], Mapping[str, PapersAnswer]] = Port(
    "what is known of these application numbers?"
)
