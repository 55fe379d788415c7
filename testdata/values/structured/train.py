"""Records say what a configuration may hold; files and words of the command line what it holds."""

from dataclasses import dataclass, field
from typing import Optional

from omegaconf import MISSING, OmegaConf
from transformers import AutoModel


@dataclass
class Model:
    """One of them."""

    base: str = MISSING
    draft: str = "org/draft-of-record"
    revision: Optional[str] = None


@dataclass
class Config:
    """All of it."""

    model: Model = field(default_factory=Model)
    teacher: str = "org/teacher-of-record"


def read():
    """A record, a file and the command line, each on top of the one before."""
    schema = OmegaConf.structured(Config)
    merged = OmegaConf.merge(schema, OmegaConf.load("train.yaml"), OmegaConf.from_cli())
    return OmegaConf.to_object(merged)


config = read()
AutoModel.from_pretrained(config.model.base, revision=config.model.revision)  #? "org/base-of-file" @ config file:train.yaml:2 revision="v2"
AutoModel.from_pretrained(config.model.draft)  #? "org/draft-of-record" @ field default:15
AutoModel.from_pretrained(config.teacher)  #? "org/teacher-given" @ command line:train.sh:2 | "org/teacher-of-record" @ hydra default:24

small = OmegaConf.merge(Config(), OmegaConf.from_dotlist(["teacher=org/small", "model.base=org/tiny"]))
AutoModel.from_pretrained(small.teacher)  #? "org/small" @ literal:39
AutoModel.from_pretrained(small.model["base"])  #? "org/tiny" @ literal:39
