"""An e-mail address or a French mobile: where a code may go."""

from dataclasses import dataclass

import phonenumbers

from foundation.courier.addresses import is_mobile
from foundation.sealing import keyed_hash
from sso.contacts.models import Channel

# France, then Réunion and Mayotte, Saint-Pierre, the Antilles and Guyane, Wallis, Nouvelle-Calédonie, Polynésie. Codes
# for numbers of other countries are how SMS fraud earns money.
FRENCH_PREFIXES = frozenset({33, 262, 508, 590, 594, 596, 681, 687, 689})


@dataclass(frozen=True, slots=True)
class Contact:
    """`value` in E.164, or an address."""

    channel: Channel
    value: str

    @property
    def hash(self) -> str:
        """The same in every administration: what limits a contact is not multiplied by their number."""
        return keyed_hash("sso.contacts.contact", f"{self.channel} {self.value.casefold()}")


def is_french(e164: str) -> bool:
    return phonenumbers.parse(e164).country_code in FRENCH_PREFIXES


def takes_codes(e164: str) -> bool:
    """Neither a landline nor a number that charges whoever calls it."""
    return is_mobile(e164)
