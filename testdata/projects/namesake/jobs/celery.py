from celery import Celery

app = Celery("jobs", include=["jobs.tasks"])
