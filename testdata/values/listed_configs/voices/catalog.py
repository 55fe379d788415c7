"""Files of one folder, found by a pattern."""

import glob
import json
from pathlib import Path

import joblib
import yaml
from transformers import AutoModel

HERE = Path(__file__).parent

for path in sorted(HERE.glob("*.json")):
    voice = json.loads(path.read_text())
    AutoModel.from_pretrained(voice["repo"], revision=voice.get("revision"))  #? "org/anna" @ config file:voices/anna.json:1 revision="v1" | "org/paul" @ config file:voices/paul.json:1

for name in glob.glob("voices/more/*.yaml"):
    with open(name) as stream:
        AutoModel.from_pretrained(yaml.safe_load(stream)["repo"])  #? "org/more" @ config file:voices/more/more.yaml:1

for path in HERE.rglob("m*.yaml"):
    AutoModel.from_pretrained(yaml.safe_load(path.open())["repo"])  #? "org/more" @ config file:voices/more/more.yaml:1

for path in HERE.glob("*"):
    joblib.load(path)  #? unknown: result of pathlib.Path.glob
