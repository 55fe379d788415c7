"""Commands that are run with what was checked."""

import re
import subprocess

ALLOWED = {"org/a", "org/b"}


def listed(model):
    if model not in ALLOWED:
        raise ValueError(model)
    subprocess.run(["vllm", "serve", model, "--trust-remote-code"])  #: listed-name


def listed_too_late(model):
    subprocess.run(["vllm", "serve", model, "--trust-remote-code"])  #: -
    if model not in ALLOWED:
        raise ValueError(model)


def in_the_other_arm(model):
    if model in ALLOWED:
        print(model)
    else:
        subprocess.run(["vllm", "serve", model, "--trust-remote-code"])  #: -


def listed_in_text(model):
    if model not in ALLOWED:
        raise ValueError(model)
    subprocess.run(f"vllm serve {model} --trust-remote-code", shell=True)  #: listed-name


def pinned(model, revision):
    if not re.fullmatch("[0-9a-f]{40}", revision):
        raise ValueError(revision)
    subprocess.run(["vllm", "serve", model, "--revision", revision])  #: commit-hash


def pinned_elsewhere(model, revision, other):
    if not re.fullmatch("[0-9a-f]{40}", other):
        raise ValueError(other)
    subprocess.run(["vllm", "serve", model, "--revision", revision])  #: -
