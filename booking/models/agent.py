from uuid import uuid4

from django.db import models

from booking.models.organisation import Organisation
from booking.models.service import Service
from booking.vocabulary import AgentAccess, AgentNotices, AgentRole, OpeningNotices


class Agent(models.Model):
    """A professional in this administration, and their membership: `account_id` names an account of the public
    schema, without a key. `is_active` says that they work here; `access`, how they stand with the sign-in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account_id = models.UUIDField(null=True, blank=True, unique=True)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    email = models.EmailField("adresse électronique")
    is_active = models.BooleanField("actif", default=True)
    access = models.CharField("accès", max_length=10, choices=AgentAccess, default=AgentAccess.NONE)
    # As ProConnect said, and nobody had anything against.
    siret = models.CharField("SIRET", max_length=14, blank=True)
    # Another, said since: for an administrator to confirm.
    siret_seen = models.CharField("SIRET à confirmer", max_length=14, blank=True)
    access_since = models.DateTimeField("accès depuis", null=True, blank=True)
    last_seen_at = models.DateTimeField("dernière connexion", null=True, blank=True)
    notices = models.CharField("avis", max_length=6, choices=AgentNotices, default=AgentNotices.OTHERS)
    opening_notices = models.CharField(
        "avis sur ses plages et absences",
        max_length=6,
        choices=OpeningNotices,
        default=OpeningNotices.OTHERS,
        db_default=OpeningNotices.OTHERS,
    )
    arrival_notices = models.BooleanField("avis d’arrivée", default=False, db_default=False)
    daily_digest = models.BooleanField("résumé du matin", default=False)
    services = models.ManyToManyField(Service, related_name="agents")

    class Meta:
        verbose_name = "agent"
        verbose_name_plural = "agents"

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Role(models.Model):
    """What an agent may do in one organisation."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles")
    level = models.CharField("rôle", max_length=10, choices=AgentRole, default=AgentRole.AGENT)

    class Meta:
        verbose_name = "rôle"
        verbose_name_plural = "rôles"
        constraints = [
            models.UniqueConstraint(fields=["agent", "organisation"], name="role_agent_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.agent} ({self.get_level_display()})"
