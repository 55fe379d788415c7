from fastapi import FastAPI

from shared.loader import load

app = FastAPI()


@app.get("/encode")
def encode(q: str):
    return {"tokens": load()(q)}
