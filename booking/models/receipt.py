from uuid import uuid4

from django.db import models
from django.db.models import Q

from booking.models.agent import Agent
from booking.models.rdv import Rdv
from booking.models.usager import Usager
from booking.vocabulary import MessageKind, ReceiptState
from foundation.courier.channels import Channel

# Those that still say who was written to.
NAMED = ~Q(contact="") | Q(usager__isnull=False)


class Receipt(models.Model):
    """One message to one person on one channel, and what became of it. Written before it leaves: its key is what
    keeps a message from leaving twice.

    `contact`, `usager` and `text` (of answers only) are erased after six months.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # "<what>:<whom>:<channel>": the same message asked again finds the same row.
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField("message", max_length=24, choices=MessageKind)
    channel = models.CharField("canal", max_length=6, choices=Channel)
    rdv = models.ForeignKey(Rdv, models.CASCADE, null=True, blank=True, related_name="receipts")
    usager = models.ForeignKey(Usager, models.CASCADE, null=True, blank=True, related_name="+")
    agent = models.ForeignKey(Agent, models.CASCADE, null=True, blank=True, related_name="+")
    contact = models.CharField("adresse", max_length=254, blank=True)
    state = models.CharField("état", max_length=10, choices=ReceiptState, default=ReceiptState.QUEUED)
    # Stable code of a failure or of the reason for dropping.
    reason = models.CharField("raison", max_length=60, blank=True)
    carrier = models.CharField(max_length=20, blank=True)
    carrier_id = models.CharField(max_length=120, blank=True)
    parts = models.IntegerField("parties", default=0)
    # Which of two wordings, when two are compared.
    variant = models.CharField(max_length=1, blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        indexes = [
            models.Index(fields=["rdv", "created_at"], name="receipt_rdv"),
            models.Index(fields=["carrier_id"], name="receipt_carrier", condition=~Q(carrier_id="")),
            models.Index(fields=["created_at"], name="receipt_named", condition=NAMED),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.state}"
