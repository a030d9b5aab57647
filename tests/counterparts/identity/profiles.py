"""The two contracts, side by side: everything that differs between ProConnect and FranceConnect v2.

Sources: the partner documentations and the published code of both services; measured notes on what they refuse.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, kw_only=True)
class Profile:
    slug: str
    title: str
    # The authorization request. Whatever is in neither list is refused with `refusal`, on a page of the provider.
    required: frozenset[str]
    optional: frozenset[str]
    refusal: str
    shortest: Mapping[str, int]
    prompts: frozenset[str]
    acr_values: frozenset[str]  # accepted values of that parameter; empty: any, and none is looked at
    # Scope → claims of userinfo. Nothing of a person is in the ID token, these apart:
    scopes: Mapping[str, tuple[str, ...]]
    in_id_token: frozenset[str]  # without asking; `acr` and `amr` otherwise come when `claims` asks for them
    subject_suffix: str
    # Lifetimes, in seconds.
    code: int
    access_token: int
    session: int
    session_slides: bool
    # The end of session: FranceConnect wants the ID token itself, and its at_hash.
    hint_required: bool

    def subject(self, sub: str) -> str:
        return sub + self.subject_suffix


def _each(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names}


PROCONNECT = Profile(
    slug="proconnect",
    title="ProConnect",
    required=frozenset({"response_type", "client_id", "scope", "redirect_uri", "state", "nonce"}),
    optional=frozenset(
        {"claims", "prompt", "login_hint", "siret_hint", "idp_hint", "acr_values"}
        | {"code_challenge", "code_challenge_method"}
    ),
    refusal="Y000400",
    shortest={"state": 32, "nonce": 32},
    # `login` is accepted and changes nothing: a live session is still reused.
    prompts=frozenset({"login", "consent", "none"}),
    acr_values=frozenset(),
    scopes={
        "openid": ("sub",),
        **_each("given_name", "usual_name", "email", "uid", "siret", "siren"),
        **_each("idp_id", "organization_label", "roles", "custom"),
        **_each("organizational_unit", "belonging_population", "chorusdt"),
        "phone": ("phone_number",),
    },
    in_id_token=frozenset({"sid"}),
    subject_suffix="",
    code=MINUTE,
    access_token=HOUR,
    session=12 * HOUR,
    session_slides=False,
    hint_required=False,
)

_PIVOT = (
    "given_name",
    "given_name_array",
    "family_name",
    "gender",
    "birthdate",
    "birthplace",
    "birthcountry",
)

FRANCECONNECT = Profile(
    slug="franceconnect",
    title="FranceConnect",
    required=frozenset(
        {"response_type", "client_id", "scope", "redirect_uri", "state", "nonce", "acr_values"}
    ),
    # PKCE is not in the list: its parameters are refused.
    optional=frozenset({"prompt", "claims", "idp_hint", "ui_locales"}),
    refusal="Y030007",
    shortest={"state": 1, "nonce": 22},
    prompts=frozenset({"login", "consent"}),
    acr_values=frozenset({"eidas1"}),
    scopes={
        "openid": ("sub",),
        "given_name": ("given_name", "given_name_array"),
        **_each("family_name", "birthdate", "birthplace", "birthcountry", "gender", "email"),
        **_each("preferred_username", "idp_id", "idp_birthdate", "amr"),
        "profile": (
            "given_name",
            "given_name_array",
            "family_name",
            "gender",
            "birthdate",
            "preferred_username",
        ),
        "birth": ("birthplace", "birthcountry"),
        "identite_pivot": _PIVOT,
    },
    in_id_token=frozenset({"acr", "at_hash"}),
    subject_suffix="v1",
    code=MINUTE // 2,
    access_token=MINUTE,
    session=30 * MINUTE,
    session_slides=True,
    hint_required=True,
)

PROFILES = {profile.slug: profile for profile in (PROCONNECT, FRANCECONNECT)}
