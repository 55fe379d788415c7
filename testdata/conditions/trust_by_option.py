"""An option of the command line, with a default and without, or a setting."""

import argparse

from pydantic_settings import BaseSettings
from transformers import AutoModel, pipeline

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"


class Settings(BaseSettings):
    trust: bool = False


settings = Settings()
parser = argparse.ArgumentParser()
parser.add_argument("--trust", action="store_true")
parser.add_argument("--distrust", action="store_false", dest="trusting")
args = parser.parse_args()

AutoModel.from_pretrained("org/a", revision=PIN, trust_remote_code=args.trust)  #: trust-remote-code: the command line can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline(  #: trust-remote-code: the command line can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/b",
    revision=PIN,
    model_kwargs={"trust_remote_code": args.trust},
)
AutoModel.from_pretrained("org/c", revision=PIN, trust_remote_code=args.trusting)  #: trust-remote-code: trust_remote_code is on unless it is switched off | unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline(  #: trust-remote-code: trust_remote_code is on unless it is switched off | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/d",
    revision=PIN,
    model_kwargs={"trust_remote_code": args.trusting},
)
AutoModel.from_pretrained("org/e", revision=PIN, trust_remote_code=settings.trust)  #: trust-remote-code: the settings can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
pipeline(  #: trust-remote-code: the settings can turn trust_remote_code on | unsafe-format: safetensors are not demanded and pickled weights are accepted
    "text-generation",
    model="org/f",
    revision=PIN,
    model_kwargs={"trust_remote_code": settings.trust},
)


def unknown(trust):
    return AutoModel.from_pretrained("org/g", revision=PIN, trust_remote_code=trust)  #: trust-remote-code: trust_remote_code may be on | unsafe-format: safetensors are not demanded and pickled weights are accepted


def unknown_inside(options):
    return pipeline("text-generation", model="org/h", revision=PIN, model_kwargs=options)  #: unsafe-format: safetensors are not demanded and pickled weights are accepted


def unknown_within(trust):
    return pipeline(  #: trust-remote-code: trust_remote_code may be on | unsafe-format: safetensors are not demanded and pickled weights are accepted
        "text-generation", model="org/i", revision=PIN, model_kwargs={"trust_remote_code": trust}
    )
