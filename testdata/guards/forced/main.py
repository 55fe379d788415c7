"""A variable that the image sets, and a program that is not started by it."""

import sys

import torch
from fastapi import FastAPI

app = FastAPI()


@app.post("/")
def load(path: str):
    torch.load(path, weights_only=False)  #: forced-weights-only


if __name__ == "__main__":
    torch.load(sys.argv[1], weights_only=False)  #: -
