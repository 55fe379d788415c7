"""What a run is told."""

import json
from dataclasses import dataclass, field


@dataclass
class Settings:
    base: str = field(default="acme/bert-small")
    reviews: str = "data/reviews.json"
    output: str = "out/classifier"


def labels():
    with open("data/labels.json") as handle:
        return json.load(handle)
