"""Identifiers that a Dockerfile sets in the environment."""

import os

from transformers import AutoModel

AutoModel.from_pretrained(os.environ["MODEL_ID"])  #? "org/dockerfile" @ Dockerfile ENV:Dockerfile:3
AutoModel.from_pretrained(os.environ["MODEL_ID"], revision=os.environ["REVISION"])  #? "org/dockerfile" @ Dockerfile ENV:Dockerfile:3 revision="main"
AutoModel.from_pretrained(os.getenv("SIZED"))  #? "org/model-7b" @ Dockerfile ENV:Dockerfile:4
AutoModel.from_pretrained(os.getenv("MODEL_ID", "org/default"))  #? "org/dockerfile" @ Dockerfile ENV:Dockerfile:3
AutoModel.from_pretrained(os.environ["ABSENT"])  #? unknown: environment variable ABSENT has no default
