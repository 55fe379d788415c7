"""A small service."""

from fastapi import FastAPI

from model import load

app = FastAPI()


@app.post("/answers")
def answer(question: str) -> str:
    return load()(question)
