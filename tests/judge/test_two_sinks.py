"""One call that loads two things: each is named by its own parameter."""

from pathlib import Path

from reach.config import Options
from reach.scan import scan

SINK = """
[[sinks]]
names = ["own.load"]
library = "own"
parameters = ["model", "adapter"]
identifier = "{}"
checks = ["off"]
"""
CHECK = """
[checks.off]
rule = "{}"
when = [{{ argument = "safe", may_be = false }}]
because = "safe may be off"
fix = "Pass safe=True."
"""


def test_each_has_its_own_identifier(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "main.py").write_text(
        "import own\n\nown.load('org/model', 'org/adapter', safe=False)\n"
    )
    rules = {"model": "torch-load", "adapter": "pickle-load"}
    for parameter, rule in rules.items():
        text = CHECK.format(rule) + SINK.format(parameter)
        (tmp_path / f"{parameter}.toml").write_text(text)
    added = tuple(tmp_path / f"{parameter}.toml" for parameter in rules)
    report = scan([tree], Options(jobs=1, cache=False, rules=added))
    named = {f.rule: [artifact.id for artifact in f.artifacts] for f in report.findings}
    assert named == {"torch-load": ["org/model"], "pickle-load": ["org/adapter"]}


HANDED = """
from huggingface_hub import hf_hub_download, snapshot_download

def patiently(download, name, **options):
    return download(name, **options)

def main():
    patiently(snapshot_download, "org/whole", revision="v2")
    patiently(hf_hub_download, "org/part", filename="part.bin")

if __name__ == "__main__":
    main()
"""


def test_each_has_its_own_ways(tmp_path: Path) -> None:
    """A function that calls what it is given downloads with each what that was given with it."""
    (tmp_path / "main.py").write_text(HANDED)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    named = {f.sink: [(a.id, a.revision, a.file) for a in f.artifacts] for f in report.findings}
    assert named == {
        "huggingface_hub.snapshot_download": [("org/whole", "v2", None)],
        "huggingface_hub.hf_hub_download": [("org/part", None, "part.bin")],
    }
    assert {f.grade for f in report.findings} == {"runnable"}


CLASSES = """
from transformers import AutoModel, AutoModelForCausalLM

def fetch(kind, name):
    return kind.from_pretrained(name)

def main():
    fetch(AutoModel, "org/words")
    fetch(AutoModelForCausalLM, "org/talker")

if __name__ == "__main__":
    main()
"""


def test_each_way_names_what_it_calls(tmp_path: Path) -> None:
    """Two classes that one sink stands for: the last link of a chain is the class of that way."""
    (tmp_path / "main.py").write_text(CLASSES)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    finding = next(f for f in report.findings if f.rule == "unpinned-hub-download")
    assert {tuple(a.id for a in w.artifacts): w.chain[-1].callee for w in finding.witnesses} == {
        ("org/words",): "transformers.AutoModel.from_pretrained",
        ("org/talker",): "transformers.AutoModelForCausalLM.from_pretrained",
    }
    first = finding.witnesses[0]
    assert finding.sink == first.chain[-1].callee
    assert finding.message.startswith(f"python main.py loads {first.artifacts[0].id} with ")


CHOSEN = """
import functools
import sys

from awq import AutoAWQForCausalLM
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline


def loaders(quantized, short):
    if quantized:
        return functools.partial(AutoAWQForCausalLM.from_quantized, fuse_layers=True), AutoTokenizer
    if short:
        return pipeline, "summarization"
    return AutoModelForCausalLM.from_pretrained, AutoTokenizer


def build(quantized, short):
    load, tokens = loaders(short=short, quantized=quantized)
    if isinstance(tokens, str):
        return load(tokens, model="acme/short")
    if quantized:
        return load("acme/quantized")
    return load("acme/plain")


if __name__ == "__main__":
    build("--quantized" in sys.argv, "--short" in sys.argv)
"""


def test_one_of_several_loaders(tmp_path: Path) -> None:
    """What is called under a condition is what was chosen under the same one."""
    (tmp_path / "main.py").write_text(CHOSEN)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    named = {
        (CHOSEN.splitlines()[f.location.line - 1].strip(), f.sink.rpartition(".")[2]): [
            a.id for a in f.artifacts
        ]
        for f in report.findings
    }
    assert named == {
        ('return load(tokens, model="acme/short")', "pipeline"): ["acme/short"],
        ('return load("acme/quantized")', "from_quantized"): ["acme/quantized"],
        ('return load("acme/plain")', "from_pretrained"): ["acme/plain"],
    }


HANDED_ON = """
import fire
from awq import AutoAWQForCausalLM
from transformers import AutoModelForCausalLM


def loader(quantized="", small=False):
    if quantized:
        return AutoAWQForCausalLM.from_quantized
    return AutoModelForCausalLM.from_pretrained


def read(load, quantized):
    if not quantized:
        return load("acme/plain")
    return load("acme/quantized")


def build(quantized="", small=False):
    options = dict(quantized=quantized, small=small)
    return read(loader(**options), quantized)


if __name__ == "__main__":
    fire.Fire(build)
"""


def test_a_loader_that_is_handed_on_with_what_chose_it(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(HANDED_ON)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    named = {f.sink.rpartition(".")[2]: [a.id for a in f.artifacts] for f in report.findings}
    assert named == {"from_quantized": ["acme/quantized"], "from_pretrained": ["acme/plain"]}


def test_a_loader_that_another_condition_chose(tmp_path: Path) -> None:
    """Where the conditions differ, or the flag was set anew between, each loader may be called."""
    changed = CHOSEN.replace(
        "    if isinstance", "    quantized = ask()\n    if isinstance"
    ).replace("def build", "def ask():\n    return input() == 'yes'\n\n\ndef build")
    (tmp_path / "main.py").write_text(changed)
    report = scan([tmp_path], Options(jobs=1, cache=False))
    line = 1 + changed.splitlines().index('        return load("acme/quantized")')
    sinks = {f.sink.rpartition(".")[2] for f in report.findings if f.location.line == line}
    assert sinks == {"from_quantized", "from_pretrained"}
