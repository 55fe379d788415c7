"""Settings of a file, of which one is overwritten by way of its dotted name."""

import os

import yaml
from transformers import AutoModel, AutoTokenizer


def change(settings, path, value):
    node = settings
    *above, last = path.split(".")
    for part in above:
        node = node.setdefault(part, {})
    node[last] = value


def load():
    with open("settings.yaml") as file:
        settings = yaml.safe_load(file)
    if os.environ.get("REVISION"):
        change(settings, "model.revision", os.environ["REVISION"])
    if os.environ.get("CACHE"):
        change(settings, "words.cache", os.environ["CACHE"])
    return settings


settings = load()
model, words = settings["model"], settings["words"]
AutoModel.from_pretrained(model["name"], revision=model["revision"])  #? "org/base" @ config file:settings.yaml:2 unpinned
AutoTokenizer.from_pretrained(words["name"], cache_dir=words["cache"])  #? "org/words" @ config file:settings.yaml:5
