"""The door of WSGI servers: `gunicorn project.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from project.observability import start_sentry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
# Before the application, so that what fails while it loads is reported too.
start_sentry()
application = get_wsgi_application()
