"""Identifiers of which only a part is known: the owner can still be judged."""

import os
import sys

from transformers import AutoModel

SIZE = os.environ["SIZE"]

AutoModel.from_pretrained(f"org/model-{SIZE}")  #? "org/model-{}" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained("org/" + SIZE + "-chat")  #? "org/{}-chat" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained("org/%s-it" % SIZE)  #? "org/{}-it" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained("org/{}-v2".format(SIZE))  #? "org/{}-v2" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained("/".join(["org", SIZE]))  #? "org/{}" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained(f"{SIZE}/model")  #? "{}/model" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained(f"org/{SIZE}-{sys.argv[1]}")  #? "org/{}-{}" | unknown: environment variable SIZE has no default | unknown: command line argument 1 has no default
AutoModel.from_pretrained(os.path.join("./models", SIZE))  #? "./models/{}" local | unknown: environment variable SIZE has no default
AutoModel.from_pretrained(f"org/model-{SIZE}".lower())  #? "org/model-{}" | unknown: environment variable SIZE has no default
AutoModel.from_pretrained(f"org/old-{SIZE}".replace("old", "new"))  #? "org/new-{}" | unknown: environment variable SIZE has no default

for family in ("a", "b"):
    AutoModel.from_pretrained(f"org/{family}-{SIZE}")  #? "org/a-{}" | "org/b-{}" | unknown: environment variable SIZE has no default


def sized(size):
    return AutoModel.from_pretrained(f"org/sized-{size}")  #? "org/sized-{}" | unknown: parameter size of sized has no known caller


def owned(owner, model="base"):
    return AutoModel.from_pretrained(f"{owner}/{model}")  #? "org/base" | "lab/base"


owned("org")
owned("lab")


ORG = os.environ["HF_ORG"]

AutoModel.from_pretrained(f"{ORG}/model")  #? "{}/model" huggingface | unknown: environment variable HF_ORG has no default
AutoModel.from_pretrained(f"{ORG}/{SIZE}")  #? "{}/{}" huggingface | unknown: environment variable HF_ORG has no default | unknown: environment variable SIZE has no default
AutoModel.from_pretrained(f"{sys.argv[2]}-chat")  #? "{}-chat" huggingface | unknown: command line argument 2 has no default


def below(output_dir, user_dir):
    AutoModel.from_pretrained(f"{output_dir}-merged")  #? "{}-merged" local | unknown: parameter output_dir of below has no known caller
    return AutoModel.from_pretrained(f"{user_dir}/final")  #? "{}/final" local | unknown: parameter user_dir of below has no known caller
