"""From a host to its administration, remembered by the process: the look-up costs 1 ms, the memory 20 µs."""

import time
from threading import Lock

from foundation.tenancy import in_public
from tenants.models import Domain, Tenant
from tenants.vocabulary import TenantStatus

KNOWN_FOR = 60.0
UNKNOWN_FOR = 5.0
# Hosts are typed by anyone: a flood of invented names must not fill the memory.
AT_MOST = 10_000

_lock = Lock()
_known: dict[str, tuple[float, Tenant | None]] = {}


def tenant_of_host(host: str) -> Tenant | None:
    """The administration of `host` (lower case, no port), whatever its status; None when unknown.

    A change of status is seen at once by this process (`forget_hosts`), within 60 s by the others.
    """
    now = time.monotonic()
    remembered = _known.get(host)
    if remembered and remembered[0] > now:
        return remembered[1]
    with in_public():
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    tenant = domain.tenant if domain else None
    with _lock:
        if len(_known) >= AT_MOST:
            _known.clear()
        _known[host] = (now + (KNOWN_FOR if tenant else UNKNOWN_FOR), tenant)
    return tenant


def open_tenant_of_host(host: str) -> Tenant | None:
    """Exactly this host, of an administration whose doors are open, read now: a ticket is about to be given for it."""
    with in_public():
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    return domain.tenant if domain and domain.tenant.status == TenantStatus.READY else None


def forget_hosts() -> None:
    with _lock:
        _known.clear()
