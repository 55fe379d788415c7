"""Reads what the container has where."""

import json
from pathlib import Path

import yaml
from transformers import AutoModel, AutoTokenizer

with open("/etc/serve/settings.yaml") as stream:
    settings = yaml.safe_load(stream)

base = json.loads(Path("/etc/serve/base.json").read_text())
extra = json.loads(Path("/opt/extra/nested/model.json").read_text())

tokenizer = AutoTokenizer.from_pretrained(base["tokenizer"])
model = AutoModel.from_pretrained(settings["models"]["chat"]["name"], use_safetensors=True)
draft = AutoModel.from_pretrained(extra["draft"], use_safetensors=True)
