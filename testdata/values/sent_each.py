"""Called once for each element, in other processes; started by name, and by a class of tasks."""

import modal
from airflow.decorators import task as step
from celery import Celery, Task
from prefect import task
from redis import Redis
from rq import Queue
from sentence_transformers import SentenceTransformer

app = Celery("jobs")
cloud = modal.App("cloud")


@task
def mapped(name, folder="none"):
    """An element of the list, the text as it is."""
    SentenceTransformer(name)  #? "org/one" @ literal:92 | "org/two" @ literal:92
    SentenceTransformer(folder)  #? "org/folder" @ literal:92


@cloud.function()
def remote(name, other="org/default"):
    """By a dictionary, what is the same for all."""
    SentenceTransformer(name)  #? "org/three" @ literal:93 | "org/four" @ literal:94
    SentenceTransformer(other)  #? "org/same" @ literal:93 | "org/pair" @ literal:94


@cloud.function()
def every(name):
    """Nothing comes back."""
    SentenceTransformer(name)  #? "org/five" @ literal:95


@step
def expanded(part, model):
    """Some arguments at once, the others later."""
    SentenceTransformer(model)  #? "org/partial" @ literal:96
    SentenceTransformer(part)  #? "org/six" @ literal:44 | "org/seven" @ literal:44


@step
def parts():
    return ["org/six", "org/seven"]


@cloud.cls(gpu="any")
class Fielded:
    """What a class is made with."""

    name: str = modal.parameter(default="org/eight")

    @modal.method()
    def load(self, other):
        SentenceTransformer(self.name)  #? "org/nine" @ literal:97
        SentenceTransformer(other)  #? "org/ten" @ literal:97


class Loading(Task):
    """The object that a task is."""

    model = "org/kept"

    def load(self):
        return SentenceTransformer(self.model)  #? "org/kept" @ literal:62


@app.task(bind=True, base=Loading)
def itself(self, row):
    """It is given itself."""
    SentenceTransformer(self.model)  #? "org/kept" @ literal:62
    return self.load()


@app.task(base=Loading)
def by_its_name(row):
    """It names itself."""
    return SentenceTransformer(by_its_name.model)  #? "org/kept" @ literal:62


def queued(name):
    """Only its name is handed over."""
    SentenceTransformer(name)  #? "org/queued" @ literal:98


@app.task
def posted(name):
    """Only its name is sent."""
    SentenceTransformer(name)  #? "org/posted" @ literal:99


mapped.map(["org/one", "org/two"], folder="org/folder")
remote.map(["org/three"], kwargs={"other": "org/same"})
remote.starmap([("org/four", "org/pair")])
every.for_each(["org/five"])
expanded.partial(model="org/partial").expand(part=parts())
Fielded(name="org/nine").load.remote("org/ten")
Queue(connection=Redis()).enqueue("sent_each.queued", "org/queued")
app.send_task("sent_each.posted", args=["org/posted"])
