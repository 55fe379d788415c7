"""A repository full of code that somebody might run: each piece leaves a mark if it is."""

import json
import os
import pickle
import subprocess
from pathlib import Path

from tests.history.repositories import QUIET

SHADOWS = (
    "ast click concurrent cyclonedx dulwich encodings jinja2 json libcst logging marshal"
    " multiprocessing networkx packaging pathspec pickle picklescan re resource rich rich_click"
    " sqlite3 struct tomllib tree_sitter tree_sitter_python typing yaml"
).split()
"""Modules that reach itself imports, or Python for it."""

PYTHON = (
    "setup.py conftest.py sitecustomize.py usercustomize.py backend.py noxfile.py fabfile.py"
    " manage.py .pythonrc.py __main__.py __init__.py tests/conftest.py docs/conf.py"
    " conanfile.py tasks.py hubconf.py modeling_own.py"
).split()

HOOKS = "post-checkout post-merge pre-commit post-index-change reference-transaction".split()


def lay_out(root: Path, marks: Path) -> None:
    """Write the repository; whatever of it runs writes a file into the folder `marks`."""
    for name in (*PYTHON, *(f"{shadow}.py" for shadow in SHADOWS)):
        _write(root / name, _python(marks, name))
    for number in range(5):  # enough text for several processes
        _write(root / f"app/part{number}.py", f"{'# a line' * 10}\n" * 1_100)
    _write(root / "own.pth", f"import os; open({str(marks / 'pth')!r}, 'w')\n")
    _write(root / "pyproject.toml", _PROJECT)
    _write(root / "setup.cfg", "[metadata]\nversion = attr: backend.VERSION\n")
    _write(root / "serve.py", _SERVE)
    _write(root / "config.yaml", f"a: !!python/object/apply:os.system ['touch {marks}/yaml']\n")
    _write(root / "Makefile", f"X := $(shell touch {marks}/make)\nrun:\n\tpython serve.py $(X)\n")
    _write(root / "Dockerfile", f"FROM x\nRUN touch {marks}/docker\nCMD python serve.py\n")
    _write(root / "run.sh", f"python serve.py $(touch {marks}/shell) `touch {marks}/ticks`\n")
    _write(root / "templates/pod.yaml", '{{ include "x" . }}{{ lookup "v1" "Secret" "" "" }}\n')
    _write(root / "Chart.yaml", "name: x\nversion: 1\n")
    _write(root / "tox.ini", f"[testenv]\ncommands = touch {marks}/tox\n")
    _write(root / ".env", "PYTHONSTARTUP=.pythonrc.py\nPYTHONPATH=.\nBASH_ENV=run.sh\n")
    _write(root / ".pre-commit-config.yaml", "repos: [{repo: local, hooks: [{entry: ./run.sh}]}]\n")
    _write(root / "pip.conf", "[global]\nindex-url = http://127.0.0.1:9/\n")
    (root / "model.pt").write_bytes(pickle.dumps(_Runs(f"touch {marks}/pickle")))
    cell = {"cell_type": "code", "source": [f"!touch {marks}/cell\n", _python(marks, "notebook")]}
    _write(root / "a.ipynb", json.dumps({"cells": [cell], "nbformat": 4}))


def commit(root: Path, marks: Path) -> None:
    """Make it a repository of two commits, whose own configuration is as bad as the rest."""
    git(root, "init", "--quiet")
    _write(root / ".gitattributes", "*.py filter=own diff=own merge=own\n*.md export-subst\n")
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--message", "One")
    _write(root / "later.py", "import torch\ntorch.load('other.pt')\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Two")
    for hook in HOOKS:
        _write(root / f".git/hooks/{hook}", f"#!/bin/sh\ntouch {marks}/hook-{hook}\n")
        (root / f".git/hooks/{hook}").chmod(0o755)
    with (root / ".git/config").open("a") as config:
        config.write(_GIT.format(marks=marks))


def git(root: Path, *arguments: str) -> None:
    """Run git in the repository."""
    command = ["git", "-C", str(root), *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | QUIET)


class _Runs:
    """Runs a command when it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (self.command,)


def _python(marks: Path, name: str) -> str:
    mark = str(marks / name.replace("/", "-"))
    return f"VERSION = '1'\nopen({mark!r}, 'w').close()\nraise SystemExit('taken over')\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


_PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "own"
version = "1"
dependencies = ["torch==2.4.1"]

[project.scripts]
own = "serve:main"

[tool.pytest.ini_options]
addopts = "-p backend"
"""

_SERVE = """
import os
import torch
from fastapi import FastAPI
from transformers import AutoModel

app = FastAPI()

@app.post("/answers")
def answers(name: str):
    torch.load("model.pt")
    return AutoModel.from_pretrained(os.environ.get("MODEL", "org/name"), trust_remote_code=True)

def main():
    answers("x")
"""

_GIT = """
[core]
    fsmonitor = touch {marks}/fsmonitor
    hooksPath = .git/hooks
    pager = touch {marks}/pager
    sshCommand = touch {marks}/ssh
    editor = touch {marks}/editor
    askPass = touch {marks}/askpass
[filter "own"]
    smudge = touch {marks}/smudge
    clean = touch {marks}/clean
    process = touch {marks}/process
    required = true
[diff "own"]
    textconv = touch {marks}/textconv
    command = touch {marks}/diff
[diff]
    external = touch {marks}/external
[gpg]
    program = touch {marks}/gpg
[credential]
    helper = "!touch {marks}/credential"
[remote "origin"]
    url = ext::sh -c "touch% {marks}/remote"
    uploadpack = touch {marks}/uploadpack
[alias]
    status = !touch {marks}/alias
[include]
    path = /dev/zero
"""
