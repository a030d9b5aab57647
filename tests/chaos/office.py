"""`python -m tests.chaos.office 60 5`: 60 reminders due in two administrations, and 5 whose rdv has begun meanwhile.

Prints the ids of the participations: those to remind, and those that it is too late for.
"""

import json
import os
import sys
from datetime import datetime, timedelta
from uuid import UUID

import django


def main(due: int, begun: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    from foundation import clock
    from tests.benchmarks.prepared import migrate

    migrate()
    now = clock.now()
    told: dict[str, list[str]] = {"due": [], "begun": []}
    for slug, share in (("arras", due // 2), ("lens", due - due // 2)):
        told["due"] += _furnish(slug, share, now + timedelta(days=2), now)
    told["begun"] += _furnish("douai", begun, now + timedelta(seconds=1), now)
    sys.stdout.write(json.dumps(told))


def _furnish(slug: str, count: int, starts_at: datetime, now: datetime) -> list[str]:
    from django.db import transaction

    from booking.models import Participation, Rdv, Usager
    from booking.vocabulary import CreatedBy
    from foundation.due.rows import plan_all
    from foundation.tenancy import in_tenant
    from tenants.commands.open_tenant import Opening, open_tenant
    from tenants.vocabulary import TenantKind
    from tests.benchmarks.reminding import KIND
    from tests.makers.office import make_agent, make_motif, make_organisation

    opening = Opening(slug=slug, name=slug, short_name=slug, kind=TenantKind.COMMUNE)
    with in_tenant(open_tenant(opening, now=now)), transaction.atomic():
        organisation = make_organisation()
        motif, agent = make_motif(organisation), make_agent(organisation)
        refs: list[UUID] = []
        for number in range(count):
            usager = Usager.objects.create(
                first_name="Zoé", last_name=f"Martin {number}", phone=f"+337{number:08}", created_at=now
            )
            rdv = Rdv.objects.create(
                organisation=organisation,
                motif=motif,
                agenda=agent.agenda,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=30),
                created_by=CreatedBy.USAGER,
                created_at=now,
            )
            refs.append(Participation.objects.create(rdv=rdv, usager=usager).pk)
        plan_all(KIND, dict.fromkeys(refs, now), drop_after=dict.fromkeys(refs, starts_at))
    return [str(ref) for ref in refs]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
