from contextlib import asynccontextmanager

import joblib
from faststream import FastStream
from faststream.nats import NatsBroker


@asynccontextmanager
async def life():
    yield joblib.load("life.joblib")


broker = NatsBroker("nats://nats:4222")
app = FastStream(broker, lifespan=life)


@app.after_startup
async def warm():
    joblib.load("warm.joblib")


@broker.subscriber("texts")
async def score(text: str):
    return joblib.load("score.joblib").predict([text])
