from fastapi import FastAPI

from jobs.app import app as queue
from jobs.tasks import embed

app = FastAPI()


@app.get("/state")
def state():
    return {"tasks": list(queue.tasks), "name": embed.name}
