"""What Triton hands to a model in Python: `args` of `initialize`, with `config.pbtxt` as JSON.

The code is `MODEL/VERSION/model.py` of a model repository, the configuration `MODEL/config.pbtxt`.
"""

import posixpath
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.settings.files import locate
from reach.flow.values import Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

CLASS = "TritonPythonModel"
STREAM = "pathlib.Path().read_text()"
_SET_BY_TRITON = ("model_instance_name", "model_instance_kind", "model_instance_device_id")


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """The arguments of `initialize`; None for anything else."""
    if index != 1 or body.code.name.rpartition(".")[2] != "initialize":
        return None
    if body.owner is None or body.owner.code.name.rpartition(".")[2] != CLASS:
        return None
    version = posixpath.dirname(body.facts.path)
    model = posixpath.dirname(version)
    config = ev.pool.const(posixpath.join(model, "config.pbtxt"), None, 0, "platform", True)
    at = body.code.name_start
    unknown = ev.unknown(f"{body.code.parameters[1].name} is passed by Triton", body, at)
    rows: list[tuple[str, Values]] = [(name, unknown) for name in _SET_BY_TRITON]
    if version:
        name = posixpath.basename(version)
        rows.append(("model_version", frozenset((ev.pool.const(name, body, at, "platform"),))))
    if model:
        folder = ev.pool.const(model, body, at, "platform", True)
        rows.append(("model_repository", frozenset((folder,))))
        name = posixpath.basename(model)
        rows.append(("model_name", frozenset((ev.pool.const(name, body, at, "platform"),))))
    given = config if locate(ev, config, None) is not None else None
    name = STREAM if given is not None else "triton.model_config"
    rows.append(("model_config", frozenset((ev.pool.external(name, given),))))
    return frozenset((ev.pool.bundle("dict", rows),))
