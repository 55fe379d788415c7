"""One file of settings names the other."""

import os

import yaml
from sentence_transformers import SentenceTransformer


def read(path):
    with open(path) as stream:
        return yaml.safe_load(stream)


settings = read(os.getenv("SETTINGS", "config.yaml"))
semantic = read(settings["kinds"][settings["chosen"]])
encoder = SentenceTransformer(semantic["encoders"]["local"])
