"""Who says that code of a repository may run."""

import os

from transformers import AutoModel, AutoTokenizer, pipeline

from settings import SHARED, TRUST

OPTIONS = {"trust_remote_code": True, "device_map": "auto"}
BOTH = dict(trust_remote_code=True)


def plain():
    model = AutoModel.from_pretrained("org/a", trust_remote_code=True, use_safetensors=True)
    AutoTokenizer.from_pretrained("org/a", trust_remote_code=True)
    return model


def named():
    AutoTokenizer.from_pretrained("org/b", trust_remote_code=TRUST)
    AutoTokenizer.from_pretrained("org/c", trust_remote_code=SHARED)
    AutoTokenizer.from_pretrained("org/d", trust_remote_code=SHARED)


def unpacked():
    AutoTokenizer.from_pretrained("org/e", **OPTIONS)
    AutoTokenizer.from_pretrained("org/f", **BOTH)
    AutoTokenizer.from_pretrained("org/f", subfolder="inner", **BOTH)


def load(name, trust=False):
    return AutoTokenizer.from_pretrained(name, trust_remote_code=trust)


def inside():
    return pipeline(
        model="org/g", model_kwargs={"trust_remote_code": True, "use_safetensors": True}
    )


def layout():
    AutoTokenizer.from_pretrained(
        "org/h",  # the name
        trust_remote_code=True,  # needed once
        # the next one is needed
        use_fast=True,
    )
    AutoTokenizer.from_pretrained("org/i",
                                  trust_remote_code=True)
    AutoTokenizer.from_pretrained(
        "org/j", trust_remote_code=True
    )


if __name__ == "__main__":
    plain()
    named()
    unpacked()
    load("org/k", trust=True)
    load(os.environ["MODEL"])
    inside()
    layout()
