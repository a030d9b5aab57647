"""The part of a form that a motif adds: an address, numbers, questions, a text to accept."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from booking.citizens.inputs import typed_in
from booking.citizens.own_fields import (
    NUMBER,
    QUESTION,
    REPEATED,
    AcceptedField,
    address_field,
    own_names,
    papers_fields,
    question_fields,
)
from booking.citizens.papers import check_papers
from booking.commands.details import Details
from booking.models import Motif
from booking.vocabulary import PAPERS_TO_CHECK
from foundation.languages import SOURCE
from foundation.papers import OtherAppointment


class AskedInput(serializers.Serializer[Any]):
    """Context: `motif`, asked for as many as come."""

    # To say on the page, once checked.
    elsewhere: Sequence[OtherAppointment] = ()
    to_check: Sequence[str] = ()

    @classmethod
    def blank(cls, motif: Motif) -> "AskedInput":
        return cls(instance=typed_in({}, own_names(motif)), context={"motif": motif})

    @property
    def motif(self) -> Motif:
        motif: Motif = self.context["motif"]
        return motif

    def get_fields(self) -> Any:
        more = {**address_field(self.motif), **dict(papers_fields(self.motif))}
        if self.motif.papers:
            label = _("Garder quand même ce rendez-vous")
            more["autre_rdv"] = serializers.BooleanField(label=label, default=False)
        more |= question_fields(self.motif)
        if self.motif.acceptance:
            more["accepte"] = AcceptedField(label=_("J’ai lu et j’accepte"))
        return {**super().get_fields(), **more}

    def get_initial(self) -> Any:
        """What was typed, without what a page cannot hold."""
        ticked = {name: name in self.initial_data for name in ("autre_rdv", "accepte")}
        return typed_in(self.initial_data, own_names(self.motif)) | ticked

    def validate(self, attrs: Any) -> Any:
        """Last, once everything else is right: the hub may take four seconds to answer."""
        numbers = {name: attrs[name] for name in self._own(NUMBER)}
        repeated = [n for rank, n in enumerate(numbers) if numbers[n] in list(numbers.values())[:rank]]
        if repeated:
            raise serializers.ValidationError({name: [REPEATED] for name in repeated})
        if numbers:
            told = check_papers(numbers, overridden=attrs["autre_rdv"])
            self.elsewhere, self.to_check = told.elsewhere, told.to_check
            if told.errors:
                raise serializers.ValidationError(told.errors)
        return attrs

    @property
    def questions(self) -> list[Any]:
        return [self[name] for name in self._own(QUESTION)]

    @property
    def numbers(self) -> list[Any]:
        return [self[name] for name in self._own(NUMBER)]

    @property
    def details(self) -> Details:
        said = self.validated_data
        answers = {name.removeprefix(QUESTION.format("")): said[name] for name in self._own(QUESTION)}
        kept = {question: answer for question, answer in answers.items() if answer}
        return Details(
            answers=kept | ({PAPERS_TO_CHECK: " ".join(self.to_check)} if self.to_check else {}),
            papers=[said[name] for name in self._own(NUMBER)],
            address=said.get("adresse", ""),
            language=get_language() or SOURCE,
            accepted="accepte" in said,
        )

    def _own(self, pattern: str) -> list[str]:
        return [name for name in map(str, self.fields) if name.startswith(pattern.format(""))]
