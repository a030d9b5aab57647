from booking.models import Participation, Usager
from booking.queries.sectors import Address


def keep_sector_address(participation: Participation, address: Address | None) -> None:
    """Of an usager entered by this very booking: nobody changes a known file from a public page."""
    usager = participation.usager
    if address is None or usager.commune_code or usager.created_at != participation.rdv.created_at:
        return
    complete_address(usager, address)


def complete_address(usager: Usager, address: Address) -> None:
    """Of a file without any. Written once: two confirmations of one form say the same."""
    Usager.objects.filter(pk=usager.pk, commune_code="", address="").update(
        commune_code=address.commune_code, address=str(address)[:250] if address.street else ""
    )
