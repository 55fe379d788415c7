"""Identifiers that come with a request."""

import gradio as gr
from celery import shared_task
from fastapi import FastAPI, Request
from flask import Flask, request
from pydantic import BaseModel
from transformers import AutoModel

api = FastAPI()
app = Flask(__name__)


class Body(BaseModel):
    model: str
    size: str = "org/body-default"


@api.get("/load")
def query(model: str):
    return AutoModel.from_pretrained(model)  #? unknown: model comes from the request (GET /load)


@api.get("/load/{name}")
async def with_default(name: str, model: str = "org/query-default"):
    AutoModel.from_pretrained(model)  #? "org/query-default" @ default:25 | unknown: model comes from the request (GET /load/{name})
    return AutoModel.from_pretrained(f"org/{name}")  #? "org/{}" | unknown: name comes from the request (GET /load/{name})


@api.post("/load")
def body(payload: Body):
    AutoModel.from_pretrained(payload.size)  #? "org/body-default" @ field default:16 | unknown: payload.size comes from the request (POST /load)
    return AutoModel.from_pretrained(payload.model)  #? unknown: payload.model comes from the request (POST /load)


@api.post("/raw")
async def raw(incoming: Request):
    return AutoModel.from_pretrained((await incoming.json())["model"])  #? unknown: incoming comes from the request (POST /raw)


@api.get("/fixed")
def fixed():
    return AutoModel.from_pretrained("org/fixed")  #? "org/fixed" @ literal:43


@api.get("/through")
def through(model: str):
    return helper(model)


def helper(name):
    return AutoModel.from_pretrained(name)  #? unknown: model comes from the request (GET /through)


@app.route("/json", methods=["POST"])
def from_json():
    return AutoModel.from_pretrained(request.json["model"])  #? unknown: model comes from the request


@app.post("/get-json")
def from_get_json():
    data = request.get_json()
    return AutoModel.from_pretrained(data["model"])  #? unknown: model comes from the request


@app.get("/args")
def from_args():
    return AutoModel.from_pretrained(request.args.get("model"))  #? unknown: model comes from the request


@app.get("/args-default")
def from_args_default():
    name = request.args.get("model", "org/args-default")
    return AutoModel.from_pretrained(name)  #? "org/args-default" @ literal:73 | unknown: model comes from the request


@app.post("/form")
def from_form():
    return AutoModel.from_pretrained(request.form["model"])  #? unknown: model comes from the request


@app.route("/path/<name>")
def from_path(name):
    return AutoModel.from_pretrained(name)  #? unknown: name comes from the request (route /path/<name>)


MODELS = {"a": "org/request-a", "b": "org/request-b"}


@app.get("/allowed")
def allowed():
    return AutoModel.from_pretrained(MODELS[request.args["model"]])  #? "org/request-a" @ literal:87 | "org/request-b" @ literal:87


@shared_task
def task(name):
    return AutoModel.from_pretrained(name)  #? unknown: name comes from the request (Celery task task)


def answer(question, model):
    return AutoModel.from_pretrained(model)  #? unknown: model comes from the request (Gradio answer)


gr.Interface(fn=answer, inputs=["text", "text"], outputs="text").launch()


@app.get("/of/<lab>")
def of_a_lab(lab):
    return AutoModel.from_pretrained(f"{lab}/plain-large")  #? "{}/plain-large" huggingface | unknown: lab comes from the request (GET /of/<lab>)
