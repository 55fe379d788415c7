"""TorchServe tells a handler where it unpacked the archive of a model. Read in torchserve 0.12."""

from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.settings.hooks import items_of, texts
from reach.flow.values import External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PROPERTIES = "ts.context.Context().system_properties"

FOLDER = "/home/model-server/tmp/models"
"""Where the images of TorchServe unpack archives, each in a folder of its own."""


@model(f"{_PROPERTIES}.get")
def _got(site: Site) -> Values:
    return _property(site.ev, site.arg(0)) or site.opaque()


@items_of(_PROPERTIES)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return _property(ev, key)


def _property(ev: "Evaluator", key: Values) -> Values | None:
    if texts(key) != ["model_dir"]:
        return None
    return frozenset((ev.pool.const(FOLDER, None, 0, "platform", True),))
