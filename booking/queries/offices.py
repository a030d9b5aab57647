"""Where an agent may be placed, in the order of the directory."""

from booking.models import Organisation, Service
from booking.queries.spelling import plain


def organisations() -> list[Organisation]:
    return sorted(Organisation.objects.all(), key=lambda each: plain(each.name))


def services() -> list[Service]:
    return sorted(Service.objects.all(), key=lambda each: plain(each.name))
