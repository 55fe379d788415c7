"""What workers share with their jobs, and how jobs are sent to them."""

from contextvars import ContextVar

import dagster
from arq.connections import RedisSettings
from redis import Redis
from rq import Queue
from transformers import AutoModel, pipeline


async def startup(ctx):
    ctx["name"] = "org/shared"
    ctx["make"] = lambda task: pipeline(task, model=f"org/{task}")  #? "org/ner"


async def label(ctx, text):
    AutoModel.from_pretrained(ctx["name"])  #? "org/shared" @ literal:13
    return ctx["make"]("ner")(text)


class WorkerSettings:
    functions = [label]
    on_startup = startup
    redis_settings = RedisSettings()


SIZES = {"small": "org/small", "large": "org/large"}


def embedded(size):
    AutoModel.from_pretrained(SIZES[size])  #? "org/small" @ literal:28


def listed(name, revision):
    AutoModel.from_pretrained(name, revision=revision)  #? "org/listed" @ literal:44 revision="v3"


def plain(name):
    AutoModel.from_pretrained(name)  #? "org/plain" @ literal:45


Queue(connection=Redis()).enqueue(embedded, kwargs={"size": "small"}, job_timeout=600)
Queue(connection=Redis()).enqueue(listed, args=("org/listed",), kwargs={"revision": "v3"})
Queue(connection=Redis()).enqueue(plain, "org/plain")

current = ContextVar("current", default="org/usual")
unset: ContextVar[str] = ContextVar("unset")
never = ContextVar("never")


def chosen(name):
    token = unset.set(name)
    AutoModel.from_pretrained(unset.get())  #? "org/set" @ literal:58
    unset.reset(token)


chosen("org/set")
AutoModel.from_pretrained(current.get())  #? "org/usual" @ literal:47
AutoModel.from_pretrained(never.get("org/otherwise"))  #? "org/otherwise" @ literal:60
AutoModel.from_pretrained(never.get())  #? unknown: result of contextvars.ContextVar.get

AutoModel.from_pretrained(dagster.EnvVar("DAGSTER_MODEL"))  #? unknown: environment variable DAGSTER_MODEL has no default
