"""Why a new identity does not get an account back. Each says whom to ask."""

from foundation.errors import Refusal

BY_HAND = "Contactez la personne qui administre cette instance et donnez la référence ci-dessous."


class RelinkRefused(Refusal):
    """`reason` is for the log: stable, and nothing personal."""

    code = "rattachement-impossible"
    sentence = "Ce compte ne peut pas être rattaché automatiquement à votre nouvelle identité."
    advice = BY_HAND
    reason = "ambiguous"
    status = 403


class RelinkStale(RelinkRefused):
    code = "rattachement-perime"
    sentence = "Cette demande de rattachement a expiré, ou a commencé dans un autre navigateur."
    advice = "Identifiez-vous de nouveau avec ProConnect : la demande vous sera proposée."
    reason = "stale"
    status = 400


class AnotherUnit(RelinkRefused):
    sentence = (
        "Le compte qui a votre adresse électronique dépend d’une autre structure que votre nouvelle identité. "
        "Il ne peut pas être rattaché automatiquement."
    )
    reason = "another-siren"


class ClosedAccount(RelinkRefused):
    sentence = "Le compte qui a votre adresse électronique est désactivé."
    advice = "Adressez-vous à l’administrateur de votre structure."
    reason = "inactive"


class ProgrammeAccount(RelinkRefused):
    sentence = "Un compte de l’équipe nationale n’est rattaché qu’à la main, après vérification."
    reason = "programme"


class IdentityTaken(RelinkRefused):
    sentence = "Votre nouvelle identité ProConnect a déjà un autre compte."
    reason = "identity-taken"
    status = 409


class WrongRelinkCode(Refusal):
    code = "rattachement-code-faux"
    sentence = "Ce code n’est pas le bon. Vérifiez les six chiffres du dernier message reçu."
    status = 422


class RelinkCodeOver(Refusal):
    """Used, replaced, expired, out of tries, or asked by another browser."""

    code = "rattachement-code-perime"
    sentence = "Ce code n’est plus valable. Demandez un nouveau code."
    status = 422


class TriesSpent(RelinkCodeOver):
    """This very guess was the last one."""
