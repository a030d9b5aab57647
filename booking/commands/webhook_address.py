"""Which addresses an administration may declare. What is sent later is checked again, each time."""

from foundation.errors import Refusal
from foundation.outside import ForbiddenAddress, UnknownHost, checked_url

LONGEST = 500


class UnfitAddress(Refusal):
    code = "adresse-de-webhook"
    sentence = "Cette adresse n’est pas lisible. Exemple : https://logiciel.exemple.fr/webhooks."
    status = 422


SENTENCES = {
    "scheme": "L’adresse doit commencer par https://.",
    "credentials": "L’adresse ne peut pas contenir d’identifiant ni de mot de passe.",
    "private": "Cette adresse mène à un réseau interne. Donnez une adresse ouverte sur Internet.",
}
UNKNOWN = "Ce nom de serveur est introuvable. Vérifiez l’adresse."


def fit_address(typed: str) -> str:
    """As it will be called. Asks the resolver: outside any transaction. Raises UnfitAddress."""
    try:
        url = str(checked_url(typed).url.copy_with(fragment=None))
    except ForbiddenAddress as refused:
        raise UnfitAddress(SENTENCES.get(refused.code)) from refused
    except UnknownHost as error:
        raise UnfitAddress(UNKNOWN) from error
    if len(url) > LONGEST:
        raise UnfitAddress(f"L’adresse est trop longue : {LONGEST} caractères au plus.")
    return url
