"""Why a sign-in ends without anybody signed in. `reason` is for the log; the page has the sentence and the code."""

from foundation.errors import Refusal


class SignInRefused(Refusal):
    """`reason` is stable and holds nothing personal; without one, the code says enough."""

    code = "connexion-refusee"
    title = "Vous n’êtes pas connecté"
    advice = "Recommencez. Si cela ne marche toujours pas, contactez l’assistance et donnez la référence ci-dessous."
    status = 403

    def __init__(self, reason: str = "") -> None:
        super().__init__()
        self.reason = reason or self.code


class NotConfigured(SignInRefused):
    code = "connexion-non-configuree"
    title = "La connexion n’est pas disponible"
    sentence = "La connexion n’est pas configurée sur cette instance du service."
    advice = "Contactez la personne qui administre cette instance."
    status = 404


class StateLost(SignInRefused):
    code = "connexion-perimee"
    sentence = "Cette demande de connexion a expiré, a déjà servi ou a commencé dans un autre navigateur."
    advice = "Retournez sur le site de votre administration et recommencez."
    status = 400


class Declined(SignInRefused):
    code = "connexion-annulee"
    sentence = "Vous avez interrompu la connexion."
    advice = "Vous pouvez recommencer quand vous voulez."
    status = 400


class ProviderError(SignInRefused):
    """The provider sent the person back with an error."""

    code = "fournisseur-en-erreur"
    sentence = "Le service d’identification n’a pas pu vous connecter."
    status = 400


class ProviderUnreachable(SignInRefused):
    code = "fournisseur-injoignable"
    title = "La connexion ne répond pas"
    sentence = "Le service d’identification ne répond pas pour le moment."
    advice = "Réessayez dans quelques minutes."
    status = 503


class AnswerUntrusted(SignInRefused):
    code = "reponse-refusee"
    sentence = (
        "La réponse du service d’identification n’a pas pu être vérifiée. Par sécurité, elle a été refusée."
    )


class LevelTooLow(SignInRefused):
    code = "niveau-insuffisant"
    sentence = "Votre moyen de connexion n’est pas assez sûr pour ce service."
    advice = (
        "Demandez à votre administration un moyen de connexion avec une double authentification, "
        "ou choisissez-en un autre."
    )


class NotPublicAgent(SignInRefused):
    code = "agent-public-requis"
    title = "Cet espace est réservé aux agents publics"
    sentence = (
        "Votre identification est correcte, mais elle ne vous désigne pas comme agent d’une administration."
    )
    advice = (
        "Si vous êtes agent public, connectez-vous avec l’adresse électronique de votre administration. Pour "
        "prendre un rendez-vous, vous n’avez pas besoin de compte."
    )


class EmailMissing(SignInRefused):
    code = "courriel-absent"
    sentence = "Votre administration n’a pas transmis votre adresse électronique, et nous en avons besoin."
    advice = "Demandez à votre administration de l’ajouter à votre compte, puis recommencez."


class SiretMissing(SignInRefused):
    """Always given by an identity provider: without it, nobody could tell that an agent changed administration."""

    code = "siret-absent"
    sentence = (
        "Votre administration n’a pas transmis son numéro SIRET, ou ce numéro n’a pas quatorze chiffres."
    )
    advice = "Demandez à votre administration de le corriger dans votre compte, puis recommencez."


class AccountClosed(SignInRefused):
    code = "compte-desactive"
    title = "Votre compte est désactivé"
    sentence = "Ce compte ne permet plus d’entrer."
    advice = "Adressez-vous à l’administrateur de votre structure."


class AccountKnown(SignInRefused):
    """A new identity arrives with the e-mail of somebody we know: never matched in silence."""

    code = "compte-existant"
    title = "Cette adresse électronique a déjà un compte"
    sentence = "Votre identité ProConnect est nouvelle ici, mais un compte a déjà votre adresse électronique."
    advice = "Si ce compte est le vôtre, vous pouvez demander à le rattacher à votre nouvelle identité."
    status = 409


class OtherWay(SignInRefused):
    """A login that did not come from a provider."""

    code = "connexion-interdite"
    sentence = "On ne se connecte à ce service qu’avec ProConnect."
