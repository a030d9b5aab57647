"""One profile at its address: what every endpoint is given."""

import hmac
from dataclasses import dataclass, field
from typing import Any

from tests.counterparts.identity import faults
from tests.counterparts.identity.keys import Keyring, Signer, es256, seal
from tests.counterparts.identity.profiles import Profile
from tests.counterparts.identity.registration import Client, Person
from tests.counterparts.identity.store import Grant, Store


@dataclass(frozen=True)
class Provider:
    profile: Profile
    origin: str
    store: Store
    ring: Keyring = field(default_factory=Keyring)

    @property
    def root(self) -> str:
        return f"/{self.profile.slug}/api/v2"

    @property
    def issuer(self) -> str:
        return self.origin + self.root

    @property
    def cookie(self) -> str:
        return f"session-{self.profile.slug}"

    @property
    def signer(self) -> Signer:
        return es256(self.ring.current)

    @property
    def persons(self) -> dict[str, Person]:
        return self.store.registration.persons_of(self.profile.slug)

    def bend[Value](self, stage: str, value: Value) -> Value:
        """`value` as the faults in force want it: each endpoint calls this once per thing it makes."""
        return faults.bend(stage, value, self)

    def authentic(self, client_id: str, secret: str) -> Client | None:
        client = self.store.registration.client(self.profile.slug, client_id)
        if client and hmac.compare_digest(client.client_secret.encode(), secret.encode()):
            return client
        return None

    def sealed(self, stage: str, claims: dict[str, Any], grant: Grant) -> str:
        """Claims → signer → signature, the first two as the faults of `stage` want them."""
        draft = self.bend(stage, faults.Draft(claims, self.signer, grant.demand.client))
        return seal(draft.claims, draft.signer)
