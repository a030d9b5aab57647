"""`rdv availability explain`: why a motif has no slot, in a few lines."""

from datetime import datetime

from booking.console.index_tour import find_tenant
from booking.queries.explain import Why, find_subject, why
from booking.queries.steps import STEPS
from foundation.errors import Refusal
from foundation.tenancy import in_tenant


class UnknownMotif(Refusal):
    code = "motif-inconnu"
    sentence = "Cette administration n’a pas de motif, ou pas de lieu, de ce nom."


def tell(tenant_slug: str, motif_slug: str, lieu_slug: str, *, now: datetime) -> int:
    """Exit code 0 when citizens can book, 1 otherwise."""
    with in_tenant(find_tenant(tenant_slug)):
        subject = find_subject(motif_slug, lieu_slug)
        if subject is None:
            raise UnknownMotif
        found = why(subject[0], lieu=subject[1], now=now)
        print(*_lines(found), sep="\n")
    return 0 if found.is_bookable else 1


def _lines(found: Why) -> list[str]:
    place = f" – {found.lieu.name}" if found.lieu else ""
    lines = [f"{found.motif.name}{place}, du {found.first_day:%d/%m/%Y} au {found.last_day:%d/%m/%Y}"]
    lines += [*found.obstacles, f"{STEPS[found.reason.step]} : {found.reason.sentence}"]
    if found.next_start:
        lines.append(f"Premier créneau : {found.next_start.astimezone(found.zone):%d/%m/%Y %H:%M}")
    width = max((len(each.agenda.title) for each in found.agendas), default=0)
    return lines + [f"  {each.agenda.title:{width}}  {each.reason.sentence}" for each in found.agendas]
