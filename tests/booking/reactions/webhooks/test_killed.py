"""A worker killed after the call and before the mark: the program is called again, and recognises the message."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection

from booking.models import Participation
from foundation import clock
from foundation.due.claim import LEASE
from foundation.tenancy import current
from tests.booking.reactions.letterbox import relay_all
from tests.booking.reactions.webhooks.telling import Told

pytestmark = pytest.mark.django_db(transaction=True)
HOUSE = Path(__file__).resolve().parents[4]
WORKER = """
import sys
from datetime import datetime

import django
import time_machine

django.setup()
from foundation import clock
from foundation.due.run import run_due

with time_machine.travel(datetime.fromisoformat(sys.argv[1])):
    run_due(clock.now())
"""


def start_worker() -> subprocess.Popen[bytes]:
    database = connection.settings_dict
    host = database.get("OPTIONS", {}).get("host") or database["HOST"]
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={host}"
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ = kept | {
        "RDV_EMBEDDED_DATABASE_URL": url,
        "RDV_DEMO": "1",
        "SECRET_KEY": django_settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "project.settings_test",
    }
    return subprocess.Popen([sys.executable, "-c", WORKER, clock.now().isoformat()], cwd=HOUSE, env=environ)


def test_the_same_message_comes_again_under_the_same_id(
    told: Told, book: Callable[..., Participation], monday: time_machine.Traveller
) -> None:
    book()
    relay_all()
    told.consumer.trust(*told.secrets, at=clock.now())
    told.consumer.set_faults(hang=1)
    worker = start_worker()
    try:
        (first,) = told.consumer.calls(1)
    finally:
        worker.kill()
        worker.wait()
    told.consumer.release()
    assert told.states() == ["pending"]
    assert len(told.work()) == 1
    monday.shift(LEASE)
    again = told.work()[1]
    assert (again["id"], again["signed_by"]) == (first["id"], [0])
    assert told.states() == ["done"]
    assert current().slug == "arras"
