"""Anticipated refusals: what a person may be told, with a stable code for programs."""

from typing import Any, ClassVar

from django.utils.translation import gettext


def _(text: str) -> str:
    """Marks a sentence for translation. Django's own reads the settings, and logs are set up before them."""
    return text


class Refusal(Exception):
    """An anticipated "no". Subclasses stand beside the command that raises them.

    `code` never changes once published; `sentence` is French and says what to do: one that citizens may read is
    marked (`gettext_noop`), and told in the language of whoever is refused;
    `status` is the HTTP status a door answers. Never reported to Sentry.
    """

    code: ClassVar[str] = "refus"
    sentence: ClassVar[str] = _("Cette action n’est pas possible.")
    status: ClassVar[int] = 409

    def __init__(self, sentence: str | None = None, **context: Any) -> None:
        self.message = sentence or gettext(self.sentence)
        self.context = context
        super().__init__(self.message)


class NotFound(Refusal):
    code = "introuvable"
    sentence = _("Cette page n’existe pas ou n’existe plus.")
    status = 404


class Forbidden(Refusal):
    code = "interdit"
    sentence = _(
        "Vous n’avez pas le droit de faire cette action. Demandez à l’administrateur de votre structure."
    )
    status = 403


class SignInNeeded(Refusal):
    code = "connexion-requise"
    sentence = _("Connectez-vous pour continuer.")
    status = 401


class IdentityNeeded(Refusal):
    """A citizen must prove more than they have: a code, or FranceConnect."""

    code = "identite-requise"
    sentence = _("Confirmez que c’est bien vous pour continuer.")
    status = 401


class AccessToConfirm(Refusal):
    code = "acces-a-confirmer"
    sentence = (
        "Votre compte ou votre structure de rattachement a changé. Vous pouvez consulter, mais un administrateur "
        "doit confirmer votre accès avant que vous puissiez modifier."
    )
    status = 403
