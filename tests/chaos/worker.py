"""The workers' own application, and a beat that asks twice a second."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django.setup()

from project.celery import app  # noqa: E402
from project.schedule import TIMETABLE  # noqa: E402

app.conf.beat_schedule = {title: line | {"schedule": 0.5} for title, line in TIMETABLE.items()}
