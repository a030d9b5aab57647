"""An e-mail address or a telephone number, in one field: people know which of the two they gave."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from foundation.web.components.typography import insecables_lazy
from foundation.web.fields import EmailLine, PhoneField
from sso.contacts.contact import Contact, is_french, takes_codes
from sso.contacts.models import Channel

LONGEST = 254
NOTHING = _("Écrivez votre adresse électronique ou votre numéro de téléphone portable.")


class ContactField(serializers.CharField):
    """`validated_data` holds what was typed, cleaned; `read` makes the contact of it."""

    default_error_messages = {
        "required": NOTHING,
        "blank": NOTHING,
        "foreign": _(
            "Nous n’envoyons pas de SMS à l’étranger. Écrivez votre adresse électronique, ou téléphonez."
        ),
        "no_sms": _(
            "Ce numéro ne reçoit pas de SMS. Écrivez un numéro de portable, ou votre adresse électronique."
        ),
    }

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        if "@" in typed:
            return str(EmailLine(max_length=LONGEST).run_validation(typed))
        number = str(PhoneField().run_validation(typed))
        if not is_french(number):
            self.fail("foreign")
        if not takes_codes(number):
            self.fail("no_sms")
        return number


class ContactInput(serializers.Serializer[Any]):
    contact = ContactField(
        label=_("Adresse électronique ou téléphone portable"),
        max_length=LONGEST,
        help_text=insecables_lazy(
            _("L’adresse ou le numéro donné pour le rendez-vous. Exemple : nom@exemple.fr")
        ),
        style={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )

    @property
    def reached(self) -> Contact:
        return contact_of(str(self.validated_data["contact"]))

    def get_initial(self) -> Any:
        typed: Mapping[str, Any] = self.initial_data if hasattr(self, "initial_data") else {}
        return {"contact": str(typed.get("contact", "")).replace("\0", "")[:LONGEST]}


def contact_of(value: str) -> Contact:
    return Contact(Channel.EMAIL if "@" in value else Channel.SMS, value)
