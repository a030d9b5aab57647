"""From agenda to agenda, administration after administration, so that what was interrupted can go on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from booking.console.progress import ProgressBar
from booking.models import Agenda
from foundation.errors import Refusal
from foundation.ports import open_tenants
from foundation.tenancy import CurrentTenant, in_tenant


class UnknownTenant(Refusal):
    code = "administration-inconnue"
    sentence = "Aucune administration ouverte ne porte ce nom. « rdv tenant list » les donne."


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """Where to go on from, that agenda included."""

    slug: str
    agenda_id: int = 0

    @classmethod
    def read(cls, typed: str) -> "Stop":
        """`arras` or `arras:12`. Raises ValueError."""
        slug, _, number = typed.partition(":")
        return cls(slug, int(number) if number else 0)

    def __str__(self) -> str:
        return f"{self.slug}:{self.agenda_id}"


class Interrupted(Exception):
    """The tour stopped at `stop`, which was not done."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        super().__init__(str(stop))


def tour(act: Callable[[CurrentTenant, int], None], *, slug: str = "", since: Stop | None = None) -> int:
    """`act` for each agenda, inside its administration, in a stable order. Returns how many.

    Raises UnknownTenant, and Interrupted with the reason behind it.
    """
    stops = list(_stops(slug, since))
    bar = ProgressBar(len(stops))
    for tenant, stop in stops:
        try:
            with in_tenant(tenant):
                act(tenant, stop.agenda_id)
        except (KeyboardInterrupt, Exception) as reason:
            bar.end()
            raise Interrupted(stop) from reason
        bar.step(str(stop))
    bar.end()
    return len(stops)


def find_tenant(slug: str) -> CurrentTenant:
    found = next((tenant for tenant in open_tenants() if tenant.slug == slug), None)
    if found is None:
        raise UnknownTenant
    return found


def _stops(slug: str, since: Stop | None) -> Iterator[tuple[CurrentTenant, Stop]]:
    for tenant in [find_tenant(slug)] if slug else open_tenants():
        with in_tenant(tenant):
            agenda_ids = list(Agenda.objects.order_by("pk").values_list("pk", flat=True))
        for agenda_id in agenda_ids:
            stop = Stop(tenant.slug, agenda_id)
            if since is None or stop >= since:
                yield tenant, stop
