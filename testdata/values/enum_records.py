"""Enumerations whose values are records."""

import sys
from enum import Enum
from typing import Literal, NamedTuple

from fastapi import FastAPI
from transformers import AutoTokenizer

app = FastAPI()


class Source(NamedTuple):
    repo: str
    revision: str = "main"


class Voice(Enum):
    ANNA = Source("org/anna", "v2")
    BEN = Source("org/ben")


def named():
    voice = Voice[sys.argv[1]]
    AutoTokenizer.from_pretrained(voice.value.repo, revision=voice.value.revision)  #? "org/anna" revision="v2" | "org/ben" revision="main"


def unpacked():
    repo, revision = Voice.BEN.value
    AutoTokenizer.from_pretrained(repo, revision=revision)  #? "org/ben" revision="main"


@app.post("/speak")
def speak(language: Literal["de", "fr"]):
    AutoTokenizer.from_pretrained(f"org/voice-{language}")  #? "org/voice-de" | "org/voice-fr"


named()
unpacked()
