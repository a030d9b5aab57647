"""What an administrator says of the messages before an rdv, and of how many one person may take."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework import serializers

from booking.agents.fields import one_of, whole
from booking.agents.motif_inputs_fields import SectionForm, delays
from booking.commands.motif_rules import REMINDERS_AT_MOST
from booking.models import Motif
from booking.vocabulary import DEFAULT_REMINDERS, MotifNotices

USUAL, OWN, NONE = "habituels", "propres", "aucun"
MODES = [(USUAL, "Les rappels habituels"), (OWN, "Les rappels choisis ci-dessous"), (NONE, "Aucun rappel")]
BY = {"email": ["email"], "sms": ["sms"], "email-sms": ["email", "sms"]}
BY_CHOICES = [("email", "E-mail"), ("sms", "SMS"), ("email-sms", "E-mail et SMS")]
CALL, RELEASE = "call", "release"
UNCONFIRMED = [
    (CALL, "La personne est à appeler"),
    (RELEASE, "Le créneau est libéré, après un dernier avis"),
]
ASK = [("code", "Un code reçu par SMS ou par e-mail"), ("phone", "Un appel : un agent prend le rendez-vous")]
RANKS = range(1, REMINDERS_AT_MOST + 1)


class NoticesForm(SectionForm):
    asked = {"messages": "notices"}
    columns = ("notices",)

    messages = one_of(
        "Ce que nous écrivons aux usagers",
        MotifNotices.choices,
        hint="Sans le nom du motif : ni dans les SMS et les e-mails, ni dans leur agenda. "
        "Aucun message : sauf ce qu’ils demandent eux-mêmes (codes, réponses, liste d’attente).",
        radio=True,
    )


class RemindersForm(SectionForm):
    """`Motif.reminders`: null is the usual ones, an empty list none."""

    columns = ("reminders",)

    rappels = one_of("Rappels envoyés", MODES, radio=True)

    def get_fields(self) -> Any:
        fields = super().get_fields()
        for rank in RANKS:
            fields[f"rappel_{rank}"] = one_of(f"Rappel {rank}")
            fields[f"rappel_{rank}_par"] = one_of(f"Rappel {rank}, par", BY_CHOICES)
            fields[f"rappel_{rank}_pris"] = one_of(f"Rappel {rank}, seulement si le rendez-vous est pris")
        return fields

    def fit(self, motif: Motif) -> None:
        rows = _in_force(motif)
        before = delays(*(each["before_s"] for each in rows), none="Pas de rappel")
        booked = delays(*(each.get("booked_before_s") for each in rows), none="N’importe quand")
        for rank in RANKS:
            self.choose(f"rappel_{rank}", [(each, _before(each, word)) for each, word in before])
            self.choose(
                f"rappel_{rank}_pris", [(each, _before(each, word, "Au moins ")) for each, word in booked]
            )

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        rows = _in_force(motif)
        mode = USUAL if motif.reminders is None else OWN if motif.reminders else NONE
        filled: dict[str, Any] = {"rappels": mode}
        for rank in RANKS:
            row = rows[rank - 1] if rank <= len(rows) else {}
            filled[f"rappel_{rank}"] = row.get("before_s", 0)
            filled[f"rappel_{rank}_par"] = "-".join(sorted(row.get("channels", ["email"])))
            filled[f"rappel_{rank}_pris"] = row.get("booked_before_s", 0)
        return filled

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["rappels"] != OWN:
            return attrs
        chosen = [(f"rappel_{rank}", attrs[f"rappel_{rank}"]) for rank in RANKS if attrs[f"rappel_{rank}"]]
        if not chosen:
            message = "Choisissez au moins un rappel, ou « Aucun rappel » plus haut."
            raise serializers.ValidationError({"rappel_1": [message]})
        for rank, (name, before) in enumerate(chosen):
            if before in (earlier for _, earlier in chosen[:rank]):
                raise serializers.ValidationError({name: ["Un autre rappel part déjà à ce moment."]})
        return attrs

    @property
    def values(self) -> dict[str, Any]:
        typed = self.validated_data
        if typed["rappels"] != OWN:
            return {"reminders": None if typed["rappels"] == USUAL else []}
        return {"reminders": [self._row(rank) for rank in RANKS if typed[f"rappel_{rank}"]]}

    def _row(self, rank: int) -> dict[str, Any]:
        """What this page does not show of a reminder stays with it."""
        typed = self.validated_data
        before, booked = typed[f"rappel_{rank}"], typed[f"rappel_{rank}_pris"]
        kept = _in_force(self.motif)
        within = next((each.get("booked_within_s") for each in kept if each["before_s"] == before), None)
        row = {"before_s": before, "channels": BY[typed[f"rappel_{rank}_par"]]}
        row |= {"booked_before_s": booked} if booked else {}
        return row | ({"booked_within_s": within} if within else {})


class PresenceForm(SectionForm):
    columns = ("presence",)

    presence = one_of(
        "Demander de confirmer la venue",
        hint="La personne répond d’un clic, ou par SMS. Le rappel du même jour n’est pas envoyé.",
    )
    presence_sans = one_of("Sans réponse à temps", UNCONFIRMED, radio=True)
    absences = whole(
        "Demander plus après plusieurs absences",
        1,
        20,
        hint="Nombre d’absences. Vide : rien de plus. Personne n’est exclu : un agent peut toujours réserver.",
        empty=True,
    )
    absences_mois = whole("Absences comptées sur, en mois", 1, 36, empty=True)
    absences_par = one_of("Ce qui est alors demandé", ASK, radio=True)

    def fit(self, motif: Motif) -> None:
        found = delays(motif.presence.get("confirm_before_s"), none="Ne pas demander")
        self.choose("presence", [(each, _before(each, word)) for each, word in found])

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        kept, rule = motif.presence, motif.presence.get("after_no_shows", {})
        return {
            "presence": kept.get("confirm_before_s", 0),
            "presence_sans": kept.get("unconfirmed", CALL),
            "absences": rule.get("count"),
            "absences_mois": rule.get("months"),
            "absences_par": rule.get("ask", "code"),
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["absences"] and attrs["absences_mois"] is None:
            raise serializers.ValidationError({"absences_mois": ["Dites sur combien de mois."]})
        return attrs

    @property
    def values(self) -> dict[str, Any]:
        typed, presence = self.validated_data, {}
        if typed["presence"]:
            presence = {"confirm_before_s": typed["presence"], "unconfirmed": typed["presence_sans"]}
        if typed["absences"]:
            rule = {
                "count": typed["absences"],
                "months": typed["absences_mois"],
                "ask": typed["absences_par"],
            }
            presence = {**presence, "after_no_shows": rule}
        return {"presence": presence}


class QuotaForm(SectionForm):
    columns = ("quota_per_person",)

    quota = whole(
        "Rendez-vous par personne, au plus",
        1,
        100,
        hint="Vide : sans limite. Les agents ne sont pas limités.",
        empty=True,
    )
    quota_jours = whole("Sur une période de, en jours", 1, 366, hint="Vide : en tout.", empty=True)

    @classmethod
    def filled(cls, motif: Motif) -> Mapping[str, Any]:
        return {
            "quota": motif.quota_per_person.get("count"),
            "quota_jours": motif.quota_per_person.get("days"),
        }

    @property
    def values(self) -> dict[str, Any]:
        count, days = self.validated_data["quota"], self.validated_data["quota_jours"]
        if count is None:
            return {"quota_per_person": {}}
        return {"quota_per_person": {"count": count} | ({} if days is None else {"days": days})}


def _in_force(motif: Motif) -> Sequence[Mapping[str, Any]]:
    return DEFAULT_REMINDERS if motif.reminders is None else motif.reminders


def _before(seconds: int, word: str, first: str = "") -> str:
    return f"{first}{word} avant" if seconds else word
