"""A small service."""

from fastapi import FastAPI

from model import load

app = FastAPI()


@app.post("/answers")
def answer(question: str) -> str:
    chat = load(trust_remote_code=True)
    return chat(question)[0]["generated_text"]
