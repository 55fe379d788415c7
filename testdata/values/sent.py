"""What is called in another process: by workers, actors and pools."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import dramatiq
import ray
from airflow.operators.python import PythonOperator
from apscheduler.schedulers.background import BackgroundScheduler
from celery import Celery, shared_task
from dask.distributed import Client
from prefect import task
from ray import serve
from redis import Redis
from rq import Queue
from sentence_transformers import SentenceTransformer

app = Celery("jobs")


@app.task
def delayed(name):
    """By its arguments alone."""
    SentenceTransformer(name)  #? "org/delayed" @ literal:107


@shared_task(bind=True)
def itself(self, name):
    """The task is the first parameter."""
    SentenceTransformer(name)  #? "org/listed" @ literal:108 | "org/named" @ literal:109 | "org/signed" @ literal:110


@app.task
def never(name):
    """Only others send it anything."""
    SentenceTransformer(name)  #? unknown: name comes from the request (Celery task never)


def queued(name):
    """Handed to a queue."""
    SentenceTransformer(name)  #? "org/queued" @ literal:111


@dramatiq.actor(max_retries=3)
def acted(name):
    """Sent in two ways."""
    SentenceTransformer(name)  #? "org/acted" @ literal:112 | "org/packed" @ literal:113


@ray.remote
def remote(name):
    """With other resources, too."""
    SentenceTransformer(name)  #? "org/remote" @ literal:114 | "org/configured" @ literal:115


@ray.remote(num_gpus=1)
class Actor:
    """An object in another process."""

    def __init__(self, name):
        self.name = name

    def load(self, other):
        """What it was made with, and what it is called with."""
        SentenceTransformer(self.name)  #? "org/actor" @ literal:116
        SentenceTransformer(other)  #? "org/method" @ literal:116


@serve.deployment(num_replicas=2)
class Served:
    """Made by whoever deploys it."""

    def __init__(self, name, inner=None):
        self.model = SentenceTransformer(name)  #? "org/bound" @ literal:131 | "org/outer" @ literal:132

    def __call__(self, request):
        """A request is no name."""
        return self.model.encode(request)


@task
def submitted(name):
    """A step of a flow."""
    SentenceTransformer(name)  #? "org/submitted" @ literal:117


def scheduled(name):
    """A job with a timetable."""
    SentenceTransformer(name)  #? "org/hourly" @ literal:119 | "org/daily" @ literal:120


def prepared(name):
    """Called when a worker starts."""
    SentenceTransformer(name)  #? "org/worker" @ literal:121 | "org/pooled" @ literal:123


def counted(name):
    """Called by whatever a client is connected to."""
    SentenceTransformer(name)  #? "org/client" @ literal:125


def ordered(model, **context):
    """A step of a graph."""
    SentenceTransformer(model)  #? "org/operated" @ literal:128


delayed.delay("org/delayed")
itself.apply_async(args=["org/listed"])
itself.apply_async(kwargs={"name": "org/named"})
itself.s("org/signed").apply_async()
Queue(connection=Redis()).enqueue(queued, "org/queued")
acted.send("org/acted")
acted.send_with_options(args=("org/packed",), delay=10)
ray.get(remote.remote("org/remote"))
remote.options(num_cpus=2).remote("org/configured")
Actor.options(name="one").remote("org/actor").load.remote("org/method")
submitted.submit("org/submitted")
scheduler = BackgroundScheduler()
scheduler.add_job(scheduled, "interval", hours=1, args=["org/hourly"])
scheduler.add_job(scheduled, trigger="cron", kwargs={"name": "org/daily"})
with ProcessPoolExecutor(initializer=prepared, initargs=("org/worker",)) as executor:
    executor.submit(print)
with multiprocessing.Pool(2, prepared, ("org/pooled",)) as pool:
    pool.map(print, [1])
Client().submit(counted, "org/client")
step = PythonOperator(
    python_callable=ordered,
    op_kwargs={"model": "org/operated"},
    task_id="step",
)
inner = Served.bind("org/bound")
served = Served.options(name="outer").bind("org/outer", inner=inner)
