"""Identifiers in dictionaries, lists and tuples."""

import sys

from transformers import AutoModel

REGISTRY = {
    "small": "org/small",
    "large": "org/large",
}
AutoModel.from_pretrained(REGISTRY["small"])  #? "org/small" @ literal:8
AutoModel.from_pretrained(REGISTRY.get("large"))  #? "org/large" @ literal:9
AutoModel.from_pretrained(REGISTRY.get("huge", "org/fallback"))  #? "org/fallback" @ literal:13


def by_key(key):
    return AutoModel.from_pretrained(REGISTRY[key])  #? "org/small" @ literal:8 | "org/large" @ literal:9


by_key(sys.argv[-1]) if sys.argv[-1] in REGISTRY else None


def by_key_or_default(key):
    name = REGISTRY.get(key, "org/neither")
    return AutoModel.from_pretrained(name)  #? "org/small" @ literal:8 | "org/large" @ literal:9 | "org/neither" @ literal:24


by_key_or_default(sys.argv[-1])


def by_known_key(key):
    return AutoModel.from_pretrained(REGISTRY[key])  #? "org/large" @ literal:9


by_known_key("large")

CARDS = {
    "chat": {"repo": "org/chat", "revision": "v1"},
    "code": {"repo": "org/code", "revision": "v2"},
}
AutoModel.from_pretrained(CARDS["chat"]["repo"])  #? "org/chat" @ literal:38
card = CARDS["code"]
AutoModel.from_pretrained(card["repo"], revision=card["revision"])  #? "org/code" @ literal:39 revision="v2"


def by_card(kind):
    return AutoModel.from_pretrained(CARDS[kind]["repo"])  #? "org/chat" @ literal:38 | "org/code" @ literal:39


by_card(sys.argv[-1]) if sys.argv[-1] in CARDS else None

NAMES = ["org/zero", "org/one", "org/two"]
AutoModel.from_pretrained(NAMES[1])  #? "org/one" @ literal:52
AutoModel.from_pretrained(NAMES[-1])  #? "org/two" @ literal:52
for name in NAMES[:2]:
    AutoModel.from_pretrained(name)  #? "org/zero" @ literal:52 | "org/one" @ literal:52
for index, name in enumerate(["org/enumerated"]):
    AutoModel.from_pretrained(name)  #? "org/enumerated" @ literal:57
for kind, name in {"k": "org/item"}.items():
    AutoModel.from_pretrained(name)  #? "org/item" @ literal:59
for key in {"org/key": 1}:
    AutoModel.from_pretrained(key)  #? "org/key" @ literal:61
for left, right in zip(["a"], ["org/zipped"]):
    AutoModel.from_pretrained(right)  #? "org/zipped" @ literal:63

head, *tail = ("org/head", "org/tail-1", "org/tail-2")
AutoModel.from_pretrained(tail[0])  #? "org/tail-1" @ literal:66
(first, (second, third)) = ("org/n1", ("org/n2", "org/n3"))
AutoModel.from_pretrained(third)  #? "org/n3" @ literal:68

table = {}
table["a"] = "org/added"
AutoModel.from_pretrained(table["a"])  #? "org/added" @ literal:72
table["a"] = "org/replaced"
AutoModel.from_pretrained(table["a"])  #? "org/replaced" @ literal:74
table.update(b="org/updated")
AutoModel.from_pretrained(table["b"])  #? "org/updated" @ literal:76
AutoModel.from_pretrained(table.setdefault("c", "org/set-default"))  #? "org/set-default" @ literal:78
AutoModel.from_pretrained(table.pop("b"))  #? "org/updated" @ literal:76

options = dict(pretrained_model_name_or_path="org/options", revision="v4")
AutoModel.from_pretrained(**options)  #? "org/options" @ literal:81 revision="v4"

settings = {"revision": "v5"}
settings["pretrained_model_name_or_path"] = "org/built"
AutoModel.from_pretrained(**settings)  #? "org/built" @ literal:85 revision="v5"

base = {"repo": "org/base", "revision": "v6"}
merged = {**base, "repo": "org/merged"}
AutoModel.from_pretrained(merged["repo"], revision=merged["revision"])  #? "org/merged" @ literal:89 revision="v6"
united = base | {"repo": "org/united"}
AutoModel.from_pretrained(united["repo"])  #? "org/united" @ literal:91

queue = []
queue.append("org/appended")
AutoModel.from_pretrained(queue[0])  #? "org/appended" @ literal:95
AutoModel.from_pretrained([*queue, "org/spread"][1])  #? "org/spread" @ literal:97

sizes = {size: f"org/size-{size}" for size in ("s", "m")}
AutoModel.from_pretrained(sizes["m"])  #? "org/size-m"
paired = dict([("x", "org/from-pairs")])
AutoModel.from_pretrained(paired["x"])  #? "org/from-pairs" @ literal:101
matched = dict(zip(["p", "q"], ["org/p", "org/q"]))
AutoModel.from_pretrained(matched["q"])  #? "org/q" @ literal:103

AutoModel.from_pretrained(max({"org/only-set"}))  #? "org/only-set" @ literal:106
AutoModel.from_pretrained(next(iter(["org/next"])))  #? "org/next" @ literal:107
AutoModel.from_pretrained(sorted(["org/sorted"])[0])  #? "org/sorted" @ literal:108
AutoModel.from_pretrained(list(REGISTRY.values())[0])  #? "org/small" @ literal:8

match sys.argv[-1]:
    case "fast":
        matching = "org/case-fast"
    case _:
        matching = "org/case-other"
AutoModel.from_pretrained(matching)  #? "org/case-fast" @ literal:113 | "org/case-other" @ literal:115
