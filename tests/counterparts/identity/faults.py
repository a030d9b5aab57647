"""The table of faults: slug → what it does, and the one stage where it does it.

Every endpoint makes its answer by stages, and hands what it made to `bend` after each:
callback parameters → lifetime of the code → token answer (ID token: claims and signer) → userinfo (claims and signer)
→ discovery document → published keys; last, the HTTP reply of an endpoint, whatever it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.counterparts.identity import changes, keys
from tests.counterparts.identity.changes import Change, Draft, claims, error, signer, without_claim
from tests.counterparts.identity.messages import Reply, redirect

if TYPE_CHECKING:
    from tests.counterparts.identity.provider import Provider

__all__ = ["FAULTS", "Draft", "Fault", "bend"]


@dataclass(frozen=True)
class Fault:
    meaning: str
    callback: Change[dict[str, str]] | None = None
    code_seconds: Change[float] | None = None
    id_token: Change[Draft] | None = None
    token: Change[dict[str, Any]] | None = None
    userinfo: Change[Draft] | None = None
    discovery: Change[dict[str, Any]] | None = None
    jwks: Change[list[dict[str, Any]]] | None = None
    # By endpoint.
    reply: Mapping[str, Change[Reply]] = field(default_factory=dict)


def bend[Value](stage: str, value: Value, provider: "Provider") -> Value:
    """`stage`: a field of Fault, or "reply/<endpoint>"."""
    for slug in provider.store.faults:
        place, _, endpoint = stage.partition("/")
        change = getattr(FAULTS[slug], place)
        change = change.get(endpoint) if endpoint else change
        value = change(value, provider) if change else value
    return value


_UNSIGNED = signer(lambda draft, provider: keys.unsigned(draft.signer.kid))
_BY_STRANGER = signer(lambda draft, provider: keys.es256(provider.ring.stranger, draft.signer.kid))
_BY_NEXT = signer(lambda draft, provider: keys.es256(provider.ring.next))

REQUEST_AND_CALLBACK = {
    "error-access-denied": Fault("The person refused.", callback=error("access_denied")),
    "error-login-required": Fault("Nobody is signed in.", callback=error("login_required")),
    "error-server-error": Fault("The provider broke down.", callback=error("server_error")),
    "state-other": Fault("The state is another one.", callback=changes.told(state="e" * 43)),
    "state-missing": Fault("No state.", callback=lambda known, _: changes.without(known, "state")),
    "code-missing": Fault("No code and no error.", callback=lambda known, _: changes.without(known, "code")),
    "code-expired": Fault("The code has expired when it is redeemed.", code_seconds=lambda known, _: 0.0),
}

ID_TOKEN_CLAIMS = {
    "nonce-other": Fault("The nonce is another one.", id_token=claims(nonce="n" * 43)),
    "nonce-missing": Fault("No nonce.", id_token=without_claim("nonce")),
    "aud-other": Fault("Meant for another client.", id_token=claims(aud="un-autre-service")),
    "aud-list-wrong-azp": Fault(
        "Meant for two clients, given to the other.",
        id_token=claims(aud=lambda known: [known["aud"], "un-autre-service"], azp="un-autre-service"),
    ),
    "iss-other": Fault("Issued by another.", id_token=claims(iss="https://un-autre.example/api/v2")),
    "expired": Fault(
        "Issued and expired hours ago.",
        id_token=claims(iat=lambda known: known["iat"] - 7200, exp=lambda known: known["exp"] - 7200),
    ),
    "iat-future": Fault(
        "Issued in an hour.",
        id_token=claims(iat=lambda known: known["iat"] + 3600, exp=lambda known: known["exp"] + 3600),
    ),
    "no-exp": Fault("Never expires.", id_token=without_claim("exp")),
    "no-iat": Fault("Does not say when it was issued.", id_token=without_claim("iat")),
    "no-sub": Fault("Does not say who.", id_token=without_claim("sub")),
    "acr-low": Fault("One factor, although more was asked.", id_token=claims(acr="eidas1")),
    "acr-eidas0": Fault("Identity only declared.", id_token=claims(acr="eidas0")),
    "acr-absent": Fault("No level, although asked as essential.", id_token=without_claim("acr")),
    "amr-absent": Fault(
        "No means of authentication: happens, must be accepted.", id_token=without_claim("amr")
    ),
}

ID_TOKEN_SIGNATURE = {
    "alg-none": Fault("Unsigned.", id_token=_UNSIGNED),
    "hs256-client-secret": Fault(
        "Signed with the client's own secret.",
        id_token=signer(lambda draft, _: keys.hs256(draft.client.client_secret.encode(), draft.signer.kid)),
    ),
    "hs256-public-key": Fault(
        "Signed with the public key taken as a secret.",
        id_token=signer(lambda draft, at: keys.hs256(changes.public_pem(at), draft.signer.kid)),
    ),
    "other-key": Fault("Signed by a key nobody published, under the known kid.", id_token=_BY_STRANGER),
    "unknown-kid": Fault(
        "Signed by the right key, under a kid nobody published: one refetch of the keys, then refused.",
        id_token=signer(lambda draft, at: keys.es256(at.ring.current, "inconnue")),
    ),
    "rotated-key": Fault(
        "Signed by a key published since: must be accepted after one refetch of the keys.",
        id_token=_BY_NEXT,
        userinfo=_BY_NEXT,
        jwks=lambda known, at: [*known, keys.published(at.ring.next)],
    ),
    "key-use-enc": Fault(
        "Signed by a key published for encryption.",
        id_token=signer(lambda draft, at: keys.es256(at.ring.encryption)),
        jwks=lambda known, at: [*known, keys.published(at.ring.encryption, use="enc")],
    ),
    "tampered": Fault("Rewritten after it was signed.", token=changes.tampered),
    "no-id-token": Fault("No ID token.", token=lambda known, _: changes.without(known, "id_token")),
}

USERINFO = {
    "userinfo-json": Fault("Plain JSON instead of a signed token.", reply={"userinfo": changes.plain_json}),
    "userinfo-alg-none": Fault("Unsigned.", userinfo=_UNSIGNED),
    "userinfo-other-key": Fault("Signed by a key nobody published.", userinfo=_BY_STRANGER),
    "userinfo-aud-other": Fault("Meant for another client.", userinfo=claims(aud="un-autre-service")),
    "userinfo-iss-other": Fault("Issued by another.", userinfo=claims(iss="https://un-autre.example/api/v2")),
    "userinfo-sub-other": Fault("About someone else.", userinfo=claims(sub="quelqu-un-d-autre")),
    "userinfo-500": Fault("The provider broke down.", reply={"userinfo": changes.status(500)}),
    "userinfo-timeout": Fault("Comes after `sleep_seconds`.", reply={"userinfo": changes.slow}),
    "userinfo-huge": Fault("Well signed, and five megabytes long.", userinfo=claims(custom="x" * 5_000_000)),
    "siret-missing": Fault("No SIRET.", userinfo=without_claim("siret")),
    "siret-short": Fault("A SIRET of 13 digits.", userinfo=claims(siret="2162004930001")),
    "roles-absent": Fault("No roles.", userinfo=without_claim("roles")),
    "roles-private": Fault("Not a public agent.", userinfo=claims(roles=["dirigeant"])),
}


def _elsewhere(reply: Reply, provider: "Provider") -> Reply:
    """A good document waits there: only a client that follows redirects would find it."""
    return redirect(f"{provider.issuer}/ailleurs")


DISCOVERY_AND_BREAKDOWNS = {
    "discovery-issuer-other": Fault(
        "The document is someone else's.", discovery=changes.told(issuer="https://un-autre.example/api/v2")
    ),
    "discovery-http": Fault(
        "Tokens would travel in clear, to another host.",
        discovery=changes.told(
            token_endpoint="http://identite.invalid/token", jwks_uri="http://identite.invalid/jwks"
        ),
    ),
    "discovery-redirect": Fault("The document is elsewhere.", reply={"discovery": _elsewhere}),
    "discovery-down": Fault("No document.", reply={"discovery": changes.status(503)}),
    "jwks-down": Fault("No keys: a warm cache must do.", reply={"jwks": changes.status(503)}),
    "token-500": Fault("The provider broke down.", reply={"token": changes.status(500)}),
    "token-slow": Fault("Comes after `sleep_seconds`.", reply={"token": changes.slow}),
    "session-end-down": Fault(
        "The end of session does not answer.", reply={"session/end": changes.status(503)}
    ),
}

FAULTS: dict[str, Fault] = (
    REQUEST_AND_CALLBACK | ID_TOKEN_CLAIMS | ID_TOKEN_SIGNATURE | USERINFO | DISCOVERY_AND_BREAKDOWNS
)
