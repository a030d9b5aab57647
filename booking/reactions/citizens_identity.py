"""Answers to the floor below: whose contact is this, whose civil identity?"""

from collections.abc import Sequence
from uuid import UUID

from booking.commands import certify_usager as command
from booking.models import Usager
from booking.queries.usager_contacts import usager_of_key, usagers_reached_at
from foundation import clock
from foundation.people import Certification, CertifiedIdentity, KnownUsager


def usagers_of_contact(channel: str, contact: str) -> Sequence[KnownUsager]:
    return [_known(usager) for usager in usagers_reached_at(channel, contact)]


def usager_of_civil_key(civil_key: str) -> KnownUsager | None:
    usager = usager_of_key(civil_key)
    return _known(usager) if usager else None


def certify_usager(candidates: Sequence[UUID], identity: CertifiedIdentity) -> Certification:
    return command.certify_usager(candidates, identity, now=clock.now())


def _known(usager: Usager) -> KnownUsager:
    return KnownUsager(usager.pk, usager.first_name, usager.last_name[:1])
