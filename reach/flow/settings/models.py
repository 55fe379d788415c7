"""Every model of settings and texts; importing them registers them."""

from types import ModuleType

from reach.flow import rows, text_calls
from reach.flow.settings import (
    absl,
    bento,
    built,
    configs,
    django,
    filled,
    flask,
    hub,
    hydra,
    ini,
    injected,
    members,
    namespaces,
    omega,
    parameters,
    reading,
    requests,
    torchserve,
    tornado,
    urls,
    variables,
)

MODELS: tuple[ModuleType, ...] = (
    rows,
    text_calls,
    absl,
    bento,
    built,
    configs,
    django,
    filled,
    flask,
    hub,
    hydra,
    ini,
    injected,
    members,
    namespaces,
    omega,
    parameters,
    reading,
    requests,
    torchserve,
    tornado,
    urls,
    variables,
)
