from joblib import load
from transformers import AutoModel

from kinds import Kind, Source


def segmenter(weights, device):
    return AutoModel.from_pretrained(weights, revision="main", use_safetensors=True).to(device)


def make(name: str, **kwargs):
    if name == Kind.Segment:
        return segmenter(kwargs.get("weights"), kwargs.get("device"))
    elif name == Kind.Turn:
        return kwargs.get("device")
    raise ValueError(name)


class Models:
    _made: dict = {}

    def of_kind(self, name: str, **kwargs):
        if name not in self._made:
            self._made[name] = make(name=name, **kwargs)
        return self._made[name]


def table(source: Source):
    if source.value == "shared":
        return load("/mnt/shared/table.joblib")
    return None


def index(source: Source):
    if source == Source.shared:
        return load("/mnt/shared/index.joblib")
    return None
