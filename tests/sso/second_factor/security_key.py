"""A security key in software: it signs for the host it is told, as a browser would tell it."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class SecurityKey:
    credential_id: bytes = b"k" * 32
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    count: int = 0

    def register(self, options: dict[str, Any], *, origin: str, rp_id: str) -> dict[str, Any]:
        attested = AttestedCredentialData.create(
            b"\0" * 16, self.credential_id, ES256.from_cryptography_key(self.private.public_key())
        )
        data = AuthenticatorData.create(
            sha256(rp_id.encode()).digest(), PRESENT | AuthenticatorData.FLAG.AT, self.count, bytes(attested)
        )
        client = self._client("webauthn.create", options, origin)
        made = AttestationObject.create("none", data, {})
        return self._credential(
            {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(bytes(made))}
        )

    def sign(self, options: dict[str, Any], *, origin: str, rp_id: str) -> dict[str, Any]:
        self.count += 1
        data = bytes(AuthenticatorData.create(sha256(rp_id.encode()).digest(), PRESENT, self.count))
        client = self._client("webauthn.get", options, origin)
        signature = self.private.sign(data + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            }
        )

    def _client(self, kind: str, options: dict[str, Any], origin: str) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        known = websafe_encode(self.credential_id)
        return {"id": known, "rawId": known, "type": "public-key", "response": response}
