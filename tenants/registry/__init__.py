"""The administrations of France, from files shipped with the product: no network, no database, no Django.

Read once a process, on the first question. A SIREN that is not here is not an error.
"""

from tenants.registry.administrations import EPCI_KINDS, Administration, Commune, Departement, Epci
from tenants.registry.lookup import (
    by_insee,
    by_postal_code,
    by_siren,
    departement,
    region_name,
    region_names,
)
from tenants.registry.numbers import siren_of, valid_siren, valid_siret
from tenants.registry.search import administrations_by_name, by_name
from tenants.registry.tables import communes, departements, epcis
from tenants.registry.territory import HolidaySet, departement_of, holiday_set, time_zone

__all__ = [
    "EPCI_KINDS",
    "Administration",
    "Commune",
    "Departement",
    "Epci",
    "HolidaySet",
    "administrations_by_name",
    "by_insee",
    "by_name",
    "by_postal_code",
    "by_siren",
    "communes",
    "departement",
    "departement_of",
    "departements",
    "epcis",
    "holiday_set",
    "region_name",
    "region_names",
    "siren_of",
    "time_zone",
    "valid_siren",
    "valid_siret",
]
