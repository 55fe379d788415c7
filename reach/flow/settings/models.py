"""Every model of settings and texts; importing them registers them."""

from types import ModuleType

from reach.flow import text_calls
from reach.flow.settings import (
    absl,
    configs,
    filled,
    hydra,
    ini,
    namespaces,
    omega,
    parameters,
    reading,
)

MODELS: tuple[ModuleType, ...] = (
    absl,
    configs,
    filled,
    hydra,
    ini,
    namespaces,
    omega,
    parameters,
    reading,
)
