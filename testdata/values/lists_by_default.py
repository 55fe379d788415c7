"""Tables of lists that are made where they are first asked for."""

import joblib
import torch

HANDLERS = {}
BY_KIND = {}


def handler(topic, **meta):
    def wrap(function):
        HANDLERS.setdefault(topic, []).append((function, meta))
        return function

    return wrap


@handler("voices", file="voices.joblib")
def voices(file):
    return joblib.load(file)  #? "voices.joblib"


@handler("faces", file="faces.pt")
def faces(file):
    return torch.load(file)  #? "faces.pt"


BY_KIND.setdefault("first", []).append("first.pt")
BY_KIND.setdefault("second", {})["inner"] = "second.pt"
torch.load(BY_KIND["first"][0])  #? "first.pt"
torch.load(BY_KIND["second"]["inner"])  #? "second.pt"


def run(topic):
    for function, meta in HANDLERS[topic]:
        function(**meta)


if __name__ == "__main__":
    run(input())
