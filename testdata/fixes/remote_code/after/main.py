"""Who says that code of a repository may run."""

import os

from transformers import AutoModel, AutoTokenizer, pipeline

from settings import SHARED, TRUST

OPTIONS = {"trust_remote_code": False, "device_map": "auto"}
BOTH = dict(trust_remote_code=False)


def plain():
    model = AutoModel.from_pretrained("org/a", use_safetensors=True)
    AutoTokenizer.from_pretrained("org/a")
    return model


def named():
    AutoTokenizer.from_pretrained("org/b")
    AutoTokenizer.from_pretrained("org/c")
    AutoTokenizer.from_pretrained("org/d")


def unpacked():
    AutoTokenizer.from_pretrained("org/e", **OPTIONS)
    AutoTokenizer.from_pretrained("org/f", **BOTH)
    AutoTokenizer.from_pretrained("org/f", subfolder="inner", **BOTH)


def load(name, trust=False):
    return AutoTokenizer.from_pretrained(name)


def inside():
    return pipeline(
        model="org/g", model_kwargs={"use_safetensors": True}
    )


def layout():
    AutoTokenizer.from_pretrained(
        "org/h",  # the name
        # the next one is needed
        use_fast=True,
    )
    AutoTokenizer.from_pretrained("org/i")
    AutoTokenizer.from_pretrained(
        "org/j"
    )


if __name__ == "__main__":
    plain()
    named()
    unpacked()
    load("org/k", trust=True)
    load(os.environ["MODEL"])
    inside()
    layout()
