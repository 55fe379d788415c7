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
