"""On a quiet night no other ticket comes and takes the expired ones away."""

from foundation import clock
from foundation.due.jobs import job
from sso.tickets.forget import forget_expired

FORGET = "sso.tickets.forget"


@job(FORGET)
def forget() -> None:
    forget_expired(now=clock.now())
