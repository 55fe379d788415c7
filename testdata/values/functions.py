"""Identifiers that pass through functions."""

import functools
import sys
from functools import lru_cache, partial

from transformers import AutoModel


def with_default(name="org/default"):
    return AutoModel.from_pretrained(name)  #? "org/default" @ default:10


def default_replaced(name="org/never"):
    return AutoModel.from_pretrained(name)  #? "org/passed" @ literal:31


def default_or_passed(name="org/left-out"):
    return AutoModel.from_pretrained(name)  #? "org/left-out" @ default:18 | "org/put-in" @ literal:33


def two_callers(name):
    return AutoModel.from_pretrained(name)  #? "org/caller-a" @ literal:34 | "org/caller-b" @ literal:35


def keyword_only(*, name):
    return AutoModel.from_pretrained(name)  #? "org/by-keyword" @ literal:36


with_default()
default_replaced("org/passed")
default_or_passed()
default_or_passed(name="org/put-in")
two_callers("org/caller-a")
two_callers(name="org/caller-b")
keyword_only(name="org/by-keyword")


def returned():
    return "org/returned"


AutoModel.from_pretrained(returned())  #? "org/returned" @ literal:40


def returns_either(large):
    if large:
        return "org/large"
    return "org/small"


AutoModel.from_pretrained(returns_either(len(sys.argv) > 1))  #? "org/large" @ literal:48 | "org/small" @ literal:49


def returns_argument(name):
    return name


AutoModel.from_pretrained(returns_argument("org/there"))  #? "org/there" @ literal:59
AutoModel.from_pretrained(returns_argument("org/back"))  #? "org/back" @ literal:60


def returns_pair():
    return "org/model", "org/tokenizer"


model_name, tokenizer_name = returns_pair()
AutoModel.from_pretrained(tokenizer_name)  #? "org/tokenizer" @ literal:64


def inner(name, revision="main"):
    return AutoModel.from_pretrained(name, revision=revision)  #? "org/three-hops" @ literal:80 revision="main"


def middle(name):
    return inner(name)


def outer():
    return middle("org/three-hops")


outer()


def splat(**kwargs):
    return AutoModel.from_pretrained(**kwargs)  #? "org/splat" @ literal:90


splat(pretrained_model_name_or_path="org/splat")


def star(*args):
    return AutoModel.from_pretrained(*args)  #? "org/star" @ literal:97


star("org/star")


def forward(*args, **kwargs):
    return load_forwarded(*args, **kwargs)


def load_forwarded(name, revision=None):
    return AutoModel.from_pretrained(name, revision=revision)  #? "org/forwarded" @ literal:108 revision="v2"


forward("org/forwarded", revision="v2")


def maker(name):
    def load():
        return AutoModel.from_pretrained(name)  #? "org/closed-over" @ literal:118

    return load


maker("org/closed-over")()

loader = partial(AutoModel.from_pretrained, "org/partial")
loader()  #? "org/partial" @ literal:120

with_revision = functools.partial(AutoModel.from_pretrained, revision="v1")
with_revision("org/partial-keyword")  #? "org/partial-keyword" @ literal:124 revision="v1"

shortcut = lambda name: AutoModel.from_pretrained(name)  # noqa: E731  #? "org/lambda" @ literal:127
shortcut("org/lambda")

alias = AutoModel.from_pretrained
alias("org/alias")  #? "org/alias" @ literal:130


@lru_cache(maxsize=1)
def cached(name="org/cached"):
    return AutoModel.from_pretrained(name)  #? "org/cached" @ default:134


cached()


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@logged
def decorated(name):
    return AutoModel.from_pretrained(name)  #? "org/decorated" @ literal:154


decorated("org/decorated")


def callback(name):
    return AutoModel.from_pretrained(name)  #? "org/called-back" @ literal:165


def apply(function, value):
    return function(value)


apply(callback, "org/called-back")

list(map(AutoModel.from_pretrained, ["org/mapped"]))  #? "org/mapped" @ literal:167


def generator():
    yield "org/yielded-a"
    yield "org/yielded-b"


for generated in generator():
    AutoModel.from_pretrained(generated)  #? "org/yielded-a" @ literal:171 | "org/yielded-b" @ literal:172


def default_from_constant(name=returned()):
    return AutoModel.from_pretrained(name)  #? "org/returned"


default_from_constant()


def none_default(name=None):
    if name is None:
        name = "org/filled-in"
    return AutoModel.from_pretrained(name)  #? "org/filled-in" @ literal:188


none_default()


def overwritten(name):
    name = "org/overwritten"
    return AutoModel.from_pretrained(name)  #? "org/overwritten" @ literal:196


overwritten("org/ignored")


def recursive(names):
    if not names:
        return None
    AutoModel.from_pretrained(names[0])  #? "org/recursive-a" @ literal:210 | "org/recursive-b" @ literal:210
    return recursive(names[1:])


recursive(["org/recursive-a", "org/recursive-b"])
