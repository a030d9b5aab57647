"""Somebody opens their administration by themselves: on trial at once, real when the programme says so."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from booking.commands.welcome_first_agent import FirstOrganisation, welcome_first_agent
from foundation.database.errors import breaks
from foundation.errors import Refusal
from foundation.people import ProfessionalIdentity
from foundation.tenancy import in_public, in_tenant
from sso.accounts.models import Account
from tenants import registry
from tenants.commands.open_tenant import Opening, SirenUnfit, open_tenant
from tenants.models import Demande, Tenant
from tenants.queries.demandes import tenant_of_siren
from tenants.vocabulary import DemandeStatus

AT_MOST = 3


class SirenTaken(Refusal):
    """The context's `tenant` is the administration to ask."""

    code = "siren-deja-ouvert"
    sentence = (
        "Un guichet est déjà ouvert pour ce SIREN. Demandez-y un accès : un administrateur vous répondra."
    )


class DemandeInProgress(Refusal):
    code = "demande-en-cours"
    sentence = "Vous avez déjà ouvert un guichet à l’essai. Attendez la réponse de l’équipe nationale."


class TooManyDemandes(Refusal):
    code = "trop-de-demandes-d-ouverture"
    sentence = (
        f"Vous avez déjà fait {AT_MOST} demandes. Écrivez à l’équipe nationale pour en ouvrir une autre."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`token` is the form's: sent twice, it opens one administration."""

    token: UUID
    opening: Opening


def submit_demande(wish: Wish, *, by: ProfessionalIdentity, now: datetime) -> Tenant:
    """The administration, on trial, with `by` as its administrator.

    Raises SirenTaken, DemandeInProgress, TooManyDemandes, and what `open_tenant` raises.
    """
    with in_public():
        tenant = _opened(wish, by, now)
    # A second transaction, inside the new schema: if it fails, the same form sent again finishes the work.
    with in_tenant(tenant):
        welcome_first_agent(_organisation(tenant), by, now=now)
    return tenant


def _opened(wish: Wish, by: ProfessionalIdentity, now: datetime) -> Tenant:
    siren = wish.opening.siren
    try:
        with transaction.atomic():
            # The demandes of one account follow one another: the second click finds what the first did.
            Account.objects.select_for_update().get(pk=by.account_id)
            sent = Demande.objects.filter(token=wish.token, account_id=by.account_id).first()
            if sent:
                return Tenant.objects.get(pk=sent.tenant_id)
            _check(siren, by)
            tenant = open_tenant(replace(wish.opening, is_trial=True), now=now)
            Demande.objects.create(
                tenant_id=tenant.pk,
                account_id=by.account_id,
                token=wish.token,
                siren=siren,
                siret=by.siret,
                in_registry=registry.by_siren(siren) is not None,
                asked_at=now,
            )
            return tenant
    except IntegrityError as error:
        if breaks(error, "demande_pending_siren"):
            raise SirenTaken(tenant=tenant_of_siren(siren)) from error
        raise


def _check(siren: str, by: ProfessionalIdentity) -> None:
    if not siren:
        raise SirenUnfit
    mine = list(Demande.objects.filter(account_id=by.account_id).values_list("status", flat=True))
    if DemandeStatus.PENDING in mine:
        raise DemandeInProgress
    if len(mine) >= AT_MOST:
        raise TooManyDemandes
    if taken := tenant_of_siren(siren):
        raise SirenTaken(tenant=taken)


def _organisation(tenant: Tenant) -> FirstOrganisation:
    known = registry.by_siren(tenant.siren)
    place = known.insee if isinstance(known, registry.Commune) else tenant.departement_code
    return FirstOrganisation(
        slug=tenant.slug,
        name=tenant.name,
        phone=tenant.phone,
        time_zone=tenant.time_zone,
        holiday_set=registry.holiday_set(place),
    )
