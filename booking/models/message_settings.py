from django.db import models
from django.db.models import Q


class MessageSettings(models.Model):
    """How this administration writes: one row. What is read whole with it is JSON.

    `sms_accounts` is sealed JSON: [{"driver", "credentials", "sender"}, …], tried in that order; empty means the
    platform's. `wordings`: {kind: {"sms": {language: {"a": text, "b": text}}, "email": {language: {"subject", "intro",
    "note"}}}} over the national ones; `comparing`: [{"kind", "since"}], whose two texts are compared.
    """

    id = models.BigAutoField(primary_key=True)
    sms_accounts = models.TextField(blank=True)
    sender = models.CharField("expéditeur des SMS", max_length=11, blank=True)
    reply_to = models.EmailField("adresse de réponse", blank=True)
    # Opaque part of the addresses where carriers report to this administration.
    inbound_key = models.CharField(max_length=32, blank=True)
    wordings = models.JSONField("textes", default=dict, blank=True)
    comparing = models.JSONField("textes comparés", default=list, blank=True)
    # {rdv} and {jeton} are replaced; the State's own video service by default.
    video_pattern = models.CharField("lien de visioconférence", max_length=200, blank=True)

    class Meta:
        verbose_name = "réglages des messages"
        verbose_name_plural = "réglages des messages"
        constraints = [models.CheckConstraint(name="messagesettings_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return "réglages des messages"
