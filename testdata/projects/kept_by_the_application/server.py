"""Routes."""

from fastapi import FastAPI, Request

from life import lifespan

app = FastAPI(lifespan=lifespan)


@app.post("/second")
def second(request: Request):
    """Nothing here says what the hub is."""
    request.app.state.hub.load("acme/second")
