"""How the holder of an rdv is reached, as its page says it: masked, for whoever finds the link."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.models import Usager
from foundation.courier.addresses import is_mobile, masked_email, masked_phone
from foundation.web.components.own_language import in_the_page
from foundation.web.components.typography import NO_BREAK

# By whether there is a mobile, and an address.
_WILL_BE_SENT = {
    (True, True): gettext_lazy("Un SMS sera envoyé au %(phone)s, et un courriel sera envoyé à %(email)s."),
    (True, False): gettext_lazy("Un SMS sera envoyé au %(phone)s."),
    (False, True): gettext_lazy("Un courriel sera envoyé à %(email)s."),
}
_ARE_SENT = {
    (True, True): gettext_lazy(
        "Les messages de ce rendez-vous sont envoyés par SMS au %(phone)s et par courriel à %(email)s."
    ),
    (True, False): gettext_lazy("Les messages de ce rendez-vous sont envoyés par SMS au %(phone)s."),
    (False, True): gettext_lazy("Les messages de ce rendez-vous sont envoyés par courriel à %(email)s."),
}


def messages_line(reader: Usager, *, is_first: bool) -> str:
    """Where the messages go; empty when none can be sent. `is_first`: the confirmation may still be on its way."""
    phone = _masked(reader.phone) if reader.phone and is_mobile(reader.phone) else ""
    email = masked_email(reader.email) if reader.email else ""
    sentence = (_WILL_BE_SENT if is_first else _ARE_SENT).get((bool(phone), bool(email)), "")
    return str(sentence) % {"phone": phone, "email": email} if sentence else ""


def call_line(reader: Usager) -> str:
    """Of an rdv by phone."""
    if not reader.phone:
        return ""
    return in_the_page(_("Un agent vous appelle au %(number)s.") % {"number": _masked(reader.phone)})


def _masked(phone: str) -> str:
    return masked_phone(phone).replace(" ", NO_BREAK)
