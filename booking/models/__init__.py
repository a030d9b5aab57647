from booking.models.absence import Absence
from booking.models.agenda import Agenda
from booking.models.agent import Agent, Role
from booking.models.free_time import FreeTime
from booking.models.hold import Hold
from booking.models.lieu import Lieu
from booking.models.motif import Motif
from booking.models.occupation import Occupation
from booking.models.organisation import Organisation
from booking.models.plage_ouverture import PlageOuverture
from booking.models.rdv import Participation, Rdv
from booking.models.service import Service
from booking.models.usager import Usager

__all__ = [
    "Absence",
    "Agenda",
    "Agent",
    "FreeTime",
    "Hold",
    "Lieu",
    "Motif",
    "Occupation",
    "Organisation",
    "Participation",
    "PlageOuverture",
    "Rdv",
    "Role",
    "Service",
    "Usager",
]
