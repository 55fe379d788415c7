"""Arguments of a BentoML service: a class of the project, filled from how the service is built."""

import posixpath
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.files import as_values, tree_at
from reach.flow.settings.filled import made
from reach.flow.values import Class, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_FILES = (
    ("bentofile.yaml", "yaml", ("args",)),
    ("pyproject.toml", "toml", ("tool", "bentoml", "build", "args")),
)
"""Where the arguments are written: file, its form, the tables to go through."""


@model("bentoml.use_arguments")
def _arguments(site: Site) -> Values:
    """An object of the class, with the values of the build's configuration."""
    if site.body is None:
        return site.opaque()
    found: set[Value] = set()
    for value in site.arg(0, "tp"):
        if isinstance(value, Class):
            source = _configured(site.ev, site.body)
            found.add(made(site.ev, value, site.body, site.vid, source))
    return frozenset(found) or site.opaque()


def _configured(ev: "Evaluator", body: Body) -> Values | None:
    """The arguments in the nearest file at or above the code; None when there is none."""
    folder = posixpath.dirname(body.facts.path)
    while True:
        for name, form, keys in _FILES:
            path = posixpath.join(folder, name)
            tree = tree_at(ev, path, form)
            for key in keys:
                tree = tree.get(key) if isinstance(tree, dict) else None
            if isinstance(tree, dict):
                return as_values(ev, tree, "dict", path)
        if not folder:
            return None
        folder = posixpath.dirname(folder)
