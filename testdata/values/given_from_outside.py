"""Settings that a file or a service outside the project gives, spread over names with defaults."""

import json
from dataclasses import dataclass

import requests
from huggingface_hub import hf_hub_download
from transformers import AutoModel


@dataclass
class Settings:
    base: str | None = None
    size: int = 8


class Options:
    def __init__(self, base=None, size=8):
        self.base = base
        self.size = size


def read(path):
    with open(path) as stream:
        return json.load(stream)


def of_a_file_that_is_not_there():
    settings = Settings(**json.load(open("settings.json")))
    AutoModel.from_pretrained(settings.base)  #? unknown: file settings.json is not in the project


def of_a_download():
    path = hf_hub_download("acme/adapter", "adapter.json")  #? "acme/adapter"
    settings = Settings(**read(path))
    AutoModel.from_pretrained(settings.base)  #? unknown: result of json.load


def of_a_service():
    options = Options(**requests.get("https://settings.example/now").json())
    AutoModel.from_pretrained(options.base)  #? unknown: result of requests.get.json


def laid_over_what_is_known():
    known = {"base": "acme/before", "size": 4}
    found = {**known, **requests.get("https://settings.example/now").json()}
    options = Options(**found)
    AutoModel.from_pretrained(options.base)  #? "acme/before" | unknown: result of requests.get.json


def named_beside_it():
    options = Options(base="acme/named", **requests.get("https://settings.example/now").json())
    AutoModel.from_pretrained(options.base)  #? "acme/named"


of_a_file_that_is_not_there()
of_a_download()
of_a_service()
laid_over_what_is_known()
named_beside_it()


def named_in_a_download():
    path = hf_hub_download("acme/adapter", "adapter.json")  #? "acme/adapter"
    with open(path) as stream:
        found = json.load(stream)
    AutoModel.from_pretrained(found["base"])  #? unknown: result of json.load


named_in_a_download()
