"""Refusals that several commands share."""

from django.utils.translation import gettext_noop as _

from booking.models import Motif
from foundation.actors import Actor
from foundation.errors import Forbidden, Refusal


class CreneauTaken(Refusal):
    """Somebody was faster, or the time is not offered (any more)."""

    code = "creneau-pris"
    sentence = _(
        "Ce créneau vient d’être pris. Choisissez-en un autre : rien de ce que vous avez saisi n’est perdu."
    )


class TooManyHolds(Refusal):
    code = "trop-de-reservations"
    sentence = _(
        "Trop de créneaux sont réservés en même temps depuis votre connexion. "
        "Réessayez dans dix minutes, ou téléphonez."
    )
    status = 429


class ImpossibleHours(Refusal):
    """Hours or days that no calendar can hold."""

    code = "horaires-impossibles"
    sentence = _("Ces horaires ne sont pas possibles. Vérifiez les jours, les heures et la date de fin.")
    status = 422


class TooLateToCancel(Refusal):
    code = "trop-tard-pour-annuler"
    sentence = _(
        "Il est trop tard pour annuler en ligne. "
        "Téléphonez pour prévenir : votre créneau servira à quelqu’un d’autre."
    )


class SummonsStays(TooLateToCancel):
    """At no time."""

    code = "convocation"
    sentence = _(
        "Ce rendez-vous est une convocation : il ne s’annule pas en ligne. "
        "Si vous ne pouvez pas venir, téléphonez au service qui vous convoque."
    )


class AlreadyOver(Refusal):
    code = "rendez-vous-clos"
    sentence = _("Ce rendez-vous est déjà passé ou son issue est déjà notée.")


class SessionStays(Refusal):
    code = "seance-fixe"
    sentence = _(
        "Une séance collective ne se déplace pas. Annulez votre place, puis choisissez une autre séance."
    )


def refuse_if_summons(motif: Motif, by: Actor) -> None:
    """An agent alone sets the time of a convocation. Raises Forbidden: no page offers it to anybody else."""
    if motif.is_convocation and not by.is_agent:
        raise Forbidden
