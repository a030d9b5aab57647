"""Refusals that several commands share."""

from foundation.errors import Refusal


class CreneauTaken(Refusal):
    """Somebody was faster, or the time is not offered (any more)."""

    code = "creneau-pris"
    sentence = (
        "Ce créneau vient d’être pris. Choisissez-en un autre : rien de ce que vous avez saisi n’est perdu."
    )


class TooManyHolds(Refusal):
    code = "trop-de-reservations"
    sentence = (
        "Trop de créneaux sont réservés en même temps depuis votre connexion. "
        "Réessayez dans dix minutes, ou téléphonez."
    )
    status = 429


class ImpossibleHours(Refusal):
    """Hours or days that no calendar can hold."""

    code = "horaires-impossibles"
    sentence = "Ces horaires ne sont pas possibles. Vérifiez les jours, les heures et la date de fin."
    status = 422


class TooLateToCancel(Refusal):
    code = "trop-tard-pour-annuler"
    sentence = (
        "Il est trop tard pour annuler en ligne. "
        "Téléphonez pour prévenir : votre créneau servira à quelqu’un d’autre."
    )


class AlreadyOver(Refusal):
    code = "rendez-vous-clos"
    sentence = "Ce rendez-vous est déjà passé ou son issue est déjà notée."


class SessionStays(Refusal):
    code = "seance-fixe"
    sentence = (
        "Une séance collective ne se déplace pas. Annulez votre place, puis choisissez une autre séance."
    )
