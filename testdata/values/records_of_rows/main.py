"""Records that are filled from a file, those in lists and tables of them too; and their copies."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import dacite
import msgspec
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


@dataclass
class Pair:
    """Two of one class."""

    student: Model
    teacher: Model


def _pair(path: str) -> Pair:
    with open(path, "rb") as opened:
        return dacite.from_dict(Pair, tomllib.load(opened))


ONE, OTHER = _pair("one.toml"), _pair("other.toml")
AutoModel.from_pretrained(ONE.student.model, revision=ONE.student.revision)  #? "org/s" revision="s1"
AutoModel.from_pretrained(ONE.teacher.model, revision=ONE.teacher.revision)  #? "org/t" revision=none
AutoModel.from_pretrained(OTHER.student.model)  #? "org/other-s"
DECODED = msgspec.toml.decode(Path("other.toml").read_bytes(), type=Pair)
AutoModel.from_pretrained(DECODED.teacher.model)  #? "org/other-t"


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
