"""The front desk. Importing it makes the workers' application the one that tasks are sent with."""

from project.celery import app as celery_app

__all__ = ["celery_app"]
