"""Identifiers in configuration files that the code names by a literal path."""

import configparser
import json
import os
import sys
import tomllib
from pathlib import Path

import toml
import yaml
from omegaconf import OmegaConf
from transformers import AutoModel

with open("config/model.yaml") as stream:
    config = yaml.safe_load(stream)
AutoModel.from_pretrained(config["model"]["name"])  #? "org/yaml" @ config file:config/model.yaml:3
AutoModel.from_pretrained(config["model"]["name"], revision=config["model"]["revision"])  #? "org/yaml" @ config file:config/model.yaml:3 revision="v7"
AutoModel.from_pretrained(config["models"][0])  #? "org/yaml-first" @ config file:config/model.yaml:6
AutoModel.from_pretrained(config["models"][1]["name"])  #? "org/yaml-second" @ config file:config/model.yaml:7
AutoModel.from_pretrained(config.get("quoted"))  #? "org/yaml-quoted" @ config file:config/model.yaml:8
AutoModel.from_pretrained(config["copy"]["repo"])  #? "org/yaml-anchor" @ config file:config/model.yaml:10
AutoModel.from_pretrained(config.get("absent", "org/not-there"))  #? "org/not-there" @ literal:23

text = yaml.load(Path("config/model.yaml").read_text(), Loader=yaml.SafeLoader)
AutoModel.from_pretrained(text["quoted"])  #? "org/yaml-quoted" @ config file:config/model.yaml:8

with open(os.path.join("config", "model.json"), encoding="utf-8") as stream:
    data = json.load(stream)
AutoModel.from_pretrained(data["model"]["name"])  #? "org/json" @ config file:config/model.json:3
AutoModel.from_pretrained(data["list"][0])  #? "org/json-list" @ config file:config/model.json:6
AutoModel.from_pretrained(json.loads(Path("config/model.json").read_text())["model"]["name"])  #? "org/json" @ config file:config/model.json:3

HERE = Path(__file__).parent
with (HERE / "config" / "model.toml").open("rb") as stream:
    table = tomllib.load(stream)
AutoModel.from_pretrained(table["model"]["name"])  #? "org/toml" @ config file:config/model.toml:4
AutoModel.from_pretrained(toml.load("config/model.toml")["extra"][0]["name"])  #? "org/toml-extra" @ config file:config/model.toml:7

parser = configparser.ConfigParser()
parser.read("config/model.ini")
AutoModel.from_pretrained(parser["model"]["name"])  #? "org/ini" @ config file:config/model.ini:5
AutoModel.from_pretrained(parser.get("model", "name"))  #? "org/ini" @ config file:config/model.ini:5

omega = OmegaConf.load("config/model.yaml")
AutoModel.from_pretrained(omega.model.name)  #? "org/yaml" @ config file:config/model.yaml:3
AutoModel.from_pretrained(omega["model"]["name"])  #? "org/yaml" @ config file:config/model.yaml:3


def read(path):
    with open(path) as stream:
        return yaml.safe_load(stream)


AutoModel.from_pretrained(read("config/model.yaml")["model"]["name"])  #? "org/yaml" @ config file:config/model.yaml:3


class Settings:
    def __init__(self, path="config/model.yaml"):
        self.values = read(path)

    def load(self):
        return AutoModel.from_pretrained(self.values["model"]["name"])  #? "org/yaml" @ config file:config/model.yaml:3


Settings().load()

for entry in config["models"][:1]:
    AutoModel.from_pretrained(entry)  #? "org/yaml-first" @ config file:config/model.yaml:6


def absent_key():
    return AutoModel.from_pretrained(config["absent"])  #? unknown: key absent is not in config/model.yaml


def absent_file():
    with open("config/nowhere.yaml") as stream:
        missing = yaml.safe_load(stream)
    return AutoModel.from_pretrained(missing["model"])  #? unknown: file config/nowhere.yaml is not in the project


def unknown_file():
    with open(sys.argv[1]) as stream:
        given = yaml.safe_load(stream)
    return AutoModel.from_pretrained(given["model"])  #? unknown: command line argument 1 has no default


def outside_file():
    with open("/etc/models.yaml") as stream:
        given = yaml.safe_load(stream)
    return AutoModel.from_pretrained(given["model"])  #? unknown: file /etc/models.yaml is not in the project
