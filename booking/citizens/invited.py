"""The person whom a link is for, as a form shows them: recognised by themselves, of no use to a passer-by."""

from dataclasses import dataclass
from typing import Any

from booking.models import Invitation, Usager
from foundation.courier.addresses import masked_email, masked_phone
from foundation.web.components.typography import NO_BREAK


@dataclass(frozen=True, slots=True)
class Invited:
    usager: Usager

    @property
    def name(self) -> str:
        """« Zoé M. »"""
        return f"{self.usager.first_name}{NO_BREAK}{self.usager.last_name[:1]}."

    @property
    def masked(self) -> dict[str, str]:
        """The known contacts, each with what is shown of it."""
        phone, email = self.usager.phone, self.usager.email
        return {phone: masked_phone(phone) if phone else "", email: masked_email(email) if email else ""}

    @property
    def shown(self) -> dict[str, str]:
        """The fields of the form, prefilled."""
        return {
            "prenom": self.usager.first_name,
            "nom": f"{self.usager.last_name[:1]}.",
            "telephone": self.masked[self.usager.phone],
            "courriel": self.masked[self.usager.email],
        }

    def real(self, data: Any) -> Any:
        """What was typed, contacts left as shown being the known ones. The names are not for a form to change."""
        # Still a form: a box left unticked is then a box left unticked.
        values = data.copy()
        values["prenom"], values["nom"] = self.usager.first_name, self.usager.last_name
        known = {"telephone": self.usager.phone, "courriel": self.usager.email}
        for name, contact in known.items():
            if str(values.get(name, "")).strip() == self.shown[name]:
                values[name] = contact
        return values


def invited_by(invitation: Invitation | None) -> Invited | None:
    """None for an open link, which is for whoever has it."""
    return Invited(invitation.usager) if invitation and invitation.usager else None
