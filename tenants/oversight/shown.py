"""A line of the list, in words."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse

from foundation.web.components.typography import insecables
from tenants.queries.supervision import Supervised
from tenants.vocabulary import DemandeStatus, TenantStatus

TABS = (
    ("", "Toutes"),
    ("a-examiner", "À examiner"),
    ("ouvertes", "Ouvertes"),
    ("suspendues", "Suspendues"),
    ("archivees", "Archivées"),
)
DONE = {
    "approuvee": "L’administration est approuvée. Elle paraît dans l’annuaire.",
    "refusee": "L’ouverture est refusée. Le guichet est fermé.",
    "suspendue": "L’administration est suspendue.",
    "rouverte": "L’administration est rouverte.",
}
# The team reads every administration on the same clock.
ZONE = ZoneInfo("Europe/Paris")


def tabs(state: str) -> list[tuple[str, str, bool]]:
    known = state if state in dict(TABS) else ""
    here = reverse("supervision")
    return [
        (label, f"{here}?{urlencode({'etat': key})}" if key else here, key == known) for key, label in TABS
    ]


def shown(line: Supervised) -> dict[str, Any]:
    tenant = line.tenant
    return {
        "nom": tenant.name,
        "slug": tenant.slug,
        "type": tenant.get_kind_display(),
        "hote": tenant.host,
        "url": tenant.url("/"),
        "etat": _state(line),
        "motif": tenant.closed_because,
        "ouverte_le": tenant.created_at.astimezone(ZONE).date(),
        "qui": _who(line),
        "a_verifier": _to_check(line),
        "a_examiner": line.waits,
        "suspendable": tenant.status == TenantStatus.READY and not line.waits,
        "suspendue": tenant.status == TenantStatus.SUSPENDED,
    }


def _state(line: Supervised) -> str:
    state = line.tenant.get_status_display()
    return f"{state}, à l’essai" if line.tenant.is_trial and line.waits else state


def _who(line: Supervised) -> str:
    if line.demande is None:
        return "L’équipe nationale"
    if line.account is None:
        return "Compte supprimé"
    return " ".join(part for part in (str(line.account), f"({line.account.email})") if part)


def _to_check(line: Supervised) -> list[str]:
    """What a member of the team looks at before saying yes."""
    demande = line.demande
    if demande is None or demande.status != DemandeStatus.PENDING:
        return []
    found = []
    if not demande.in_registry:
        found.append(insecables(f"Le SIREN {demande.siren} n’est pas dans l’annuaire : le nom a été tapé."))
    if not demande.is_of_own_structure:
        found.append(
            insecables(f"ProConnect rattache la personne à un autre SIREN : {demande.siret[:9] or 'aucun'}.")
        )
    return found
