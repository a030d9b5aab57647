"""`/pilotage/`: how tests steer the server. Answers only whoever holds the key given at start."""

import json
from typing import Any

from tests.counterparts.identity.faults import FAULTS
from tests.counterparts.identity.messages import Reply, Request, json_reply
from tests.counterparts.identity.registration import Unreadable
from tests.counterparts.identity.store import Store
from tests.counterparts.serving import KEY_HEADER, ROOT, may_steer


def steer(store: Store, key: str, request: Request) -> Reply:
    if not may_steer(request.headers.get(KEY_HEADER), key):
        return json_reply({"error": f"{KEY_HEADER} is wanted"}, 403)
    try:
        match request.method, request.path.removeprefix(ROOT):
            case "PUT", "":
                store.registration = store.registration.changed(json.loads(request.body))
            case "POST", "fautes":
                store.faults = _known(json.loads(request.body))
            case "POST", "oublier":
                store.forget()
            case "GET", "demandes":
                return json_reply(list(store.requests))
            case "GET", "fautes":
                return json_reply({slug: fault.meaning for slug, fault in FAULTS.items()})
            case _:
                return json_reply({"error": "unknown address"}, 404)
    except (Unreadable, ValueError) as error:
        return json_reply({"error": str(error)}, 400)
    return json_reply({})


def _known(asked: Any) -> tuple[str, ...]:
    slugs = asked.get("faults") if isinstance(asked, dict) else None
    if not isinstance(slugs, list) or (unknown := [slug for slug in slugs if slug not in FAULTS]):
        raise Unreadable(f"unknown faults: {unknown if isinstance(slugs, list) else asked}")
    return tuple(slugs)
