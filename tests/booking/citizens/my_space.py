"""People of one household, their rdvs, and a browser that has proved a contact of theirs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from booking.models import Participation, Rdv, Usager
from booking.vocabulary import CreatedBy, RdvStatus
from foundation.people import Strength
from tests.booking.citizens.conftest import HOST, NOW, Office, Visitor
from tests.makers.sessions import identify

TOMORROW = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)


def make_usager(first_name: str = "Zoé", **fields: Any) -> Usager:
    values = {"last_name": "Martin", "email": "zoe@exemple.fr", "created_at": NOW}
    return Usager.objects.create(first_name=first_name, **values | fields)


def make_proche(responsible: Usager, first_name: str = "Léo", **fields: Any) -> Usager:
    return make_usager(first_name, responsible=responsible, email="", **fields)


def make_rdv(office: Office, usager: Usager, starts_at: datetime = TOMORROW, **fields: Any) -> Participation:
    status = fields.pop("status", RdvStatus.SCHEDULED)
    rdv = Rdv.objects.create(
        organisation=office.organisation,
        motif=office.motif,
        lieu=office.lieu,
        agenda=office.agent.agenda,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        status=status,
        created_by=CreatedBy.USAGER,
        created_at=NOW,
    )
    return Participation.objects.create(rdv=rdv, usager=usager, status=status, **fields)


def known(*usagers: Usager, strength: Strength = Strength.CODE) -> Visitor:
    browser = Visitor()
    identify(browser, *(each.pk for each in usagers), host=HOST, strength=strength)
    return browser
