"""What Truss hands to the class that it serves: its configuration, and a folder of data.

The code is `MODEL/model/model.py`, the configuration `MODEL/config.yaml`. Read in truss 0.18.
"""

import posixpath
from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.settings.files import as_values, tree_at
from reach.flow.values import EMPTY, Container, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

FILE = "model/model.py"
_CLASS = "Model"
_GIVEN = ("config", "data_dir", "secrets", "environment", "lazy_data_resolver")


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """A parameter of the constructor that has one of the names; None for anything else."""
    name = body.code.parameters[index].name
    return _given(ev, body, name) if name in _GIVEN and _is_served(body) else None


def option(ev: "Evaluator", container: Container, keys: frozenset[Any] | None) -> Values | None:
    """What `**kwargs` of the constructor hold; None for other functions."""
    body = container.body
    if not _is_served(body) or _config(ev, body) is None:
        return None
    own = {parameter.name for parameter in body.code.parameters}
    wanted = [name for name in _GIVEN if name not in own and (keys is None or name in keys)]
    return EMPTY.union(*(_given(ev, body, name) or EMPTY for name in wanted))


def _is_served(body: Body) -> bool:
    return (
        body.facts.path.endswith(FILE)
        and body.bound_name == "__init__"
        and body.owner is not None
        and body.owner.code.name.rpartition(".")[2] == _CLASS
    )


def _config(ev: "Evaluator", body: Body) -> str | None:
    folder = posixpath.dirname(posixpath.dirname(body.facts.path))
    for name in ("config.yaml", "config.yml"):
        path = posixpath.join(folder, name)
        if tree_at(ev, path, "yaml") is not None:
            return path
    return None


def _given(ev: "Evaluator", body: Body, name: str) -> Values | None:
    path = _config(ev, body)
    tree = tree_at(ev, path, "yaml") if path is not None else None
    if tree is None or path is None:
        return None
    at = body.code.name_start
    if name == "config":
        return as_values(ev, tree, "dict", path)
    if name == "data_dir":
        folder = posixpath.join(posixpath.dirname(path), "data")
        return frozenset((ev.pool.const(folder, body, at, "platform", True),))
    return ev.unknown(f"{name} is passed by Truss", body, at)
