"""Configurations whose targets the project looks through before they are made."""

import sys

from hydra.utils import instantiate
from omegaconf import OmegaConf

PREFIXES = ("acme.layers.", "torch.nn.")
KNOWN = {"acme.layers.Linear"}


def refuse_others(node):
    if isinstance(node, dict):
        if "_target_" in node:
            target = node["_target_"]
            if not any(target.startswith(prefix) for prefix in PREFIXES):
                raise ValueError(target)
        for value in node.values():
            refuse_others(value)
    elif isinstance(node, list):
        for value in node:
            refuse_others(value)


def is_known(name):
    return name in KNOWN


def refuse_unknown(node):
    target = node.get("_target_")
    if target and not is_known(target):
        raise ValueError(target)


def complain(node):
    if not node["_target_"].startswith(PREFIXES):
        print("unusual", node["_target_"])


def refuse_none(node):
    if node["_target_"] is None:
        raise ValueError("no target")


def refuse_names(node):
    if not node["name"].startswith(PREFIXES):
        raise ValueError(node["name"])


def walked(path):
    config = OmegaConf.load(path)
    refuse_others(config)
    return instantiate(config)  #: targets-refused


def safe(config, **others):
    if config is not None:
        refuse_others(config)
    return instantiate(config, **others)  #: targets-refused


def looked_up(path):
    config = OmegaConf.load(path)
    refuse_unknown(config)
    return instantiate(config)  #: targets-refused


def too_late(path):
    config = OmegaConf.load(path)
    made = instantiate(config)  #: -
    refuse_others(config)
    return made


def of_another(path, other):
    config = OmegaConf.load(path)
    refuse_others(OmegaConf.load(other))
    return instantiate(config)  #: -


def only_if_strict(path, strict):
    config = OmegaConf.load(path)
    if strict:
        refuse_others(config)
    return instantiate(config)  #: -


def only_said(path):
    config = OmegaConf.load(path)
    complain(config)
    return instantiate(config)  #: -


def only_there(path):
    config = OmegaConf.load(path)
    refuse_none(config)
    return instantiate(config)  #: -


def by_another_key(path):
    config = OmegaConf.load(path)
    refuse_names(config)
    return instantiate(config)  #: -


if __name__ == "__main__":
    walked(sys.argv[1])
    looked_up(sys.argv[1])
    safe(OmegaConf.load(sys.argv[1]))
    too_late(sys.argv[1])
    of_another(sys.argv[1], sys.argv[2])
    only_if_strict(sys.argv[1], len(sys.argv) > 2)
    only_said(sys.argv[1])
    only_there(sys.argv[1])
    by_another_key(sys.argv[1])
