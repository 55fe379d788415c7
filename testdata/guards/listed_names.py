"""A list of names that may be loaded. `#:` tells which guards the call on its line has."""

import sys

from flask import abort
from transformers import AutoModel

ALLOWED = {"acme/one", "acme/two"}
PUBLISHERS = ("acme", "umbrella")
BY_NAME = {"acme/one": 1, "acme/two": 2}
CACHE = {}


def raises(name):
    if name not in ALLOWED:
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def too_late(name):
    model = AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
    if name not in ALLOWED:
        raise ValueError(name)
    return model


def in_an_arm(name):
    if name in ALLOWED:
        return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def only_a_warning(name):
    if name not in ALLOWED:
        print("unusual")
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def another_variable(name, other):
    if other not in ALLOWED:
        raise ValueError(other)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def another_attribute(args):
    if args.tokenizer not in ALLOWED:
        raise ValueError(args.tokenizer)
    return AutoModel.from_pretrained(args.model, trust_remote_code=True)  #: -


def the_same_attribute(args):
    if args.model not in ALLOWED:
        raise ValueError(args.model)
    return AutoModel.from_pretrained(args.model, trust_remote_code=True)  #: listed-name


def bound_again(name, other):
    if name not in ALLOWED:
        raise ValueError(name)
    name = other
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def swallowed(name):
    try:
        if name not in ALLOWED:
            raise ValueError(name)
    except ValueError:
        pass
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def raised_again(name):
    try:
        if name not in ALLOWED:
            raise ValueError(name)
    except ValueError as error:
        raise RuntimeError from error
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def in_a_loop(names, name):
    for each in names:
        if name not in ALLOWED:
            raise ValueError(each)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def the_element_of_a_loop(names):
    for name in names:
        if name not in ALLOWED:
            continue
        AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def comprehension(names):
    return [
        AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name
        for name in names
        if name in ALLOWED
    ]


def ends_the_program(name):
    if name not in ALLOWED:
        sys.exit(1)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def ends_the_request(name):
    if name not in ALLOWED:
        abort(404)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def fail(name):
    raise ValueError(name)


def ends_in_a_function(name):
    if name not in ALLOWED:
        fail(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def log(name):
    print(name)


def ends_nothing(name):
    if name not in ALLOWED:
        log(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def publisher(name):
    if name.split("/")[0] not in PUBLISHERS:
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def prefix(name):
    assert name.startswith("acme/")
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def prefix_of_anybody(name):
    assert name.startswith("acme")
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def looked_up(name):
    if BY_NAME.get(name) is None:
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def looked_up_or_not(name):
    BY_NAME.get(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def cached(name):
    if name in CACHE:
        return CACHE[name]
    CACHE[name] = AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
    return CACHE[name]


def denied(name):
    if name in {"evil/one", "evil/two"}:
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def any_of_them(name):
    if not any(name == each for each in ALLOWED):
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def either(name, debug):
    if name in ALLOWED or debug:
        return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
    return None


def either_list(name):
    if name in ALLOWED or name in BY_NAME:
        return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name
    return None


def kind_of_model(name, config):
    if config.model_type in ("llama", "qwen"):
        return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
    return None


def of_two(name, other, flag):
    if name not in ALLOWED:
        raise ValueError(name)
    chosen = name if flag else other
    return AutoModel.from_pretrained(chosen, trust_remote_code=True)  #: -


def matched(name):
    match name:
        case "acme/one" | "acme/two":
            return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name
        case _:
            return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def in_a_text(name):
    if name not in {"acme/one", "acme/two"}:
        raise ValueError(name)
    return AutoModel.from_pretrained(f"{name}-it", trust_remote_code=True)  #: listed-name


def in_a_text_with_another(name, size):
    if name not in {"acme/one", "acme/two"}:
        raise ValueError(name)
    return AutoModel.from_pretrained(f"{name}-{size}", trust_remote_code=True)  #: -


from typing import Literal, get_args  # noqa: E402

Allowed = Literal["acme/one", "acme/two"]


def allowed_by_type(name):
    if name not in get_args(Allowed):
        raise ValueError(name)
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def not_allowed_by_type(name):
    if name in get_args(Allowed):
        print("known")
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -
