"""Settings that are handed on as one list: which item is the name is not known."""

from copy import deepcopy

from faster_whisper import WhisperModel
from pydantic import BaseModel


class Hearing(BaseModel):
    model: str = "org/hearing"
    beams: int = 5
    timestamps: bool = True
    device: str = "cuda"

    @classmethod
    def from_list(cls, values):
        return cls(**dict(zip(cls.model_fields.keys(), values)))


def from_list(values):
    options = Hearing.from_list(deepcopy(values))
    WhisperModel(options.model)  #? unknown: bool used as identifier | unknown: int used as identifier


def from_keywords(values):
    options = Hearing(**values)
    WhisperModel(options.model)  #? "org/named" @ literal:31


from_list(list(Hearing().model_dump().values()))
from_keywords({"model": "org/named", "beams": 3})
