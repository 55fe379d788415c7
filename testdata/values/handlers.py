"""What a framework hands to a handler: options that are listed, nested bodies, dependencies."""

from enum import Enum
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from flask import Flask, request
from pydantic import BaseModel
from transformers import AutoModel

router = APIRouter()
app = Flask(__name__)


class Size(str, Enum):
    SMALL = "org/enum-small"
    LARGE = "org/enum-large"


class Options(BaseModel):
    model: str
    kind: Literal["org/literal-c", "org/literal-d"] = "org/literal-c"


class Body(BaseModel):
    options: Options
    several: list[Options] = []


@router.get("/listed")
def listed(size: Size, kind: Literal["org/literal-a", "org/literal-b"]):
    AutoModel.from_pretrained(size.value)  #? "org/enum-small" @ literal:16 | "org/enum-large" @ literal:17
    AutoModel.from_pretrained(kind)  #? "org/literal-a" @ literal:31 | "org/literal-b" @ literal:31


@router.get("/declared")
def declared(model: str = Query("org/query"), *, other: str = Query()):
    AutoModel.from_pretrained(model)  #? "org/query" @ literal:37 | unknown: model comes from the request (GET /declared)
    AutoModel.from_pretrained(other)  #? unknown: other comes from the request (GET /declared)


@router.post("/nested")
def nested(body: Body):
    AutoModel.from_pretrained(body.options.model)  #? unknown: body.options.model comes from the request (POST /nested)
    AutoModel.from_pretrained(body.options.kind)  #? "org/literal-c" | "org/literal-d"
    AutoModel.from_pretrained(body.model_dump()["options"]["model"])  #? unknown: body.options.model comes from the request (POST /nested)


def default_name():
    return "org/depended-on"


def loaded():
    return AutoModel.from_pretrained("org/dependency")  #? "org/dependency" @ literal:54


Loaded = Annotated[object, Depends(loaded)]


@router.get("/injected")
def injected(model: Loaded, name: str = Depends(default_name)):
    AutoModel.from_pretrained(name)  #? "org/depended-on" @ literal:50


@app.post("/keys")
def keys():
    key = "model"
    return AutoModel.from_pretrained(request.json[key].strip())  #? unknown: model comes from the request


@router.post("/perhaps")
def perhaps(wish, size: str):
    name = (getattr(wish, "model", "") or "org/wished").strip()
    return AutoModel.from_pretrained(name)  #? "org/wished" @ literal:73 | unknown: wish comes from the request (POST /perhaps)


class Sized(BaseModel):
    size: Size = Size.SMALL


@router.post("/sized")
def sized(body: Sized):
    AutoModel.from_pretrained(body.size.value)  #? "org/enum-small" @ field default:16 | "org/enum-large" @ literal:17
