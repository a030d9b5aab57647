from django.db.models import TextChoices


class Channel(TextChoices):
    """How a message travels."""

    EMAIL = "email", "E-mail"
    SMS = "sms", "SMS"
    LETTER = "letter", "Courrier"
