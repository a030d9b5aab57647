"""One answer of a person at a time, read and checked the same way at every door: a sentence says what to do."""

import re
from typing import Any
from unicodedata import category, normalize

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from foundation.courier.addresses import UnreadablePhone, phone_e164
from foundation.web.components.typography import insecables_lazy, telephone

ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
# Longer is not a number that somebody typed.
PHONE_AT_MOST = 40
PHONE_EXAMPLE = telephone("0612345678")
CONTACT_AT_MOST = 254


class Line(serializers.CharField):
    """One line of text in any script: no control character, accents composed."""

    default_error_messages = {
        "invalid": _("Cette réponse n’est pas lisible."),
        "unreadable": _(
            "Cette réponse contient un caractère invisible que nous ne pouvons pas enregistrer. "
            "Effacez-la et tapez-la de nouveau."
        ),
        "max_length": insecables_lazy(_("Cette réponse est trop longue : {max_length} caractères au plus.")),
    }

    def to_internal_value(self, data: Any) -> str:
        text = normalize("NFC", super().to_internal_value(data))
        if any(category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
            self.fail("unreadable")
        if self.max_length is not None and len(text) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return text


class NameField(Line):
    """Names travel in our messages: none may carry an address that somebody else would follow."""

    default_error_messages = {
        "nameless": _("Écrivez ce nom avec des lettres."),
        "address": _("Écrivez seulement un nom, sans adresse de site ni adresse électronique."),
    }

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not any(category(character).startswith("L") for character in text):
            self.fail("nameless")
        if ADDRESS.search(normalize("NFKC", text)):
            self.fail("address")
        return text


class PhoneField(Line):
    """To E.164. The context's `region` says which numbering plan a national number belongs to."""

    default_error_messages = {
        "phone": insecables_lazy(_("Ce numéro de téléphone n’existe pas. Vérifiez-le. Exemple : {example}.")),
    }

    def to_internal_value(self, data: Any) -> str:
        try:
            return phone_e164(
                super().to_internal_value(data)[:PHONE_AT_MOST], self.context.get("region", "FR")
            )
        except UnreadablePhone:
            self.fail("phone", example=PHONE_EXAMPLE)


class EmailLine(Line, serializers.EmailField):
    default_error_messages = {
        "invalid": insecables_lazy(
            _("Cette adresse électronique n’est pas complète. Exemple : nom@exemple.fr.")
        ),
        "max_length": insecables_lazy(
            _("Cette adresse électronique est trop longue. Exemple : nom@exemple.fr.")
        ),
    }


class ContactField(serializers.CharField):
    """An e-mail address or a telephone number, in one field: in E.164 for the latter."""

    default_error_messages = dict.fromkeys(
        ("required", "blank"), _("Écrivez votre adresse électronique ou votre numéro de téléphone portable.")
    )

    def __init__(self, **said: Any) -> None:
        said.setdefault("label", _("Adresse électronique ou téléphone portable"))
        said.setdefault("max_length", CONTACT_AT_MOST)
        said["style"] = {"autocapitalize": "none", "spellcheck": "false"} | said.get("style", {})
        super().__init__(**said)

    def to_internal_value(self, data: Any) -> str:
        typed = super().to_internal_value(data)
        reader = EmailLine(max_length=CONTACT_AT_MOST) if "@" in typed else PhoneField()
        return str(reader.run_validation(typed))


class ContactInput(serializers.Serializer[Any]):
    """Each door says why it asks: it declares `contact` again with its own hint."""

    contact = ContactField()

    def get_initial(self) -> Any:
        typed = self.initial_data if hasattr(self, "initial_data") else {}
        return {"contact": str(typed.get("contact", "")).replace("\0", "")[:CONTACT_AT_MOST]}
