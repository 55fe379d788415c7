"""Names that a type allows, and a list in a file."""

import json
from typing import Literal, get_args

from flask import Flask, request
from transformers import AutoModel

app = Flask(__name__)
Name = Literal["org/one", "org/two"]
LISTED = json.loads('["org/three", "org/four"]')


def known(name):
    if name not in get_args(Name):
        raise ValueError(name)
    return name


@app.get("/typed")
def typed():
    return AutoModel.from_pretrained(known(request.args["name"]))  #? "org/one" @ literal:10 | "org/two" @ literal:10


@app.get("/listed")
def listed():
    name = request.args["name"]
    if name in LISTED:
        AutoModel.from_pretrained(name)  #? "org/three" | "org/four"
    return AutoModel.from_pretrained(name)  #? unknown: name comes from the request


for each in get_args(Name):
    AutoModel.from_pretrained(each)  #? "org/one" @ literal:10 | "org/two" @ literal:10
