"""What administrators type about senders and SMS accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from httpx import TransportError
from rest_framework import serializers

from booking.agents.fields import LONG, email, line, said
from foundation.courier.contract import SmsAccount
from foundation.outside import ForbiddenAddress, checked_url

SENDER_HINT = "11 lettres ou chiffres au plus, sans accent ni espace, en commençant par une lettre."
SECRET = {"input_type": "password", "autocomplete": "off"}


class SendersForm(serializers.Serializer[Any]):
    sender = line(
        "Expéditeur des SMS", f"{SENDER_HINT} Vide : le nom court de votre administration.", at_most=11
    )
    reply_to = email(
        "Adresse de réponse aux e-mails",
        "Les réponses y arrivent. Vide : le message dit que personne ne lit les réponses.",
    )


class VideoForm(serializers.Serializer[Any]):
    video_pattern = line(
        "Lien de visioconférence",
        "{jeton} devient un code propre à chaque rendez-vous, {rdv} son identifiant. "
        "Vide : le service de l’État, webconf.numerique.gouv.fr.",
    )


@dataclass(frozen=True, slots=True)
class Carrier:
    """`fields`: credentials to type, each with its label; those of `secret` are hidden while typed, those of
    `optional` may stay empty.
    """

    driver: str
    label: str
    fields: Mapping[str, str]
    secret: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    @property
    def may_repeat(self) -> bool:
        return self.driver in MAY_REPEAT


TO_DESCRIBE = {
    "url": "Adresse à appeler",
    "headers": "En-têtes, un par ligne (Nom: valeur)",
    "body": "Corps de la demande, avec {to}, {text}, {sender}, {reference} et {validity} (en minutes)",
    "id_path": "Où lire l’identifiant dans la réponse (par exemple messages.0.id)",
}
CARRIERS = {
    each.driver: each
    for each in (
        Carrier("brevo", "Brevo", {"api_key": "Clé d’API"}, frozenset({"api_key"})),
        Carrier(
            "ovh",
            "OVHcloud",
            {
                "service": "Nom du service SMS",
                "application_key": "Clé d’application",
                "application_secret": "Secret d’application",
                "consumer_key": "Clé de consommateur",
            },
            frozenset({"application_secret", "consumer_key"}),
        ),
        Carrier(
            "netsize",
            "Netsize (LINK Mobility)",
            {"username": "Identifiant", "password": "Mot de passe"},
            frozenset({"password"}),
        ),
        Carrier(
            "http",
            "Passerelle au format de RDV Service Public",
            {"url": "Adresse à appeler", "token": "Jeton"},
            frozenset({"token"}),
            frozenset({"token"}),
        ),
        Carrier(
            "template",
            "Autre passerelle HTTP",
            TO_DESCRIBE,
            optional=frozenset({"headers", "body", "id_path"}),
        ),
    )
}
LONG_FIELDS = frozenset({"headers", "body"})
# Where a number may be rented that people can answer to.
ANSWERABLE = frozenset({"ovh", "netsize", "http", "template"})
# They know no idempotency key (decision 0013).
MAY_REPEAT = frozenset({"brevo", "ovh", "netsize"})


class AccountForm(serializers.Serializer[Any]):
    """What this carrier asks for. Nothing typed here is ever shown again."""

    def __init__(self, *args: Any, carrier: Carrier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carrier = carrier
        for name, label in carrier.fields.items():
            self.fields[name] = self._credential(name, label)
        self.fields["sender"] = line(
            "Expéditeur propre à ce compte", "Seulement si le transporteur l’impose.", at_most=11
        )
        if carrier.driver in ANSWERABLE:
            self.fields["replies"] = serializers.BooleanField(
                label="Les usagers peuvent répondre aux SMS de ce compte",
                help_text="Les rappels se terminent alors par « Répondez OUI ou NON ».",
                required=False,
                default=False,
            )

    def _credential(self, name: str, label: str) -> serializers.CharField:
        optional = name in self.carrier.optional
        style = SECRET if name in self.carrier.secret else {}
        if name in LONG_FIELDS:
            style = LONG
        return serializers.CharField(
            label=label,
            required=not optional,
            allow_blank=optional,
            max_length=2_000,
            style=style,
            error_messages=said(f"Remplissez ce champ : {label[:1].lower()}{label[1:]}."),
        )

    @property
    def credential_fields(self) -> list[Any]:
        return [self[str(name)] for name in self.fields]

    def validate_url(self, url: str) -> str:
        try:
            checked_url(url)
        except ForbiddenAddress:
            raise serializers.ValidationError(
                "Cette adresse est refusée. Donnez une adresse publique qui commence par https://."
            ) from None
        except TransportError:
            raise serializers.ValidationError("Ce nom de serveur est inconnu. Vérifiez l’adresse.") from None
        return url

    @property
    def account(self) -> SmsAccount:
        values = self.validated_data
        credentials = {name: values[name] for name in self.carrier.fields if values.get(name)}
        if values.get("replies"):
            credentials["replies"] = "1"
        return SmsAccount(self.carrier.driver, credentials, values["sender"])
