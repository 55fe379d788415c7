"""The routes of the service."""

from fastapi import FastAPI

from service import models

app = FastAPI()


@app.post("/tickets")
def classify(text: str):
    return {"class": models.classifier()(text)}


@app.get("/health")
def health():
    return {"head": len(models.head())}
