from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from booking.models.agent import Agent


class Usager(models.Model):
    """A citizen as this administration knows them. Not an account. `phone` is E.164."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=16, blank=True)
    accepts_email = models.BooleanField("accepte les e-mails", default=True)
    accepts_sms = models.BooleanField("accepte les SMS", default=True)
    language = models.CharField("langue", max_length=12, default="fr")
    birth_date = models.DateField("date de naissance", null=True, blank=True)
    # FranceConnect's `sub` under this administration's key (foundation.sealing.pseudonym); "" when not linked.
    civil_key = models.CharField(max_length=64, blank=True)
    # Since then the names are known to be in the civil register: nobody edits them here.
    certified_at = models.DateTimeField("identité certifiée le", null=True, blank=True)
    # Of a proche without contact: who is written to, and who answers for them.
    responsible = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="proches", verbose_name="responsable"
    )
    address = models.CharField("adresse", max_length=250, blank=True)
    # INSEE.
    commune_code = models.CharField("commune", max_length=5, blank=True)
    referents = models.ManyToManyField(Agent, related_name="followed", blank=True, verbose_name="référents")
    # Names and contacts were erased then; the rdvs stay, of nobody.
    erased_at = models.DateTimeField("effacé le", null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "usager"
        verbose_name_plural = "usagers"
        constraints = [
            models.UniqueConstraint(fields=["civil_key"], condition=~Q(civil_key=""), name="usager_civil_key")
        ]
        indexes = [
            models.Index(fields=["phone"], name="usager_phone", condition=~Q(phone="")),
            # As an e-mail is looked for: whatever its capitals.
            models.Index(Upper("email"), name="usager_email"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
