"""Identifiers that are reached by reflection, generators and context managers."""

import asyncio
import contextlib
import random
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from transformers import AutoConfig, AutoModel

BY_GLOBALS = "org/globals"
AutoModel.from_pretrained(globals()["BY_GLOBALS"])  #? "org/globals" @ literal:11


class Names:
    chat_model = "org/getattr-chat"
    code_model = "org/getattr-code"


AutoModel.from_pretrained(getattr(Names, "chat_model"))  # noqa: B009  #? "org/getattr-chat" @ literal:16
for kind in ("chat", "code"):
    AutoModel.from_pretrained(getattr(Names, f"{kind}_model"))  #? "org/getattr-chat" @ literal:16 | "org/getattr-code" @ literal:17
AutoModel.from_pretrained(getattr(Names, "missing", "org/getattr-default"))  #? "org/getattr-default" @ literal:23

setattr(Names, "late", "org/setattr")  # noqa: B010
AutoModel.from_pretrained(Names.late)  #? "org/setattr" @ literal:25

config = AutoConfig.from_pretrained("org/config")  #? "org/config" @ literal:28
AutoModel.from_pretrained(config._name_or_path)  #? "org/config"
AutoModel.from_pretrained(config.name_or_path)  #? "org/config"

space = SimpleNamespace(model="org/namespace", revision="v1")
AutoModel.from_pretrained(space.model, revision=space.revision)  #? "org/namespace" @ literal:32 revision="v1"

AutoModel.from_pretrained(random.choice(["org/random-a", "org/random-b"]))  #? "org/random-a" @ literal:35 | "org/random-b" @ literal:35


@contextlib.contextmanager
def chosen():
    yield "org/context"


with chosen() as managed:
    AutoModel.from_pretrained(managed)  #? "org/context" @ literal:40


def load(name):
    return AutoModel.from_pretrained(name)  #? "org/thread" @ literal:52


with ThreadPoolExecutor() as pool:
    pool.submit(load, "org/thread")


async def fetch_name():
    return "org/awaited"


async def main():
    AutoModel.from_pretrained(await fetch_name())  #? "org/awaited" @ literal:56
    await asyncio.to_thread(blocking, "org/to-thread")


def blocking(name):
    AutoModel.from_pretrained(name)  #? "org/to-thread" @ literal:61


asyncio.run(main())

REGISTRY = {}


def register(name):
    def add(cls):
        REGISTRY[name] = cls
        return cls

    return add


@register("one")
class One:
    repository = "org/registered-one"


@register("two")
class Two:
    repository = "org/registered-two"


def build(kind):
    return AutoModel.from_pretrained(REGISTRY[kind].repository)  #? "org/registered-one" @ literal:83 | "org/registered-two" @ literal:88


build("one")
build("two")


class Plugin:
    known = []

    def __init_subclass__(cls):
        Plugin.known.append(cls)


class First(Plugin):
    repository = "org/subclass"


for plugin in Plugin.known:
    AutoModel.from_pretrained(plugin.repository)  #? "org/subclass" @ literal:107


def only_if_small(name):
    if name == "small":
        repository = "org/if-small"
    elif name == "large":
        repository = "org/if-large"
    else:
        raise ValueError(name)
    return AutoModel.from_pretrained(repository)  #? "org/if-small" @ literal:116 | "org/if-large" @ literal:118


only_if_small("small")
only_if_small("large")


def allowed(name):
    if name not in ("org/allowed-a", "org/allowed-b"):
        raise ValueError(name)
    return AutoModel.from_pretrained(name)  #? "org/allowed-a" | "org/allowed-b"


allowed(input())
AutoModel.from_pretrained(eval("'org/' + 'evaluated'"))  #? "org/evaluated" @ literal:135
eval("AutoModel.from_pretrained('org/inside')")  #? "org/inside" @ literal:136
