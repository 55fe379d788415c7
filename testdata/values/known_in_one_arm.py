"""What a condition says of a name in one arm does not hold after it."""

from flask import Flask, request
from transformers import AutoModel

app = Flask(__name__)
LISTED = ("org/one", "org/two")


def note(name):
    print(name)


@app.get("/loads")
def loads():
    name = request.args["name"]
    if name in LISTED:
        AutoModel.from_pretrained(name)  #? "org/one" | "org/two"
    return AutoModel.from_pretrained(name)  #? unknown: name comes from the request


@app.get("/notes")
def notes():
    name = request.args["name"]
    if name in LISTED:
        note(name)
        note(name)
    return AutoModel.from_pretrained(name)  #? unknown: name comes from the request


@app.get("/leaves")
def leaves():
    name = request.args["name"]
    if name not in LISTED:
        note(name)
        return None
    return AutoModel.from_pretrained(name)  #? "org/one" | "org/two"


def fill(options):
    options["name"] = "org/filled"


@app.get("/fills")
def fills():
    options = {"name": "org/start"}
    if "name" in request.args and isinstance(options, dict):
        fill(options)
    return AutoModel.from_pretrained(options["name"])  #? "org/start" | "org/filled"
