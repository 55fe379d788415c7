"""The worker's application."""

from celery import Celery

app = Celery("jobs", broker="redis://queue", include=["jobs.scoring"])
