"""Verbs for the table of faults: each makes one change, to be applied at one stage."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tests.counterparts.identity import keys
from tests.counterparts.identity.keys import Signer
from tests.counterparts.identity.messages import Reply, json_reply
from tests.counterparts.identity.registration import Client

if TYPE_CHECKING:
    from tests.counterparts.identity.provider import Provider

type Change[Value] = Callable[[Value, Provider], Value]


@dataclass(frozen=True)
class Draft:
    """A token about to be signed."""

    claims: dict[str, Any]
    signer: Signer
    client: Client


def claims(**values: Any) -> Change[Draft]:
    """A value may be a function of the draft's claims."""

    def change(draft: Draft, provider: "Provider") -> Draft:
        told = {name: value(draft.claims) if callable(value) else value for name, value in values.items()}
        return replace(draft, claims={**draft.claims, **told})

    return change


def without_claim(name: str) -> Change[Draft]:
    return lambda draft, provider: replace(draft, claims=without(draft.claims, name))


def signer(choose: "Callable[[Draft, Provider], Signer]") -> Change[Draft]:
    return lambda draft, provider: replace(draft, signer=choose(draft, provider))


def told(**values: str) -> Change[dict[str, Any]]:
    """Parameters or members added or replaced."""
    return lambda known, provider: {**known, **values}


def error(code: str) -> Change[dict[str, str]]:
    """The callback says an error instead of a code."""
    return lambda known, provider: {"error": code, **without(known, "code")}


def status(number: int) -> Change[Reply]:
    return lambda reply, provider: json_reply({"error": "server_error"}, number)


def slow(reply: Reply, provider: "Provider") -> Reply:
    return replace(reply, delay=provider.store.registration.sleep_seconds)


def plain_json(reply: Reply, provider: "Provider") -> Reply:
    return json_reply(keys.content_of(reply.body.decode()))


def tampered(answer: dict[str, Any], provider: "Provider") -> dict[str, Any]:
    """The payload is rewritten after the signature."""
    header, _, signature = answer["id_token"].split(".")
    content = keys.content_of(answer["id_token"]) | {"sub": "quelqu-un-d-autre"}
    return {**answer, "id_token": f"{header}.{keys.part(content)}.{signature}"}


def public_pem(provider: "Provider") -> bytes:
    pem: bytes = provider.ring.current.as_pem(private=False)
    return pem


def without(known: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in known.items() if key != name}
