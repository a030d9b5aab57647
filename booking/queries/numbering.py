"""Which numbering plan a national phone number belongs to, where an organisation stands."""

from booking.models import Organisation

# Time zones are the only geography an organisation has; in Nouméa six digits are a whole number.
REGIONS = {
    "America/Cayenne": "GF",
    "America/Guadeloupe": "GP",
    "America/Marigot": "GP",
    "America/Martinique": "MQ",
    "America/Miquelon": "PM",
    "America/St_Barthelemy": "GP",
    "Indian/Mayotte": "YT",
    "Indian/Reunion": "RE",
    "Pacific/Noumea": "NC",
    "Pacific/Tahiti": "PF",
    "Pacific/Wallis": "WF",
}


def region_of(organisation: Organisation) -> str:
    return REGIONS.get(organisation.time_zone, "FR")
