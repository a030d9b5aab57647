"""Who an agent is for ProConnect. The only persons of the public schema; citizens have no account."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Upper


class Account(AbstractBaseUser):
    """An agent or a member of the programme, proved by ProConnect. Rights are elsewhere: an account knows no role.

    Names, e-mail and SIRET are those of the last sign-in: hints, never a key. The key is ProConnect's `sub`,
    in allauth's SocialAccount. The inherited password is never usable.
    """

    citus_kind: ClassVar[str] = "coordinator"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField("adresse électronique")
    # The address before a change, until it has been told of it.
    previous_email = models.EmailField("ancienne adresse électronique", blank=True)
    given_name = models.CharField("prénom", max_length=80, blank=True)
    usual_name = models.CharField("nom d’usage", max_length=80, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    # Named by whoever runs the service (`rdv programme`), never by a sign-in.
    is_programme = models.BooleanField("équipe nationale", default=False)
    is_active = models.BooleanField("actif", default=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        indexes = [models.Index(Upper("email"), name="account_email")]

    def __str__(self) -> str:
        return self.get_full_name() or str(self.pk)

    def has_usable_password(self) -> bool:
        return False

    def get_full_name(self) -> str:
        return f"{self.given_name} {self.usual_name}".strip()


class PlatformSession(models.Model):
    """One sign-in at a provider, behind the sessions it opened on the tenants' hosts. Revoking it closes them all.

    A citizen's has no account. `id_token` is sealed and serves only the provider's own logout.
    """

    citus_kind: ClassVar[str] = "coordinator"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, blank=True, related_name="platform_sessions"
    )
    provider = models.CharField(max_length=20)
    acr = models.CharField(max_length=80, blank=True)
    amr = models.JSONField(default=list)
    idp_id = models.CharField(max_length=80, blank=True)
    auth_time = models.DateTimeField()
    id_token = models.TextField(blank=True)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "connexion"
        verbose_name_plural = "connexions"
        indexes = [models.Index(fields=["expires_at"], name="platformsession_expires")]

    def __str__(self) -> str:
        return f"{self.provider} {self.started_at:%Y-%m-%d %H:%M}"


class RelinkCode(models.Model):
    """Somebody whom ProConnect now calls `sub` asks for an account back, with a code sent to the account's address.

    `sub`, `email` and `siret` are those of the new identity. The code is derived from the id; the row stays a day.
    """

    citus_kind: ClassVar[str] = "coordinator"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="relink_codes")
    sub = models.CharField(max_length=191)
    email = models.EmailField()
    siret = models.CharField(max_length=14)
    # Of the session that asked: a code read aloud to somebody else opens nothing there.
    browser_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    # Used, or replaced by a newer one, or out of tries.
    ended_at = models.DateTimeField(null=True, blank=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name = "demande de rattachement"
        verbose_name_plural = "demandes de rattachement"

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"
