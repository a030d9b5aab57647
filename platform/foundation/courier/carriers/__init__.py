"""The carriers, one file each. Adding one: write the file, name it here."""

from collections.abc import Mapping

from foundation.courier.carriers import brevo, http, netsize, ovh, template
from foundation.courier.contract import Carrier

CARRIERS: Mapping[str, Carrier] = {
    "http": http,
    "brevo": brevo,
    "ovh": ovh,
    "netsize": netsize,
    "template": template,
}
