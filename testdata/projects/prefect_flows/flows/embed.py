"""Flows that are deployed with parameters."""

import os

from prefect import flow, task
from sentence_transformers import SentenceTransformer
from transformers import AutoTokenizer, pipeline


@task
def encode(model: str):
    return SentenceTransformer(model)


@flow(name="embed")
def embed(model: str = "org/by-default", tokenizer: str = "org/tokenizer"):
    encode(model)
    AutoTokenizer.from_pretrained(tokenizer)


@flow
def nested(settings: dict):
    return AutoTokenizer.from_pretrained(settings["tokenizer"])


@flow
def from_environment():
    return AutoTokenizer.from_pretrained(os.environ["TOKENIZER"])


@flow
def classify(model: str = "org/classifier-by-default"):
    return pipeline("text-classification", model=model)


@flow
def nobody_deploys(model: str = "org/left-alone"):
    return SentenceTransformer(model)


if __name__ == "__main__":
    classify.serve(name="nightly", parameters={"model": "org/classifier"})
