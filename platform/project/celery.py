"""The workers' application: `celery -A project worker` and `celery -A project beat`."""

import os
from typing import Any

from celery.signals import beat_init, celeryd_init, setup_logging
from kombu.transport.redis import Channel
from tenant_schemas_celery.app import CeleryApp

from project.schedule import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

# When the broker goes away, a worker would put back what it had reserved through a connection that is gone, and
# end on kombu's error (5.7, seen). There is nothing to put back: a task is a nudge, the rows say what is to be done.
Channel.do_restore = False

app = CeleryApp("rdv")
# A thread of the web server has no current application of its own.
app.set_default()


def configuration() -> dict[str, Any]:
    """Read at first use: this module is imported before the settings are."""
    from django.conf import settings

    return {
        # In memory: the timetable holds intervals only, what must happen at an hour is a due row.
        "beat_scheduler": "celery.beat:Scheduler",
        "beat_schedule": TIMETABLE,
        # A request that tells the workers must not wait for a broker that is gone.
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        # A worker outlives any outage of the broker.
        "broker_connection_max_retries": None,
        "broker_transport_options": {"socket_connect_timeout": 1, "max_retries": 0},
        **settings.CELERY,
    }


app.add_defaults(configuration)
app.autodiscover_tasks()


def leave_logging(**_: Any) -> None:
    """Celery keeps its hands off the logs as soon as someone listens: Django has set them up."""


def watch_errors(**_: Any) -> None:
    from project.observability import start_sentry

    start_sentry()


setup_logging.connect(leave_logging, weak=False)
celeryd_init.connect(watch_errors, weak=False)
beat_init.connect(watch_errors, weak=False)
