from datetime import timedelta
import pytest
from uuid import uuid4
from booking.commands.cancel_rdv import cancel_by_service, cancel_by_usager
from foundation import clock
from foundation.actors import VISITOR, Actor, ActorKind
from foundation.tenancy import in_tenant
from booking.commands.book_rdv import book_rdv
from tests.booking.commands.conftest import NINE, make_office
from tests.booking.reactions.letterbox import *
pytestmark = pytest.mark.django_db(transaction=True)
AGENT = Actor(ActorKind.AGENT, id=uuid4(), name="Amina Benali")
def dump(mailbox, name):
    e = only(mailbox, "email")
    from pathlib import Path
    Path(f"/tmp/letters/{name}.html").write_text(e["html"]); Path(f"/tmp/letters/{name}.txt").write_text(e["subject"]+"\n\n"+e["text"]+"\n\n"+"\n".join(x["sender"]+" > "+x["text"] for x in mailbox.messages() if x["kind"]=="sms"))
    mailbox.empty()
def test_dump(book, mailbox, office, monday):
    p = book(); relay_all(); dump(mailbox, "booked")
    cancel_by_service(p.rdv, by=AGENT, now=clock.now()); relay_all(); dump(mailbox, "cancelled_service")
    p = book(); relay_all(); mailbox.empty()
    cancel_by_usager(p, by=VISITOR, now=clock.now()); relay_all(); dump(mailbox, "cancelled_usager")
def test_state(prefecture, mailbox, monday):
    with in_tenant(prefecture):
        o = make_office()
        o.motif.modalite="phone"; o.motif.name="Renouvellement d’un titre de séjour pluriannuel portant la mention « salarié »"; o.motif.instructions="Ayez votre dossier sous les yeux. Nous essayons deux fois."; o.motif.save()
        from booking.models import PlageOuverture
        PlageOuverture.objects.update(lieu=None)
        from booking.commands.index import reindex
        from datetime import date
        reindex([o.agenda.pk], date(2026,11,23), date(2026,11,26))
        from booking.commands.take_time import Wanted
        book_rdv(Wanted(motif=o.motif, lieu_id=None, starts_at=NINE), identity=ZOE, by=VISITOR, now=clock.now())
    relay_all(); dump(mailbox, "state")
