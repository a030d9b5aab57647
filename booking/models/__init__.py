from booking.models.absence import Absence
from booking.models.agenda import Agenda
from booking.models.agent import Agent, Role
from booking.models.file_access import AccessEntry
from booking.models.file_attente import CreneauOffer, FileAttente
from booking.models.free_time import FreeTime
from booking.models.hold import Hold
from booking.models.invitation import Invitation
from booking.models.lieu import Lieu
from booking.models.message_settings import MessageSettings
from booking.models.motif import Motif
from booking.models.occupation import Occupation
from booking.models.organisation import Organisation
from booking.models.plage_ouverture import PlageOuverture
from booking.models.rdv import Participation, Rdv
from booking.models.receipt import Receipt
from booking.models.sector import Sector, SectorServed, SectorZone
from booking.models.service import Service
from booking.models.site_settings import SiteSettings
from booking.models.unmet_demand import UnmetDemand
from booking.models.usager import Usager
from booking.models.webhook import WebhookEndpoint, WebhookPost

__all__ = [
    "Absence",
    "AccessEntry",
    "Agenda",
    "Agent",
    "CreneauOffer",
    "FileAttente",
    "FreeTime",
    "Hold",
    "Invitation",
    "Lieu",
    "MessageSettings",
    "Motif",
    "Occupation",
    "Organisation",
    "Participation",
    "PlageOuverture",
    "Rdv",
    "Receipt",
    "Role",
    "Sector",
    "SectorServed",
    "SectorZone",
    "Service",
    "SiteSettings",
    "UnmetDemand",
    "Usager",
    "WebhookEndpoint",
    "WebhookPost",
]
