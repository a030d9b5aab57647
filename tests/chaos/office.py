"""`python -m tests.chaos.office 60 5`: 60 reminders due in two administrations, and 5 whose rdv has begun meanwhile.

Prints the telephones of those to remind, of those that it is too late for, and the schemas where each of them lives.
"""

import json
import os
import sys
from datetime import datetime, timedelta

import django

TWO_DAYS = timedelta(days=2)


def main(due: int, begun: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    django.setup()
    from foundation import clock
    from tests.benchmarks.prepared import migrate

    migrate()
    now = clock.now()
    told: dict[str, list[str]] = {"due": [], "begun": [], "schemas": []}
    for rank, (slug, share) in enumerate((("arras", due // 2), ("lens", due - due // 2))):
        # The reminder of two days before, due a minute ago.
        phones, schema = _furnish(slug, rank, share, now + TWO_DAYS - timedelta(minutes=1), now)
        told["due"] += phones
        told["schemas"].append(schema)
    told["begun"], schema = _furnish("douai", 2, begun, now + timedelta(seconds=1), now)
    told["schemas"].append(schema)
    sys.stdout.write(json.dumps(told))


def _furnish(slug: str, rank: int, count: int, starts_at: datetime, now: datetime) -> tuple[list[str], str]:
    from django.db import transaction

    from booking.commands.plan_messages import REMINDER, plan_rows, ref_of
    from booking.models import Participation, Rdv, Usager
    from booking.vocabulary import CreatedBy
    from foundation.tenancy import current, in_tenant
    from tenants.commands.open_tenant import Opening, open_tenant
    from tenants.vocabulary import TenantKind
    from tests.makers.office import make_agent, make_motif, make_organisation

    opening = Opening(slug=slug, name=slug, short_name=slug, kind=TenantKind.COMMUNE)
    with in_tenant(open_tenant(opening, now=now)), transaction.atomic():
        # Where it is about noon: nobody is reminded in the night, whatever the hour of this test.
        organisation = make_organisation(time_zone=_noon_zone(now))
        motif, agent = make_motif(organisation), make_agent(organisation)
        phones, rows = [f"+336{rank}{number:07}" for number in range(count)], {}
        for number, phone in enumerate(phones):
            usager = Usager.objects.create(
                first_name="Zoé",
                last_name=f"Martin {number}",
                phone=phone,
                email=f"zoe{phone[1:]}@courriel.example",
                created_at=now,
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
            person = Participation.objects.create(rdv=rdv, usager=usager)
            rows[ref_of(person.pk, int(TWO_DAYS.total_seconds()))] = (now, starts_at)
        plan_rows(REMINDER, rows)
        return phones, current().schema_name


def _noon_zone(now: datetime) -> str:
    """In these names, what is east of Greenwich is subtracted."""
    return f"Etc/GMT{now.hour - 12:+d}"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
