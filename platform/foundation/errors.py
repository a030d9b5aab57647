"""Anticipated refusals: what a person may be told, with a stable code for programs."""

from typing import Any, ClassVar


class Refusal(Exception):
    """An anticipated "no". Subclasses stand beside the command that raises them.

    `code` never changes once published; `sentence` is French and says what to do;
    `status` is the HTTP status a door answers. Never reported to Sentry.
    """

    code: ClassVar[str] = "refus"
    sentence: ClassVar[str] = "Cette action n’est pas possible."
    status: ClassVar[int] = 409

    def __init__(self, sentence: str | None = None, **context: Any) -> None:
        self.message = sentence or self.sentence
        self.context = context
        super().__init__(self.message)


class NotFound(Refusal):
    code = "introuvable"
    sentence = "Cette page n’existe pas ou n’existe plus."
    status = 404


class Forbidden(Refusal):
    code = "interdit"
    sentence = (
        "Vous n’avez pas le droit de faire cette action. Demandez à l’administrateur de votre structure."
    )
    status = 403


class SignInNeeded(Refusal):
    code = "connexion-requise"
    sentence = "Connectez-vous pour continuer."
    status = 401


class IdentityNeeded(Refusal):
    """A citizen must prove more than they have: a code, or FranceConnect."""

    code = "identite-requise"
    sentence = "Confirmez que c’est bien vous pour continuer."
    status = 401


class AccessToConfirm(Refusal):
    code = "acces-a-confirmer"
    sentence = (
        "Votre compte ou votre structure de rattachement a changé. Vous pouvez consulter, mais un administrateur "
        "doit confirmer votre accès avant que vous puissiez modifier."
    )
    status = 403
