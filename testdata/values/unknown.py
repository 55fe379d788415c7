"""Identifiers that no reading of the code can know, each with its reason."""

import base64
import contextvars
import json
import os
import random
import sqlite3
import subprocess
import time
import urllib.request
import uuid
from pathlib import Path

import redis
import requests
from django.conf import settings
from peft import PeftConfig
from transformers import AutoModel

AutoModel.from_pretrained(input())  #? unknown: result of input
AutoModel.from_pretrained(input("Which model? ").strip())  #? unknown: result of input.strip
AutoModel.from_pretrained(str(uuid.uuid4()))  #? unknown: result of uuid.uuid4
AutoModel.from_pretrained(time.strftime("%Y"))  #? unknown: result of time.strftime
AutoModel.from_pretrained(requests.get("https://example.org").text)  #? unknown: result of requests.get.text
AutoModel.from_pretrained(requests.get("https://example.org").json()["model"])  #? unknown: result of requests.get.json
AutoModel.from_pretrained(urllib.request.urlopen("https://example.org").read().decode())  #? unknown: result of urllib.request.urlopen.read.decode
AutoModel.from_pretrained(subprocess.check_output(["which-model"], text=True))  #? unknown: result of subprocess.check_output
AutoModel.from_pretrained(redis.Redis().get("model"))  #? unknown: result of redis.Redis.get
AutoModel.from_pretrained(sqlite3.connect("a.db").execute("select").fetchone()[0])  #? unknown: result of sqlite3.connect.execute.fetchone
AutoModel.from_pretrained(base64.b64decode(b"b3Jn"))  #? unknown: result of base64.b64decode
AutoModel.from_pretrained(contextvars.ContextVar("model").get())  #? unknown: result of contextvars.ContextVar.get
adapter = PeftConfig.from_pretrained("org/adapter")  #? "org/adapter" @ literal:33
AutoModel.from_pretrained(adapter.base_model_name_or_path)  #? unknown: result of peft.PeftConfig.from_pretrained.base_model_name_or_path (configuration of org/adapter)
AutoModel.from_pretrained(settings.MODEL)  #? unknown: django.conf.settings.MODEL is not in this project
AutoModel.from_pretrained(eval("".join(['org', '/x'])))  #? unknown: result of eval
AutoModel.from_pretrained(json.loads(input())["model"])  #? unknown: result of json.loads
AutoModel.from_pretrained(os.environ[input()])  #? unknown: environment variable whose name is not known
AutoModel.from_pretrained(random.choice(input().split()))  #? unknown: result of input.split

AutoModel.from_pretrained(open("model.txt").read())  # noqa: SIM115  #? unknown: file model.txt is not in the project
AutoModel.from_pretrained(Path("model.txt").read_text().strip())  #? unknown: file model.txt is not in the project
AutoModel.from_pretrained(Path(input()).read_text())  #? unknown: result of pathlib.Path.read_text
for found in os.listdir("models"):
    AutoModel.from_pretrained(found)  #? unknown: result of os.listdir
    AutoModel.from_pretrained(f"./models/{found}")  #? "./models/{}" local | unknown: result of os.listdir
for path in Path("models").glob("*"):
    AutoModel.from_pretrained(path)  #? unknown: result of pathlib.Path.glob

AutoModel.from_pretrained("<your-model>")  #? unknown: placeholder '<your-model>'
AutoModel.from_pretrained("$MODEL_ID")  #? unknown: placeholder '$MODEL_ID'
AutoModel.from_pretrained("<org>/<model>")  #? unknown: placeholder '<org>/<model>'
AutoModel.from_pretrained(None)  #? unknown: value is None
AutoModel.from_pretrained("")  #? unknown: value is empty


def no_caller(name):
    return AutoModel.from_pretrained(name)  #? unknown: parameter name of no_caller has no known caller


def no_caller_twice(name):
    return no_caller_end(name)


def no_caller_end(name):
    return AutoModel.from_pretrained(name)  #? unknown: parameter name of no_caller_twice has no known caller


def one_known_one_not(name):
    return AutoModel.from_pretrained(name)  #? "org/known" @ literal:73 | unknown: result of input


one_known_one_not("org/known")
one_known_one_not(input())


def no_caller_keyword(**kwargs):
    return AutoModel.from_pretrained(kwargs["name"])  #? unknown: parameter kwargs of no_caller_keyword has no known caller


def no_caller_get(**kwargs):
    return AutoModel.from_pretrained(kwargs.get("name", "org/get"))  #? "org/get" @ literal:82


def no_caller_call(make):
    return AutoModel.from_pretrained(make())  #? unknown: parameter make of no_caller_call has no known caller


def no_caller_attribute(options):
    return AutoModel.from_pretrained(options.model)  #? unknown: parameter options of no_caller_attribute has no known caller


class NeverSet:
    def load(self):
        return AutoModel.from_pretrained(self.name)  #? unknown: attribute name of NeverSet is never assigned


class NeverBuilt:
    def __init__(self, name):
        self.name = name

    def load(self):
        return AutoModel.from_pretrained(self.name)  #? unknown: parameter name of __init__ has no known caller


class OnlyDeclared:
    name: str

    def load(self):
        return AutoModel.from_pretrained(self.name)  #? unknown: attribute name of OnlyDeclared is never assigned


def undefined():
    return AutoModel.from_pretrained(UNDEFINED)  # noqa: F821  #? unknown: name UNDEFINED is not defined


def deleted():
    name = "org/gone"
    del name
    return AutoModel.from_pretrained(name)  # noqa: F821  #? unknown: name name is not defined


TABLE = {"a": "org/table-a", "b": "org/table-b"}


def missing_key():
    return AutoModel.from_pretrained(TABLE["c"])  #? unknown: no such key is known


def missing_index():
    return AutoModel.from_pretrained(["org/zero"][3])  #? unknown: no such key is known


def unknown_key():
    return AutoModel.from_pretrained(TABLE[input()])  #? "org/table-a" @ literal:123 | "org/table-b" @ literal:123


def filled_under_unknown_key():
    table = {}
    table[input()] = "org/filled"
    return AutoModel.from_pretrained(table["a"])  #? "org/filled" @ literal:140


def filled_from_outside():
    table = {}
    table["a"] = input()
    return AutoModel.from_pretrained(table["a"])  #? unknown: result of input


def unknown_attribute():
    return AutoModel.from_pretrained(getattr(settings, input()))  #? unknown: attribute whose name is not known


def grows(count):
    name = "org/grows"
    while count:
        name += "x"
        count -= 1
    return AutoModel.from_pretrained(name)  #? anything


def calls_itself(name):
    if len(name) > 30:
        return AutoModel.from_pretrained(name)  #? anything
    return calls_itself(name + "-x")


calls_itself("org/again")


def numbered():
    for number in range(100):
        AutoModel.from_pretrained(f"org/number-{number}")  #? "org/number-{}" | unknown: result of range


MANY = [
    "org/many-0", "org/many-1", "org/many-2", "org/many-3", "org/many-4",
    "org/many-5", "org/many-6", "org/many-7", "org/many-8", "org/many-9",
    "org/many-10", "org/many-11", "org/many-12", "org/many-13", "org/many-14",
    "org/many-15", "org/many-16", "org/many-17", "org/many-18", "org/many-19",
    "org/many-20", "org/many-21", "org/many-22", "org/many-23", "org/many-24",
    "org/many-25", "org/many-26", "org/many-27", "org/many-28", "org/many-29",
    "org/many-30", "org/many-31", "org/many-32", "org/many-33", "org/many-34",
    "org/many-35", "org/many-36", "org/many-37", "org/many-38", "org/many-39",
    "org/many-40", "org/many-41", "org/many-42", "org/many-43", "org/many-44",
    "org/many-45", "org/many-46", "org/many-47", "org/many-48", "org/many-49",
    "org/many-50", "org/many-51", "org/many-52", "org/many-53", "org/many-54",
    "org/many-55", "org/many-56", "org/many-57", "org/many-58", "org/many-59",
    "org/many-60", "org/many-61", "org/many-62", "org/many-63", "org/many-64",
    "org/many-65", "org/many-66", "org/many-67", "org/many-68", "org/many-69",
    "org/many-70", "org/many-71", "org/many-72", "org/many-73", "org/many-74",
    "org/many-75", "org/many-76", "org/many-77", "org/many-78", "org/many-79",
]


def too_many():
    for name in MANY:
        AutoModel.from_pretrained(name)  #? unknown: too many possible values


def passed_in_a_mapping(name):
    options = {"pretrained_model_name_or_path": name}
    return AutoModel.from_pretrained(**options)  #? unknown: parameter name of passed_in_a_mapping has no known caller


for path in sorted(Path("models").rglob("config.json")):
    AutoModel.from_pretrained(path.parent)  #? unknown: result of pathlib.Path.rglob.parent


def as_text(name=None):
    AutoModel.from_pretrained(str(name))  #? unknown: 'None' was no text before


as_text()
AutoModel.from_pretrained(f"{1.5}")  #? unknown: '1.5' was no text before
AutoModel.from_pretrained(f"{1.5}b")  #? "1.5b" @ literal:216


AutoModel.from_pretrained("xxx/model")  #? unknown: placeholder 'xxx/model'
AutoModel.from_pretrained("XXXXRT/model")  #? "XXXXRT/model"
AutoModel.from_pretrained("https://huggingface.co/")  #? unknown: placeholder 'https://huggingface.co/'
