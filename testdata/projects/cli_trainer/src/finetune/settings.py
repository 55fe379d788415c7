"""Settings of an experiment."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Settings:
    tokenizer: str
    dataset: str
    split: str
    lr: float
    steps: int


def read_settings() -> Settings:
    with open("configs/base.yaml", encoding="utf-8") as handle:
        raw = yaml.safe_load(handle)
    return Settings(
        tokenizer=raw["model"]["tokenizer"],
        dataset=raw["data"]["path"],
        split=raw["data"]["split"],
        lr=float(raw["optimiser"]["lr"]),
        steps=int(raw["optimiser"]["steps"]),
    )


def output_folder(name: str) -> Path:
    return Path("runs") / name
