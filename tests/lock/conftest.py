"""A small project, and a hub that has what it loads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lock.server import State, serving

PIN = "pinned"

APP = """\
from datasets import load_dataset
from transformers import AutoModel, AutoTokenizer


def main():
    AutoModel.from_pretrained("acme/chat", use_safetensors=True)
    AutoTokenizer.from_pretrained("acme/chat")
    AutoModel.from_pretrained("acme/tagged", revision="v1")
    load_dataset("acme/facts")


if __name__ == "__main__":
    main()
"""

CARD = {
    "license": "apache-2.0",
    "base_model": "other/base",
    "datasets": ["acme/facts", "other/more"],
}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[State]:
    for name in ("HF_TOKEN", "HF_ENDPOINT", "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    with serving() as state:
        chat = state.add("acme/chat", card=CARD)
        chat.push({"config.json": b"{}", "model.safetensors": b"weights", "README.md": b"# Chat"})
        state.add("acme/tagged").push({"pytorch_model.bin": b"pickle"}, "v1")
        state.add("acme/facts", "dataset").push({"data.parquet": b"rows"})
        yield state


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "app.py").write_text(APP, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
