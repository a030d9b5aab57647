"""An account told to the rooms that know nothing of accounts."""

from foundation.people import ProfessionalIdentity
from sso.accounts.models import Account, PlatformSession


def professional_identity(account: Account, session: PlatformSession | None) -> ProfessionalIdentity:
    return ProfessionalIdentity(
        account_id=account.pk,
        email=account.email,
        given_name=account.given_name,
        usual_name=account.usual_name,
        siret=account.siret,
        acr=session.acr if session else "",
        idp_id=session.idp_id if session else "",
    )
