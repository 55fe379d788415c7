"""Small repositories with a history, made with git."""

import os
import subprocess
from pathlib import Path

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_ALLOW_PROTOCOL": "file",
}

COMMIT = "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"

SERVICE = {
    "app.py": """\
from fastapi import FastAPI

import loader

app = FastAPI()


@app.post("/answers")
def answers(text: str):
    return loader.chat()(text)
""",
    "loader.py": f"""\
import torch
from huggingface_hub import hf_hub_download
from transformers import AutoModel, pipeline

REVISION = "{COMMIT}"


def chat():
    return AutoModel.from_pretrained("acme/chat-7b", revision=REVISION, use_safetensors=True)


def draft():
    options = dict(use_safetensors=True)
    return pipeline("text-generation", model="acme/draft", revision="v1", model_kwargs=options)


def fetch():
    return hf_hub_download("acme/draft", "model.safetensors", revision="v1")


def restore(path):
    return torch.load(path, weights_only=False)
""",
    "train.py": """\
import loader


def main():
    loader.draft()
    loader.fetch()


if __name__ == "__main__":
    main()
""",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; what it prints."""
    command = ["git", "-C", str(folder), "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(
        command, env={**os.environ, **QUIET}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "change") -> str:
    """Commit everything; the name of the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, with their folders."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Change a text in a file, in which it stands."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, (name, old)
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def service(folder: Path) -> Path:
    """A repository with one commit of the service."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, SERVICE)
    git(folder, "init", "-q")
    commit(folder, "first")
    return folder
