"""What a carrier tells of a message before we have written that it left: kept a quarter of an hour, for who writes it.

Who is told keeps it here first, then looks for the message; who sends writes first, then looks here. Whatever the
order of these four gestures, one of them sees the other.
"""

from uuid import UUID

from django.core.cache import caches
from redis.exceptions import RedisError

from foundation.courier.contract import DeliveryReport, ReportState
from foundation.sealing import keyed_hash

KEPT_SECONDS = 900


def keep_early(told: DeliveryReport, *, carrier: str, whose: int | None) -> None:
    """`whose`: the administration whose account it is, None for the platform's. Delivered is the last word."""
    try:
        for key in _keys(carrier, told.carrier_id, told.reference.strip().lower(), whose):
            known = (told.carrier_id, told.reference, told.state.value, told.code)
            if told.state == ReportState.DELIVERED:
                caches["shared"].set(key, known, KEPT_SECONDS)
            else:
                caches["shared"].add(key, known, KEPT_SECONDS)
    except RedisError:
        return


def told_early(*, carrier: str, carrier_id: str, reference: UUID, whose: int | None) -> DeliveryReport | None:
    try:
        found = caches["shared"].get_many(_keys(carrier, carrier_id, str(reference), whose))
    except RedisError:
        return None
    for carrier_id, its_reference, state, code in found.values():
        return DeliveryReport(carrier_id, its_reference, ReportState(state), code)
    return None


def _keys(carrier: str, carrier_id: str, reference: str, whose: int | None) -> list[str]:
    facts = {"id": carrier_id, "reference": reference}
    return [
        f"courier:early:{keyed_hash('courier.early', f'{whose} {carrier} {what} {said}')[:32]}"
        for what, said in facts.items()
        if said
    ]
