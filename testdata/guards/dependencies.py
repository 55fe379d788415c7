"""What dependencies refuse before a handler of FastAPI runs."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from transformers import AutoModel

app = FastAPI()
ALLOWED = {"acme/one", "acme/two"}


class Order(BaseModel):
    name: str = ""


def check(name: str):
    if name not in ALLOWED:
        raise HTTPException(404)


def check_sometimes(name: str, strict: bool = False):
    if strict and name not in ALLOWED:
        raise HTTPException(404)


def checked(name: str) -> str:
    if name not in ALLOWED:
        raise HTTPException(404)
    return name


def asked(name: str) -> str:
    return name


def checked_before(name: str = Depends(checked)) -> str:
    return name


class Checker:
    def __call__(self, name: str):
        if name not in ALLOWED:
            raise HTTPException(404)


Checked = Annotated[str, Depends(checked)]


@app.get("/a", dependencies=[Depends(check)])
def in_the_decorator(name: str):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


@app.get("/b")
def in_a_parameter(name: str, _: None = Depends(check)):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


@app.get("/c")
def as_a_default(name: str = Depends(checked)):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


@app.get("/d")
def under_another_name(wanted: Annotated[str, Depends(checked)]):
    return AutoModel.from_pretrained(wanted, trust_remote_code=True)  #: listed-name


@app.get("/e")
def by_an_alias(wanted: Checked):
    return AutoModel.from_pretrained(wanted, trust_remote_code=True)  #: listed-name


@app.get("/f", dependencies=[Depends(Checker())])
def by_an_object(name: str):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


@app.get("/g")
def by_one_of_its_own(name: str = Depends(checked_before)):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def passed_on(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


@app.get("/h", dependencies=[Depends(check)])
def hands_it_on(name: str):
    return passed_on(name)


@app.get("/i", dependencies=[Depends(check)])
def of_another_parameter(other: str):
    return AutoModel.from_pretrained(other, trust_remote_code=True)  #: -


@app.get("/j", dependencies=[Depends(check_sometimes)])
def not_always(name: str):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


@app.get("/k")
def only_asked(name: str = Depends(asked)):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


@app.post("/l", dependencies=[Depends(check)])
def of_another_type(name: Order):
    return AutoModel.from_pretrained(name.name, trust_remote_code=True)  #: -


@app.get("/m")
def without_any(name: str):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
