"""Why no code leaves, or why one opens nothing. None of these sentences says whether a contact is known."""

from django.utils.translation import gettext_noop as _

from foundation.errors import Refusal


class CodeRefused(Refusal):
    """Of what is refused before anything is sent."""

    status = 429


class TooSoon(CodeRefused):
    code = "code-trop-tot"
    sentence = _(
        "Un code vient d’être demandé pour ce contact. Attendez une minute avant d’en demander un autre."
    )


class TooManyCodes(CodeRefused):
    code = "codes-trop-nombreux"
    sentence = _(
        "Trop de codes ont été demandés pour ce contact. Réessayez dans quinze minutes, "
        "utilisez un autre moyen, ou téléphonez."
    )


class TooManyCodesToday(CodeRefused):
    code = "codes-du-jour-epuises"
    sentence = _(
        "Trop de codes ont été demandés pour ce contact aujourd’hui. Réessayez demain, "
        "utilisez un autre moyen, ou téléphonez."
    )


class TooManyFromHere(CodeRefused):
    code = "codes-trop-nombreux-ici"
    sentence = _(
        "Trop de codes ont été demandés depuis votre connexion. Réessayez dans une heure, ou téléphonez."
    )


class ContactBlocked(CodeRefused):
    code = "contact-bloque"
    sentence = _(
        "Trop de codes faux ont été saisis pour ce contact aujourd’hui. Utilisez FranceConnect, "
        "ou adressez-vous à l’accueil."
    )


class SmsExhausted(CodeRefused):
    code = "sms-epuises"
    sentence = _(
        "Nous ne pouvons plus envoyer de SMS aujourd’hui. Donnez une adresse électronique, ou téléphonez."
    )


class NoCodeThere(CodeRefused):
    code = "code-hors-de-portee"
    sentence = _(
        "Nous n’envoyons pas de code à ce numéro : c’est un fixe, ou un numéro étranger. "
        "Donnez une adresse électronique, ou téléphonez."
    )
    status = 422


class CodesDown(CodeRefused):
    code = "codes-indisponibles"
    sentence = _(
        "Nous ne pouvons pas envoyer de code pour le moment. Réessayez dans quelques minutes, ou téléphonez."
    )
    status = 503


class WrongCode(Refusal):
    code = "code-faux"
    sentence = _("Ce code n’est pas le bon. Vérifiez les six chiffres du dernier message reçu.")
    status = 422


class CodeOver(Refusal):
    """Used, replaced, expired, out of tries, or asked by another browser."""

    code = "code-perime"
    sentence = _("Ce code n’est plus valable. Demandez un nouveau code.")
    status = 422
