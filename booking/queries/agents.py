from uuid import UUID

from django.db.models import QuerySet

from booking.models import Agent


def active_agents() -> QuerySet[Agent]:
    """With their services: two queries whatever their number."""
    return (
        Agent.objects.filter(is_active=True).prefetch_related("services").order_by("last_name", "first_name")
    )


def agent_with_roles(agent_id: UUID) -> Agent | None:
    return Agent.objects.filter(pk=agent_id, is_active=True).prefetch_related("roles").first()
