"""Records that are filled from a file, those in lists and tables of them too; and their copies."""

import tomllib
from dataclasses import dataclass

import dacite
from pydantic import BaseModel
from transformers import AutoModel, AutoTokenizer


@dataclass
class Model:
    """One model."""

    model: str
    revision: str | None = None


@dataclass
class App:
    """All of them."""

    embedder: Model
    rerankers: list[Model]
    heads: dict[str, Model]


with open("app.toml", "rb") as file:
    APP = dacite.from_dict(App, tomllib.load(file))

AutoTokenizer.from_pretrained(APP.embedder.model)  #? "org/embed"
AutoTokenizer.from_pretrained(APP.rerankers[1].model, revision=APP.rerankers[1].revision)  #? "org/rank-b" revision="b2"
AutoTokenizer.from_pretrained(APP.heads["small"].model)  #? "org/small"
for each in APP.rerankers:
    AutoModel.from_pretrained(each.model)  #? "org/rank-a" | "org/rank-b"


class Settings(BaseModel):
    """Copied with changes."""

    repo: str = "org/base"
    revision: str | None = None
    dtype: str = "bf16"


BASE = Settings(revision="v1")
LARGE = BASE.model_copy(update={"repo": "org/large"})
HALF = LARGE.model_copy(update=dict(dtype="fp16"))
AutoTokenizer.from_pretrained(HALF.repo, revision=HALF.revision)  #? "org/large" revision="v1"
AutoTokenizer.from_pretrained(BASE.repo, revision=BASE.revision)  #? "org/base" revision="v1"
