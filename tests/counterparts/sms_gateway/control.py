"""What tests, the demo and benchmarks steer, under a key: faults, settings, and phones that answer."""

from tests.counterparts.serving import KEY_HEADER, ROOT, may_steer
from tests.counterparts.sms_gateway import callbacks
from tests.counterparts.sms_gateway.callbacks import Caller
from tests.counterparts.sms_gateway.faults import FAULTS
from tests.counterparts.sms_gateway.messages import Reply, Request, json_reply
from tests.counterparts.sms_gateway.store import SETTINGS, Store

PATIENCE_SECONDS = 10


def steer(store: Store, caller: Caller, key: str, request: Request) -> Reply:
    if not may_steer(request.headers.get(KEY_HEADER), key):
        return json_reply(403, {"error": "wrong key"})
    match request.method, request.path.removeprefix(ROOT):
        case "PUT", "":
            return _configure(store, request)
        case "POST", "fautes":
            return _set_faults(store, request)
        case "POST", "oublier":
            store.forget()
            return json_reply(200, {})
        case "POST", "rapports":
            late = store.release_late()
            for sent in late:
                caller.call(callbacks.report(store.settings["callback"], sent, "delivered"))
            return json_reply(200, {"released": len(late)})
        case "POST", "reponses":
            return _answer_back(store, caller, request)
        case "GET", "messages":
            return json_reply(
                200, {"asked": store.asked, "sent": [one.as_json() for one in list(store.sent)]}
            )
        case "GET", "rapports":
            return json_reply(200, store.wait_told(int(request.query.get("attendre", 0)), PATIENCE_SECONDS))
    return json_reply(404, {"error": "nothing here"})


def _configure(store: Store, request: Request) -> Reply:
    changes = request.json()
    if unknown := changes.keys() - SETTINGS.keys():
        return json_reply(400, {"unknown": sorted(unknown)})
    store.settings = {**store.settings, **changes}
    return json_reply(200, store.settings)


def _set_faults(store: Store, request: Request) -> Reply:
    faults = {str(slug): int(times) for slug, times in request.json().items()}
    if unknown := {slug for slug in faults if slug.partition("@")[0] not in FAULTS}:
        return json_reply(400, {"unknown": sorted(unknown)})
    store.set_faults(faults.items())
    return json_reply(200, faults)


def _answer_back(store: Store, caller: Caller, request: Request) -> Reply:
    told = {name: str(value) for name, value in request.json().items()}
    number = told.pop("id", "") or store.next_number()
    dialect = told.pop("dialect")
    caller.call(callbacks.inbound(store.settings["callback"], dialect, told, number))
    return json_reply(200, {"id": number})
