"""Open, settle in, fill: each administration of the demonstration in turn."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking.commands.import_rdvs import import_rdvs
from booking.commands.settle_in import settle_in
from booking.commands.settle_life import settle_life
from foundation.database.unit import unit_of_work
from foundation.tenancy import in_tenant
from project.demo.administration import Administration
from project.demo.arras import arras
from project.demo.filling import rdvs_of
from project.demo.france_services import france_services
from project.demo.pas_de_calais import pas_de_calais
from project.demo.prefecture import prefecture
from project.demo.weeks import Weeks
from project.launcher.progress import Progress
from tenants.commands.open_tenant import open_tenant
from tenants.commands.record_template import record_template
from tenants.models import Tenant

# After that, most of the openings and of the rdvs are past.
STALE = timedelta(weeks=3)


def administrations() -> Sequence[Administration]:
    return arras(), pas_de_calais(), france_services(), prefecture()


def furnish_all(progress: Progress, *, now: datetime) -> None:
    """What is missing, and nothing else. Stopped half-way, the next run goes on."""
    with progress.step("Modèle de schéma"):
        record_template(now=now)
    opened = []
    for each in administrations():
        with progress.step(each.opening.name):
            tenant, rdvs = furnish(each, now=now)
        opened.append(tenant.created_at)
        if rdvs:
            progress.say(f"    {rdvs} rendez-vous")
    progress.say(f"  Administrations d’exemple prêtes en {progress.elapsed()}.")
    if now - min(opened) > STALE:
        age = (now - min(opened)).days
        progress.say(
            f"  Ces exemples ont {age} jours : « rdv demo --fresh » les refait à partir d’aujourd’hui."
        )


def furnish(administration: Administration, *, now: datetime) -> tuple[Tenant, int]:
    """The administration, opened if it was not, and the number of rdvs written."""
    opening = administration.opening
    tenant = Tenant.objects.filter(slug=opening.slug).first() or open_tenant(opening, now=now)
    weeks = Weeks(now.astimezone(ZoneInfo(opening.time_zone)).date())
    with in_tenant(tenant):
        return tenant, fill(administration, weeks, now=now)


@unit_of_work
def fill(administration: Administration, weeks: Weeks, *, now: datetime) -> int:
    """In one transaction: what goes on in a new administration comes with its offices, or not at all. Later, only the
    agendas of agents who have just arrived are filled.
    """
    written, is_new = 0, True
    for number, office in enumerate(administration.offices(weeks)):
        newcomers = settle_in(office, now=now).newcomers
        is_new = is_new and len(newcomers) == len(office.agents)
        # Drawn for everyone, then sorted out: who is missing gets the rdvs that a first run would have given.
        rdvs = [each for each in rdvs_of(office, number, now=now) if each.agent_email in newcomers]
        written += import_rdvs(rdvs, now=now) if rdvs else 0
    if is_new and administration.life:
        settle_life(administration.life(weeks, now), now=now)
    return written
