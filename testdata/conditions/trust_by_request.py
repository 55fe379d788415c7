"""A request decides about trust_remote_code."""

from fastapi import FastAPI
from transformers import AutoModel, pipeline

app = FastAPI()
PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"


@app.post("/load")
def load(trust: bool):
    return AutoModel.from_pretrained("org/a", revision=PIN, trust_remote_code=trust)  #: trust-remote-code: the request can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted


@app.post("/pipeline")
def inside(trust: bool):
    return pipeline(  #: trust-remote-code: the request can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
        "text-generation",
        model="org/b",
        revision=PIN,
        model_kwargs={"trust_remote_code": trust},
    )
