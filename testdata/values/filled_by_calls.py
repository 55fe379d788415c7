"""Lists and mappings that are filled by the functions they are given to."""

import os

import yaml
from transformers import AutoModel, AutoTokenizer

COMMIT = "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"


def loosen(options):
    options["revision"] = "main"


def complete(options, **more):
    for key, value in more.items():
        options.setdefault(key, value)


def lay_over(base, extra):
    for key, value in extra.items():
        if isinstance(value, dict):
            lay_over(base.setdefault(key, {}), value)
        else:
            base[key] = value


def change(settings, path, value):
    node = settings
    *above, last = path.split(".")
    for part in above:
        node = node.setdefault(part, {})
    node[last] = value


def add_more(names):
    names.append("org/added")


def through(options):
    loosen(options)


def only_read(options):
    print(options["revision"])


def load():
    with open("beside.yaml") as file:
        settings = yaml.safe_load(file)
    if os.environ.get("REVISION"):
        change(settings, "model.revision", os.environ["REVISION"])
    return settings


options = {"revision": COMMIT}
only_read(options)
AutoModel.from_pretrained("org/read", **options)  #? "org/read" @ literal:58 pinned
loosen(options)
AutoModel.from_pretrained("org/loosened", **options)  #? "org/loosened" @ literal:60 revision="main"


def called_inside():
    own = {"revision": COMMIT}
    through(own)
    AutoModel.from_pretrained("org/through", **own)  #? "org/through" @ literal:66 revision="main"


def completed():
    own = {}
    complete(own, revision="v1", pretrained_model_name_or_path="org/completed")
    AutoModel.from_pretrained(**own)  #? "org/completed" @ literal:71 revision="v1"


def sometimes(strict):
    own = {"revision": COMMIT}
    if not strict:
        loosen(own)
    AutoModel.from_pretrained("org/sometimes", **own)  #? "org/sometimes" @ literal:79 revision="main" | "org/sometimes" pinned


def laid_over():
    settings = {"model": {"name": "org/below", "revision": COMMIT}}
    lay_over(settings, {"model": {"name": "org/above"}})
    model = settings["model"]
    AutoModel.from_pretrained(model["name"], revision=model["revision"])  #? "org/above" @ literal:84 pinned | "org/below" @ literal:83 pinned


def each():
    names = ["org/first"]
    add_more(names)
    for name in names:
        AutoTokenizer.from_pretrained(name)  #? "org/first" @ literal:90 | "org/added" @ literal:37


TUNED = {"dtype": "float16", "device_map": "auto"}


def tune(given):
    if isinstance(given, list) or os.environ.get("AS_ARGUMENTS"):
        for key, value in TUNED.items():
            given.extend([f"--{key}", value])
    else:
        for key, value in TUNED.items():
            given.setdefault(key, value)
    return given


def arguments_or_options(**own):
    own = tune(own)
    if "pretrained_model_name_or_path" not in own:
        own["pretrained_model_name_or_path"] = "org/tuned"
    AutoModel.from_pretrained(**own)  #? "org/tuned" @ literal:112 pinned | unknown: the identifier is not given


called_inside()
completed()
arguments_or_options(revision=COMMIT)
sometimes(os.environ.get("STRICT"))
laid_over()
each()
