"""Records as plain mappings and rows: by name, in order, renamed."""

from dataclasses import asdict, astuple, dataclass, field

import attrs
from pydantic import BaseModel
from transformers import AutoModel


@dataclass
class Source:
    repo: str
    revision: str = "main"


@dataclass
class Arguments:
    stt_repo: str = "org/listens"
    stt_revision: str = "v1"
    inner: Source = field(default_factory=lambda: Source("org/inner"))


@attrs.define
class Entry:
    name: str = "org/entry"


class Spec(BaseModel):
    repo: str = "org/spec"
    revision: str = "v2"


def load(repo, revision):
    AutoModel.from_pretrained(repo, revision=revision)  #? "org/listens" revision="v1" | "org/spec" revision="v2"


def without_prefix(record, prefix):
    return {k.removeprefix(prefix + "_"): v for k, v in asdict(record).items() if k != "inner"}


load(**without_prefix(Arguments(), "stt"))
load(**Spec().model_dump())

known = asdict(Arguments(stt_repo="org/given"))
AutoModel.from_pretrained(known["stt_repo"], revision=known["stt_revision"])  #? "org/given" revision="v1"
AutoModel.from_pretrained(**{"pretrained_model_name_or_path": known["inner"]["repo"]})  #? "org/inner"
repo, revision = astuple(Source("org/row"))
AutoModel.from_pretrained(repo, revision=revision)  #? "org/row" revision="main"
AutoModel.from_pretrained(attrs.asdict(Entry())["name"])  #? "org/entry"
AutoModel.from_pretrained(Spec(repo="org/other").model_dump()["repo"])  #? "org/other"
