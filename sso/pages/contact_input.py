"""An e-mail address or a telephone number, in one field: people know which of the two they gave."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.web import fields
from foundation.web.components.typography import insecables_lazy
from sso.contacts.contact import Contact, is_french, takes_codes
from sso.contacts.models import Channel


class CodedField(fields.ContactField):
    """Where a code can be sent. `validated_data` holds what was typed, cleaned; `reached` makes the contact of it."""

    default_error_messages = {
        "foreign": _(
            "Nous n’envoyons pas de SMS à l’étranger. Écrivez votre adresse électronique, ou téléphonez."
        ),
        "no_sms": _(
            "Ce numéro ne reçoit pas de SMS. Écrivez un numéro de portable, ou votre adresse électronique."
        ),
    }

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if "@" not in value and not is_french(value):
            self.fail("foreign")
        if "@" not in value and not takes_codes(value):
            self.fail("no_sms")
        return value


class ContactInput(fields.ContactInput):
    contact = CodedField(
        help_text=insecables_lazy(
            _("L’adresse ou le numéro donné pour le rendez-vous. Exemple : nom@exemple.fr")
        ),
        style={"autocomplete": "username"},
    )

    @property
    def reached(self) -> Contact:
        return contact_of(str(self.validated_data["contact"]))


def contact_of(value: str) -> Contact:
    return Contact(Channel.EMAIL if "@" in value else Channel.SMS, value)
