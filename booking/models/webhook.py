from uuid import uuid4

from django.db import models
from django.db.models import Q

from booking.vocabulary import WebhookState, WebhookStop


class WebhookEndpoint(models.Model):
    """Where another program wants to be told. `secrets` is sealed: one or, while it changes, two."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    url = models.URLField("adresse", max_length=500)
    description = models.CharField("à quoi il sert", max_length=120, blank=True)
    secrets = models.TextField()
    # Names of events; empty means all that are offered.
    events = models.JSONField("événements", default=list, blank=True)
    is_active = models.BooleanField("actif", default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    stopped_for = models.CharField("raison de l’arrêt", max_length=10, choices=WebhookStop, blank=True)
    # Since the last post it took: from when, how many in a row, and when to try again.
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.IntegerField("échecs de suite", default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhooks"
        constraints = [models.UniqueConstraint(fields=["url"], name="webhookendpoint_url_once")]

    def __str__(self) -> str:
        return self.url


class WebhookPost(models.Model):
    """One event for one endpoint: the log that a customer reads, and what is sent again on demand.

    `id` is the `webhook-id` of Standard Webhooks; `sequence` grows by one for each event of an object.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="posts")
    message_id = models.UUIDField()
    event = models.CharField("événement", max_length=60)
    object_id = models.UUIDField()
    sequence = models.IntegerField()
    body = models.JSONField()
    state = models.CharField("état", max_length=10, choices=WebhookState, default=WebhookState.PENDING)
    # Since it was last asked for: by its event, or by somebody who sends it again.
    attempts = models.IntegerField("essais", default=0)
    queued_at = models.DateTimeField()
    # An HTTP status, or the code of what kept it from leaving.
    last_status = models.CharField("dernière réponse", max_length=60, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "envoi de webhook"
        verbose_name_plural = "envois de webhooks"
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "message_id"], name="webhookpost_once"),
            models.UniqueConstraint(
                fields=["endpoint", "object_id", "sequence"], name="webhookpost_sequence"
            ),
        ]
        indexes = [
            models.Index(fields=["endpoint", "-created_at"], name="webhookpost_log"),
            models.Index(
                fields=["endpoint", "object_id", "sequence"],
                name="webhookpost_pending",
                condition=Q(state="pending"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
