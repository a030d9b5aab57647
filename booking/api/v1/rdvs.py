"""`GET /api/v1/rdvs/`: when, what for, where, with whom. Of the people received, ids only."""

from urllib.parse import urlencode

from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.v1.inputs import RdvFilter
from booking.api.v1.reading import rdvs_between
from booking.queries.rdv_facts import rdv_facts
from foundation import clock
from foundation.machines import Scope
from foundation.web.machines import MachineEndpoint, needs_scope


class Rdvs(MachineEndpoint):
    permission_classes = [needs_scope(Scope.RDV_READ)]

    def get(self, request: Request) -> Response:
        asked, now = RdvFilter.read(request.query_params), clock.now()
        rows, more = rdvs_between(asked["du"], asked["au"], after=asked.get("curseur"), limit=asked["limite"])
        on = {"du": asked["du"], "au": asked["au"], "limite": asked["limite"], "curseur": str(more)}
        return Response(
            {
                "rdvs": [rdv_facts(rdv, now) for rdv in rows],
                "suivant": f"{request.path}?{urlencode(on)}" if more else None,
            }
        )
