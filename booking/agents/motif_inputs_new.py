"""What an administrator says of a motif that is not there yet: the essential, and for which organisation."""

from collections.abc import Sequence
from typing import Any

from booking.agents.fields import one_of
from booking.agents.motif_inputs import EssentialForm
from booking.models import Motif

type Choices = Sequence[tuple[int, str]]


class NewMotifForm(EssentialForm):
    organisation = one_of("Organisation")

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("organisation", organisations)

    @classmethod
    def empty(cls, organisations: Choices) -> "NewMotifForm":
        first = organisations[0][0] if organisations else None
        filled = {**cls.filled(Motif()), "organisation": first}
        return cls(filled, motif=Motif(), organisations=organisations)
