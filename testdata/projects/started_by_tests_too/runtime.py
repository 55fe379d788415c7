"""Engines that a request starts; tests register others."""

import subprocess

from fastapi import FastAPI

app = FastAPI()
ENGINES = {}


class Spec:
    def __init__(self, name, model):
        self.name, self.model = name, model


def register(spec):
    ENGINES[spec.name] = spec


@app.post("/start/{name}")
def start(name: str):
    spec = ENGINES[name]
    subprocess.Popen(["vllm", "serve", spec.model, "--trust-remote-code"])


register(Spec("chat", "org/chat"))
