from celery import Celery

app = Celery("jobs", include=["jobs.tasks"])
app.conf.beat_schedule = {"nightly": {"task": "jobs.tasks.embed", "schedule": 86400.0}}
