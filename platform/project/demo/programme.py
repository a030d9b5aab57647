"""The demonstration's member of the national team: known before the first sign-in, as an operator would do."""

from allauth.socialaccount.models import SocialAccount

from project.demo.identities import PROGRAMME, PROGRAMME_SUB
from sso.accounts.models import Account


def name_the_programme() -> None:
    if SocialAccount.objects.filter(provider="proconnect", uid=PROGRAMME_SUB).exists():
        return
    account = Account(**PROGRAMME, is_programme=True)
    account.set_unusable_password()
    account.save()
    SocialAccount.objects.create(user=account, provider="proconnect", uid=PROGRAMME_SUB)
