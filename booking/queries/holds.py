from uuid import UUID

from booking.models import Hold


def hold_of_visitor(hold_id: UUID, visitor_mark: str) -> Hold | None:
    """Over or not; None once it is given back or confirmed."""
    return Hold.objects.filter(pk=hold_id, visitor=visitor_mark).first()
